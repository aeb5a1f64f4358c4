"""A course that is accredited, and a line of it: what a document then shows besides."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from baeum.courses.models import Course, CourseVersion, GrantedAccreditation, Institution
from baeum.courses.services.grant import grant_accreditation
from baeum.courses.services.register_institution import register_institution
from baeum.ledger.learning import Learning
from cast import done
from claims.cases import Q4, Learner

FIRST, LAST = date(2024, 3, 1), date(2029, 2, 28)
COURSE = ("C-101", "데이터베이스", "제2024-1-0001호")


def accredited_line(
    one: Learner, course: tuple[str, str, str] = COURSE, until: date = LAST
) -> tuple[int, GrantedAccreditation]:
    """The number of a line of an accredited course at hangang, and its grant.

    ``course``: its code, its title, the number of its accreditation. ``until``: the last day of that.
    """
    cast, (code, title, number) = one.world.cast, course
    office = cast.office["hangang"]
    institution = Institution.objects.filter(office=office).first() or done(
        register_institution(office, legal_basis="human_resources", by=cast.as_("sora"), on=FIRST)
    )
    kept = Course.objects.create(institution=institution, code=code)
    CourseVersion.objects.create(course=kept, number=1, title=title, hours=45, mode="online")
    grant = done(
        grant_accreditation(
            kept,
            purpose="account",
            number=number,
            from_day=FIRST,
            until=until,
            case_ref=uuid4(),
            by=cast.as_("inseo"),
            on=FIRST,
        )
    )
    learned = Learning(
        "course",
        title,
        "한강평생교육원",
        date(2026, 8, 20),
        hours=45,
        details={"course_code": code},
    )
    return one.enter(learned, Q4, "sora"), grant
