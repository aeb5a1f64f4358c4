"""Taking everything out, and bringing it into an empty account."""

from __future__ import annotations

import json
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from baeum.learner.depositing import Problem, refusal_words
from baeum.learner.portfolio import document, paper
from baeum.learner.portfolio_reading import read_portfolio
from baeum.learner.services.import_portfolio import NotImported, import_portfolio
from baeum.learner.showing import go, show
from baeum.learner.visiting import Visit, of_account
from baeum.shared.clock import today

JSON, PDF = "application/json; charset=utf-8", "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PROBLEMS = 50  # shown at once; the rest are counted


@require_safe
@of_account
def export(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What can be taken out, in which form."""
    return show(request, visit, "export")


@require_safe
@of_account
def download(request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    """Everything, as JSON, xlsx or PDF."""
    make = {"json": _json, "xlsx": _xlsx, "pdf": _pdf}.get(form)
    if make is None:
        raise Http404
    content, kind = make(request, visit)
    name = f"baeum-{visit.account.learner_number}-{today().isoformat()}.{form}"
    own = _("평생학습이력철") + f"-{today().isoformat()}.{form}"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(own)}"
    )
    return response


Made = tuple[bytes, str]


def _json(request: HttpRequest, visit: Visit) -> Made:
    found = document(visit, with_files=request.GET.get("files") == "yes")
    return json.dumps(found, ensure_ascii=False, indent=1).encode(), JSON


def _xlsx(request: HttpRequest, visit: Visit) -> Made:
    from baeum.sheets.portfolio_xlsx import portfolio_xlsx  # only a download needs it

    return portfolio_xlsx(paper(visit, verified_only=_verified(request))), XLSX


def _pdf(request: HttpRequest, visit: Visit) -> Made:
    from baeum.sheets.portfolio_pdf import portfolio_pdf  # only a download needs the typesetter

    return portfolio_pdf(paper(visit, verified_only=_verified(request))), PDF


def _verified(request: HttpRequest) -> bool:
    return request.GET.get("lines") == "verified"


Problems = list[Problem]


@require_http_methods(["GET", "HEAD", "POST"])
@of_account
def importing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Bring a portfolio into an empty account: all of it, or nothing and every reason why."""
    problems: Problems = []
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or not file.size:
            problems = [Problem("file", _("파일"), _("파일을 고르세요. 빈 파일은 읽지 못합니다."))]
        elif file.size > settings.LARGEST_UPLOAD:
            told = _("파일은 5 MB까지 읽습니다. 증빙 파일 없이 다시 내보내 보세요.")
            problems = [Problem("file", _("파일"), told)]
        else:
            problems = _import(visit, file.read())
            if not problems:
                return go("statement", visit.id, done="imported")
    shown = {
        "problems": problems[:MOST_PROBLEMS],
        "more": max(0, len(problems) - MOST_PROBLEMS),
        "empty": visit.account.head_number == 0,
    }
    return show(request, visit, "import", shown, status=422 if problems else 200)


def _import(visit: Visit, data: bytes) -> Problems:
    read = read_portfolio(data, today())
    if read.problems:
        return [Problem("file", place, message) for place, message in read.problems]
    if not read.lines:
        return [Problem("file", _("파일"), _("들여올 줄이 없습니다."))]
    answer = import_portfolio(visit.id, read.lines, by=visit.actor, on=today())
    if isinstance(answer, NotImported):
        return [Problem("file", _place(number), refusal_words(why)) for number, why in answer.refusals]
    return []


def _place(number: int) -> str:
    return _("{number}번 줄").format(number=number) if number else _("계좌")
