"""Courses that are searched: a few institutions, a hundred offerings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baeum.courses.models import Course, CourseVersion, Institution, Offering, SearchEntry
from baeum.courses.searching import at_hand, count_words, enter

ON = date(2026, 11, 1)
DAY = timedelta(1)

# title, municipality, field, mode, fee
TITLES = (
    ("[야간] 바리스타 2급 자격증 과정", "11110", "vocational", "offline", 120_000),
    ("바리스타2급자격증과정", "11680", "vocational", "offline", 0),
    ("커피 바리스타 입문", "26350", "vocational", "online", 50_000),
    ("핸드드립 커피 교실", "11110", "vocational", "offline", 20_000),
    ("생활 요리 교실", "11110", "arts", "offline", 0),
    ("한식 조리 기능사 실기", "41110", "vocational", "offline", 300_000),
    ("한식조리기능사 필기 대비반", "26350", "vocational", "online", None),
    ("영어 회화 초급", "11680", "humanities", "online", 0),
    ("컴퓨터 활용 능력 2급", "41110", "vocational", "blended", 70_000),
    ("컴퓨터활용능력 1급 실기", "11110", "vocational", "offline", 90_000),
    ("인공지능 첫걸음", "11110", "vocational", "online", 0),
    ("요양보호사 양성", "26350", "vocational", "offline", 250_000),
    ("굴착기 운전 기능사", "41110", "vocational", "offline", 400_000),
    ("대바늘 뜨개질", "11680", "arts", "offline", 30_000),
    ("재봉틀 홈패션", "11680", "arts", "offline", 30_000),
    ("우쿨렐레 연주", "26350", "arts", "offline", 40_000),
    ("수영 초급", "11680", "arts", "offline", 60_000),
    ("시 창작 교실", "11110", "humanities", "offline", 0),
    ("라인댄스", "26350", "arts", "offline", 10_000),
    ("맞춤형 취업 상담", "11110", "career", "online", 0),
    ("파이썬 프로그래밍", "11680", "vocational", "online", 0),
    ("드론 조종", "41110", "vocational", "offline", 200_000),
    ("꽃꽂이", "11110", "arts", "offline", 80_000),
)


def version(place: int, course: Course) -> CourseVersion:
    title, _, field, mode, _ = TITLES[place]
    return CourseVersion(
        course=course,
        number=1,
        title=title,
        description="앙금플라워도 배웁니다" if place == 0 else "",
        field_scheme="act",
        field_code=field,
        mode=mode,
    )


def offering(place: int, taught: CourseVersion) -> Offering:
    begins = ON + (place - 5) * 10 * DAY
    return Offering(
        course_version=taught,
        region=TITLES[place][1],
        begins=begins,
        ends=begins + 30 * DAY,
        application_begins=begins - 40 * DAY,
        application_ends=begins - 10 * DAY,
        fee=TITLES[place][4],
        source_key=str(place),
        declared_account=place % 3 == 0,
    )


@pytest.fixture
def catalogue(db: None) -> dict[str, int]:  # noqa: ARG001  it needs the database
    """Entries by title. The day of the tests is ``ON``."""
    institution = Institution.objects.create(name="표본학습관", begins=date(2000, 1, 1))
    places = range(len(TITLES))
    courses = Course.objects.bulk_create(Course(institution=institution, code=str(place)) for place in places)
    versions = CourseVersion.objects.bulk_create(map(version, places, courses))
    Offering.objects.bulk_create(map(offering, places, versions))
    offerings = at_hand(Offering.objects.all())
    enter(offerings, ON)
    count_words()
    return {one.title: one.pk for one in SearchEntry.objects.exclude(offering=None)}
