"""Courses of the three sample institutions: accredited, open, running, to come, cancelled. All made up."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import uuid5

from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.models import CentreAccreditation, Course, Institution
from baeum.courses.services.accredit_centre import accredit_centre
from baeum.courses.services.add_course import add_course, add_version
from baeum.courses.services.call_off import call_off
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.courses.services.grant import grant_accreditation
from baeum.courses.services.offer import close_offering, offer
from baeum.courses.services.register_institution import register_institution
from baeum.demo.cast import NAMESPACE, Cast, done
from baeum.people.acting import Actor
from baeum.shared.clock import today

DAY = timedelta(1)
FIVE_YEARS = timedelta(5 * 365)
NUMBER = "표본 제{n}호"


class Sample(NamedTuple):
    """``weeks``: from today to the first day, of each offering. ``fee`` in won."""

    title: str
    field: str
    mode: str
    hours: int
    fee: int
    weekdays: tuple[int, ...]
    starts: int  # hour
    weeks: tuple[int, ...]
    about: str


# institution: (officer, legal basis, address, courses)
HALLS: dict[str, tuple[str, str, str, tuple[Sample, ...]]] = {
    "hangang": (
        "sora",
        "human_resources",
        "서울특별시 종로구 표본로 1",
        (
            Sample(
                "생활 글쓰기",
                "humanities",
                "offline",
                30,
                50_000,
                (2,),
                10,
                (-30, -3, 4, 16),
                "일상을 글로 씁니다.",
            ),
            Sample(
                "[야간] 바리스타 2급 자격증 과정",
                "vocational",
                "offline",
                40,
                180_000,
                (1, 3),
                19,
                (-2, 5),
                "커피 기계와 친해집니다.",
            ),
            Sample(
                "스마트폰 활용 첫걸음",
                "humanities",
                "offline",
                12,
                0,
                (4,),
                14,
                (-1, 3, 7),
                "사진, 길 찾기, 은행 일까지.",
            ),
            Sample(
                "컴퓨터 활용 능력 2급 실기",
                "vocational",
                "blended",
                60,
                120_000,
                (2, 4),
                19,
                (4,),
                "엑셀과 데이터베이스.",
            ),
            Sample(
                "인공지능 시대의 교양",
                "humanities",
                "online",
                16,
                20_000,
                (3,),
                20,
                (2, 10),
                "챗봇이 무엇을 하고 못 하는지.",
            ),
            Sample(
                "한글 문해 교실",
                "literacy",
                "offline",
                80,
                0,
                (1, 3, 5),
                10,
                (-5, 12),
                "한글을 처음부터 배웁니다.",
            ),
            Sample("수채화 그리기", "arts", "offline", 24, 70_000, (6,), 10, (-4, 6), "물과 물감."),
            Sample(
                "중학교 검정고시 대비",
                "schooling",
                "offline",
                120,
                0,
                (1, 2, 3, 4),
                18,
                (-8, 20),
                "모든 과목.",
            ),
            Sample("하모니카 합주", "arts", "offline", 20, 40_000, (5,), 14, (3,), "함께 붑니다."),
            Sample("마을 활동가 첫 모임", "civic", "offline", 10, 0, (6,), 13, (1,), "동네 일을 찾습니다."),
        ),
    ),
    "dasan": (
        "taeo",
        "press",
        "서울특별시 종로구 표본로 22",
        (
            Sample(
                "요양보호사 양성",
                "vocational",
                "offline",
                320,
                650_000,
                (1, 2, 3, 4, 5),
                9,
                (-6, 6, 14),
                "이론, 실기, 현장 실습.",
            ),
            Sample(
                "사회복지 현장 이해",
                "vocational",
                "blended",
                45,
                90_000,
                (2,),
                19,
                (3,),
                "현장을 먼저 봅니다.",
            ),
            Sample(
                "영어 회화 초급", "humanities", "online", 24, 30_000, (2, 4), 7, (-3, 3, 9), "아침 한 시간."
            ),
            Sample("정리 수납 전문가", "vocational", "offline", 30, 150_000, (3,), 10, (2,), "집과 사무실."),
            Sample("심리 상담 입문", "vocational", "online", 30, 60_000, (1,), 20, (-2, 7), "듣는 법."),
            Sample("노후 생애 설계", "career", "offline", 12, 0, (4,), 10, (5,), "일, 돈, 사람."),
            Sample("필라테스", "arts", "offline", 20, 80_000, (1, 3), 7, (-1, 8), "몸의 중심."),
            Sample("부모 교육: 사춘기", "humanities", "online", 8, 0, (5,), 20, (2,), "서로 말하기."),
            Sample(
                "드론 조종 기초",
                "vocational",
                "offline",
                40,
                350_000,
                (6, 7),
                10,
                (4,),
                "띄우고 찍고 정비합니다.",
            ),
        ),
    ),
    "gwangan": (
        "gaon",
        "university",
        "부산광역시 해운대구 표본로 333",
        (
            Sample("해양 환경 교육", "civic", "offline", 16, 0, (6,), 10, (-2, 4), "바닷가에서 배웁니다."),
            Sample(
                "한식 조리 기능사 실기",
                "vocational",
                "offline",
                80,
                420_000,
                (1, 3, 5),
                14,
                (5, 17),
                "서른세 가지.",
            ),
            Sample("제과 제빵 기초", "vocational", "offline", 48, 260_000, (2, 4), 10, (3,), "반죽부터."),
            Sample("여행 사진 찍기", "arts", "blended", 18, 60_000, (7,), 9, (1, 9), "빛을 보는 법."),
            Sample(
                "일본어 회화", "humanities", "offline", 36, 70_000, (1, 3), 19, (-7, 5), "여행에서 쓰는 말."
            ),
            Sample("용접 기능사 필기", "vocational", "online", 30, 0, (2,), 20, (6,), "국비로 배웁니다."),
            Sample("우쿨렐레 연주", "arts", "offline", 20, 40_000, (4,), 18, (-1, 3), "네 줄이면 됩니다."),
            Sample("치매 예방 인지 놀이", "humanities", "offline", 12, 0, (3,), 14, (2,), "어르신과 가족."),
        ),
    ),
}
CRITERIA = dict.fromkeys(CentreAccreditation.CRITERIA, "현장에서 확인함(표본)")


def offer_courses(cast: Cast) -> None:
    """All of it, as the app. Needs the cast, and no courses."""
    on = today()
    for office, (officer, basis, address, samples) in HALLS.items():
        by = cast.as_(officer)
        hall = done(
            register_institution(
                cast.office[office], legal_basis=basis, phone="02-000-0000", address=address, by=by, on=on
            )
        )
        for place, sample in enumerate(samples, 1):
            _course(hall, f"{office[:1].upper()}-{place:02}", sample, address, by, on)
    _accredit(cast, on)


def _course(hall: Institution, code: str, sample: Sample, address: str, by: Actor, on: date) -> None:
    content = CourseContent(
        sample.title,
        sample.about,
        "1회 첫인사\n2회부터 실습\n마지막 회 함께 돌아보기",
        "act",
        sample.field,
        sample.hours,
        sample.mode,
        "성인 누구나",
    )
    course = done(add_course(hall, code, content, by=by, on=on)).course
    for weeks in sample.weeks:
        begins = on + 7 * weeks * DAY
        offered = OfferingContent(
            begins,
            begins + 8 * 7 * DAY,
            begins - 35 * DAY,
            begins - 7 * DAY,
            time(sample.starts),
            time(sample.starts + 2),
            sample.weekdays,
            region=hall.office.place.code if hall.office else "",
            venue="온라인 강의실" if sample.mode == "online" else "2층 배움방",
            address=address,
            fee=sample.fee,
            seats=20,
            instructor="표본 강사",
            how_to_apply="누리집이나 방문",
            how_selected="선착순",
        )
        done(offer(course, offered, by=by, on=on))


def _accredit(cast: Cast, on: date) -> None:
    """Courses for the account and for the credit bank, one of them cancelled; a centre; a second version."""
    ministry, institute = cast.as_("yujin"), cast.as_("inseo")
    granted = (("H-01", "account"), ("H-02", "account"), ("D-01", "account"), ("D-02", "credit_bank"))
    for place, (code, purpose) in enumerate((*granted, ("G-02", "account"), ("G-06", "credit_bank")), 1):
        made = grant_accreditation(
            Course.objects.get(code=code),
            purpose=purpose,
            number=NUMBER.format(n=place),
            from_day=on - 200 * DAY,
            until=on - 200 * DAY + FIVE_YEARS,
            case_ref=uuid5(NAMESPACE, code),
            by=ministry,
            on=on,
        )
        if code == "G-06":
            done(cancel_accreditation(done(made), on=on - DAY, reason="실습 시설을 닫음(표본)", by=ministry))
    hall = Institution.objects.get(office=cast.office["hangang"])
    terms = {"from_day": on - 400 * DAY, "until": on - 400 * DAY + FIVE_YEARS}
    done(accredit_centre(hall, number="표본 센터 제1호", findings=CRITERIA, by=institute, **terms))
    course = Course.objects.get(code="H-01")
    said = "일상을 글로 씁니다. 마지막 날에 작은 책을 냅니다."
    newer = CourseContent("생활 글쓰기", said, "", "act", "humanities", 30, "offline", "성인 누구나")
    done(add_version(course, newer, by=cast.as_("sora"), on=on))
    thinned = Course.objects.get(code="D-04").versions.latest("number").offerings.latest("begins")
    done(call_off(thinned, reason="신청한 사람이 세 명뿐입니다(표본).", by=cast.as_("taeo"), on=on))
    soonest = course.versions.latest("number").offerings.order_by("begins").first()
    if soonest:
        done(close_offering(soonest, by=cast.as_("sora"), on=on))
