"""Each invariant holds for whole accounts, and names the line where one is broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger_rules.accounts import account, chained, deposit, head_of

from baeum_rules.ledger.entries import ACCREDITED, NOTE, Entry, hash_of
from baeum_rules.ledger.invariants import INVARIANTS, broken


@given(st.integers(0, 10**6), st.integers(0, 25))
def test_whole_accounts_break_nothing(seed: int, length: int) -> None:
    entries = account(seed, length)
    assert broken(entries, head_of(entries)) == []


@given(st.integers(0, 10**6), st.integers(1, 15), st.data())
def test_any_change_breaks_the_chain_at_that_line(seed: int, length: int, data: st.DataObject) -> None:
    """Of whichever line, its own hash recomputed or not: found at that line or at the next."""
    entries = account(seed, length)
    head = head_of(entries)
    place = data.draw(st.integers(0, length - 1))
    changed = entries[place]._replace(content=b"forged")
    forged = data.draw(st.booleans())
    tampered = entries.copy()
    tampered[place] = changed._replace(hash=hash_of(changed)) if forged else changed
    fault = next(fault for fault in broken(tampered, head) if fault.invariant == "chain_holds")
    where = place + 2 if forged else place + 1
    assert fault.number == (where if where <= length else None)  # None: only the account's row tells


@given(st.integers(0, 10**6), st.integers(1, 15), st.data())
def test_a_line_taken_out_is_missed(seed: int, length: int, data: st.DataObject) -> None:
    entries = account(seed, length)
    head = head_of(entries)
    place = data.draw(st.integers(0, length - 1))
    left = entries[:place] + entries[place + 1 :]
    names = {fault.invariant: fault.number for fault in broken(left, head)}
    assert names["numbers_run"] == (place + 2 if place < length - 1 else None)
    assert "chain_holds" in names


def act(of: Entry, **changes: object) -> Entry:
    """A line that points at another."""
    return of._replace(number=2, of_number=of.number, **changes)  # type: ignore[arg-type]


ONE = deposit()
OTHER = {"natural_key": bytes(16)}
BREAKS: dict[str, tuple[list[Entry], int]] = {
    "one_account": ([ONE, deposit(2, account=8)], 2),
    "time_runs_on": ([ONE, deposit(2, recorded_at=ONE.recorded_at.replace(year=2025))], 2),
    "words_known": ([ONE, deposit(2, part="person")], 2),
    "days_in_order": ([deposit(happened_from=date(2026, 2, 28))], 1),
    "amounts_not_negative": ([deposit(credits=-1)], 1),
    "points_back": ([ONE, deposit(2, of_number=1)], 2),
    "pointed_at_once": (
        [
            ONE,
            act(ONE, act="supplement"),
            act(ONE, act="reversal", credits=None, hours=None)._replace(number=3),
        ],
        3,
    ),
    "keeps_what_it_points_at": ([ONE, act(ONE, act="supplement", happened_on=date(2026, 2, 28))], 2),
    "moves_notes_only": ([deposit(part=ACCREDITED), act(ONE, act="move", part=NOTE)], 2),
    "standing_rises": (
        [ONE, act(ONE, act="confirmation")],
        2,
    ),
    "offices_vouch": ([deposit(office=1)], 1),
    "an_event_stands_once": ([ONE, deposit(2, natural_key=ONE.natural_key)], 2),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_invariant_is_named_with_its_line(name: str) -> None:
    lines, number = BREAKS[name]
    entries = chained(lines)
    found = [fault for fault in broken(entries, head_of(entries)) if fault.invariant == name]
    assert [fault.number for fault in found] == [number] and found[0].found


MORE: list[tuple[str, list[Entry]]] = [
    ("amounts_not_negative", [ONE, act(ONE, act="reversal")]),  # a reversal with credits of its own
    ("points_back", [ONE, act(ONE, act="move")._replace(of_number=2)]),  # at itself
    ("points_back", [ONE, act(ONE, act="reversal")._replace(of_number=None)]),
    ("keeps_what_it_points_at", [ONE, act(ONE, act="supplement", kind="book")]),
    ("keeps_what_it_points_at", [ONE, act(ONE, act="supplement", credits=2)]),
    ("standing_rises", [ONE, act(ONE, act="supplement", standing="officially_verified", office=1)]),
    ("words_known", [deposit(act="gift")]),
    ("words_known", [ONE, act(ONE, act="supplement", standing="rumoured")]),
    ("words_known", [deposit(standing="rumoured"), act(ONE, act="supplement")]),
]


@pytest.mark.parametrize(("name", "lines"), MORE)
def test_further_ways_to_break_one(name: str, lines: list[Entry]) -> None:
    entries = chained(lines)
    assert name in {fault.invariant for fault in broken(entries, head_of(entries))}


def test_what_is_just_right_breaks_nothing() -> None:
    """A course of one day; two lines of the same moment."""
    entries = chained([deposit(happened_from=ONE.happened_on), deposit(2, recorded_at=ONE.recorded_at)])
    assert broken(entries, head_of(entries)) == []


def test_a_reversal_is_not_reversed() -> None:
    gone = act(ONE, act="reversal", credits=None, hours=None)
    again = gone._replace(number=3, of_number=2)
    entries = chained([ONE, gone, again])
    assert ("points_back", 3) in {fault[:2] for fault in broken(entries, head_of(entries))}


HEADS: dict[str, Callable[..., object]] = {
    "numbers_run": lambda head: head._replace(number=2),
    "chain_holds": lambda head: head._replace(hash=bytes(32)),
    "sums_agree": lambda head: head._replace(credits=4),
}


@pytest.mark.parametrize("name", HEADS)
def test_the_row_of_the_account_is_compared(name: str) -> None:
    entries = chained([ONE])
    faults = broken(entries, HEADS[name](head_of(entries)))  # type: ignore[arg-type]
    assert [(fault.invariant, fault.number) for fault in faults] == [(name, None)]


def test_every_invariant_is_broken_by_a_test() -> None:
    assert {invariant.__name__ for invariant in INVARIANTS} == set(BREAKS) | set(HEADS)
