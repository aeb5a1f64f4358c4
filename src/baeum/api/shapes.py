"""What goes in and out, as types: the schemas of the OpenAPI document are made from these.

Only the form is checked here. Whether a learning may be deposited is decided by the services, as everywhere.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

LONGEST_TEXT = 300  # characters; the rules ask for less
MOST_ITEMS = 500
LARGEST_WHOLE = 1_000_000
NUMBER = r"^L[0-9]{10}$"
KEY = r"^[\x21-\x7e]{1,200}$"


def _day(value: Any) -> date:
    """YYYY-MM-DD and nothing that only looks like it."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and len(value) == 10 and value.isascii():
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "a day, YYYY-MM-DD")


def _whole(value: Any) -> Any:
    """A whole number of JSON: 3 and 3.0, but neither "3" nor true."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_WHOLE:
        return int(value)
    if value is None or type(value) is int:
        return value
    raise PydanticCustomError("whole", "a whole number")


def _text(value: Any) -> Any:
    if isinstance(value, str) and "\x00" in value:
        raise PydanticCustomError("text_control", "no control characters")
    return value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=LARGEST_WHOLE)]
Text = Annotated[
    str, Field(min_length=1, max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$"), BeforeValidator(_text)
]
Reference = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$"), BeforeValidator(_text)]
LearnerNumber = Annotated[str, Field(pattern=NUMBER)]
Key = Annotated[str, Field(pattern=KEY)]


class Shape(BaseModel):
    """A body that is sent: nothing unknown in it, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=False)


class DepositBody(Shape):
    """A learning for one learner's account."""

    learner_number: LearnerNumber
    name: Text
    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    title: Text
    where: Text
    happened_on: Day
    happened_from: Day | None = None
    credits: Whole | None = None
    hours: Whole | None = None
    reference: Reference = ""
    details: dict[str, Any] = Field(default_factory=dict)


class BatchDeposit(DepositBody):
    """One deposit of a batch, with a key of its own."""

    key: Key


class BatchBody(Shape):
    """Deposits that are decided one by one, in their order."""

    items: Annotated[list[BatchDeposit], Field(min_length=1, max_length=MOST_ITEMS)]


class ReversalBody(Shape):
    """Why a line is taken back."""

    reason: Text


class Receipt(BaseModel):
    """What was written; the same whenever the key is sent again."""

    id: int
    learner_number: str
    number: int
    act: str
    of_number: int | None
    standing: str


class FieldFault(BaseModel):
    """One fault and the place of it: a JSON pointer into the body, or a parameter."""

    pointer: str | None = None
    parameter: str | None = None
    code: str
    detail: str


class ProblemShape(BaseModel):
    """RFC 9457."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    errors: list[FieldFault] | None = None
    error: str | None = None
    error_description: str | None = None


class BatchResult(BaseModel):
    """The answer to one deposit of a batch: a receipt or a problem."""

    key: str
    status: int
    deposit: Receipt | None
    problem: ProblemShape | None


class BatchAnswer(BaseModel):
    """Answers in the order of the deposits, and how many were deposited now."""

    deposited: int
    items: list[BatchResult]


class Line(BaseModel):
    """A line of an account, as this office may read it."""

    id: int
    learner_number: str
    number: int
    act: str
    of_number: int | None
    state: str
    by_number: int | None
    part: str
    kind: str
    standing: str
    own: bool
    happened_from: date | None
    happened_on: date
    recorded_at: datetime
    credits: int | None
    hours: int | None
    title: str | None
    where: str | None
    reference: str | None
    details: dict[str, Any]


class LinePage(BaseModel):
    """Lines, the newest first, and the cursor of the next page; null where this is the last."""

    items: list[Line]
    next: str | None


class Sums(BaseModel):
    """Lines that stand, their credits and hours."""

    lines: int
    credits: int
    hours: int


class StatementAnswer(BaseModel):
    """The lines of one learner that this office may read, the oldest first; sums of those that stand."""

    learner_number: str
    scope: Literal["own_lines", "whole_account"]
    as_of: date | None
    known_by: datetime | None
    lines: list[Line]
    total: Sums
    by_part: dict[str, Sums]


class Word(BaseModel):
    """A code and what it is called."""

    code: str
    ko: str
    en: str


class KindWord(Word):
    """A kind of learning, with the part of the account it stands in."""

    part: str
    clause: str


class Statuses(BaseModel):
    """Every code that answers and deposits use."""

    acts: list[Word]
    states: list[Word]
    standings: list[Word]
    parts: list[Word]
    kinds: list[KindWord]
    on: date


class TokenAnswer(BaseModel):
    """RFC 6749, 5.1."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    scope: str
