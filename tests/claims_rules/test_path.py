"""The one table: every state is entered and left, every row has words and a clause, every kind an end."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.claims.path import (
    ASKS,
    BEGINS,
    CLAIM,
    KINDS,
    LEARNER,
    OURS,
    PATH,
    STATES,
    SUBJECTS,
    UNDECIDED,
    WRITABLE,
    Row,
    acts_in,
    row_of,
    rows,
    states_of,
)
from baeum_rules.claims.sentences import word
from baeum_rules.parameters import load_law
from baeum_rules.working_days import due

LAST = {"granted", "refused", "taken_back", "conferred", "dropped", "cancelled_for_good", "restored"}
LAST |= {"stands", "declined", "paid", "exempt"}


@pytest.mark.parametrize("row", PATH, ids=lambda row: f"{row.act}-{row.case}-{'-'.join(row.states)}"[:60])
def test_every_row_is_whole(row: Row) -> None:
    assert row.who and row.subject in SUBJECTS and set(row.kinds) <= set(KINDS)
    assert load_law().source(row.clause) and row.reading == (row.clause == OURS)
    for code in (*row.states, *([row.to] if row.to else [])):
        assert STATES[code].subject == row.subject
    for language in ("ko", "en"):
        assert word("act", row.act, language) and word("subject", row.subject, language)
        assert not row.case or word("case", row.case, language)
        assert all(word("who", who, language) for who in row.who)
        assert all(word("kind", kind, language) for kind in row.kinds)
    assert all(rows(other, row.subject) for other in row.not_by)


def test_no_two_rows_say_the_same() -> None:
    keys = [
        (row.subject, row.act, state, row.case, kind)
        for row in PATH
        for state in row.states or ("",)
        for kind in row.kinds
    ]
    assert len(keys) == len(set(keys))


def test_every_state_is_entered_and_left() -> None:
    entered = {row.to for row in PATH if row.to}
    left = {state for row in PATH for state in row.states}
    assert entered == set(STATES)
    assert set(STATES) - left == LAST
    for state in STATES.values():
        assert word("state", state.code, "ko") and word("state", state.code, "en")
        assert word("holder", state.holder, "ko")
        if state.clock:
            assert due(state.clock, date(2026, 11, 26)).on > date(2026, 11, 26)
    assert set(UNDECIDED) | set(WRITABLE) <= set(STATES)


def reached(kind: str) -> set[str]:
    """The states that a claim of a kind can come to."""
    of_kind = [row for row in PATH if row.subject == CLAIM and kind in row.kinds]
    seen: set[str] = set()
    waiting = [row.to for row in of_kind if not row.states]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += [row.to for row in of_kind if here in row.states and row.to]
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_begins_ends_and_never_gets_stuck(kind: str) -> None:
    seen = reached(kind)
    ends = {state for state in seen if state in LAST}
    assert {
        state for state in seen if not any(state in row.states for row in PATH if kind in row.kinds)
    } == ends
    if kind == "degree":
        assert {"conferred", "refused", "taken_back"} == ends
    elif kind in BEGINS:
        assert {"dropped", "cancelled_for_good", "restored"} == ends
    else:
        assert {"granted", "refused", "taken_back"} == ends


def test_together_the_kinds_reach_every_state_of_a_claim() -> None:
    of_claims = {code for code, state in STATES.items() if state.subject == CLAIM}
    assert set().union(*(reached(kind) for kind in KINDS)) == of_claims


def test_what_decides_is_never_done_by_who_prepared_it() -> None:
    apart = {(row.act, other) for row in PATH for other in row.not_by}
    assert {("approve", "propose"), ("deliberate", "propose"), ("second", "rule")} <= apart
    assert {("confer", "propose"), ("confer", "report_list"), ("cancel", "propose_cancellation")} <= apart
    assert {("decide_appeal", "cancel"), ("decide_appeal", "propose_cancellation")} <= apart
    for row in rows("approve"):
        assert "propose" in row.not_by


def test_a_refusal_and_what_takes_away_need_a_reason_that_is_read() -> None:
    for act in ("ask_supplement", "lapse", "call_hearing", "cancel", "decide_appeal", "strike"):
        assert all(row.reason for row in rows(act)), act


def test_the_learner_asks_for_nine_things_and_may_take_each_back() -> None:
    assert len(ASKS) == 9
    for kind in ASKS:
        assert row_of("open_draft", "", kind) is not None
        assert "take_back" in {
            row.act for row in acts_in("submitted" if kind != "degree" else "draft", LEARNER, kind)
        }
    assert row_of("open_draft", "", "credit_cancellation") is None
    assert row_of("submit", "draft", "degree", "to_university") is not None
    assert row_of("submit", "draft", "recognition", "to_university") is None


def test_states_of_an_act() -> None:
    assert states_of("confer") == ("at_ministry", "checked")
    assert states_of("appeal", "credit_cancellation") == ("cancelled",)
    assert states_of("nothing") == ()
