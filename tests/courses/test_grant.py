"""Granting and cancelling an accreditation, and whether it holds on a day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from baeum.courses.models import Course, CourseVersion, GrantedAccreditation
from baeum.courses.queries import accreditations_on, accredited_on
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.courses.services.grant import grant_accreditation
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from cast import Cast, done

FIRST, LAST = date(2026, 3, 1), date(2031, 2, 28)
DAY = timedelta(1)


def grant(course: Course, by: Actor, **other: object) -> GrantedAccreditation | Refusal:
    terms = {"purpose": "account", "number": "제2026-1호", "from_day": FIRST, "until": LAST, "on": FIRST}
    return grant_accreditation(course, case_ref=uuid4(), by=by, **{**terms, **other})


@pytest.mark.parametrize(
    ("on", "holds"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)]
)
def test_holds_from_the_first_to_the_last_day(course: Course, inseo: Actor, on: date, holds: bool) -> None:
    made = done(grant(course, inseo))
    assert accredited_on(course.pk, "account", on) == (made if holds else None)
    assert accredited_on(course.pk, "credit_bank", on) is None
    assert accreditations_on([course.pk], on) == ({course.pk: [made]} if holds else {})


def test_from_the_day_of_its_cancellation_it_does_not_hold(course: Course, inseo: Actor) -> None:
    made, day = done(grant(course, inseo)), date(2027, 5, 5)
    cancelled = done(cancel_accreditation(made, on=day, reason="거짓으로 신청함", by=inseo))
    assert (cancelled.cancelled_on, cancelled.reason) == (day, "거짓으로 신청함")
    assert accredited_on(course.pk, "account", day - DAY) == made
    assert accredited_on(course.pk, "account", day) is None


def test_what_is_refused(course: Course, cast: Cast, inseo: Actor) -> None:
    made = done(grant(course, inseo))
    refused = {
        "grant.overlaps": grant(course, inseo, number="2", from_day=LAST),
        "grant.number_taken": grant(course, inseo),
        "grant.ends_before_it_begins": grant(course, inseo, until=FIRST - DAY),
        "grant.over": grant(course, inseo, on=LAST + DAY),
        "grant.number": grant(course, inseo, number=" "),
        "grant.purpose_unknown": grant(course, inseo, purpose="degree"),
        "grant.no_appointment": grant(course, cast.as_self("nari"), number="2", purpose="credit_bank"),
        "cancel_grant.reason": cancel_accreditation(made, on=FIRST, reason=" ", by=inseo),
        "cancel_grant.no_appointment": cancel_accreditation(
            made, on=FIRST, reason="x", by=cast.as_self("nari")
        ),
        "cancel_grant.not_in_force": cancel_accreditation(made, on=LAST + DAY, reason="x", by=inseo),
    }
    assert {code: getattr(answer, "code", None) for code, answer in refused.items()} == {
        code: code for code in refused
    }
    assert GrantedAccreditation.objects.count() == 1


def test_cancelled_once(course: Course, inseo: Actor) -> None:
    made = done(grant(course, inseo))
    done(cancel_accreditation(made, on=FIRST, reason="x", by=inseo))
    again = cancel_accreditation(made, on=FIRST, reason="y", by=inseo)
    assert isinstance(again, Refusal) and again.code == "cancel_grant.cancelled_already"


def test_the_next_may_follow_the_last_day_or_a_cancellation(course: Course, inseo: Actor) -> None:
    made = done(grant(course, inseo))
    done(grant(course, inseo, number="2", from_day=LAST + DAY, until=LAST + 9 * DAY))
    done(cancel_accreditation(made, on=date(2027, 1, 1), reason="x", by=inseo))
    done(grant(course, inseo, number="3", from_day=date(2027, 1, 1), until=date(2027, 12, 31)))


def test_the_database_keeps_what_was_said(course: Course, inseo: Actor) -> None:
    """The app may neither change a version nor an accreditation, beyond cancelling it."""
    from django.db.utils import ProgrammingError

    made = done(grant(course, inseo))
    version = CourseVersion.objects.get(course=course)
    for statement, key in (
        ("UPDATE courses_courseversion SET title = 'x' WHERE id = %s", version.pk),
        ("DELETE FROM courses_courseversion WHERE id = %s", version.pk),
        ("UPDATE courses_grantedaccreditation SET until = '2099-01-01' WHERE id = %s", made.pk),
        ("DELETE FROM courses_grantedaccreditation WHERE id = %s", made.pk),
    ):
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT before")
            with pytest.raises(ProgrammingError, match="permission denied"):
                cursor.execute(statement, [key])
            cursor.execute("ROLLBACK TO SAVEPOINT before")
