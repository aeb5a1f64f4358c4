"""The plan page: wishes, plans sent while they are searched, and words where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from baeum.courses.models import Course, CourseVersion, Institution, Offering
from baeum.courses.services.call_off import call_off
from baeum.courses.services.grant import grant_accreditation
from baeum.courses.services.register_institution import register_institution
from baeum.planner import asking
from baeum.planner.offerings import offered_items
from baeum.shared.clock import today
from cast import done

from .learners import Learner

if TYPE_CHECKING:
    from cast import Cast

WEEKS, YEARS = timedelta(weeks=15), timedelta(3 * 365)
GOAL = {"g-degree": "associate_2y", "g-route": "second", "g-major": "computer-science-associate"}
SUBJECTS = (
    "자료구조", "운영체제", "데이터베이스", "컴퓨터구조", "C프로그래밍", "컴퓨터개론", "웹프로그래밍",
    "알고리즘", "이산수학", "소프트웨어공학", "컴퓨터네트워크", "정보보호", "논리회로", "자바프로그래밍",
)  # fmt: skip


def offer(cast: Cast, institution: Institution, title: str, begins: date, **values: Any) -> Offering:
    """An offering of a course of three credits that is accredited for credit."""
    course = Course.objects.create(institution=institution, code=f"{title}-{begins}")
    version = CourseVersion.objects.create(course=course, number=1, title=title, hours=45, mode="online")
    done(
        grant_accreditation(
            course,
            purpose="credit_bank",
            number=str(uuid4()),
            from_day=today(),
            until=today() + YEARS,
            case_ref=uuid4(),
            by=cast.as_("inseo"),
            on=today(),
        )
    )
    values = {"fee": 90_000, "ends": begins + WEEKS, "source_key": str(uuid4())} | values
    return Offering.objects.create(course_version=version, begins=begins, **values)


@pytest.fixture
def offered(cast: Cast) -> list[Offering]:
    """Courses of the major in every term of two years."""
    office = cast.office["hangang"]
    institution = done(
        register_institution(office, legal_basis="human_resources", by=cast.as_("sora"), on=today())
    )
    first = today() + timedelta(20)
    return [
        offer(cast, institution, subject, first + place % 4 * timedelta(weeks=20))
        for place, subject in enumerate(SUBJECTS)
    ]


@pytest.fixture
def nari_plans(nari: Learner) -> Learner:
    """Nari, who wants a second associate degree."""
    nari.enter("고등학교", kind="school", happened_on=date(2010, 2, 10), details={"level": "high"})
    details = {"degree": "bachelor", "major": "경영학", "by": "university"}
    nari.enter("학사", kind="degree", happened_on=date(2014, 2, 20), details=details)
    assert nari.post("goal/", GOAL).status_code == 302
    return nari


def text_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def test_without_a_goal_it_asks_for_one(nari: Learner) -> None:
    text = nari.get("plan/").content.decode()
    assert "먼저 어떤 학위를 바라는지" in text and "plan-form" not in text


def test_a_goal_that_credits_do_not_meet_is_told(nari: Learner) -> None:
    assert nari.post("goal/", {"kind": "literacy", "g-degree": "literacy_primary"}).status_code == 302
    text = nari.get("plan/").content.decode()
    assert "학점은행제 학위를 목표로 할 때" in text and "plan-form" not in text


def test_the_form_is_there_in_both_languages(nari_plans: Learner) -> None:
    for language, word in (("", "늦어도 언제까지"), ("/en", "At the latest by")):
        response = nari_plans.get("plan/", language=language)
        assert response.status_code == 200 and not response.streaming
        text = response.content.decode()
        assert word in text and 'method="get"' in text
        assert " style=" not in text and not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=", text)


def test_plans_stand_side_by_side_term_by_term(nari_plans: Learner, offered: list[Offering]) -> None:
    response = nari_plans.get("plan/", "?ask=1")
    assert response.streaming and response.status_code == 200
    assert (
        response.headers["Content-Encoding"] == "identity" and "no-store" in response.headers["Cache-Control"]
    )
    text = text_of(response)
    assert "가장 이른 학위" in text and "증명했습니다" in text and "<svg" in text
    assert re.search(r'class="plans plans-[123]"', text) and "자료구조" in text
    assert "이것을 마치지 못하면" in text and text.rstrip().endswith("</html>")
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert " style=" not in text
    assert "proven that no plan is better" in text_of(nari_plans.get("plan/", "?ask=1", language="/en"))


def test_no_plan_is_told_in_words(nari_plans: Learner, offered: list[Offering]) -> None:
    text = text_of(nari_plans.get("plan/", "?ask=1&budget=10,000"))
    assert 'id="none"' in text and "예산 10,000원을 두지 않으면" in text
    text = text_of(nari_plans.get("plan/", "?ask=1&per_term=3&no_repeat=1"))
    assert "한 학기 3학점이라는 바람을 두지 않으면" in text


def test_wrong_wishes_are_told_beside_their_fields(nari_plans: Learner) -> None:
    response = nari_plans.get("plan/", "?ask=1&budget=much&end=2027-03")
    text = response.content.decode()
    assert response.status_code == 422 and 'aria-invalid="true"' in text
    assert "고칠 곳이 2군데" in text and 'value="much"' in text


def test_a_search_that_breaks_says_so(
    nari_plans: Learner, offered: list[Offering], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(asking, "plan", broken)
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    text = text_of(nari_plans.get("plan/", "?ask=1"))
    assert "계획을 찾다가 멈추었습니다" in text and text.rstrip().endswith("</html>")


def test_one_is_told_while_it_takes_long(
    nari_plans: Learner, offered: list[Offering], monkeypatch: pytest.MonkeyPatch
) -> None:
    def news(*_: object) -> Iterator[object]:
        from baeum_rules.plan.progress import Progress

        yield None
        yield Progress("soonest", "cost", 900, 800, 1.0, 4.0)
        yield {"broken": "stopped"}

    monkeypatch.setattr("baeum.learner.views.plan.searching", news)
    parts = list(nari_plans.get("plan/", "?ask=1").streaming_content)
    told = next(part for part in parts if b"<progress" in part).decode()
    assert "800 ≤ 900" in told and "25 %" in told and "비용" in told
    assert len(parts) >= 5  # each is sent by itself


def test_only_accredited_courses_to_come_are_offered(cast: Cast, offered: list[Offering]) -> None:
    items = offered_items(today())
    assert len(items) == len(SUBJECTS)
    first = items[0]
    assert (first.record["credits"], first.hours, first.won, first.mode) == (3, 45, 90_000, "online")
    assert first.apply_by == first.begins - 1  # none is stated: until the day before
    one = offered[0]
    Offering.objects.filter(pk=one.pk).update(closed_on=today())
    Offering.objects.filter(pk=offered[1].pk).update(begins=today())
    Offering.objects.filter(pk=offered[2].pk).update(ends=None)
    CourseVersion.objects.create(course=offered[3].course_version.course, number=2, title="짧은", hours=10)
    Offering.objects.filter(pk=offered[3].pk).update(
        course_version=CourseVersion.objects.get(course=offered[3].course_version.course, number=2)
    )
    done(call_off(offered[4], reason="신청자가 적습니다.", by=cast.as_("sora"), on=today()))
    assert len(offered_items(today())) == len(SUBJECTS) - 5
    later = today() + 4 * 365 * timedelta(1)
    assert offered_items(later) == []  # the accreditations are over


def test_another_person_sees_nothing(nari_plans: Learner, dowon: Learner) -> None:
    assert dowon.client.get(f"/account/{nari_plans.account}/plan/?ask=1").status_code == 404
