"""The queue of claims of an office or a committee; a claim's page; one act on one, or on many."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from baeum.claims.models import Claim, ClaimLine
from baeum.claims.opening import INSTITUTE, Opened, open_claim
from baeum.claims.possible import possible
from baeum.claims.queries import PAGE, claim_of, in_states, queue
from baeum.ledger.models import Evidence
from baeum.ledger.services.put_evidence import unsealed_file
from baeum.people.acting import actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.claims.path import KINDS, STATES, Row, rows
from baeum_rules.claims.sentences import word
from baeum_rules.parameters import load_law
from baeum_rules.recognition.fields import CLASSES

from .claims_doing import FORMS, WITHOUT_ENGINE
from .claims_door import is_committee, language, page, refused, said, standing_of
from .claims_shown import answer_shown, clock_shown, fees_shown, history_shown, lines_shown, row_shown

MOST = 1000


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The queue, the most urgent first: whole, of a kind, in a state, or what is overdue."""
    return page(request, "claims", _queue_shown(request))


def _queue_shown(request: HttpRequest) -> dict[str, Any]:
    held, on, committee = standing_of(request), today(), is_committee(request)
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    state, kind = state if state in STATES else "", kind if kind in KINDS else ""
    overdue, office = "overdue" in request.GET, held.office_id or 0
    found = Paginator(
        queue(office, on, committee=committee, state=state, kind=kind, overdue=overdue), PAGE
    ).get_page(request.GET.get("page"))
    counted = in_states(office, on, committee=committee)
    return {
        "tab": "claims",
        "rows": [row_shown(one, on) for one in found.object_list],
        "found": found,
        "state": state,
        "kind": kind,
        "only_overdue": overdue,
        "counted": [
            {
                "one": one,
                "kind": word("kind", one.kind, language()),
                "said": word("state", one.state, language()),
                "here": (one.state, one.kind) == (state, kind),
            }
            for one in counted
        ],
        "total": sum(one.total for one in counted),
        "overdue": sum(one.overdue for one in counted),
        "bulk": [(act, word("act", act, language())) for act in _bulk(state, kind, held.role or "")],
    }


def _bulk(state: str, kind: str, role: str) -> list[str]:
    """Acts that one can do at once on the claims of a state."""
    if not state:
        return []
    from baeum_rules.claims.path import PATH

    acts = (
        row.act for row in PATH if state in row.states and role in row.who and (not kind or kind in row.kinds)
    )
    return list(dict.fromkeys(act for act in acts if act in FORMS and FORMS[act].bulk))


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """One act on the claims that were ticked: first asked, then done, each done or refused."""
    act = request.POST.get("act", "")
    if request.method != "POST":
        return page(request, "claims", _queue_shown(request))
    if act not in FORMS or not FORMS[act].bulk:
        raise Http404
    chosen = list(Claim.objects.filter(pk__in=_ids(request.POST.getlist("claim"))).order_by("number"))
    typed = {name: str(value)[:5000] for name, value in request.POST.items()}
    shown: dict[str, Any] = {"tab": "claims", "chosen": chosen, **_asked(act, "", typed)}
    if "confirmed" not in request.POST or not chosen:
        return page(request, "claims_bulk", shown, 200 if chosen else 422)
    keys = [one.pk for one in chosen]
    answers = FORMS[act].doing(keys, typed, actor(), today())
    failed = [(one, said(a)) for one, a in zip(chosen, answers, strict=True) if isinstance(a, Refusal)]
    shown |= {"done": len(keys) - len(failed), "refused": failed}
    return page(request, "claims_bulk", shown, 422 if len(failed) == len(keys) else 200)


