"""One line: what it says, its history, its evidence; taking it back, adding a file, asking an office."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.calculator.reading import clean
from baeum.learner import words
from baeum.learner.depositing import Problem, fault_words, refusal_words, too_large
from baeum.learner.lines import READ_WITH, Line, shown
from baeum.learner.showing import go, show
from baeum.learner.views.requests import shown_request
from baeum.learner.visiting import Visit, of_account
from baeum.ledger.models import CorrectionRequest, Entry, Evidence
from baeum.ledger.services.move import Accreditation
from baeum.ledger.services.move import move as move_line
from baeum.ledger.services.put_evidence import put_evidence, unsealed_file
from baeum.ledger.services.request_correction import request_correction
from baeum.ledger.services.reverse import reverse as take_back
from baeum.ledger.services.supplement import supplement
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.days import day as iso_day
from baeum.shared.refusal import Refusal


@require_safe
@of_account
def line(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """One line with its history."""
    return _page(request, visit, number)


@require_http_methods(["POST"])
@of_account
def reverse(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Take a line of one's own back."""
    reason = clean(request.POST.get("reason", ""))
    answer = take_back(visit.id, number, reason=reason, by=visit.actor)
    if isinstance(answer, Refusal):
        problem = Problem("reason", _("되돌리는 까닭"), refusal_words(answer))
        return _page(request, visit, number, problem, {"reason": reason})
    return go("line", visit.id, answer.number, done="reversed")


@require_http_methods(["POST"])
@of_account
def move(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Move a special note of one's own whose course was accredited later."""
    typed = {name: clean(request.POST.get(name, "")) for name in ("of", "accredited_on")}
    try:
        accredited_on = date.fromisoformat(iso_day(typed["accredited_on"]))
    except ValueError:
        told = fault_words({"code": "type.date"})
        return _page(request, visit, number, Problem("accredited_on", _("평가인정 받은 날"), told), typed)
    accreditation = Accreditation(typed["of"], accredited_on)
    answer = move_line(visit.id, number, accreditation=accreditation, by=visit.actor, on=today())
    if isinstance(answer, Refusal):
        problem = Problem("of", _("평가인정 고시"), refusal_words(answer))
        return _page(request, visit, number, problem, typed)
    return go("line", visit.id, answer.number, done="moved")


@require_http_methods(["POST"])
@of_account
def add_evidence(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Put a file to a line of one's own."""
    file = request.FILES.get("file")
    if file is None or not file.size:
        problem = Problem("file", _("증빙 파일"), _("파일을 고르세요. 빈 파일은 올릴 수 없습니다."))
        return _page(request, visit, number, problem)
    if file.size > settings.LARGEST_UPLOAD:
        problem = Problem("file", _("증빙 파일"), refusal_words(too_large(file.size or 0)))
        return _page(request, visit, number, problem)
    answer: Any = put_evidence(visit.id, file.read(), by=visit.actor)
    if not isinstance(answer, Refusal):
        answer = supplement(visit.id, number, evidence=answer.evidence_id, by=visit.actor)
    if isinstance(answer, Refusal):
        return _page(request, visit, number, Problem("file", _("증빙 파일"), refusal_words(answer)))
    return go("line", visit.id, answer.number, done="evidence")


@require_safe
@of_account
def evidence(request: HttpRequest, visit: Visit, file: UUID) -> HttpResponse:  # noqa: ARG001  Django passes it
    """A file of the account, to keep; never shown inside a page."""
    found = Evidence.objects.filter(account=visit.account, pk=file).first()
    if found is None:
        raise Http404
    response = HttpResponse(unsealed_file(visit.key, found), content_type=found.type)
    response.headers["Content-Disposition"] = f'attachment; filename="evidence.{found.ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def ask(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """Ask the office of a line to correct it, or an office to confirm a line of one's own."""
    here = _lines(visit, number)[-1]
    offices = (
        list(Office.objects.filter(kind=Office.Kind.INSTITUTION).order_by("name_ko")) if here.own else []
    )
    problems: list[Problem] = []
    reason, office = clean(request.POST.get("reason", "")), request.POST.get("office", "")
    if request.method == "POST":
        chosen = int(office) if office.isascii() and office.isdecimal() and len(office) < 18 else 0
        if here.own and not chosen:
            problems.append(Problem("office", _("확인해 줄 기관"), _("목록에서 고르세요.")))
        if not reason:
            problems.append(Problem("reason", _("까닭"), refusal_words(Refusal("reason"))))
        if not problems:
            by = {"confirmation_by": chosen} if here.own else {}
            answer = request_correction(visit.id, number, reason=reason, by=visit.actor, on=today(), **by)
            if not isinstance(answer, Refusal):
                return go("requests", visit.id, done="requested")
            problems.append(Problem("reason", _("요청"), refusal_words(answer)))
    shown_ = {
        "line": here,
        "offices": [(str(one.pk), words.office_name(one)) for one in offices],
        "office": office,
        "reason": reason,
        "problems": problems,
        "errors": {one.target: one.message for one in problems},
    }
    return show(request, visit, "request", shown_, status=422 if problems else 200)


def _lines(visit: Visit, number: int) -> list[Line]:
    """The lines before this one that led to it, the first one first, and this one last."""
    entries = {
        one.number: one for one in Entry.objects.filter(account=visit.account).select_related(*READ_WITH)
    }
    if number not in entries:
        raise Http404
    chain = [entries[number]]
    while (of := chain[0].of_number) is not None and of in entries:
        chain.insert(0, entries[of])
    return shown(chain, visit.key)


def _page(
    request: HttpRequest,
    visit: Visit,
    number: int,
    problem: Problem | None = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    chain = _lines(visit, number)
    here = chain[-1]
    taken_back = chain[-2] if here.act == "reversal" and len(chain) > 1 else None
    asked = CorrectionRequest.objects.filter(
        account=visit.account, entry__number__in=[one.number for one in chain]
    )
    found = Evidence.objects.filter(pk=here.evidence).defer("sealed").first() if here.evidence else None
    shown_ = {
        "line": here,
        "reversed_line": taken_back,
        "history": list(reversed(chain)),
        "requests": [
            shown_request(one, visit.key, today())
            for one in asked.select_related("office", "entry").order_by("-asked_at")
        ],
        "file": found,
        "file_kind": found.ending.upper() if found else "",
        "problems": [problem] if problem else [],
        "typed": typed or {},
        "errors": {problem.target: problem.message} if problem else {},
        "open": not visit.account.closed_at,
    }
    return show(request, visit, "line", shown_, status=422 if problem else 200)
