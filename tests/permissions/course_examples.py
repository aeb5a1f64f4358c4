"""A course and an offering at each institution, for the matrix."""

from __future__ import annotations

from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.models import Offering
from baeum.courses.services.add_course import add_course
from baeum.courses.services.offer import offer
from baeum.courses.services.register_institution import register_institution
from baeum.demo.cast import done
from baeum.shared.clock import today
from cast import APPOINTMENTS, Cast

OFFERED: dict[str, Offering] = {}  # by office; other offices have no courses
NOTHING = 2**31 - 1


def offer_courses(cast: Cast) -> None:
    """One at each institution."""
    for key in ("sora", "taeo", "gaon"):
        by, office = cast.as_(key), APPOINTMENTS[key][1]
        kept = done(register_institution(cast.office[office], legal_basis="press", by=by, on=today()))
        version = done(add_course(kept, "W", CourseContent("글쓰기"), by=by, on=today()))
        OFFERED[office] = done(offer(version.course, OfferingContent(today()), by=by, on=today()))


def course_at(office: str) -> int:
    """The id of the course there."""
    return OFFERED[office].course_version.course_id if office in OFFERED else NOTHING


def offering_at(office: str) -> int:
    """The id of the offering there."""
    return OFFERED[office].pk if office in OFFERED else NOTHING
