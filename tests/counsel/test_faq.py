"""Published questions: versions, search by plain words, what the law has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from baeum.counsel import faq
from baeum.counsel.citing import Typed, is_stale, shown
from baeum.counsel.models import FaqVersion
from baeum.counsel.services.publish import Draft, publish
from baeum.counsel.services.withdraw import withdraw
from baeum.counsel.wrong import Wrong

from .conftest import ON, Counsel

pytestmark = pytest.mark.django_db
DRAFT = Draft(
    "credit_bank",
    "몇 점부터 학점으로 인정됩니까?",
    "From which score are credits recognised?",
    "평가인정 학습과정은 60점부터입니다.",
    "Accredited courses: from 60 points.",
    cites=(Typed("accredited.minimum_score", "2026-03-01"),),
)
OTHER = Draft(
    "account",
    "학습계좌는 어디에서 만듭니까?",
    "Where do I open a learning account?",
    "누리집의 ‘내 계좌’에서 엽니다.",
    "On the page ‘My account’.",
)


def published(counsel: Counsel, draft: Draft = DRAFT, **changes: Any) -> FaqVersion:
    made = publish(uuid4(), replace(draft, **changes), by=counsel.officer("institute"), on=ON)
    assert isinstance(made, FaqVersion), made
    return made


def test_versions_follow_each_other_and_the_public_sees_the_newest(counsel: Counsel) -> None:
    inseo, first = counsel.officer("institute"), published(counsel)
    changed = replace(DRAFT, answer_ko="60점입니다.", why="짧게")
    second = publish(first.entry, changed, by=inseo, on=ON, after=1)
    assert isinstance(second, FaqVersion) and second.number == 2
    assert [one.answer_ko for one in faq.published()] == ["60점입니다."]
    assert [one.number for one in faq.versions(first.entry)] == [2, 1]
    assert faq.versions(first.entry)[1].answer_ko == DRAFT.answer_ko
    ended = withdraw(first.entry, why="다른 글과 합침", by=inseo, after=2)
    assert isinstance(ended, FaqVersion) and ended.why == "다른 글과 합침"
    assert list(faq.published()) == [] and [one.act for one in faq.newest()] == ["withdraw"]
    again = publish(first.entry, changed, by=inseo, on=ON, after=3)
    assert isinstance(again, FaqVersion) and list(faq.published()) == [again]


def test_who_edits_meanwhile_is_seen_first(counsel: Counsel) -> None:
    inseo, first = counsel.officer("institute"), published(counsel)
    stale = publish(first.entry, replace(DRAFT, why="고침"), by=inseo, on=ON, after=2)
    assert isinstance(stale, Wrong) and stale.codes == ["counsel.edited"] and stale.status == 409
    again = publish(first.entry, DRAFT, by=inseo, on=ON)  # the form of a new entry, sent twice
    assert isinstance(again, Wrong) and again.codes == ["counsel.edited"]
    late = withdraw(first.entry, why="왜", by=inseo, after=9)
    assert isinstance(late, Wrong) and late.codes == ["counsel.edited"]
    nothing = withdraw(uuid4(), why="왜", by=inseo, after=1)
    assert isinstance(nothing, Wrong) and nothing.codes == ["counsel.no_entry"]
    withdraw(first.entry, why="왜", by=inseo, after=1)
    twice = withdraw(first.entry, why="왜", by=inseo, after=2)
    assert isinstance(twice, Wrong) and twice.codes == ["counsel.withdrawn"]


def test_everything_that_is_wrong_with_a_version_is_told_at_once(counsel: Counsel) -> None:
    draft = Draft("nothing", "", " ", "가" * 4001, "", cites=(Typed("x"), Typed("없음", "2020")))
    answer = publish(uuid4(), draft, by=counsel.officer("institute"), on=ON, after=1)
    assert isinstance(answer, Wrong)
    assert [field for field, _ in answer.problems] == [
        *("topic", "question_ko", "question_en", "answer_ko", "answer_en", "why"),
        *("cite-0", "cite-1"),
    ]
    assert FaqVersion.objects.count() == 0


@pytest.mark.parametrize(
    "words",
    [
        "학점",
        "학점으로",
        "몇 점",
        "인정되나요",
        "score",
        "SCORES",
        "credits recognised",
        "60점",
        "평가인정 과정은",
        "학점을 인정받으려면 몇 점이",
    ],
)
def test_found_by_plain_words(counsel: Counsel, words: str) -> None:
    first = published(counsel)
    published(counsel, OTHER)
    assert faq.find(words)[0].entry == first.entry


@pytest.mark.parametrize("words", ["자격증", "%", "_", "학점%", "zebra", "''", "★"])
def test_what_is_not_there_is_not_found(counsel: Counsel, words: str) -> None:
    published(counsel, OTHER)
    assert faq.find(words) == []


def test_spaces_do_not_matter_and_the_question_counts_more(counsel: Counsel) -> None:
    inside = published(counsel, OTHER, answer_ko="학점인정은 진흥원에서 합니다.")
    asked = published(counsel, DRAFT, question_ko="학점 인정은 어떻게 합니까?")
    later = published(counsel, OTHER, answer_ko="학점 인정 신청")
    assert [one.entry for one in faq.find("학점인정")] == [asked.entry, later.entry, inside.entry]


def test_by_topic_and_by_both(counsel: Counsel) -> None:
    first, other = published(counsel), published(counsel, OTHER)
    assert [one.entry for one in faq.find(topic="account")] == [other.entry]
    assert faq.find("점수", topic="account") == []
    assert {one.entry for one in faq.find()} == {first.entry, other.entry}
    assert [one.entry for one in faq.find("계좌", topic="account")] == [other.entry]


def test_the_list_tells_what_the_law_has_changed_since(counsel: Counsel) -> None:
    published(counsel)
    old = published(counsel, cites=(Typed("accredited.minimum_score", "2005-10-27"),))
    published(counsel, OTHER)
    assert [one.entry for one in faq.stale(ON)] == [old.entry]
    assert faq.stale(date(2005, 10, 27)) == []  # not before the law changed
    assert is_stale(old.cited, date(2005, 10, 28))
    (told,) = shown(old.cited, ON)
    assert (told.value("ko"), told.value("en")) == ("70점", "70 points")
    assert [told.value("ko", one.value) for one in told.since.changed] == ["60점"]
    withdraw(old.entry, why="왜", by=counsel.officer("institute"), after=1)
    assert faq.stale(ON) == []


@pytest.mark.parametrize(
    ("name", "value", "ko", "en"),
    [
        ("second.rule", "other_major", "다른 전공만", "another major only"),
        ("accredited.minimum_attendance", "80", "80%", "80%"),
        ("window.year.limit", "42", "42학점", "42 credits"),
        ("conferral.cutoff.february", "01-15", "01-15", "01-15"),
    ],
)
def test_values_are_shown_in_words_and_with_their_unit(name: str, value: str, ko: str, en: str) -> None:
    (told,) = shown([{"name": name, "on": "2020-01-01", "value": value, "clause": "x"}], ON)
    assert (told.value("ko"), told.value("en")) == (ko, en)


def test_a_value_that_the_data_no_longer_have_is_still_shown(counsel: Counsel) -> None:
    kept = [{"name": "gone.value", "on": "2020-01-01", "value": "7", "clause": "x"}]
    (told,) = shown(kept, ON)
    assert told.label("ko") == "gone.value" and told.value("ko") == "7" and told.since.stale
