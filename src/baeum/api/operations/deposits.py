"""Deposit, one or many; read what one's own office deposited; take it back."""

from __future__ import annotations

import math
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query
from ninja.responses import Status

from baeum.api import listing
from baeum.api.callers import Bearer, caller_of, take
from baeum.api.depositing import CREATED, Answered, receive, take_back
from baeum.api.describing import described
from baeum.api.listing import Filters
from baeum.api.models import DEPOSITS_READ, DEPOSITS_WRITE
from baeum.api.problems import Problem, body
from baeum.api.refusing import problem_of
from baeum.api.routes import api
from baeum.api.shapes import (
    BatchAnswer,
    BatchBody,
    BatchDeposit,
    BatchResult,
    DepositBody,
    Line,
    LinePage,
    ProblemShape,
    Receipt,
    ReversalBody,
)
from baeum.people.acting import acting
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal

ITEMS_A_REQUEST = 10  # so many deposits of a batch count as one request
LONGEST_KEY = 200
KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": r"^[!#-\[\]-~]{1,200}$"},
    "example": "0b9bb4a4-6f0e-4a53-9d8f-0f5a2f5f7c11",
}
REFUSALS = (
    "account-unknown",
    "account-erased",
    "account-closed",
    "consent-missing",
    "deposit-key-reused",
    "deposit-event-stands",
)
LineId = Annotated[str, Path(pattern=r"^[0-9]{1,18}$")]


@api.post(
    "/deposits",
    operation_id="createDeposit",
    url_name="deposits",
    tags=["deposits"],
    auth=Bearer(DEPOSITS_WRITE),
    response={201: Receipt, 200: Receipt},
    openapi_extra=described("key-missing", *REFUSALS, scope=DEPOSITS_WRITE, body=True)
    | {"parameters": [KEY_PARAMETER]},
)
def create_deposit(request: HttpRequest, response: HttpResponse, deposit: DepositBody) -> Status[Receipt]:
    """Deposit a learning."""
    answer = receive(deposit, key=_key(request), caller=caller_of(request), on=today())
    return _answered(answer, response)


@api.post(
    "/deposits/batch",
    operation_id="createDeposits",
    url_name="batch",
    tags=["deposits"],
    auth=Bearer(DEPOSITS_WRITE),
    response={200: BatchAnswer},
    openapi_extra=described(scope=DEPOSITS_WRITE, body=True),
)
def create_deposits(request: HttpRequest, batch: BatchBody) -> BatchAnswer:
    """Deposit many learnings, each for itself."""
    caller, on = caller_of(request), today()
    if more := math.ceil(len(batch.items) / ITEMS_A_REQUEST) - 1:
        take(request, caller, cost=more)
    answers = [(item, receive(item, key=item.key, caller=caller, on=on)) for item in batch.items]
    results = [_result(request, item, answer) for item, answer in answers]
    return BatchAnswer(deposited=sum(one.status == CREATED for one in results), items=results)


@api.get(
    "/deposits",
    operation_id="listDeposits",
    url_name="deposits",
    tags=["deposits"],
    auth=Bearer(DEPOSITS_READ),
    response={200: LinePage},
    openapi_extra=described("cursor-refused", "invalid-content", scope=DEPOSITS_READ),
)
def list_deposits(request: HttpRequest, filters: Query[Filters]) -> LinePage:
    """Lines of one's own office, the newest first."""
    caller = caller_of(request)
    with acting(caller.actor):
        return listing.page(filters, caller)


@api.get(
    "/deposits/{line_id}",
    operation_id="getDeposit",
    url_name="deposit",
    tags=["deposits"],
    auth=Bearer(DEPOSITS_READ),
    response={200: Line},
    openapi_extra=described("line-unknown", "invalid-content", scope=DEPOSITS_READ),
)
def get_deposit(request: HttpRequest, line_id: LineId) -> Line:
    """One line of one's own office."""
    caller = caller_of(request)
    with acting(caller.actor):
        found = listing.line(int(line_id), caller)
    if found is None:
        raise Problem("line-unknown", {"number": line_id})
    return found


@api.post(
    "/deposits/{line_id}/reversal",
    operation_id="reverseDeposit",
    url_name="reversal",
    tags=["deposits"],
    auth=Bearer(DEPOSITS_WRITE),
    response={201: Receipt, 200: Receipt},
    openapi_extra=described(
        "line-unknown",
        "line-gone",
        "line-of-others",
        "account-closed",
        "account-erased",
        "reason",
        scope=DEPOSITS_WRITE,
        body=True,
    ),
)
def reverse_deposit(
    request: HttpRequest, response: HttpResponse, line_id: LineId, reversal: ReversalBody
) -> Status[Receipt]:
    """Take a line back."""
    return _answered(take_back(int(line_id), reason=reversal.reason, caller=caller_of(request)), response)


def _key(request: HttpRequest) -> str:
    """The idempotency key: bare, or as the quoted string of the draft. Raises Problem."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not 0 < len(key) <= LONGEST_KEY or not all("!" <= one <= "~" for one in key) or '"' in key:
        raise Problem("key-missing")
    return key


def _answered(answer: Answered | Refusal, response: HttpResponse) -> Status[Receipt]:
    if isinstance(answer, Refusal):
        raise problem_of(answer)
    response.headers["Location"] = reverse("api:deposit", args=[answer.receipt.id])
    return Status(answer.status, answer.receipt)


def _result(request: HttpRequest, item: BatchDeposit, answer: Answered | Refusal) -> BatchResult:
    if isinstance(answer, Answered):
        return BatchResult(key=item.key, status=answer.status, deposit=answer.receipt, problem=None)
    problem = problem_of(answer)
    told: dict[str, Any] = body(request, problem)
    return BatchResult(key=item.key, status=problem.status, deposit=None, problem=ProblemShape(**told))
