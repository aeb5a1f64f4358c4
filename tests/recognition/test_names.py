"""When two subject names are one: the examples of the model, and properties that hold for any names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum_rules.recognition.names import SubjectKeys, duplicate_key, same_text

SAME = [
    ("회계 입문", "회계입문"),
    ("C LANGUAGE", "C language"),
    ("인터넷의 이해", "인터넷 이해"),
    ("S/W 활용", "SW활용"),
    ("EDPS", "E.D.P.S"),
    ("한국 근·현대사", "한국근현대사"),
    ("가족상담 및 치료", "가족상담·치료"),
    ("전공실기", "전공실기1"),
    ("전공실기", "전공실기Ⅰ"),
    ("전공실기", "전공실기(Ⅰ)"),
    ("전공실기", "전공실기 I"),
    ("전공실기Ⅱ", "전공실기 II"),
    ("전공실기Ⅱ", "전공실기2"),
    ("전공실기 (4)", "전공실기Ⅳ"),
    ("자료구조", unicodedata.normalize("NFD", "자료구조")),
    ("회계원리１", "회계원리"),
]
DIFFERENT = [
    ("전공실기", "전공실기2"),
    ("전공실기Ⅰ", "전공실기Ⅱ"),
    ("C++", "C"),
    ("C#", "C"),
    ("AI", "A"),
    ("주의이해", "주이해"),
    ("SQL2", "SQL"),
    ("미분및적분", "미분적분"),
]
# subject names as people write them, among odd ones
NAMES = st.text(alphabet="가나의및 ·/()1２IⅠⅡivC+#Aß ", max_size=12) | st.text(max_size=20)


@pytest.mark.parametrize(("left", "right"), SAME)
def test_same(left: str, right: str) -> None:
    assert duplicate_key(left) == duplicate_key(right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different(left: str, right: str) -> None:
    assert duplicate_key(left) != duplicate_key(right)


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_the_form_of_the_text_does_not_matter(name: str) -> None:
    key = duplicate_key(unicodedata.normalize("NFC", name))
    assert duplicate_key(name) == key
    assert duplicate_key(unicodedata.normalize("NFD", name)) == key


@settings(max_examples=300, deadline=None)
@given(NAMES)
def test_a_key_holds_letters_digits_and_plus_and_hash_only(name: str) -> None:
    key = duplicate_key(name)
    assert all(c in "+#" or unicodedata.category(c)[0] not in "ZPSC" for c in key)


@given(st.sampled_from(["전공실기", "무용", "합창 지도"]), st.integers(2, 9))
def test_ordinals_other_than_one_differ(name: str, number: int) -> None:
    assert duplicate_key(f"{name}{number}") == duplicate_key(f"{name} ({number})") != duplicate_key(name)


def test_equivalents_make_keys_equal_in_any_order_and_across_groups() -> None:
    keys = SubjectKeys(
        (("클라이언트/서버 프로그래밍", "C/S 프로그래밍"), ("CS프로그래밍", "씨에스 프로그래밍"))
    )
    names = ["클라이언트서버프로그래밍", "C/S 프로그래밍", "씨에스프로그래밍"]
    assert len({keys.of(name) for name in names}) == 1
    assert keys.of("운영체제") == duplicate_key("운영체제")
    assert SubjectKeys((("가", "나"), ("나", "가"))).of("가") == SubjectKeys((("나", "가"),)).of("나")


def test_same_text_trims_and_composes() -> None:
    assert same_text(unicodedata.normalize("NFD", " 가원 ")) == "가원"
