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
# of a row: what is given up of it, whether its flag is set, what must be given up, the most that could be
GOT, FLAGS, NEEDED, REACHED, SETTLED, KEPT = range(
    71, 77
)  # SETTLED: -1 while its flag is open; KEPT: a price
# of an item: the credits and classes still open, whether it counts in full or not at all, or in parts
LOW, HIGH, AMONG, WHOLE, PARTS = range(77, 82)
# of an item in a programme: its columns and line; the rows that limit it, that ask for it; its best at prices
COLUMN, COLUMN_END, LINE, CAPPED, ASKED, MOST_OF = range(82, 88)
BEST_COUNT, BEST_CLASS, TRIED_COUNT, TRIED_CLASS = range(88, 92)
# of a column: its item and class, the line its variable stands in; whether what stands in it is at the top
OF_ITEM, OF_CLASS, STANDS_IN, AT_TOP, FLIPPED = range(92, 97)
IN_LINE, IN_COLUMN = range(97, 99)  # which variable stands in a line, in a column
# of a pair of items, one of which stands in for the other; the most of a level; a way to a node
OVER, UNDER, IF_SETTLED, IF_WHOLE, LEVEL_MOST, PATH = range(99, 105)
# of a change that is taken back; of a node, what is chosen there, on which side of its parent it stands
TRAIL_KIND, TRAIL_AT, TRAIL_OLD = range(105, 108)
PARENT, NODE_KIND, NODE_AT, NODE_VALUE, NODE_SIDE, NODE_BOUND, NODE_CAP = range(108, 115)
ROWS, WIDTH = 115, 4104

# the linear programme, in numbers of floating point: its lines, then columns by name
MOST_LINES, MOST_COLUMNS = 64, 320
REDUCED, COST, LOWER, UPPER, VALUE, AT, BASE, FOUND_AT, VALUE_OF_FLAG = range(MOST_LINES, MOST_LINES + 9)
F_ROWS, F_WIDTH = MOST_LINES + 9, MOST_LINES + MOST_COLUMNS + 8

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
MOST_CREDITS = 1023  # of all records together: sums are packed ten bits each
BITS = 61  # of a state

# places of counts: of what a learner has; of a search; of a programme; of what is chosen next
COUNT_RECORDS, COUNT_CONSTRAINTS, COUNT_MEMBERS, STAMP, SPENT, COUNT_ROWS, COUNT_ITEMS, PACK = range(8)
COLUMNS, LINES, PAIRS, TRAIL, BROKEN, BROKEN_SIGN, CAP, CAP_PRICE, KEPT_CAP_PRICE, KEPT_BOUND = range(8, 18)
NODES, PATIENCE, BAND, SPENT_HERE, BOUND, BEST_WORTH, FINE = range(18, 25)
NEXT_KIND, NEXT_AT, NEXT_VALUE, MOST_TOP = range(25, 29)
SLOTS = 14


class Desk(NamedTuple):
    """The tables of one thread; nothing in them outlasts a learner.

    ``f``: the linear programme, in numbers of floating point. ``amount``: what options take of rows;
    ``given``: what they give up.
    ``state``, ``value`` and ``gain``: labels, layer after layer. ``stamp`` and ``at``: a hash table.
    ``selections[slot]``: credits and classes of selections kept; ``sums[slot]``: their totals.
    """

    t: Table
    f: Any  # numpy.ndarray of float64, two dimensions
    amount: Column
    given: Column
    state: Column
    value: Column
    gain: Column
    stamp: Column
    at: Column
    mark: Column
    selections: Any
    sums: Table


def desk() -> Desk:
    """Empty tables."""

    def column(width: int) -> Column:
        return np.zeros(width, np.int64)

    return Desk(
        t=np.zeros((ROWS, WIDTH), np.int64),
        f=np.zeros((F_ROWS, F_WIDTH), np.float64),
        amount=column(MOST_AMOUNTS),
        given=column(MOST_AMOUNTS),
        state=column(MOST_LABELS),
        value=column(MOST_LABELS),
        gain=column(MOST_LABELS),
        stamp=column(2 * MOST_LABELS),
        at=column(2 * MOST_LABELS),
        mark=column(MOST_LABELS),
        selections=np.zeros((SLOTS, 2, MOST_RECORDS), np.int64),
        sums=np.zeros((SLOTS, TOTALS), np.int64),
    )
