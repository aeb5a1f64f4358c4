"""Lays the rows of a search out in the bits of a state, and writes what each option takes of them."""

from __future__ import annotations

from baeum_rules.recognition.problem import DUPLICATE

from .making import compiled
from .pieces import PIECES, need_of, reached
from .places import (
    AMOUNT,
    BINDING,
    BITS,
    CLOSES,
    COMES,
    COUNT_CONSTRAINTS,
    COUNT_ITEMS,
    COUNT_RECORDS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    CREDITS,
    END,
    FIRST,
    FITS,
    FLAG,
    FORM,
    IN_PART,
    KIND,
    LEFT,
    MARK,
    MASK,
    MEMBER,
    MIXED,
    MOST_AMOUNTS,
    MOST_TOUCHES,
    N_SUBJECTS,
    NEED,
    OPENS,
    OPTION,
    OPTION_END,
    RECORD,
    SHIFT,
    SOURCE,
    SUBJECT,
    SUBJECTS,
    T_LEFT,
    T_MOST,
    T_ROW,
    TAKEN,
    TARGET,
    TOUCH,
    TOUCH_END,
    WITHIN,
    Desk,
)
from .rows import FLAGGED, OF_PIECE, OF_SUBJECTS, _at_least, _cliques, _most, _of_constraint, _taken

MAY, TOO_LARGE, CANNOT = 0, -1, -2


@compiled
def _place_bits(d: Desk) -> bool:
    """Gives each row bits of the state that no row open at the same time has; False where they do not fit."""
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        most, width = d.t[TARGET, r] + (1 if d.t[FORM, r] == IN_PART else 0), 0
        while most >> width:
            width += 1
        d.t[LEFT, r] = width  # of the sum alone
        width += 1 if d.t[FORM, r] in (MIXED, IN_PART) else 0
        used = 0
        for other in range(r):
            if d.t[OPENS, other] >= d.t[CLOSES, r] and d.t[OPENS, r] >= d.t[CLOSES, other]:
                used |= d.t[MASK, other] << d.t[SHIFT, other]
        mask, shift = (1 << width) - 1, 0
        while used >> shift & mask:
            shift += 1
        if shift + width > BITS:
            return False
        d.t[SHIFT, r], d.t[MASK, r] = shift, mask
    return True


@compiled
def _is_marked(d: Desk, r: int, record: int) -> bool:
    """Whether a record sets the flag of a mixed window by counting."""
    for m in range(d.t[FIRST, d.t[FLAG, r]], d.t[END, d.t[FLAG, r]]):
        if d.t[MEMBER, m] == record and d.t[MARK, m]:
            return True
    return False


@compiled
def _write_amounts_of(d: Desk, r: int, item: int, at: int) -> None:
    """What each option of an item adds to the state of a row, with its flag."""
    source, form, full = d.t[SOURCE, r], d.t[FORM, r], d.t[CREDITS, d.t[RECORD, item]]
    towards = source < 0
    source = ~source if towards else source
    marked = form == MIXED and _is_marked(d, r, d.t[RECORD, item])
    as_taken = towards == (form != WITHIN)
    most = 0 if as_taken else _most(d, source, item)
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        taken, credits = _taken(d, source, item, o), d.t[COUNTED, o]
        amount = taken if as_taken else most - taken
        if (marked and credits) or (form == IN_PART and 0 < credits < full):
            amount |= FLAGGED
        d.amount[d.t[AMOUNT, o] + at] = amount


@compiled
def _write_left(d: Desk) -> None:
    """Of each touch what the items before it can still add to its row, and what it can."""
    for r in range(d.t[COUNTER, COUNT_ROWS]):
        d.t[COMES, r] = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
            r, most = d.t[T_ROW, place], 0
            d.t[T_LEFT, place] = d.t[COMES, r]
            for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
                at = d.t[AMOUNT, o] + place - d.t[TOUCH, item]
                most = max(most, d.amount[at] & FLAGGED - 1)
            d.t[T_MOST, place] = most
            d.t[COMES, r] += most


@compiled
def _write_amounts(d: Desk, pairs: int) -> int:
    """What each option takes of each row its item touches, and what is left for a row after an item."""
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        d.t[TOUCH, item] = 0
    for pair in range(pairs):
        d.t[TOUCH, d.mark[2 * pair + 1]] += 1
    touches = amounts = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        count = d.t[TOUCH, item]
        d.t[TOUCH, item] = d.t[TOUCH_END, item] = touches
        touches += count
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            d.t[AMOUNT, o] = amounts
            amounts += count
    if touches > MOST_TOUCHES or amounts > MOST_AMOUNTS:
        return TOO_LARGE
    for pair in range(pairs):
        row, item = d.mark[2 * pair], d.mark[2 * pair + 1]
        place = d.t[TOUCH_END, item]
        d.t[T_ROW, place] = row
        d.t[TOUCH_END, item] += 1
        _write_amounts_of(d, row, item, place - d.t[TOUCH, item])
    _write_left(d)
    return MAY


@compiled
def lay_rows(d: Desk, active: int, rho: int, settled: int, subjects: bool) -> int:
    """The rows between the items; MAY, TOO_LARGE, or CANNOT where a condition cannot be kept."""
    d.t[COUNTER, COUNT_ROWS] = 0
    pairs = 0
    for c in range(d.t[COUNTER, COUNT_CONSTRAINTS]):
        if d.t[BINDING, c]:
            pairs = _cliques(d, c, pairs) if d.t[KIND, c] == DUPLICATE else _of_constraint(d, c, pairs)
            if pairs < 0:
                return pairs
    for piece in range(PIECES):
        if active >> piece & 1:
            least = need_of(d, piece) - rho - reached(d, piece, settled)
            pairs = _at_least(d, OF_PIECE + piece, least, 0, pairs)
            if pairs < 0:
                return pairs
    if subjects:
        met = 0
        for i in range(d.t[COUNTER, COUNT_RECORDS]):
            if d.t[TAKEN, i] and d.t[SUBJECT, i] >= 0:
                met |= 1 << d.t[SUBJECT, i]
        pairs = _at_least(d, OF_SUBJECTS, d.t[NEED, N_SUBJECTS] - d.sums[settled, SUBJECTS], met, pairs)
        if pairs < 0:
            return pairs
    d.t[COUNTER, FITS] = 1 if _place_bits(d) else 0
    return _write_amounts(d, pairs)
