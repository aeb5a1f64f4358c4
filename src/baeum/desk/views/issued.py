"""Documents the office has issued: found by number, revoked with a reason, issued again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baeum.certificates.models import BatchDocument, Document
from baeum.certificates.numbers import read_number
from baeum.certificates.rendering import check_address
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import OF_ISSUER, revoke_each
from baeum.certificates.words import WHY
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal

from ..issued import REVOKED, STANDS, completions_issued, opened
from ..queries import PAGE
from ..saying import said
from .door import officer, page, refused
from .lookup import account_of

LISTED = 20  # documents that are shown before many are revoked
LAST_PAGE = 10_000
REASONS = tuple(why for why in OF_ISSUER if why != Document.Why.REPLACED)


@require_safe
@officer
def every(request: HttpRequest, office: Office) -> HttpResponse:
    """What the office has issued, by number of the document or of the learner."""
    query = {name: request.GET.get(name, "").strip()[:60] for name in ("number", "learner", "state")}
    problems: list[tuple[str, str]] = []
    found = completions_issued(office.pk)
    if query["number"]:
        number = read_number(query["number"])
        if number is None:
            said_ = _("문서번호는 0, O, 1, I가 없는 글자 열여섯 개입니다. 한 글자라도 틀리면 찾지 못합니다.")
            problems.append(("number", said_))
        found = found.filter(number=number or "")
    if query["learner"]:
        account = account_of(query["learner"])
        if account is None:
            problems.append(("learner", _("이 학습자번호로 등록한 내역이 없습니다.")))
        found = found.filter(account_id=account or 0)
    if query["state"] in (STANDS, REVOKED):
        found = found.filter(revoked_at__isnull=query["state"] == STANDS)
    at = _page(request.GET)
    rows = list(found.select_related("issuer")[at * PAGE : at * PAGE + PAGE + 1]) if not problems else []
    kept = {name: value for name, value in query.items() if value}
    shown = {
        "found": opened(rows[:PAGE]),
        "query": query,
        "filtered": any(query.values()),
        "states": ((STANDS, _("유효")), (REVOKED, _("거둠"))),
        "problems": problems,
        "more": urlencode({**kept, "page": at + 2}) if len(rows) > PAGE else "",
        "revoked": _count(request.GET.get("revoked", "")),
    }
    return page(request, office, "issued", shown, status=422 if problems else 200)


@require_safe
@officer
def one(request: HttpRequest, office: Office, document_id: UUID) -> HttpResponse:
    """One document: what it shows, where anybody checks it, what became of it."""
    return _one(request, office, document_id)


@require_POST
@officer
def again(request: HttpRequest, office: Office, document_id: UUID) -> HttpResponse:
    """Issue it again as its line stands now; the former one is revoked."""
    name = " ".join(request.POST.get("name", "").split())[:100]
    answer = reissue(document_id, by=actor(), at=now(), name=name)
    if isinstance(answer, Refusal):
        return _one(request, office, document_id, problem=said(answer), name=name, status=answer.status)
    return HttpResponseRedirect(reverse("desk:issued_one", args=[answer.document_id]) + "?again")


@require_POST
@officer
def revoke(request: HttpRequest, office: Office) -> HttpResponse:
    """First which they are and the question why; then, with a reason, they are revoked."""
    ids = _chosen(request.POST, office)
    if not ids:
        return refused(request, Refusal("desk.none_chosen"))
    why = request.POST.get("why", "")
    open_ones = completions_issued(office.pk).filter(pk__in=ids, revoked_at__isnull=True)
    if "sure" in request.POST and why in REASONS:
        answers = revoke_each(ids, why=why, by=actor(), at=now())
        done = sum(isinstance(answer, Document) for answer in answers.values())
        return HttpResponseRedirect(f"{reverse('desk:issued')}?revoked={done}")
    asked_without = "sure" in request.POST
    shown: dict[str, Any] = {
        "found": opened(open_ones[:LISTED]),
        "count": open_ones.count(),
        "gone": len(ids) - open_ones.count(),
        "ids": [] if "batch" in request.POST else ids,
        "batch": request.POST.get("batch", ""),
        "reasons": [(why, WHY[why]) for why in REASONS],
    }
    if asked_without:
        words = ", ".join(str(WHY[one]) for one in REASONS)
        shown |= {"problem": said(Refusal("document.why", {"reasons": words})), "target": "why"}
    return page(request, office, "issued_revoke", shown, status=422 if asked_without else 200)


def _one(
    request: HttpRequest,
    office: Office,
    document_id: UUID,
    *,
    problem: str = "",
    name: str = "",
    status: int = 200,
) -> HttpResponse:
    found = completions_issued(office.pk).select_related("replaced_by", "replaces").filter(pk=document_id)
    document = found.first()
    if document is None:
        return refused(request, Refusal("document.none", status=404))
    [shown] = opened([document])
    later = getattr(document, "replaced_by", None)
    here = {
        "one": shown,
        "line": shown.snapshot.lines[0] if shown.snapshot and shown.snapshot.lines else None,
        "address": check_address(document.number, document.issued_on),
        "why": WHY.get(document.revoked_why, ""),
        "later": later,
        "problem": problem,
        "target": "name" if problem else "",
        "name": name,
        "again": "again" in request.GET,
    }
    return page(request, office, "issued_one", here, status=status)


def _chosen(posted: QueryDict, office: Office) -> list[UUID]:
    """The documents that were ticked, or all of a batch; whatever else was sent is nobody's."""
    if "batch" in posted:
        found = BatchDocument.objects.filter(batch_id__in=_ids(posted.getlist("batch")), batch__office=office)
        return list(found.values_list("document_id", flat=True))
    return _ids(posted.getlist("document"))


def _ids(typed: list[str]) -> list[UUID]:
    found = []
    for text in typed[: 20 * PAGE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _page(query: QueryDict) -> int:
    return min(max(_count(query.get("page", "")), 1), LAST_PAGE) - 1


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
