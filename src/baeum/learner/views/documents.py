"""Documents that are issued: which there are, asking for one, taking one back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.calculator.reading import clean
from baeum.certificates.freezing import Issued, snapshot_of
from baeum.certificates.masking import OPEN, OPTIONAL, PARTLY
from baeum.certificates.models import Document
from baeum.certificates.numbers import grouped
from baeum.certificates.rendering import check_address
from baeum.certificates.services.issue import issue
from baeum.certificates.services.reissue import reissue
from baeum.certificates.services.revoke import revoke
from baeum.certificates.wanted import LONGEST, MOST_LINES, OF_LINES, Wanted, faults_of
from baeum.certificates.words import FIELDS, KINDS, WHY
from baeum.learner import words
from baeum.learner.depositing import Problem, refusal_words
from baeum.learner.document_files import file_of
from baeum.learner.lines import READ_WITH, shown
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.models import Entry
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import SELF_DECLARED

ASKED = tuple(kind for kind in KINDS if kind != "course_completion")  # that one is the institution's
LANGUAGES = {"ko": ("ko",), "en": ("en",), "both": ("ko", "en")}


@require_safe
@of_account
def documents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What was issued, the latest first, and what can be asked for."""
    found = Document.objects.filter(account=visit.account).select_related("issuer").order_by("-made_at")
    kinds = [{"code": code, "name": KINDS[code][0], "hint": KINDS[code][1]} for code in ASKED]
    here = {"documents": [_row(one) for one in found[:100]], "kinds": kinds}
    return show(request, visit, "documents", here)


@require_safe
@of_account
def document(request: HttpRequest, visit: Visit, document: UUID) -> HttpResponse:
    """One document: what it shows, its files, where anybody checks it."""
    held = _held(visit, document)
    return show(request, visit, "document", _shown(visit, held))


@require_safe
@of_account
def document_file(request: HttpRequest, visit: Visit, document: UUID, form: str) -> HttpResponse:
    """A file of a document."""
    held = _held(visit, document)
    snapshot = snapshot_of(held, visit.key)
    made = file_of(held, snapshot, form, visit.key, now()) if snapshot else None
    if made is None:
        raise Http404
    if isinstance(made, Refusal):
        return _refused(request, visit, held, made)
    response = HttpResponse(made.content, content_type=made.type)
    response.headers["Content-Disposition"] = f'attachment; filename="baeum-{held.number}-{made.end}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def document_new(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Ask for a document: lines, languages, how much of the person, for what and for whom."""
    if kind not in ASKED:
        raise Http404
    typed = _typed(request)
    problems: list[Problem] = []
    if request.method == "POST":
        answer = _issue(visit, kind, typed, problems)
        if answer is not None:
            return go("document", visit.id, answer.document_id, done="issued")
    here = {
        "kind": kind,
        "name": KINDS[kind][0],
        "hint": KINDS[kind][1],
        "lines": _lines(visit, kind) if kind in OF_LINES else [],
        "of_lines": kind in OF_LINES,
        "typed": typed,
        "optional": [(name, FIELDS[name]) for name in OPTIONAL],
        "longest": LONGEST,
        "problems": problems,
        "errors": {one.target: one.message for one in problems},
    }
    return show(request, visit, "document_new", here, status=422 if problems else 200)


@require_http_methods(["POST"])
@of_account
def document_revoke(request: HttpRequest, visit: Visit, document: UUID) -> HttpResponse:  # noqa: ARG001
    """Take a document back."""
    if isinstance(revoke(document, why=Document.Why.HOLDER, by=visit.actor, at=now()), Refusal):
        raise Http404
    return go("document", visit.id, document, done="taken_back")


@require_http_methods(["POST"])
@of_account
def document_again(request: HttpRequest, visit: Visit, document: UUID) -> HttpResponse:
    """Have it issued again as things stand today; the former one is taken back."""
    held = _held(visit, document)
    answer = reissue(document, by=visit.actor, at=now())
    if isinstance(answer, Issued):
        return go("document", visit.id, answer.document_id, done="issued")
    return _refused(request, visit, held, answer)


def _refused(request: HttpRequest, visit: Visit, held: Document, why: Refusal) -> HttpResponse:
    """The page of the document, which says why something was not done."""
    told = [Problem("files", "", refusal_words(why))]
    return show(request, visit, "document", _shown(visit, held) | {"problems": told}, status=why.status)


