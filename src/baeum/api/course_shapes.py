"""The search of courses as types: what may be asked and what is answered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from . import cursors
from .shapes import Day

NEWEST, MOST = 20, 100

State = Literal["planned", "open", "closed", "running", "ended", "called_off"]
Mode = Literal["online", "offline", "blended", "post", "mobile"]
Fee = Literal["free", "to_50000", "to_200000", "above"]
Purpose = Literal["account", "credit_bank"]


class CourseFilters(BaseModel):
    """What is looked for; what is not given leaves nothing out. The names are those of the page."""

    q: Annotated[str, Field(max_length=100)] = ""
    province: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = None
    city: Annotated[str, Field(pattern=r"^[0-9]{5}$")] | None = None
    field: Annotated[str, Field(pattern=r"^(act|survey)\.[a-z_]{1,40}$")] | None = None
    state: State | None = None
    mode: Mode | None = None
    fee: Fee | None = None
    accredited: Purpose | None = None
    begins_from: Day | None = None
    begins_until: Day | None = None
    sort: Literal["relevance", "soonest", "cheapest", "newest"] = "relevance"
    cursor: Annotated[str, Field(min_length=1, max_length=cursors.LONGEST)] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = NEWEST


class CourseAccreditation(BaseModel):
    """An accreditation that holds today, or that the published data claim (then without a number)."""

    purpose: Purpose
    number: str | None
    until: date | None
    declared: bool


class CourseItem(BaseModel):
    """An offering; a course without one has no days."""

    course_id: int
    offering_id: int | None
    title: str
    institution: str
    province: str | None
    city: str | None
    field: str | None
    state: State | None
    mode: Mode | None
    fee: int | None
    begins: date | None
    ends: date | None
    application_begins: date | None
    application_ends: date | None
    accredited: list[CourseAccreditation]
    url: str


class FacetValue(BaseModel):
    """A value of a facet and how many courses choosing it would leave."""

    value: str
    courses: int


class Facets(BaseModel):
    """Each facet, counted under all other filters."""

    province: list[FacetValue]
    city: list[FacetValue]
    field: list[FacetValue]
    state: list[FacetValue]
    mode: list[FacetValue]
    fee: list[FacetValue]
    accredited: list[FacetValue]


class Correction(BaseModel):
    """A word that nothing has, and the one that was looked for instead."""

    typed: str
    shown: str


class CoursePage(BaseModel):
    """Courses in order, and the cursor of the next page; null where this is the last."""

    items: list[CourseItem]
    total: int
    stage: Literal["typed", "corrected", "described", "nearest", "nothing"]
    corrections: list[Correction]
    left_out: list[str]
    facets: Facets
    next: str | None
