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
# of a touch, an item in a row: the row, what items before can still add, the most it adds
T_ROW, T_LEFT, T_MOST = range(62, 65)
# keys of a grouping; the needs; counts; where layers begin
ORDER, NEED, COUNTER, LAYER = range(65, 69)
C_HELD = 69  # of a row: whether cores hold it though it has no price
# of a row: what is given up of it, whether its flag is set, the most that could be; SETTLED: -1: a flag open
GOT, FLAGS, REACHED, SETTLED = range(70, 74)
# of an item: the credits and classes still open, whether it counts in full or not at all, or in parts
LOW, HIGH, AMONG, WHOLE, PARTS = range(74, 79)
# of an item in a programme: its columns and line; the rows that limit it, that ask for it
COLUMN, COLUMN_END, LINE, CAPPED, ASKED = range(79, 84)
BEST_COUNT, BEST_CLASS, TRIED_COUNT, TRIED_CLASS = range(84, 88)
# of a column: its item and class, the line its variable stands in; whether what stands in it is at the top
OF_ITEM, OF_CLASS, STANDS_IN, AT_TOP, FLIPPED = range(88, 93)
IN_LINE, IN_COLUMN = range(93, 95)  # which variable stands in a line, in a column
PASSED_OVER = 169  # of a record: whether another course of its subject is to meet it
MENDS = 170  # of a column that can mend a broken line: which
# of a pair of items, one of which stands in for the other; the most of a level; a way to a node
OVER, UNDER, IF_SETTLED, IF_WHOLE, LEVEL_MOST, PATH = range(95, 101)
# of a change that is taken back; of a node, what is chosen there, on which side of its parent it stands
TRAIL_KIND, TRAIL_AT, TRAIL_OLD = range(101, 104)
PARENT, NODE_KIND, NODE_AT, NODE_VALUE, NODE_SIDE, NODE_BOUND, NODE_CAP, NODE_SIZE = range(104, 112)
# of an option: what it loses at the prices. Of the options of a core, one after another: which, its loss,
# flags and ranks; then two words of its key and three of what it gives up
LOSS, C_OPTION, C_LOSS, C_FLAGS, C_RANK, C_KEY, C_GIVEN = (*range(112, 118), 119)
# of a row of a core: what is left to give up, what can be, by how many items, how it is kept, field, touch
C_NEED, C_SUPPLY, C_COUNT, C_MODE, C_FIELD, C_HEAD = range(122, 128)
C_LEAST, C_NEXT, C_OWNER = range(128, 131)  # of a touch: the least given up, the next of its row, its item
# of an item of a core: its options, the bits of its key, whether it has its turn, its mask of the key and its
# most on top, both twice; of a turn: the item, three words of what later ones can give up; a field's price
C_FIRST, C_END, C_BITS_OF, C_DONE, C_MASK, C_TOP = (*range(131, 136), 137)
C_ITEM, C_REST, C_PRICE = 139, 140, 143
# of an item that counts in full or not: whether it is one, its worth at prices left out and in full; of a row
# its entries: the items of that kind, what they give up left out, and in full
SIMPLE, OUT_AT, FULL_AT, E_FIRST, E_END, E_ITEM, E_OUT, E_FULL = range(144, 152)
# of what a programme takes as given up: the item, the row, how much
LOOSE_ITEM, LOOSE_ROW, LOOSE_GIVEN = range(152, 155)
# of a cut: what must be reached of it, the least that can be, what one is counted as; the rows whose flags it
# takes as set, the cap it takes as kept, how much less it takes as short; whether it holds, its price, which
MOST_CUTS = 24
CUT_LEAST, CUT_LOWEST, CUT_UNIT, CUT_FLAGS, CUT_CAP, CUT_LESS, CUT_HOLDS = range(155, 162)
CUT_PRICE, CUT_USED = 162, 163
# of a row or a cut, while another cut is made: its multiplier, how much of what is beyond it counts; of an
# option: the sum; GIVES + cut: what it gives of the cut
BY_ROW, OFF_ROW, BY_CUT, OFF_CUT, SUM_AT, GIVES = (*range(164, 169), 171)
ROWS, WIDTH = GIVES + MOST_CUTS, 4104