def _held(visit: Visit, document: UUID) -> Document:
    held = Document.objects.filter(account=visit.account, pk=document).select_related("issuer").first()
    if held is None:
        raise Http404
    return held


def _shown(visit: Visit, held: Document) -> dict[str, Any]:
    """What the page of a document shows. Raises Http404 where it cannot be read any more."""
    snapshot = snapshot_of(held, visit.key)
    if snapshot is None:
        raise Http404
    return {
        "one": _row(held),
        "snapshot": snapshot,
        "holder": [(FIELDS.get(name, name), value) for name, value in snapshot.holder.items()],
        "address": check_address(held.number, held.issued_on),
        "particulars": [(_of_page(one.label_ko, one.label_en), one.value) for one in snapshot.particulars],
        "lines": [
            {
                "title": _of_page(one.title_ko, one.title_en),
                "institution": _of_page(one.institution, one.institution_en),
                "day": words.day(one.happened_on),
            }
            for one in snapshot.lines
        ],
    }


def _of_page(korean: str, in_english: str) -> str:
    """What is said in the language of the page, where a document has both."""
    return in_english if in_english and words.english() else korean


def _row(one: Document) -> dict[str, Any]:
    state = (_("유효함"), "success")
    if one.revoked_at:
        state = (_("거둠"), "gray")
    elif one.valid_until and one.valid_until < today():
        state = (_("기한 끝남"), "gray")
    return {
        "id": one.pk,
        "name": KINDS[one.kind][0],
        "number": grouped(one.number),
        "issuer": words.office_name(one.issuer),
        "issued_on": words.day(one.issued_on),
        "valid_until": words.day(one.valid_until) if one.valid_until else "",
        "checks": _("{count}번 확인됨").format(count=one.checks),
        "checked_at": words.moment(one.checked_at),
        "revoked_at": words.moment(one.revoked_at),
        "why": WHY.get(one.revoked_why, ""),
        "holds": one.revoked_at is None,
        "word": state[0],
        "style": state[1],
    }


def _lines(visit: Visit, kind: str) -> list[Any]:
    """The lines that can be ticked; of a learning history only those that somebody has verified."""
    standing = Entry.objects.filter(account=visit.account, later__isnull=True).exclude(act="reversal")
    if kind == "learning_history":
        standing = standing.exclude(standing=SELF_DECLARED)
    entries = standing.select_related(*READ_WITH).order_by("-happened_on", "-number")[:MOST_LINES]
    return shown(entries, visit.key)


def _typed(request: HttpRequest) -> dict[str, Any]:
    post = request.POST
    return {
        "numbers": {int(one) for one in post.getlist("line") if one.isascii() and one.isdecimal()},
        "languages": post.get("languages", "ko"),
        "masking": post.get("masking", PARTLY),
        "personal": [one for one in post.getlist("personal") if one in OPTIONAL],
        "purpose": clean(post.get("purpose", "")),
        "recipient": clean(post.get("recipient", "")),
        "open": post.get("masking") == OPEN,
    }


def _issue(visit: Visit, kind: str, typed: dict[str, Any], problems: list[Problem]) -> Issued | None:
    wanted = Wanted(
        kind=kind,
        numbers=tuple(sorted(typed["numbers"])) if kind in OF_LINES else (),
        languages=LANGUAGES.get(typed["languages"], ()),
        masking=typed["masking"],
        personal=frozenset(typed["personal"]),
        purpose=typed["purpose"],
        recipient=typed["recipient"],
    )
    problems += [_told(field, why) for field, why in faults_of(wanted)]
    if problems:
        return None
    answer = issue(visit.id, wanted, by=visit.actor, on=today())
    if isinstance(answer, Refusal):
        problems.append(
            _told("lines", answer) if kind in OF_LINES else Problem("", "", refusal_words(answer))
        )
        return None
    return answer


def _told(field: str, refusal: Refusal) -> Problem:
    places = {
        "lines": _("보일 줄"),
        "languages": _("언어"),
        "masking": _("가림"),
        "personal": _("더 보일 것"),
        "purpose": _("용도"),
        "recipient": _("받는 곳"),
    }
    return Problem(field, places.get(field, ""), refusal_words(refusal))