@require_safe
def one(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """A claim: what is asked, papers, the engine's table, fees, what happened, what can be done."""
    shown = claim_shown(claim_id)
    if isinstance(shown, Refusal):
        return refused(request, shown)
    return page(request, "claim", {**shown, "done": request.GET.get("done", "")})


def claim_shown(claim_id: UUID) -> dict[str, Any] | Refusal:
    """What the page of a claim shows. Opening it writes the learner's access log."""
    claim = claim_of(claim_id)
    opened = open_claim(claim_id, claim.number) if claim else Refusal("claim.unknown", status=404)
    if claim is None or isinstance(opened, Refusal):
        assert isinstance(opened, Refusal)
        return opened
    on = today()
    can = possible(claim, opened, by=actor(), on=on)
    lines = lines_shown(claim, opened, on)
    return {
        "tab": "claims",
        "claim": claim,
        "relation": opened.relation,
        "kind": word("kind", claim.kind, language()),
        "state": word("state", claim.state, language()),
        "clock": clock_shown(claim, on),
        "acts": [{"act": row.act, "said": word("act", row.act, language())} for row in can.acts
                 if row.act in FORMS],
        "not_now": [(word("act", act, language()), said(why)) for act, why in can.refused if act in FORMS],
        "lines": lines,
        "examinable": opened.relation == INSTITUTE and claim.state == "examining"
        and any(one["to_examine"] for one in lines),
        "rulable": opened.relation == "committee" and claim.state == "with_subcommittee",
        "classes": [(code, word("class", code, language())) for code in CLASSES],
        "answer": answer_shown(claim, opened) if opened.relation == INSTITUTE or claim.referred else None,
        "fees": fees_shown(claim),
        "payable": opened.relation == INSTITUTE,
        "cancellable": opened.relation == INSTITUTE and claim.state in ("granted", "conferred"),
        "history": history_shown(claim, opened),
        "mine": actor().person_id,
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, claim_id: UUID, act: str) -> HttpResponse:
    """Ask, then do. A refusal keeps what was typed."""
    if act not in FORMS:
        raise Http404
    shown = claim_shown(claim_id)
    if isinstance(shown, Refusal):
        return refused(request, shown)
    typed = {name: str(value)[:5000] for name, value in request.POST.items()}
    status = 200
    if request.method == "POST":
        answer = FORMS[act].doing([claim_id], typed, actor(), today())[0]
        if not isinstance(answer, Refusal):
            return HttpResponseRedirect(f"{reverse('desk:claim', args=[claim_id])}?done={act}")
        shown["problem"], status = said(answer), answer.status
    shown |= _asked(act, shown["claim"].kind, typed)
    return page(request, "claim_act", shown, status)


def _asked(act: str, kind: str, typed: dict[str, str]) -> dict[str, Any]:
    """What the form of an act shows."""
    known = rows(act, kind=kind)
    if not known:
        known = rows(act)
    source = load_law().source(known[0].clause)
    asks = tuple(ask for ask in FORMS[act].asks if ask != "refuse" or kind in WITHOUT_ENGINE)
    return {
        "act": act,
        "said": word("act", act, language()),
        "leads_to": list(dict.fromkeys(_leads(row) for row in known if row.to)),
        "clause": source.en if language() == "en" else source.ko,
        "reading": known[0].reading,
        "asks": asks,
        "asks_reason": any(row.reason for row in known) or "refuse" in asks,
        "needs_reason": all(row.reason for row in known),
        "typed": typed,
    }


def _leads(row: Row) -> str:
    text = word("state", row.to, language())
    return f"{word('case', row.case, language())} → {text}" if row.case else text


@require_safe
def file(request: HttpRequest, claim_id: UUID, number: int) -> HttpResponse:
    """The paper of a line, to be kept, never shown within the site."""
    claim = claim_of(claim_id)
    opened = open_claim(claim_id, claim.number) if claim else Refusal("claim.unknown", status=404)
    if isinstance(opened, Refusal):
        return refused(request, opened)
    found = _evidence(claim_id, number, opened)
    if found is None:
        return refused(request, Refusal("claim.evidence_missing", {"line": number}, 409))
    answer = HttpResponse(unsealed_file(opened.key, found), content_type=found.type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{number}.{found.ending}")
    return answer


def _evidence(claim_id: UUID, number: int, opened: Opened) -> Evidence | None:
    if number > 2**31 - 1:
        return None
    line = ClaimLine.objects.filter(claim_id=claim_id, number=number).select_related("entry").first()
    if line is None or line.entry.evidence_id is None:
        return None
    return Evidence.objects.filter(pk=line.entry.evidence_id, account_id=opened.account_id).first()


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for text in given[:MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
