"""Korean text as it is typed."""

from __future__ import annotations

import unicodedata
from importlib import import_module

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from baeum.courses import hangul, likeness
from baeum.courses.search_columns import BEGINS, sought_initials, text_columns

SYLLABLES = st.text(st.characters(min_codepoint=hangul.FIRST, max_codepoint=hangul.LAST), max_size=8)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("바리스타 2급[야간]", ["바리스타", "2급", "야간"]),
        (unicodedata.normalize("NFD", "바리스타"), ["바리스타"]),
        ("바리\u200b스타\ufeff", ["바리스타"]),
        ("ＡＩ C++ c#", ["ai", "c++", "c#"]),
        ("ㅂㄹㅅㅌ ㄳ", ["ㅂㄹㅅㅌ", "ㄱㅅ"]),
        ("++ !? 漢字", []),
    ],
)
def test_one_spelling(typed: str, words: list[str]) -> None:
    assert hangul.words(typed) == words


def test_letters_and_initials() -> None:
    assert hangul.letters("값 왜") == "ㄱㅏㅂㅅ ㅇㅗㅐ"
    assert hangul.initials("바리스타 2급") == "ㅂㄹㅅㅌ 2ㄱ"


@given(SYLLABLES)
def test_letters_typed_on_a_latin_keyboard_give_the_word_again(word: str) -> None:
    latin = hangul.typed_as_hangul(word)
    typed = {one: key for key, one in hangul.KEYS.items()}
    assert hangul.typed_as_latin("".join(typed[one] for one in hangul.letters(word))) == word
    assert len(latin) == len(hangul.letters(word))


def test_keyboard_left_in_the_other_language() -> None:
    assert hangul.typed_as_latin("qkfltmxk") == "바리스타"
    assert hangul.typed_as_hangul("ㅔㅛ쇄ㅜ") == "python"
    assert hangul.typed_as_latin("python") == hangul.typed_as_latin("k1") == ""


def test_grams_hold_neighbours_of_every_kind() -> None:
    assert set(hangul.grams("컴활2급")) == {"컴", "활", "컴활", "활2", "2", "2급", "급"}
    assert hangul.grams("python") == ["python"]
    assert hangul.sought("컴활2급") == ["컴활", "활2", "2", "2급"] and hangul.sought("춤") == ["춤"]


@given(SYLLABLES.filter(bool), SYLLABLES, SYLLABLES)
def test_a_title_has_the_grams_of_every_word_in_it(word: str, before: str, after: str) -> None:
    for title in (f"{before} {word} {after}", f"{before}{word}{after}"):
        assert set(hangul.sought(word)) <= set(text_columns(title, [])["grams"])


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("바리스터", "바리스타", 1),
        ("재태크", "재테크", 1),
        ("ab", "ba", 1),
        ("값", "갑", 1),
        ("가", "나비", 3),
        ("가", "두루미", 4),
    ],
)
def test_keys_apart(one: str, other: str, far: int) -> None:
    assert hangul.distance(hangul.letters(one), hangul.letters(other), 3) == far


@given(st.text("ㄱㄴㅏㅓ", max_size=6), st.text("ㄱㄴㅏㅓ", max_size=6))
def test_apart_both_ways_alike(one: str, other: str) -> None:
    assert hangul.distance(one, other, 9) == hangul.distance(other, one, 9)
    assert (hangul.distance(one, other, 9) == 0) == (one == other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("바리스터", "바리스타"),  # another letter
        ("바스타", "바리스타"),  # a syllable left out
        ("바리이스타", "바리스타"),  # one too many
        ("컴푸타", "컴퓨터"),  # two wrong
        ("꼬꼬지", "꽃꽂이"),  # as it sounds
        ("pyhton", "python"),  # swapped
    ],
)
def test_misspelt_words_share_a_key(typed: str, meant: str) -> None:
    assert set(likeness.keys(typed)) & set(likeness.keys(meant))
    assert not set(likeness.keys("요양보호사")) & set(likeness.keys(meant))


@given(SYLLABLES.filter(bool), SYLLABLES, SYLLABLES)
def test_a_title_has_the_grams_of_the_initials_of_every_word_in_it(
    word: str, before: str, after: str
) -> None:
    for title in (f"{before} {word} {after}", f"{before}{word}{after}"):
        sought = sought_initials(hangul.initials(word))
        if len(word) > 1 or title != before + word + after:  # a single one begins a word
            assert sought and set(sought) <= set(text_columns(title, [])["grams"])


def test_no_gram_is_too_long_for_the_database() -> None:
    assert max(map(len, text_columns("a" * 3000, [], "b" * 3000)["grams"])) == hangul.LONGEST_RUN
    assert set(hangul.sought("a" * 200)) <= set(text_columns("a" * 3000, [])["grams"])


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["바리스타 2급 [야간]", "C++ 입문", "시", "ㅂㄹ 꽃꽂이3D프린팅"])
def test_entries_of_before_are_brought_to_the_same_grams(title: str) -> None:
    """The migration has no Python of ours at hand: it must come to what ``text_columns`` makes."""
    migration = import_module("baeum.courses.migrations.0007_grams")
    columns = text_columns(title, ["서울특별시"])
    initials = [gram for gram in columns["grams"] if len(gram) == 3 and hangul.is_initials(gram)]
    before = [gram for gram in columns["grams"] if gram[0] != BEGINS and gram not in initials]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT tsvector_to_array({migration.ALL_GRAMS}) FROM"
            " (SELECT %s::text[] AS grams, %s AS title_words, %s AS title_initials) entry",
            [before, columns["title_words"], columns["title_initials"]],
        )
        assert set(cursor.fetchone()[0]) == set(columns["grams"]) > set(before)
