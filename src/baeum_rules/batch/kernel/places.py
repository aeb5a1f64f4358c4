"""Where things stand in the tables of the kernel, and how much they hold.

The kernel works on a few two-dimensional tables of whole numbers, filled anew for each learner: numba passes
few arrays between functions quickly, and many slowly.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

Table = Any  # numpy.ndarray of int64, two dimensions
Column = Any  # numpy.ndarray of int64, one dimension

# All rows stand in one table, whose width is no power of two: so rows share no places of the cache.
# First those of the eligible records, in the order of ties (`d.t[CREDITS, record]`):
CREDITS, CLASSES, BESIDE, EIGHTEEN, UNIVERSITY, SUBJECT, HOLDER, FORCED = range(8)
ALIVE, TOUCHING, LEADER, ITEM, TAKEN, CLASS, DIVISIBLE, GROUPED = range(8, 16)
# and what their limits ask of them: the place among the records of the batch, then as there
PLACE, DAY, SOURCE_OF, WINDOW_OF, INSTITUTION, KEY, SCHOOL_KIND, BASIS, STANDARD, STAGE, ITEM_OF = range(
    16, 27
)
JOB, SUBSTITUTES, CHAIN = range(27, 30)
# of a constraint; its members are from FIRST to END
KIND, LIMIT, FIRST, END, RULE, BINDING = range(30, 36)
MEMBER, WEIGHT, MARK = range(36, 39)
# of an item: a record that one search decides; its options and the rows they take of stand one after another
RECORD, OPTION, OPTION_END, TOUCH, TOUCH_END, REST = range(39, 45)
# of an option: what it is worth, how many credits count, as which class, where its amounts begin
WORTH, COUNTED, AS, AMOUNT, SLACK = range(45, 50)
# of a row of a search: its form, what to reach or not to pass, its bits, the items that open and close it
FORM, TARGET, SHIFT, MASK, OPENS, CLOSES, FLAG, LEFT, SOURCE, PRICE, LEAST, COMES = range(50, 62)
# of a touch, an item in a row: the row, what items before can still add, the most it adds, and later ones
T_ROW, T_LEFT, T_MOST, T_DONE = range(62, 66)
# keys of a grouping; how far short each piece stays at the least; the needs; counts; where layers begin
ORDER, SHORTEST, NEED, COUNTER, LAYER = range(66, 71)
# of a row: whether it lies within a year, what the way at hand gives up; of an option its worth at prices
LOCAL, GOT, PRICED = range(71, 74)
# of the relaxed search: where layers begin, and the options behind their labels; kept prices
YEAR_LAYER, YEAR_BASE, KEPT = range(74, 77)
ROWS, WIDTH = 77, 4104

# forms of rows: something that must be reached, that must not be passed; and two that have a flag besides
REACH, WITHIN, MIXED, CUT = range(4)

# of the totals of a selection
RECOGNISED, MAJOR, LIBERAL, MAJOR_REQUIRED, T_EIGHTEEN, T_UNIVERSITY, SUBJECTS, T_HOLDER, SHORT = range(9)
TOTALS = 9
# of the needs of a degree
N_TOTAL, N_MAJOR, N_LIBERAL, N_EIGHTEEN, N_UNIVERSITY, N_REQUIRED, N_SUBJECTS, N_SUBJECT_COUNT = range(8)

MOST_RECORDS, MOST_CONSTRAINTS, MOST_MEMBERS = 160, 320, 2400
MOST_ROWS, MOST_OPTIONS, MOST_TOUCHES, MOST_AMOUNTS = 200, 4000, 4000, 40_000
MOST_LABELS = 1 << 17
MOST_PLACES, MOST_WAYS = 1 << 14, 1 << 17  # of the relaxed search
MOST_CREDITS = 1023  # of all records together: sums are packed ten bits each
BITS = 61  # of a state

# places of counts
COUNT_RECORDS, COUNT_CONSTRAINTS, COUNT_MEMBERS, STAMP, SPENT, COUNT_ROWS, COUNT_ITEMS, PACK, ALLOWED = range(
    9
)
SLOTS = 14


class Desk(NamedTuple):
    """The tables of one thread; nothing in them outlasts a learner.

    ``state``, ``value`` and ``gain``: labels, layer after layer. ``stamp`` and ``at``: a hash table.
    ``place`` and ``most``: states of the relaxed search and the most that can come after; ``way``: where
    their options lead; ``where``: the place of a label.
    ``selections[slot]``: credits and classes of selections kept; ``sums[slot]``: their totals.
    """

    t: Table
    amount: Column
    state: Column
    value: Column
    gain: Column
    stamp: Column
    at: Column
    mark: Column
    where: Column
    place: Column
    most: Column
    way: Column
    selections: Any
    sums: Table


def desk() -> Desk:
    """Empty tables."""

    def column(width: int) -> Column:
        return np.zeros(width, np.int64)

    return Desk(
        t=np.zeros((ROWS, WIDTH), np.int64),
        amount=column(MOST_AMOUNTS),
        state=column(MOST_LABELS),
        value=column(MOST_LABELS),
        gain=column(MOST_LABELS),
        stamp=column(2 * MOST_LABELS),
        at=column(2 * MOST_LABELS),
        mark=column(MOST_LABELS),
        where=column(MOST_LABELS),
        place=column(MOST_PLACES),
        most=column(MOST_PLACES),
        way=column(MOST_WAYS),
        selections=np.zeros((SLOTS, 2, MOST_RECORDS), np.int64),
        sums=np.zeros((SLOTS, TOTALS), np.int64),
    )
