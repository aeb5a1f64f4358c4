"""Region data: the 17 provinces, dated renamings, tiers that begin on a day; wrong files change nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from baeum.places.models import Office, Place
from baeum.places.queries import place_on, province_of, superiors_on
from baeum.places.services.load_places import load_offices, load_places
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def korea() -> None:
    assert load_places() == Place.objects.count() > 0
    assert load_offices() == Office.objects.count() > 0


@pytest.mark.usefixtures("korea")
def test_seventeen_provinces_on_each_day() -> None:
    for on in (date(2023, 6, 10), date(2023, 6, 11), date(2024, 1, 18), date(2026, 11, 25)):
        provinces = [one for one in Place.objects.filter(kind="province") if one.holds_on(on)]
        assert len(provinces) == 17, on


@pytest.mark.usefixtures("korea")
@pytest.mark.parametrize(
    ("old", "new", "day", "name"),
    [
        ("42", "51", date(2023, 6, 11), "강원특별자치도"),
        ("45", "52", date(2024, 1, 18), "전북특별자치도"),
        ("47720", "27720", date(2023, 7, 1), "군위군"),
    ],
)
def test_a_code_ends_the_day_before_its_successor_begins(old: str, new: str, day: date, name: str) -> None:
    before = day.fromordinal(day.toordinal() - 1)
    place = place_on(old, before)
    assert place and place.successor and place.successor.code == new
    assert place_on(old, day) is None and place_on(new, before) is None
    assert place_on(new, day).name_ko == name


@pytest.mark.usefixtures("korea")
def test_gunwi_moved_from_one_province_to_another() -> None:
    assert province_of(place_on("47720", date(2023, 6, 30))).code == "47"
    assert province_of(place_on("27720", date(2023, 7, 1))).code == "27"


@pytest.mark.usefixtures("korea")
def test_a_tier_that_has_not_begun_is_passed_over() -> None:
    office = Office.objects.get(code="chuncheon")
    assert [one.code for one in superiors_on(office, date(2026, 12, 31))] == ["institute", "ministry"]
    assert [one.code for one in superiors_on(office, date(2027, 1, 1))] == [
        "gangwon",
        "institute",
        "ministry",
    ]


@pytest.mark.usefixtures("korea")
def test_loading_again_changes_nothing() -> None:
    before = (
        list(Place.objects.values_list().order_by("id")),
        list(Office.objects.values_list().order_by("id")),
    )
    load_places()
    load_offices()
    assert before == (
        list(Place.objects.values_list().order_by("id")),
        list(Office.objects.values_list().order_by("id")),
    )


GOOD = '[[place]]\ncode = "KR"\nkind = "ministry"\nko = "가"\nen = "a"\nbegins = 2000-01-01\n'
PART = '[[place]]\ncode = "{code}"\nkind = "{kind}"\nko = "가"\nen = "a"\nbegins = 2000-01-01\n{more}\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "[[place]]"),
        ("not toml", "("),
        (GOOD + PART.format(code="1", kind="castle", more=""), "place 2 (1): kind castle"),
        (GOOD + PART.format(code="1", kind="province", more='parent = "9"'), "place 2 (1): parent 9"),
        (GOOD + PART.format(code="1", kind="province", more="ends = 1999-01-01"), "ends 1999-01-01"),
        (GOOD + PART.format(code="1", kind="province", more='successor = "8"'), "successor 8"),
        (GOOD + GOOD, "place 2 (KR): code twice"),
        ("[[place]]\n", "place 1 (?): begins, code, en, kind, ko"),
    ],
)
def test_a_wrong_file_is_told_whole_and_stores_nothing(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "places.toml"
    file.write_text(text, encoding="utf-8")
    refusal = load_places(file)
    assert isinstance(refusal, Refusal)
    for language in ("ko", "en"):
        assert told in sentence(refusal, language)
    assert not Place.objects.exists()


def test_offices_need_their_places() -> None:
    refusal = load_offices()
    assert isinstance(refusal, Refusal) and refusal.code == "load.place_missing"
    assert not Office.objects.exists()
