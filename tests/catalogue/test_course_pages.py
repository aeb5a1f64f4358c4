"""The pages of courses: a fixed number of queries, every value of the address, the chain, the calendar."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baeum.catalogue.calendar import calendar_of
from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.models import CentreAccreditation, Course, Institution, Offering, UnfoundQuery
from baeum.courses.services.accredit_centre import accredit_centre
from baeum.courses.services.add_course import add_course
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.courses.services.grant import grant_accreditation
from baeum.courses.services.note_unfound import note_unfound
from baeum.courses.services.offer import offer
from baeum.courses.services.register_institution import register_institution
from baeum.shared.clock import KOREA, today
from cast import Cast, done

pytestmark = pytest.mark.django_db


def page(client: Client, **given: str) -> str:
    answer = client.get("/courses/?" + urlencode(given))
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


@pytest.mark.usefixtures("catalogue")
def test_a_search_shows_titles_facets_and_counts(client: Client) -> None:
    shown = page(client, q="바리스타")
    assert "커피 바리스타 입문" in shown and "(제공기관 표시)" in shown
    assert re.search(r'<option value="11">서울특별시 \(\d\)</option>', shown)
    assert 'name="city"' not in shown and 'name="city"' in page(client, q="바리스타", province="11")
    english = client.get("/en/courses/?q=barista").content.decode()
    assert "Courses found" in english and ">Seoul (" in english


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("query", "most"), [("바리스타", 8), ("바리스터", 27), ("", 5)])
def test_a_fixed_number_of_queries_however_many_are_shown(client: Client, query: str, most: int) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(client, q=query)
        return len(asked)

    counted()
    before = counted()
    course = Course.objects.get(code="2")
    for place in range(15):
        kept = Offering.objects.get(source_key="2")
        kept.pk, kept.source_key = None, f"more-{place}"
        kept.save()
    from baeum.courses.searching import at_hand, enter

    enter(at_hand(Offering.objects.filter(course_version__course=course)), today())
    assert counted() == before <= most


@pytest.mark.usefixtures("catalogue")
def test_what_is_shown_instead_is_told_and_noted_without_who(client: Client) -> None:
    assert "“바리스터” 결과가 없어 “바리스타” 결과를 보여 드립니다." in page(client, q="바리스터")
    assert "No result for “바리스터”" in client.get("/en/courses/?q=바리스터").content.decode()
    noted = UnfoundQuery.objects.get()
    assert (noted.query, noted.shown, noted.times) == ("바리스터", "바리스타", 2)
    assert {one.name for one in UnfoundQuery._meta.fields} == {"id", "query", "shown", "day", "times"}


def test_what_may_tell_who_searched_is_not_noted() -> None:
    for query in ("010-1234-56789 홍길동", "hong@example.org", "900101", "!!"):
        note_unfound(query, [], on=today())
    assert [one.query for one in UnfoundQuery.objects.all()] == []
    note_unfound("010 1234", [], on=today())
    assert UnfoundQuery.objects.count() == 1


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("province", "99"),
        ("city", "11"),
        ("field", "act.none"),
        ("state", "x"),
        ("mode", "x"),
        ("fee", "x"),
        ("accredited", "x"),
        ("begins_from", "어제"),
        ("sort", "x"),
        ("page", "0"),
        ("page", "51"),
        ("q", "가" * 101),
    ],
)
def test_a_wrong_value_is_told_at_its_field(client: Client, name: str, value: str) -> None:
    answer = client.get("/courses/?" + urlencode({name: value}))
    assert answer.status_code == 422 and f'href="#{name}"' in answer.content.decode()


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    "value", ["\0", "\ud800".encode("utf-8", "surrogatepass"), "%", "9" * 400, "<script>"]
)
def test_no_value_breaks_the_page(client: Client, value: Any) -> None:
    for name in ("q", "province", "city", "field", "state", "begins_from", "page"):
        answer = client.get("/courses/?" + urlencode({name: value}))
        assert answer.status_code in (200, 422)
        assert "<script>" not in answer.content.decode()


@pytest.mark.usefixtures("catalogue")
def test_the_old_code_of_a_region_means_the_new_one(client: Client) -> None:
    assert client.get("/courses/?province=42").status_code == 200
    assert client.get("/courses/?province=51").context["typed"]["province"] == "51"


@pytest.fixture
def hangang(cast: Cast) -> Institution:
    office = cast.office["hangang"]
    return done(register_institution(office, legal_basis="press", by=cast.as_("sora"), on=today()))


@pytest.fixture
def course(cast: Cast, hangang: Institution) -> Course:
    content = CourseContent("글쓰기", "소개입니다", field_scheme="act", field_code="humanities", hours=30)
    return done(add_course(hangang, "W", content, by=cast.as_("sora"), on=today())).course


def test_the_chain_of_accreditation_is_shown(
    client: Client, cast: Cast, hangang: Institution, course: Course
) -> None:
    by, day = cast.as_("yujin"), timedelta(1)
    grant = {"from_day": today(), "until": today() + 365 * day, "case_ref": uuid4(), "by": by, "on": today()}
    made = done(grant_accreditation(course, purpose="account", number="계좌-1", **grant))
    other = done(grant_accreditation(course, purpose="credit_bank", number="학점-1", **grant))
    done(cancel_accreditation(other, on=today(), reason="시설 부족", by=by))
    findings = dict.fromkeys(CentreAccreditation.CRITERIA, "확인함")
    terms = {"from_day": today(), "until": today() + day, "findings": findings, "by": cast.as_("inseo")}
    done(accredit_centre(hangang, number="센터-1", **terms))
    shown = client.get(f"/courses/{course.pk}/").content.decode()
    for said in (
        "계좌-1",
        "학점-1",
        "시설 부족",
        "취소됨",
        "효력 있음",
        "센터-1",
        "확인함",
        "표본부처",
        "표본진흥원",
    ):
        assert said in shown, said
    assert made.until.isoformat() in shown and "「평생교육법」 제37조" in shown
    english = client.get(f"/en/courses/{course.pk}/").content.decode()
    assert "Sample Ministry" in english and "Accredited by" in english


def test_a_course_without_an_offering_is_found_too(client: Client, course: Course) -> None:
    assert f"/courses/{course.pk}/" in page(client, q="글쓰기")
    assert "아직 개설된 강좌가 없습니다" in client.get(f"/courses/{course.pk}/").content.decode()


def test_links_for_calendar_and_map_ask_no_other_host(client: Client, cast: Cast, course: Course) -> None:
    content = OfferingContent(today(), address="서울특별시 종로구 표본로 1", region="11110")
    made = done(offer(course, content, by=cast.as_("sora"), on=today()))
    shown = client.get(f"/courses/{course.pk}/").content.decode()
    assert 'href="geo:0,0?q=' in shown and "http" not in "".join(re.findall(r'<a [^>]*href="([^"]+)"', shown))
    answer = client.get(f"/courses/{course.pk}/{made.pk}.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get(f"/courses/{course.pk + 1}/{made.pk}.ics").status_code == 404
    assert client.get(f"/courses/{2**70}/").status_code == 404


def lines(offering: Offering) -> dict[str, str]:
    made = calendar_of(offering, datetime(2026, 11, 1, 9, tzinfo=KOREA))
    assert made.endswith("END:VCALENDAR\r\n") and all(len(one.encode()) <= 75 for one in made.split("\r\n"))
    unfolded = made.replace("\r\n ", "")
    return dict(line.split(":", 1) for line in unfolded.split("\r\n") if ":" in line)


def test_a_calendar_file_says_when_and_where(cast: Cast, course: Course) -> None:
    content = OfferingContent(
        date(2026, 12, 1),  # a Tuesday
        date(2026, 12, 30),
        starts_at=time(10),
        ends_at=time(12, 30),
        weekdays=(1, 3),
        venue="3강의실; 별관, 2층",
        address="서울특별시 종로구 " + "아주 긴 주소 " * 20,
    )
    made = done(offer(course, content, by=cast.as_("sora"), on=today()))
    said = lines(made)
    assert said["DTSTART;TZID=Asia/Seoul"] == "20261202T100000"  # the first Wednesday
    assert said["DTEND;TZID=Asia/Seoul"] == "20261202T123000"
    assert said["RRULE"] == "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261230T145959Z"
    assert said["LOCATION"].startswith("3강의실\\; 별관\\, 2층\\, 서울")
    assert said["DTSTAMP"] == "20261101T000000Z" and said["SUMMARY"] == "글쓰기"


def test_a_calendar_file_of_whole_days(cast: Cast, course: Course) -> None:
    content = OfferingContent(date(2026, 12, 1), date(2026, 12, 3))
    said = lines(done(offer(course, content, by=cast.as_("sora"), on=today())))
    assert (said["DTSTART;VALUE=DATE"], said["DTEND;VALUE=DATE"]) == ("20261201", "20261204")
    assert "RRULE" not in said
