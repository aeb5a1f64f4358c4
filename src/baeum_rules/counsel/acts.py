"""Who may write what into a thread, by whose turn it is: the one table.

A thread waits for its office, is answered, or is closed. The database has the same table once more.
"""

from __future__ import annotations

from collections.abc import Mapping

ASKER, OFFICE = "asker", "office"  # sides: the person or a proxy; the office that has the question
NEW, WAITING, ANSWERED, CLOSED = "new", "waiting", "answered", "closed"
STATES = (WAITING, ANSWERED, CLOSED)
ASK, ADD, REPLY, FORWARD, CLOSE, REOPEN = "ask", "add", "reply", "forward", "close", "reopen"

# act: the state it leaves behind, and by side the states in which it can be done
TABLE: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]] = {
    ASK: (WAITING, {ASKER: (NEW,)}),
    ADD: (WAITING, {ASKER: (WAITING, ANSWERED)}),
    REPLY: (ANSWERED, {OFFICE: (WAITING, ANSWERED)}),
    FORWARD: (WAITING, {OFFICE: (WAITING, ANSWERED)}),
    CLOSE: (CLOSED, {ASKER: (WAITING, ANSWERED), OFFICE: (ANSWERED,)}),
    REOPEN: (WAITING, {ASKER: (CLOSED,), OFFICE: (CLOSED,)}),
}
ACTS = tuple(TABLE)


def may(act: str, side: str, state: str, *, erased: bool = False) -> bool:
    """Whether a side may do it now. Of an ``erased`` asker nothing can be written: the office may close."""
    if erased:
        return act == CLOSE and side == OFFICE and state != CLOSED
    return state in TABLE[act][1].get(side, ())


def leads_to(act: str) -> str:
    """The state that an act leaves behind."""
    return TABLE[act][0]


def acts_of(side: str, state: str, *, erased: bool = False) -> tuple[str, ...]:
    """What a side may do now, in the order of the table."""
    return tuple(act for act in ACTS if may(act, side, state, erased=erased))
