"""The numbers of the law as columns: the same as the thresholds say, on every day around every version."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from baeum_rules.curricula import DEGREES
from baeum_rules.parameters import NotInForce, Value, load_law
from baeum_rules.recognition import numbers
from baeum_rules.recognition.eligibility import LETTER_RANK
from baeum_rules.recognition.numbers import NAMES, Numbers, all_numbers_of, at, numbers_of
from baeum_rules.recognition.thresholds import POINT, Thresholds
from baeum_rules.recognition.windows import month_and_day

POINTS = (".minimum_score", ".minimum_attendance", "_maximum", ".attendance_above", ".absence_below")
FORCES = ["not_in_force", "other_major", "any_major"]


def as_number(number: int, value: Any) -> int:
    """What a value of the law is as a whole number, told here by its look and name alone."""
    name = NAMES[number]
    if name.endswith(POINTS):
        return int(value * POINT)
    if name.endswith(".share"):
        share = Fraction(value)
        return share.numerator if number == numbers.LIFELONG_SHARE else share.denominator
    if not isinstance(value, str):
        return int(value)
    if value in LETTER_RANK:
        return LETTER_RANK[value]
    if value in FORCES:
        return FORCES.index(value)
    return -1 if value == "none" else month_and_day(value)


@pytest.mark.parametrize("columns", [numbers_of, all_numbers_of])
def test_every_name_on_every_day_around_every_version(columns: Any) -> None:
    thresholds = Thresholds(load_law())
    found: Numbers = columns(thresholds)
    asked = 0
    for number, name in enumerate(NAMES):
        versions = load_law().parameter(name).versions
        edges = {version.since.toordinal() for version in versions} | {1, date.max.toordinal()}
        for day in {edge + by for edge in edges for by in (-1, 0, 1)}:
            assert at(found, number, day) == as_number(number, thresholds.at(name, day)), (name, day)
            asked += 1
    assert asked > 5 * len(NAMES) and len(NAMES) > 70


def test_constants_stand_for_their_names() -> None:
    """A name with a form for each degree, kind or stage has them in the order the columns count in."""
    for constant, name in (
        (numbers.INSTITUTION_LIMIT + DEGREES.index("associate_3y"), "institution.limit.associate_3y"),
        (numbers.SCHOOL_LIMIT + 1, "school.limit.college_2y"),
        (numbers.BDES_CREDITS + 2, "bdes.credits.stage_3"),
        (numbers.BDES_LIMIT + 3, "bdes.limit.stage_4"),
        (numbers.HERITAGE_CREDITS + 4, "heritage.credits.completer"),
        (numbers.TRAINEE_CREDITS + 1, "heritage.credits.trainee_24_months"),
        (numbers.CERTIFICATE_LIMIT + 2 * 1 + 1, "certificate.limit.associate_2y.second"),
        (numbers.REQUIREMENT + 5 * (2 * 0 + 1) + 2, "requirement.bachelor.second.liberal_arts"),
        (numbers.REQUIREMENT + 5 * (2 * 2 + 0) + 4, "requirement.associate_3y.first.conferring_university"),
    ):
        assert NAMES[constant] == name


def test_a_constant_and_its_name_read_alike() -> None:
    """ACCREDITED_MINIMUM_SCORE is accredited.minimum_score: a name at a wrong place would be seen."""
    shortened = {"CUTOFF_FEBRUARY", "CUTOFF_AUGUST", "PART_TIME_SEMESTER", "PART_TIME_YEAR", "LIFELONG_SHARE"}
    shortened |= {"LIFELONG_SHARE_OF", "HERITAGE_MINIMUM_MONTHS", "TRAINEE_CREDITS"}
    seen = 0
    for constant, number in vars(numbers).items():
        if (
            constant.isupper()
            and isinstance(number, int)
            and constant.count("_")
            and constant not in shortened
        ):
            if constant in ("NOT_IN_FORCE", "OTHER_MAJOR", "ANY_MAJOR"):
                continue
            assert NAMES[number].upper().replace(".", "_").startswith(constant), constant
            seen += 1
    assert seen >= 20


def test_only_what_is_asked_is_read() -> None:
    thresholds = Thresholds(load_law())
    found = numbers_of(thresholds)
    assert at(found, numbers.BDES_CREDITS, date(2020, 1, 1).toordinal()) == 4
    assert (
        "bdes.credits.stage_1" in thresholds._versions and "bdes.credits.stage_2" not in thresholds._versions
    )
    assert numbers_of(thresholds) is found


def test_a_name_the_law_does_not_have() -> None:
    law = load_law()

    class Bare(Thresholds):
        def versions(self, name: str) -> tuple[list[int], list[Value]]:
            if name == "heritage.item_limit":
                raise NotInForce(name, date(2020, 1, 1), date(2030, 1, 1))
            return super().versions(name)

    assert at(all_numbers_of(Bare(law)), numbers.HERITAGE_ITEM_LIMIT, 700_000) == -1
    with pytest.raises(NotInForce):
        at(numbers_of(Bare(law)), numbers.HERITAGE_ITEM_LIMIT, 700_000)