# the linear programme, in numbers of floating point: its lines, then columns by name
MOST_LINES, MOST_COLUMNS = 64 + MOST_CUTS, 320
REDUCED, COST, LOWER, UPPER, VALUE, AT, BASE, FOUND_AT, VALUE_OF_FLAG = range(MOST_LINES, MOST_LINES + 9)
# of a column that can mend a broken line: how much, with all of it, and what that costs
STRENGTH, REACH_OF, RATIO = range(MOST_LINES + 9, MOST_LINES + 12)
F_ROWS, F_WIDTH = MOST_LINES + 12, MOST_LINES + MOST_COLUMNS + 8

# forms of rows: something that must be reached, that must not be passed; and two that have a flag besides
REACH, WITHIN, MIXED, IN_PART = range(4)

# of the totals of a selection
RECOGNISED, MAJOR, LIBERAL, MAJOR_REQUIRED, T_EIGHTEEN, T_UNIVERSITY, SUBJECTS, T_HOLDER, SHORT = range(9)
TOTALS = 9
# of the needs of a degree
N_TOTAL, N_MAJOR, N_LIBERAL, N_EIGHTEEN, N_UNIVERSITY, N_REQUIRED, N_SUBJECTS, N_SUBJECT_COUNT = range(8)

MOST_RECORDS, MOST_CONSTRAINTS, MOST_MEMBERS = 320, 640, 4000
MOST_ROWS = 62  # of a search: each is a bit of a word, and a line of the programme
MOST_OPTIONS, MOST_TOUCHES, MOST_AMOUNTS = 4000, 4000, 40_000
MOST_LABELS = 1 << 17
MOST_CORE = 1 << 15  # labels of a layer of a core
PLACES_OF_KEYS = 512  # of a hash table by a record's key: more than there are records, so that a search ends
MOST_IN_PART = 40  # credits of a course that may count in part
BITS_OF_SUM = 10  # of credits, six sums to a word
MOST_TOGETHER = (1 << BITS_OF_SUM) - 1  # credits of all records of a learner
BITS = 61  # of a state

# places of counts: of what a learner has; of a search; of a programme; of what is chosen next
COUNT_RECORDS, COUNT_CONSTRAINTS, COUNT_MEMBERS, STAMP, SPENT, COUNT_ROWS, COUNT_ITEMS, PACK = range(8)
COLUMNS, LINES, PAIRS, TRAIL, BROKEN, BROKEN_SIGN, CAP, CAP_PRICE, LESS_PRICE = range(8, 17)
NODES, SPENT_HERE, BOUND, RAW, BEST_WORTH, FINE, NEXT_KIND, NEXT_AT, NEXT_VALUE = range(17, 26)
# of a core: how many items, what the decided ones are worth and lose; what the next may take; of ties
CORE_ITEMS, CORE_WORTH, CORE_LOSS, CORE_SIZE, NEXT_TRY, TIED, MORE_AT = range(26, 33)
# words of fields: three of what must be given up, of rows that always hold, are met exactly, have a price
START, ALWAYS, EXACT, PRICED, OPEN_PART, CORE_FLAGS, SIZE_OF_TABLE = 33, 36, 39, 42, 45, 46, 47
# where the choices made lead to; what a solved programme says; whether states hold all rows
AT_NODE, NOTHING_FITS, LOOSE, LOOSELY, FITS = range(48, 53)
# the item that says how much less is short than may be (-1: there is none); how far what is selected is short
LESS, SHORT_BY = 53, 54
# how many cuts there are, were made at a node, have a price or a multiplier; that node; after how many nodes
# they are made; the line of the cap; of two caps: the multipliers, how much of what is beyond counts; how
# often one after another none was found
CUTS, MADE, USED, CUT_NODE, CUTS_FROM, CAP_LINE, BY_CAP, OFF_CAP, IN_VAIN = (*range(55, 62), 63, 65)
SLOTS = 7  # of selections that are kept


class Desk(NamedTuple):
    """The tables of one thread. Nothing in them outlasts a learner but the stamps, which rise for ever.

    What bears an earlier stamp counts as empty.

    ``f``: the linear programme, in numbers of floating point. ``amount``: what options take of rows;
    ``given``: what they give up.
    ``state``, ``value`` and ``gain``: labels, layer after layer. ``stamp`` and ``at``: a hash table.
    ``core``: labels of a core, two layers in turn. ``selections[slot]``: credits and classes of selections
    kept; ``sums[slot]``: their totals.
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
    core: Table


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
        core=np.zeros((2 * MOST_CORE, 8), np.int64),
    )
