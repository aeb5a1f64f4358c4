"""The timeline: where marks stand, what its shapes say, and that it stays a small picture."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from baeum.learner.timeline import MOST_ROWS, Lane, Mark, axis, by_decade, picture

TODAY = date(2026, 11, 21)
LANES = (Lane("schooling", "학력", "2줄"), Lane("certificate", "자격", "1줄"))


def mark(
    part: str, day: str, begins: str | None = None, standing: str = "self_declared", title: str = "가"
) -> Mark:
    return Mark(
        part, date.fromisoformat(begins) if begins else None, date.fromisoformat(day), title, standing
    )


def drawn(*marks: Mark) -> ElementTree.Element:
    return ElementTree.fromstring(str(picture("연표", LANES, marks, TODAY)))


def test_the_axis_goes_from_the_first_learning_to_this_year() -> None:
    found = axis([mark("schooling", "1988-02-12", begins="1985-03-02")], TODAY)
    assert (found.first, found.last) == (1985, 2026)
    assert found.ticks == (1990, 2000, 2010, 2020)
    assert axis([], TODAY).ticks == (2022, 2023, 2024, 2025, 2026)


def test_a_day_to_come_is_still_on_the_axis() -> None:
    assert axis([mark("schooling", "2028-02-20")], TODAY).last == 2028


def test_later_stands_further_right_and_inside() -> None:
    years = axis([mark("schooling", "1970-01-01")], TODAY)
    places = [years.at(year) for year in (1970, 1990, 2010, 2026.99)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100


def test_a_time_is_a_line_and_a_day_is_a_dot() -> None:
    svg = drawn(mark("schooling", "1992-02-20", begins="1988-03-02"), mark("certificate", "1999-05-01"))
    assert len(svg.findall(".//line[@class='span']")) == 1
    assert len(svg.findall(".//circle")) == 2


def test_who_vouched_is_a_shape_of_its_own() -> None:
    svg = drawn(
        *(mark("schooling", "1999-01-01", standing=one) for one in ("self_declared", "officially_verified"))
    )
    assert [len(group.findall("circle")) for group in svg.findall("g")] == [1, 2]


def test_marks_of_one_year_stand_above_each_other() -> None:
    svg = drawn(*(mark("schooling", "2020-02-20") for _ in range(3)))
    assert len({one.get("cy") for one in svg.findall(".//circle")}) == 3


def test_a_crowd_is_counted_and_the_picture_stays_small() -> None:
    crowd = [mark("schooling", "2020-02-20") for _ in range(500)]
    text = str(picture("연표", LANES, crowd, TODAY))
    assert f"+{500 - MOST_ROWS}" in text
    assert len(text) < 4_000


def test_titles_are_escaped_and_nothing_is_inline() -> None:
    text = str(picture("연표", LANES, [mark("schooling", "2020-02-20", title="<script>&")], TODAY))
    assert "&lt;script&gt;&amp;" in text
    assert not re.search(r"style=|<script", text)


def test_the_table_counts_what_the_picture_shows() -> None:
    marks = [
        mark("schooling", "1988-02-12"),
        mark("certificate", "2020-01-01"),
        mark("schooling", "2029-12-31"),
    ]
    assert by_decade(marks, ("schooling", "certificate")) == [(2020, [1, 1]), (1980, [1, 0])]
