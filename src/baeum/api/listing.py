"""The list of an office's lines: which are wanted, and where the next page begins."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from baeum.ledger.models import Entry

from . import cursors
from .callers import Caller
from .reading_lines import account_of_number, read_lines
from .shapes import NUMBER, Day, Line, LinePage

NEWEST, MOST = 50, 200


def _moment(value: Any) -> Any:
    """A moment with its offset: without one nobody knows which it is."""
    if isinstance(value, datetime):
        return value
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 1900 <= found.year <= 9998:
        raise PydanticCustomError("moment", "a moment with its offset")
    return found


Moment = Annotated[
    datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Code = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]


class Filters(BaseModel):
    """Which lines are wanted; what is not given leaves nothing out."""

    cursor: Annotated[str, Field(min_length=1, max_length=cursors.LONGEST)] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = NEWEST
    learner_number: Annotated[str, Field(pattern=NUMBER)] | None = None
    part: Code | None = None
    kind: Code | None = None
    act: Code | None = None
    standing: Code | None = None
    happened_since: Day | None = None
    happened_until: Day | None = None
    recorded_since: Moment | None = None


def page(filters: Filters, caller: Caller) -> LinePage:
    """A page of the lines that the caller's office deposited, the newest first. Raises Problem."""
    bound_to = _bound_to(filters, caller)
    wanted = _wanted(filters, caller).order_by("-pk")
    if filters.cursor is not None:
        wanted = wanted.filter(pk__lt=cursors.read(filters.cursor, bound_to=bound_to))
    ids = list(wanted.values_list("pk", flat=True)[: filters.limit + 1])
    shown = ids[: filters.limit]
    lines = read_lines(Entry.objects.filter(pk__in=shown).order_by("-pk"), caller.office_id)
    more = len(ids) > filters.limit
    return LinePage(items=lines, next=cursors.write(shown[-1], bound_to=bound_to) if more else None)


def line(line_id: int, caller: Caller) -> Line | None:
    """One line that the caller's office deposited."""
    found = read_lines(Entry.objects.filter(pk=line_id, office_id=caller.office_id), caller.office_id)
    return found[0] if found else None


def _wanted(filters: Filters, caller: Caller) -> QuerySet[Entry]:
    found = Entry.objects.filter(office_id=caller.office_id)
    if filters.learner_number is not None:
        found = found.filter(account_id=account_of_number(filters.learner_number) or 0)
    for name in ("part", "kind", "act", "standing"):
        if (value := getattr(filters, name)) is not None:
            found = found.filter(**{name: value})
    for name, column in (
        ("happened_since", "happened_on__gte"),
        ("happened_until", "happened_on__lte"),
        ("recorded_since", "recorded_at__gte"),
    ):
        if (value := getattr(filters, name)) is not None:
            found = found.filter(**{column: value})
    return found


def _bound_to(filters: Filters, caller: Caller) -> str:
    """What a cursor is good for: this client, these filters; the length of a page may change."""
    wanted: dict[str, date | str | None] = filters.model_dump(exclude={"cursor", "limit"}, mode="json")
    return f"{caller.client_id}:{sorted(wanted.items())}"
