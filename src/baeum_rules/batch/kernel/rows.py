"""The rows of a search: what the options of its items take, summed, must reach a target or stay within it.

A limit on what is taken is the same as something that must be given up. Whichever of the two numbers is
smaller is kept in the state of a label: what was taken (WITHIN: never above the target), or what was given up
(REACH: as much as the target, more is not counted). Two forms have a flag besides. MIXED, a window with
courses of universities: it need not be reached while no limited source counts. IN_PART, a school: a course
may count in part only where the limit is met exactly.
"""

from __future__ import annotations

from baeum_rules.recognition.classes import REQUIRED
from baeum_rules.recognition.problem import COUNT, SCHOOL, SUBSTITUTE, WINDOW

from .making import compiled
from .pieces import weight
from .places import (
    AS,
    CLOSES,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    END,
    FIRST,
    FLAG,
    FORM,
    IN_PART,
    ITEM,
    KIND,
    LEFT,
    LESS,
    LIMIT,
    MARK,
    MEMBER,
    MIXED,
    MOST_ROWS,
    OPENS,
    OPTION,
    OPTION_END,
    PASSED_OVER,
    REACH,
    RECORD,
    SOURCE,
    SUBJECT,
    TARGET,
    WITHIN,
    Desk,
)
from .screening import excludes

# what an option takes of a row: its credits, itself, itself as major_required, or credits of a piece
OF_CREDITS, OF_COUNT, OF_REQUIRED_CLASS, OF_SUBJECTS, OF_PIECE = range(5)  # OF_PIECE + piece
FLAGGED = 1 << 20  # on an amount: the option sets the flag of the row


@compiled
def _taken(d: Desk, source: int, item: int, o: int) -> int:
    """What an option takes of a row."""
    credits, record = d.t[COUNTED, o], d.t[RECORD, item]
    if item == d.t[COUNTER, LESS]:
        return d.t[CREDITS, record] - credits if source >= OF_PIECE else 0  # what may still be short
    if source == OF_CREDITS:
        return credits
    if credits == 0:
        return 0
    if source in (OF_COUNT, OF_SUBJECTS):
        return 1
    if source == OF_REQUIRED_CLASS:
        return 1 if d.t[AS, o] == REQUIRED else 0
    return credits * weight(d, source - OF_PIECE, record, d.t[AS, o])


@compiled
def _most(d: Desk, source: int, item: int) -> int:
    """The most that an option of an item takes of a row."""
    record, most = d.t[RECORD, item], 0
    if source == OF_CREDITS:
        return d.t[CREDITS, record]
    if source in (OF_COUNT, OF_SUBJECTS):
        return 1
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        most = max(most, _taken(d, source, item, o))
    return most


@compiled
def _open_row(d: Desk, form: int, source: int) -> int:
    """A new row without members; -1 where there are too many."""
    r = d.t[COUNTER, COUNT_ROWS]
    if r >= MOST_ROWS:
        return -1
    d.t[COUNTER, COUNT_ROWS] += 1
    d.t[FORM, r], d.t[SOURCE, r], d.t[LEFT, r] = form, source, 0
    d.t[OPENS, r], d.t[CLOSES, r] = -1, -1
    return r


@compiled
def _add_member(d: Desk, r: int, item: int, pairs: int) -> int:
    """Enters an item in a row; returns how many pairs there are."""
    most = _most(d, d.t[SOURCE, r], item)
    if most == 0:
        return pairs
    d.t[LEFT, r] += most  # the sum of the most, until the row is closed
    if d.t[CLOSES, r] < 0 or item < d.t[CLOSES, r]:
        d.t[CLOSES, r] = item
    d.t[OPENS, r] = max(d.t[OPENS, r], item)
    d.mark[2 * pairs], d.mark[2 * pairs + 1] = r, item
    return pairs + 1


@compiled
def _close_row(d: Desk, r: int, pairs: int, before: int, limit: int) -> int:
    """Gives a row with an upper limit its form, or takes it back where nothing can pass the limit."""
    surplus = d.t[LEFT, r] - limit
    if surplus <= 0:
        d.t[COUNTER, COUNT_ROWS] -= 1
        return before
    if d.t[FORM, r] == REACH and limit < surplus:
        d.t[FORM, r], d.t[TARGET, r] = WITHIN, limit
    else:
        d.t[TARGET, r] = surplus
    return pairs


