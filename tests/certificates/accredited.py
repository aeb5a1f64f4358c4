"""A course that is accredited, and a line of it: what a document then shows besides."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from baeum.courses.models import Course, CourseVersion, GrantedAccreditation
from baeum.courses.services.grant import grant_accreditation
from baeum.courses.services.register_institution import register_institution
from baeum.ledger.learning import Learning
from cast import done
from claims.cases import Q4, Learner

FIRST, LAST = date(2024, 3, 1), date(2029, 2, 28)
LEARNED = Learning(
    "course",
    "데이터베이스",
    "한강평생교육원",
    date(2026, 8, 20),
    hours=45,
    details={"course_code": "C-101"},
)


def accredited_line(one: Learner) -> tuple[int, GrantedAccreditation]:
    """The number of a line of an accredited course at hangang, and its grant."""
    cast = one.world.cast
    office = cast.office["hangang"]
    institution = done(
        register_institution(office, legal_basis="human_resources", by=cast.as_("sora"), on=FIRST)
    )
    course = Course.objects.create(institution=institution, code="C-101")
    CourseVersion.objects.create(course=course, number=1, title="데이터베이스", hours=45, mode="online")
    grant = done(
        grant_accreditation(
            course,
            purpose="account",
            number="제2024-1-0001호",
            from_day=FIRST,
            until=LAST,
            case_ref=uuid4(),
            by=cast.as_("inseo"),
            on=FIRST,
        )
    )
    return one.enter(LEARNED, Q4, "sora"), grant
