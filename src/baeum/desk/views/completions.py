"""Completions one by one: what the office registered, a new one, one taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baeum.ledger.services.reverse import reverse as reverse_line
from baeum.people.acting import actor
from baeum.places.models import Office
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.sheets.cells import Unreadable, read_cell
from baeum.sheets.completion import read_completion
from baeum.sheets.completion_columns import BY_CODE

from ..fields import NAMES, fields, typed_in
from ..kinds import KINDS, kinds
from ..queries import GONE, PAGE, STANDS, Registered, Wanted, completion, completions
from ..refused_rows import row_error
from ..saying import is_of_a_row, said_or
from ..services.register import register
from .door import officer, page, refused
from .lookup import account_of
from .shown import line_shown, named


@require_safe
@officer
def every(request: HttpRequest, office: Office) -> HttpResponse:
    """What the office registered, filtered by what stands in clear in a line."""
    wanted, problems = _wanted(request.GET)
    found = completions(office.pk, wanted) if not problems else []
    query = {name: request.GET.get(name, "") for name in ("learner", "kind", "state", "since", "until")}
    more = ""
    if len(found) > PAGE:
        kept = {name: value for name, value in query.items() if value}
        more = urlencode({**kept, "before": found[PAGE - 1].row.entry_id})
    shown = {
        "found": [line_shown(one) for one in found[:PAGE]],
        "query": query,
        "filtered": any(query.values()),
        "kinds": kinds(today()),
        "states": ((STANDS, _("유효")), (GONE, _("취소·대체"))),
        "problems": problems,
        "more": more,
    }
    return page(request, office, "completions", shown, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def new(request: HttpRequest, office: Office) -> HttpResponse:
    """Type one completion."""
    shown: dict[str, Any] = {"kinds": kinds(today()), "kind": request.POST.get("kind", "")}
    if request.method != "POST":
        return page(request, office, "register", {**shown, "fields": fields({}), "token": uuid4()})
    typed, token = typed_in(request.POST), _token(request.POST.get("token", ""))
    read, errors = read_completion(typed, NAMES, on=today())
    other = ""
    if shown["kind"] not in KINDS:
        other = said_or(Refusal("import.kind"))
    elif read is not None:
        answer = register(read, kind=shown["kind"], token=str(token), by=actor(), on=today())
        if not isinstance(answer, Refusal):
            where = reverse("desk:completion", args=[answer.account_id, answer.number])
            return HttpResponseRedirect(f"{where}?registered")
        token = uuid4()  # what is corrected is another request
        if is_of_a_row(answer.code):
            errors = [row_error(0, read, answer, NAMES)]
        else:
            other = said_or(answer)
    shown |= {"fields": fields(typed, errors), "token": token, "other": other, "errors": named(errors)}
    return page(request, office, "register", shown, status=422)


@require_safe
@officer
def one(request: HttpRequest, office: Office, account_id: int, number: int) -> HttpResponse:
    """One line, with what became of it."""
    found = _found(office, account_id, number)
    if found is None:
        return refused(request, Refusal("desk.no_line", status=404))
    shown = {"line": line_shown(found), "registered": "registered" in request.GET, "reason": ""}
    return page(request, office, "completion", shown)


@require_POST
@officer
def take_back(request: HttpRequest, office: Office, account_id: int, number: int) -> HttpResponse:
    """Reverse a line, with a reason that the learner reads."""
    found = _found(office, account_id, number)
    if found is None:
        return refused(request, Refusal("desk.no_line", status=404))
    reason = request.POST.get("reason", "")
    answer = reverse_line(account_id, number, reason=reason, by=actor())
    if isinstance(answer, Refusal):
        shown = {"line": line_shown(found), "reason": reason, "problem": said_or(answer)}
        return page(request, office, "completion", shown, status=answer.status)
    return HttpResponseRedirect(reverse("desk:completion", args=[account_id, number]))


def _found(office: Office, account_id: int, number: int) -> Registered | None:
    return completion(office.pk, account_id, number)


def _wanted(query: QueryDict) -> tuple[Wanted, list[tuple[str, str]]]:
    """What was asked for, and (element, message) of everything wrong with it."""
    problems: list[tuple[str, str]] = []
    days: dict[str, date | None] = {"since": None, "until": None}
    for name in days:
        typed = query.get(name, "").strip()
        value = read_cell(typed[:60], BY_CODE["ended_on"]) if typed else None
        if isinstance(value, Unreadable):
            words = _("“{text}”은 날짜가 아닙니다. 2014-11-19, 2014.11.19., 20141119처럼 적으세요.")
            problems.append((name, words.format(text=typed[:40])))
        elif value is not None:
            days[name] = date.fromisoformat(str(value))
    learner = query.get("learner", "").strip()
    account = account_of(learner) if learner else None
    if learner and account is None:
        problems.append(("learner", _("이 학습자번호로 등록한 내역이 없습니다.")))
    before = query.get("before", "")
    kind, state = query.get("kind", ""), query.get("state", "")
    return (
        Wanted(
            account_id=account,
            kind=kind if kind in KINDS else "",
            state=state if state in (STANDS, GONE) else "",
            **days,
            before=int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None,
        ),
        problems,
    )


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
