"""The statement of an account: the office's own lines, or all where the learner shares them with it."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query

from baeum.api import stating
from baeum.api.callers import Bearer, caller_of
from baeum.api.describing import described
from baeum.api.models import STATEMENTS_READ
from baeum.api.problems import Problem
from baeum.api.routes import api
from baeum.api.shapes import NUMBER, StatementAnswer
from baeum.people.acting import acting


@api.get(
    "/accounts/{learner_number}/statement",
    operation_id="getStatement",
    url_name="statement",
    tags=["statements"],
    auth=Bearer(STATEMENTS_READ),
    response={200: StatementAnswer},
    openapi_extra=described("not-found", "invalid-content", scope=STATEMENTS_READ),
)
def statement(
    request: HttpRequest,
    learner_number: Annotated[str, Path(pattern=NUMBER)],
    when: Query[stating.When],
) -> StatementAnswer:
    """What the office may read of one account."""
    caller = caller_of(request)
    with acting(caller.actor):
        found = stating.statement_for(learner_number, when, caller)
    if found is None:
        raise Problem("not-found")
    return found
