"""Each way in which Korean is really typed finds what is meant, stage by stage."""

from __future__ import annotations

import unicodedata

import pytest

from baeum.catalogue.search.finding import (
    CORRECTED,
    DESCRIBED,
    NEAREST,
    NOTHING,
    TYPED,
    Asked,
    Found,
    search,
)
from baeum.courses import likeness
from baeum.courses.models import SearchEntry, SearchWord
from baeum.courses.search_columns import text_columns

from .conftest import ON

pytestmark = pytest.mark.usefixtures("catalogue")


def found(query: str) -> tuple[Found, list[str]]:
    answer = search(Asked(query, size=50), ON)
    titles = dict(SearchEntry.objects.values_list("pk", "title"))
    return answer, [titles[entry] for entry in answer.entries]


@pytest.mark.parametrize(
    ("query", "first", "stage"),
    [
        ("바리스타", "바리스타", TYPED),
        (unicodedata.normalize("NFD", "바리스타"), "바리스타", TYPED),
        ("요리", "요리", TYPED),  # two letters
        ("수영", "수영", TYPED),  # also a district
        ("춤", "댄스", TYPED),  # one letter, by a synonym
        ("한식조리기능사", "한식", TYPED),  # with and without spaces
        ("한식 조리기능사", "한식", TYPED),
        ("바 리 스 타", "바리스타", TYPED),
        ("바리스타자격증과정", "바리스타", TYPED),  # a compound that no title has
        ("재봉틀교실", "재봉틀", TYPED),
        ("바리스터", "바리스타", CORRECTED),  # misspelt
        ("바리스터자격증", "바리스타", CORRECTED),
        ("우크렐레", "우쿨렐레", CORRECTED),
        ("꼬꼬지", "꽃꽂이", CORRECTED),
        ("qkfltmxk", "바리스타", CORRECTED),  # the keyboard in the other language
        ("파이썬을", "파이썬", CORRECTED),  # with a particle
        ("AI", "인공지능", TYPED),  # synonyms
        ("컴활 2급", "컴퓨터 활용 능력 2급", TYPED),
        ("포크레인", "굴착기", TYPED),
        ("손뜨개", "뜨개질", TYPED),
        ("python", "파이썬", TYPED),
        ("coffee", "커피", TYPED),
        ("서울 바리스타", "바리스타", TYPED),  # region and topic
        ("강남구 영어", "영어", TYPED),
        ("Haeundae barista", "바리스타", TYPED),
        ("ㅂㄹㅅㅌ", "바리스타", TYPED),  # initials
        ("ㅋㅍㅌ 2급", "컴퓨터", TYPED),
        ("앙금플라워", "바리스타", DESCRIBED),  # only in a description
        ("직장인을 위한 주말 바리스타 1급 실기 강의 추천", "바리스타", NEAREST),  # over-specified
        ("제주 바리스타", "바리스타", NEAREST),  # nothing there
        ("배우고 싶어요 요리", "요리", TYPED),  # words that say nothing
    ],
)
def test_finds_what_is_meant(query: str, first: str, stage: str) -> None:
    answer, titles = found(query)
    assert titles and first in titles[0], (answer, titles)
    assert answer.stage == stage, answer


def test_a_title_that_has_the_words_comes_before_one_that_only_means_them() -> None:
    assert found("커피")[1][0] == "커피 바리스타 입문"
    titles = found("요리")[1]
    assert titles[0] == "생활 요리 교실" and set(titles[1:]) == {
        "한식 조리 기능사 실기",
        "한식조리기능사 필기 대비반",
    }


def test_in_the_region_that_was_typed() -> None:
    assert found("종로 바리스타")[1] == ["[야간] 바리스타 2급 자격증 과정", "핸드드립 커피 교실"]


def test_one_syllable_of_a_synonym_is_not_looked_for_inside_words() -> None:
    assert "맞춤형 취업 상담" not in found("댄스")[1]


def test_what_was_put_right_is_told() -> None:
    answer, _ = found("바리스터")
    assert answer.said == (("바리스터", "바리스타"),) and answer.left_out == ()
    answer, _ = found("뫼비우스 요리")
    assert answer.stage == NEAREST and answer.left_out == ("뫼비우스",)


def test_a_word_of_the_lists_is_spelt_right_though_nothing_has_it() -> None:
    SearchWord.objects.create(word="속정", seen=9, keys=likeness.keys("속정"))
    columns = text_columns("속정 소묘", [])
    SearchEntry.objects.filter(title="생활 요리 교실").update(**columns)
    answer, titles = found("속성 바리스타")
    assert "바리스타" in titles[0] and (answer.said, answer.left_out) == ((), ("속성",))


def test_several_slips_are_put_right_at_once() -> None:
    answer, _ = found("바리스터 자격쯩")
    assert answer.said == (("바리스터", "바리스타"), ("자격쯩", "자격증"))


@pytest.mark.parametrize("query", ["asdfghjk", "뫼비우스", "!!", "漢"])
def test_nothing_like_it(query: str) -> None:
    answer, titles = found(query)
    assert (answer.stage, answer.total, titles) == (NOTHING, 0, [])


def test_no_query_finds_all(catalogue: dict[str, int]) -> None:
    answer, titles = found("")
    assert answer.stage == TYPED and sorted(titles) == sorted(catalogue)


@pytest.mark.parametrize(
    "query", ["%", "_", "' OR 1=1 --", "\0", "\ud800", "a" * 5000, "가" * 300, "2" * 400]
)
def test_any_text_is_answered(query: str) -> None:
    found(query)
