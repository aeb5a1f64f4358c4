"""What stands, as of a day, by what was known; the sums of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.ledger_rules.accounts import BEGAN, account, chained, deposit

from baeum_rules.ledger.entries import REVERSAL
from baeum_rules.ledger.statement import Sums, statement


def note_moved_and_reversed() -> list[object]:
    note = deposit()
    moved = note._replace(
        number=2, act="move", of_number=1, part="accredited_learning", recorded_at=BEGAN + timedelta(days=30)
    )
    gone = moved._replace(
        number=3,
        act="reversal",
        of_number=2,
        credits=None,
        hours=None,
        recorded_at=BEGAN + timedelta(days=60),
    )
    return list(chained([note, moved, gone]))


def states(**when: object) -> list[tuple[str, int | None]]:
    found = statement(note_moved_and_reversed(), **when)  # type: ignore[arg-type]
    return [(line.state, line.by_number) for line in found.lines]


def test_a_moved_note_tells_where_it_went_and_a_reversed_line_by_which() -> None:
    assert states() == [("moved", 2), ("reversed", 3), ("reverses", None)]


def test_what_was_known_earlier_is_told_as_it_was_known() -> None:
    assert states(known_by=BEGAN + timedelta(days=1)) == [("stands", None)]
    assert states(known_by=BEGAN + timedelta(days=31)) == [("moved", 2), ("stands", None)]


def test_a_correction_reaches_back_to_the_day_of_the_learning() -> None:
    day = date(2026, 2, 27)
    assert states(as_of=day - timedelta(1)) == []
    assert states(as_of=day) == [("moved", 2), ("reversed", 3), ("reverses", None)]
    assert statement(note_moved_and_reversed(), as_of=day).total == Sums(0, 0, 0)  # type: ignore[arg-type]


def test_sums_by_part_and_by_standing() -> None:
    lines = chained(
        [deposit(), deposit(2, part="schooling", standing="officially_verified", office=1, hours=None)]
    )
    found = statement(lines)
    assert found.total == Sums(2, 6, 45)
    assert found.by_part == {"special_note": Sums(1, 3, 45), "schooling": Sums(1, 3, 0)}
    assert found.by_standing == {"self_declared": Sums(1, 3, 45), "officially_verified": Sums(1, 3, 0)}


@given(
    st.integers(0, 10**6),
    st.integers(0, 20),
    st.dates(date(2019, 12, 1), date(2026, 6, 1)),
    st.integers(-1, 25),
)
def test_against_a_plain_reckoning(seed: int, length: int, as_of: date, minutes: int) -> None:
    """Day by day and line by line, without the statement's shortcuts."""
    entries = account(seed, length)
    known_by: datetime = BEGAN + timedelta(minutes=minutes)
    credits = hours = lines = 0
    for entry in entries:
        if entry.recorded_at > known_by or entry.happened_on > as_of or entry.act == REVERSAL:
            continue
        if any(later.of_number == entry.number and later.recorded_at <= known_by for later in entries):
            continue
        lines, credits, hours = lines + 1, credits + (entry.credits or 0), hours + (entry.hours or 0)
    found = statement(entries, as_of=as_of, known_by=known_by)
    assert found.total == Sums(lines, credits, hours)
    for groups in (found.by_part, found.by_standing):
        assert sum(group.credits for group in groups.values()) == credits
