"""xAPI for an institution's systems: statements come in, completions come of them. No store of statements.

Behind the door of the API, with its tokens and problems; the addresses are those that xAPI gives them.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from baeum.api.callers import Bearer, Caller, take
from baeum.api.door import door
from baeum.api.faults import of_faults
from baeum.api.models import DEPOSITS_WRITE
from baeum.api.problems import Problem, language_now
from baeum.outside.services.map_system import Mapped, map_account
from baeum.outside.services.take_statement import LINE, TAKEN_BACK, Answer, take_statement
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

HEADER = "X-Experience-API-Version"
VERSIONS = ("2.0.0", "1.0.3")
_VERSION = re.compile(r"(1\.0|2\.0)(\.\d{1,3})?", re.ASCII)
MOST = 50  # statements or accounts of a request
ITEMS_A_REQUEST = 10  # so many of them count as one request
OF_AN_ACCOUNT = ("home_page", "name", "learner_number", "learner_name")
SCOPED = Bearer(DEPOSITS_WRITE)


@door
def about(request: HttpRequest) -> HttpResponse:
    """The versions of xAPI that are taken; for everybody."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return _answer({"version": list(VERSIONS)})


@door
def statements(request: HttpRequest) -> HttpResponse:
    """Statements, each for itself: what became of it, in the order they were sent."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    caller = SCOPED(request)
    if not _VERSION.fullmatch(request.headers.get(HEADER, "")):
        raise Problem("xapi-version", {"versions": ", ".join(VERSIONS)})
    sent = cast(Any, request).json
    listed = _listed(request, sent if isinstance(sent, list) else [sent], caller)
    answers = [take_statement(one, by=caller.actor, on=today()) for one in listed]
    return _answer(
        {
            "lines": sum(one.outcome == LINE for one in answers),
            "taken_back": sum(one.outcome == TAKEN_BACK for one in answers),
            "statements": [_told(one) for one in answers],
        }
    )


@door
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts of the system and whose they are, each for itself."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    caller = SCOPED(request)
    listed = _listed(request, cast(Any, request).json, caller)
    return _answer({"accounts": [_mapped(one, caller) for one in listed]})


def _listed(request: HttpRequest, sent: Any, caller: Caller) -> list[Any]:
    if not isinstance(sent, list) or not 0 < len(sent) <= MOST:
        said = {"ko": f"1개에서 {MOST}개까지 보내세요.", "en": f"Send 1 to {MOST} of them."}
        raise of_faults([{"pointer": "#", "code": "count", "detail": said[language_now()]}])
    if more := math.ceil(len(sent) / ITEMS_A_REQUEST) - 1:
        take(request, caller, cost=more)
    return sent


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "outcome": answer.outcome,
        "line_id": answer.entry_id,
        "reason": None if answer.why is None else _reason(answer.why),
    }


def _mapped(one: Any, caller: Caller) -> dict[str, Any]:
    found = [one.get(name) for name in OF_AN_ACCOUNT] if isinstance(one, dict) else []
    given = [text for text in found if isinstance(text, str)]
    if len(given) != len(OF_AN_ACCOUNT):
        answer: Mapped | Refusal = Refusal("xapi.shape", {"place": ", ".join(OF_AN_ACCOUNT)})
    else:
        home_page, name, number, learner = given
        answer = map_account(home_page, name, number, learner, by=caller.actor)
    if isinstance(answer, Refusal):
        return {"outcome": "refused", "reason": _reason(answer)}
    return {"outcome": "mapped" if answer.new else "unchanged", "reason": None}


def _reason(why: Refusal) -> dict[str, Any]:
    """A reason in the caller's language; of a learning's faults, which."""
    if why.code == "learning.faults":
        faults = ", ".join(f"{one['field']}: {one['code']}" for one in why.figures["faults"])
        return {"code": why.code, "detail": faults}
    return {"code": why.code, "detail": sentence(why, language_now())}


def _answer(body: dict[str, Any]) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False).encode()
    return HttpResponse(text, "application/json", headers={HEADER: VERSIONS[0]})
