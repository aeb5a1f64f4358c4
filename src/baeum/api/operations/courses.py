"""The search of courses, for everybody: the same as the page, as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Query

from baeum.api import cursors
from baeum.api.course_shapes import (
    Correction,
    CourseAccreditation,
    CourseFilters,
    CourseItem,
    CoursePage,
    Facets,
    FacetValue,
)
from baeum.api.describing import described
from baeum.api.faults import of_faults
from baeum.api.problems import Problem, language_now
from baeum.api.routes import api
from baeum.catalogue import course_asking
from baeum.catalogue.course_rows import CourseRow, rows_of
from baeum.catalogue.search.facets import Counts
from baeum.catalogue.search.filters import FACETS
from baeum.catalogue.search.finding import Found, search
from baeum.catalogue.search.paging import DEEPEST, Asked
from baeum.shared.allowance import spend
from baeum.shared.clock import now, today
from baeum.shared.refusals import sentence

PAGING = ("cursor", "limit")


@api.get(
    "/courses",
    operation_id="searchCourses",
    url_name="courses",
    tags=["courses"],
    response={200: CoursePage},
    openapi_extra=described("invalid-content", "cursor-refused", token=False),
)
def courses(request: HttpRequest, filters: Query[CourseFilters]) -> CoursePage:
    """A page of what was found."""
    _take(request)
    on = today()
    asked = _asked(filters, on)
    bound_to = f"courses:{filters.model_dump_json(exclude={*PAGING})}"
    skip = cursors.read(filters.cursor, bound_to=bound_to) if filters.cursor is not None else 0
    found = search(Asked(asked.query, asked.filters, asked.sort, skip, filters.limit), on)
    after = skip + len(found.entries)
    more = bool(found.entries) and after < min(found.total, DEEPEST)
    return CoursePage(
        items=[_item(row, request) for row in rows_of(found.entries, on)],
        total=found.total,
        stage=cast(Any, found.stage),
        corrections=[Correction(typed=typed, shown=shown) for typed, shown in found.said],
        left_out=list(found.left_out),
        facets=_facets(found),
        next=cursors.write(after, bound_to=bound_to) if more else None,
    )


def _take(request: HttpRequest) -> None:
    """Spend from the bucket of the address it comes from: nobody signs in here. Raises Problem."""
    key = f"courses:{request.META.get('REMOTE_ADDR', '')}"[:120]
    spending = spend(key, limit=settings.API_REQUESTS, cost=1, at=now())
    cast(Any, request).allowance_headers = spending.headers()
    if not spending.allowed:
        raise Problem("too-many-requests", {"wait": spending.wait_s})


def _asked(filters: CourseFilters, on: date) -> Asked:
    """The same as the page reads it. Raises Problem with everything that is wrong."""
    given = {
        name: str(value) for name, value in filters.model_dump(exclude={*PAGING}).items() if value is not None
    }
    read = course_asking.read(given, on)
    if read.wrong:
        language = language_now()
        raise of_faults(
            [
                {"parameter": name, "code": why.code, "detail": sentence(why, language)}
                for name, why in read.wrong
            ]
        )
    return read.asked


def _item(row: CourseRow, request: HttpRequest) -> CourseItem:
    entry = row.entry
    granted = [
        CourseAccreditation(
            purpose=cast(Any, one.purpose), number=one.number, until=one.until, declared=False
        )
        for one in row.granted
    ]
    claimed = [
        CourseAccreditation(purpose=cast(Any, purpose), number=None, until=None, declared=True)
        for purpose in row.declared
    ]
    return CourseItem(
        course_id=entry.course_id,
        offering_id=entry.offering_id,
        title=entry.title,
        institution=entry.institution,
        province=entry.province or None,
        city=entry.city or None,
        field=f"act.{entry.field}" if entry.field else None,
        state=cast(Any, row.state or None),
        mode=cast(Any, entry.mode or None),
        fee=entry.fee,
        begins=entry.begins,
        ends=entry.ends,
        application_begins=entry.application_begins,
        application_ends=entry.application_ends,
        accredited=[*granted, *claimed],
        url=request.build_absolute_uri(reverse("courses:course", args=[entry.course_id])),
    )


def _facets(found: Found) -> Facets:
    return Facets(**{name: _values(name, found.facets) for name in FACETS})


def _values(name: str, facets: Counts) -> list[FacetValue]:
    """The values that can be chosen, the most frequent first."""
    before = "act." if name == "field" else ""
    counted = sorted(facets.get(name, {}).items(), key=lambda one: (-one[1], one[0]))
    return [FacetValue(value=before + value, courses=number) for value, number in counted if value]
