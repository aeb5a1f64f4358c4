"""The one table: every state is entered and left, every row has its words and its clause."""

from __future__ import annotations

from datetime import date

import pytest

from baeum_rules.accreditation.path import (
    ANYBODY,
    APPLICATION,
    OURS,
    PATH,
    STATES,
    SUBJECTS,
    TIERS,
    TIME,
    UNDECIDED,
    Row,
    acts_in,
    row_of,
    rows,
    states_of,
)
from baeum_rules.accreditation.sentences import word
from baeum_rules.parameters import load_law
from baeum_rules.working_days import due

LAST = {"refused", "withdrawn", "cancelled_for_good"}
LAST |= {"excused", "locked", "founded", "unfounded", "dismissed", "drawn"}


@pytest.mark.parametrize("row", PATH, ids=lambda row: f"{row.act}-{row.case}-{'-'.join(row.states)}"[:60])
def test_every_row_is_whole(row: Row) -> None:
    assert row.who and row.subject in SUBJECTS
    assert load_law().source(row.clause) and row.reading == (row.clause == OURS)
    for code in (*row.states, *([row.to] if row.to else [])):
        assert STATES[code].subject == row.subject
    for language in ("ko", "en"):
        assert word("act", row.act, language) and word("subject", row.subject, language)
        assert not row.case or word("case", row.case, language)
        assert all(word("who", who, language) for who in row.who)
    assert all(rows(other) for other in row.not_by)


def test_no_two_rows_say_the_same() -> None:
    keys = [(row.subject, row.act, state, row.case) for row in PATH for state in row.states or ("",)]
    assert len(keys) == len(set(keys))
    targets = [(row.subject, row.act, state, row.to) for row in PATH for state in row.states or ("",)]
    assert len(targets) == len(set(targets))


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


def test_from_a_draft_every_end_can_be_reached() -> None:
    seen, waiting = set(), ["draft"]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        waiting += [row.to for row in PATH if here in row.states and row.to and row.subject == APPLICATION]
    assert seen == {code for code, state in STATES.items() if state.subject == APPLICATION}


def test_what_decides_is_never_done_by_who_prepared_it() -> None:
    apart = {(row.act, other) for row in PATH for other in row.not_by}
    assert {("deliberate", "recommend"), ("approve", "propose"), ("cancel", "propose_cancellation")} <= apart


def test_every_tier_may_return_with_a_reason() -> None:
    returns = rows("send_back")
    assert {row.who for row in returns} == {(tier,) for tier in TIERS}
    assert all(row.reason for row in returns)
    back = {row.to: row.states[0] for row in returns}
    assert {row.states[0]: row.to for row in rows("resubmit")} == back


def test_an_institution_withdraws_until_it_is_decided() -> None:
    withdraws = {
        state for state in STATES if row_of("withdraw", state) in acts_in(state, "institution_officer")
    }
    assert withdraws == set(UNDECIDED) == set(states_of("withdraw"))


def test_a_row_is_found_by_state_and_case() -> None:
    found = row_of("record_result", "scoring", "preliminary")
    assert found is not None and found.to == "preliminary"
    assert row_of("record_result", "re_scoring", "preliminary") is None  # one re-evaluation
    assert row_of("open_draft", "") is not None
    assert states_of("forward") == ("at_municipality", "at_province")


def test_nobody_signed_in_only_complains() -> None:
    assert {row.act for row in PATH if ANYBODY in row.who} == {"complain"}
    assert {row.act for row in PATH if TIME in row.who} == {"expire"}
