"""Officers of an institution keep its courses: versions, offerings, nobody else's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.models import Course, CourseVersion, Institution, Offering, SearchEntry
from baeum.courses.services.add_course import add_course, add_version
from baeum.courses.services.offer import change_offering, close_offering, offer
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import Actor
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from cast import Cast, done

DAY = timedelta(1)
COURSE = {"code": "W-1", "title": "생활 글쓰기", "field": "act.humanities", "mode": "offline", "hours": "30"}


@pytest.fixture
def hangang(cast: Cast, sora: Actor) -> Institution:
    """The institution of Sora's office."""
    return done(register_institution(cast.office["hangang"], legal_basis="press", by=sora, on=today()))


@pytest.fixture
def course(hangang: Institution, sora: Actor) -> Course:
    """A course of it."""
    return done(add_course(hangang, "W", CourseContent("글쓰기"), by=sora, on=today())).course


def test_from_the_legal_basis_to_an_offering_and_its_end(desk: Client) -> None:
    assert "법적 근거" in desk.get("/desk/courses/").content.decode()
    assert desk.get("/desk/courses/new/").headers["Location"] == "/desk/courses/institution/"
    assert desk.post("/desk/courses/institution/", {"legal_basis": "guild"}).status_code == 422
    long = {"legal_basis": "press", "address": "종로 " * 120}
    answer = desk.post("/desk/courses/institution/", long)  # told, not cut
    assert answer.status_code == 422 and "300자까지" in answer.content.decode()
    assert answer.content.decode().count("종로") >= 120
    assert desk.post("/desk/courses/institution/", {"legal_basis": "press"}).status_code == 302
    made = desk.post("/desk/courses/new/", COURSE)
    course = Course.objects.get(code="W-1")
    assert made.headers["Location"] == f"/desk/courses/{course.pk}/"
    assert "생활 글쓰기" in desk.get("/desk/courses/").content.decode()
    begins = today() + 30 * DAY
    typed = {
        "begins": str(begins),
        "fee": "5만원",
        "weekdays": "월+수",
        "starts_at": "10:00",
        "region": "11110",
    }
    assert desk.post(f"/desk/courses/{course.pk}/offer/", typed).status_code == 302
    offering = Offering.objects.get()
    assert (offering.begins, offering.fee, offering.weekdays, offering.region) == (
        begins,
        50000,
        [1, 3],
        "11110",
    )
    changed = desk.post(f"/desk/courses/offerings/{offering.pk}/", {**typed, "fee": "0"})
    assert changed.status_code == 302 and SearchEntry.objects.get().fee == 0
    assert desk.post(f"/desk/courses/{course.pk}/edit/", {**COURSE, "title": "새 글쓰기"}).status_code == 302
    assert [one.title for one in course.versions.order_by("number")] == ["생활 글쓰기", "새 글쓰기"]
    assert SearchEntry.objects.get().title == "새 글쓰기"
    assert desk.post(f"/desk/courses/offerings/{offering.pk}/close/").status_code == 302
    page = desk.get(f"/desk/courses/{course.pk}/").content.decode()
    assert "접수 마감" in page and "2판" in page


def test_every_error_of_a_form_is_told_and_what_was_typed_stays(desk: Client, course: Course) -> None:
    wrong = {"begins": "내일", "fee": "비쌈", "starts_at": "25:00", "homepage": "x", "venue": "그대로"}
    answer = desk.post(f"/desk/courses/{course.pk}/offer/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="그대로"' in page
    assert (
        all(f'href="#{name}"' in page for name in ("begins", "fee", "starts_at"))
        and not Offering.objects.exists()
    )
    turned = desk.post(f"/desk/courses/{course.pk}/offer/", {"begins": "2026-12-02", "ends": "2026-12-01"})
    assert turned.status_code == 422 and "2026-12-01" in turned.content.decode()
    untitled = desk.post("/desk/courses/new/", {**COURSE, "title": " ", "code": "", "hours": "-1"})
    assert all(f'href="#{name}"' in untitled.content.decode() for name in ("title", "code", "hours"))
    taken = desk.post("/desk/courses/new/", {**COURSE, "code": "W"})
    assert taken.status_code == 409 and "W" in taken.content.decode()


@pytest.mark.parametrize("act", ["add_course", "add_version", "offer", "change_offering", "close_offering"])
def test_nobody_of_another_office_may(act: str, cast: Cast, course: Course, sora: Actor) -> None:
    offering = done(offer(course, OfferingContent(today()), by=sora, on=today()))
    asked: dict[str, Any] = {
        "add_course": lambda by: add_course(course.institution, "X", CourseContent("x"), by=by, on=today()),
        "add_version": lambda by: add_version(course, CourseContent("x"), by=by, on=today()),
        "offer": lambda by: offer(course, OfferingContent(today()), by=by, on=today()),
        "change_offering": lambda by: change_offering(offering, OfferingContent(today()), by=by, on=today()),
        "close_offering": lambda by: close_offering(offering, by=by, on=today()),
    }
    for other in ("taeo", "jiho", "inseo", "expired", "revoked"):
        refused = asked[act](cast.as_(other))
        assert isinstance(refused, Refusal) and refused.code == "course.not_yours", other
    assert CourseVersion.objects.count() == Offering.objects.count() == 1


def test_what_has_begun_keeps_the_version_it_was_offered_as(course: Course, sora: Actor) -> None:
    on = today()
    begun = done(offer(course, OfferingContent(on), by=sora, on=on))
    to_come = done(offer(course, OfferingContent(on + DAY), by=sora, on=on))
    done(add_version(course, CourseContent("새 이름"), by=sora, on=on))
    begun.refresh_from_db()
    to_come.refresh_from_db()
    assert (begun.course_version.number, to_come.course_version.number) == (1, 2)
    again = done(add_version(course, CourseContent("새 이름"), by=sora, on=on))
    assert again.number == 2  # nothing differs


def test_closed_once(course: Course, sora: Actor) -> None:
    kept = done(offer(course, OfferingContent(date(2030, 1, 1)), by=sora, on=today()))
    done(close_offering(kept, by=sora, on=today()))
    again = close_offering(kept, by=sora, on=today())
    assert isinstance(again, Refusal) and again.code == "offering.closed_already"


def test_the_list_asks_a_fixed_number_of_queries(desk: Client, hangang: Institution, sora: Actor) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/desk/courses/").status_code == 200
        return len(asked)

    done(add_course(hangang, "0", CourseContent("하나"), by=sora, on=today()))
    counted()
    before = counted()
    for code in range(1, 8):
        done(add_course(hangang, str(code), CourseContent("하나"), by=sora, on=today()))
    assert counted() == before