@compiled
def _are_together(d: Desk, left: int, right: int, c: int, pairs: int) -> bool:
    """Whether two items are in one row of a duplicate key already."""
    for a in range(pairs):
        if d.mark[2 * a + 1] == left and d.t[FLAG, d.mark[2 * a]] == c:
            for b in range(pairs):
                if d.mark[2 * b] == d.mark[2 * a] and d.mark[2 * b + 1] == right:
                    return True
    return False


@compiled
def _fits(d: Desk, c: int, m: int, before: int, pairs: int) -> bool:
    """Whether a member excludes all that are in the row begun at ``before``."""
    for pair in range(before, pairs):
        record = d.t[RECORD, d.mark[2 * pair + 1]]
        for other in range(d.t[FIRST, c], d.t[END, c]):
            if d.t[MEMBER, other] == record and not excludes(d.t[MARK, other], d.t[MARK, m]):
                return False
    return True


@compiled
def _cliques(d: Desk, c: int, pairs: int) -> int:
    """Rows for the members of a duplicate key: groups that all exclude each other, every such pair in one."""
    first, end = d.t[FIRST, c], d.t[END, c]
    for a in range(first, end):
        left = d.t[MEMBER, a]
        if d.t[ITEM, left] < 0:
            continue
        for b in range(a + 1, end):
            right = d.t[MEMBER, b]
            if d.t[ITEM, right] < 0 or not excludes(d.t[MARK, a], d.t[MARK, b]):
                continue
            if _are_together(d, d.t[ITEM, left], d.t[ITEM, right], c, pairs):
                continue
            r = _open_row(d, REACH, OF_COUNT)
            if r < 0:
                return -1
            d.t[FLAG, r] = c
            before = pairs
            pairs = _add_member(d, r, d.t[ITEM, left], pairs)
            pairs = _add_member(d, r, d.t[ITEM, right], pairs)
            for m in range(first, end):
                item = d.t[ITEM, d.t[MEMBER, m]]
                if m not in (a, b) and item >= 0 and _fits(d, c, m, before, pairs):
                    pairs = _add_member(d, r, item, pairs)
            pairs = _close_row(d, r, pairs, before, 1)
    return pairs


@compiled
def _of_constraint(d: Desk, c: int, pairs: int) -> int:
    """The row of a constraint that is none of duplicates."""
    kind = d.t[KIND, c]
    form, source = REACH, OF_CREDITS
    if kind == COUNT:
        source = OF_COUNT
    elif kind == SUBSTITUTE:
        source = OF_REQUIRED_CLASS
    elif kind == WINDOW:
        form = MIXED
    elif kind == SCHOOL:
        form = IN_PART
    r = _open_row(d, form, source)
    if r < 0:
        return -1
    d.t[FLAG, r] = c
    before, free = pairs, 0
    for m in range(d.t[FIRST, c], d.t[END, c]):
        item = d.t[ITEM, d.t[MEMBER, m]]
        if item >= 0:
            pairs = _add_member(d, r, item, pairs)
            free += 0 if d.t[MARK, m] else d.t[CREDITS, d.t[MEMBER, m]]
    if kind == WINDOW and free <= d.t[LIMIT, c]:
        d.t[FORM, r] = REACH  # without limited sources the limit is kept anyway
    return _close_row(d, r, pairs, before, d.t[LIMIT, c])


@compiled
def _at_least(d: Desk, source: int, least: int, met: int, pairs: int) -> int:
    """A row whose sum must reach something; -2: it cannot. ``met``: required subjects that add nothing."""
    if least <= 0:
        return pairs
    r = _open_row(d, REACH, source)
    if r < 0:
        return -1
    d.t[FLAG, r] = -1
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        record = d.t[RECORD, item]
        open_one = d.t[SUBJECT, record] >= 0 and not d.t[PASSED_OVER, record]
        if source != OF_SUBJECTS or (open_one and not met >> d.t[SUBJECT, record] & 1):
            pairs = _add_member(d, r, item, pairs)
    slack = d.t[LEFT, r] - least
    if slack < 0:
        return -2
    d.t[FORM, r], d.t[TARGET, r] = (WITHIN, slack) if slack < least else (REACH, least)
    d.t[SOURCE, r] = ~source  # what counts towards it is reached, not given up
    return pairs
