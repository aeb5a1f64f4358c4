"""Lays the rows of a search out in the bits of a state, and writes what each option takes of them."""

from __future__ import annotations

from baeum_rules.recognition.problem import DUPLICATE

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
    CREDITS,
    CUT,
    END,
    FIRST,
    FLAG,
    FORM,
    KIND,
    LEFT,
    MARK,
    MASK,
    MEMBER,
    MIXED,
    MOST_AMOUNTS,
    MOST_MEMBERS,
    N_SUBJECTS,
    OPENS,
    OPTION,
    OPTION_END,
    RECORD,
    SHIFT,
    SOURCE,
    SUBJECT,
    SUBJECTS,
    T_DONE,
    T_LEFT,
    T_MOST,
    T_ROW,
    TAKEN,
    TARGET,
    TOUCH,
    TOUCH_END,
    WITHIN,
    Column,
    Desk,
    compiled,
)
from .rows import FLAGGED, OF_CREDITS, OF_PIECE, _at_least, _cliques, _most, _of_constraint, _subjects, _taken

TOO_LARGE, CANNOT = -1, -2


@compiled
def _place_bits(d: Desk) -> bool:
    """Gives each row bits of the state that no row open at the same time has."""
    for r in range(d.counter[COUNT_ROWS]):
        most, width = d.row[TARGET, r] + (1 if d.row[FORM, r] == CUT else 0), 0
        while most >> width:
            width += 1
        d.row[LEFT, r] = width  # of the sum alone
        width += 1 if d.row[FORM, r] in (MIXED, CUT) else 0
        used = 0
        for other in range(r):
            if d.row[OPENS, other] >= d.row[CLOSES, r] and d.row[OPENS, r] >= d.row[CLOSES, other]:
                used |= d.row[MASK, other] << d.row[SHIFT, other]
        mask, shift = (1 << width) - 1, 0
        while used >> shift & mask:
            shift += 1
        if shift + width > BITS:
            return False
        d.row[SHIFT, r], d.row[MASK, r] = shift, mask
    return True


@compiled
def _amount(d: Desk, r: int, item: int, o: int) -> int:
    """What an option adds to the state of a row, with its flag."""
    source, form = d.row[SOURCE, r], d.row[FORM, r]
    towards = source < 0
    source = ~source if towards else source
    taken = _taken(d, source, item, o)
    amount = taken if towards == (form != WITHIN) else _most(d, source, item) - taken
    record, credits = d.item[RECORD, item], d.option[COUNTED, o]
    if form == MIXED and credits:
        for m in range(d.constraint[FIRST, d.row[FLAG, r]], d.constraint[END, d.row[FLAG, r]]):
            if d.member[MEMBER, m] == record and d.member[MARK, m]:
                amount |= FLAGGED
    if form == CUT and 0 < credits < d.record[CREDITS, record]:
        amount |= FLAGGED
    return amount


@compiled
def _write_left(d: Desk) -> None:
    """Behind each touch what the items before it can still add to its row, and what it and those after can."""
    for r in range(d.counter[COUNT_ROWS]):
        d.row[COMES, r] = 0
    for item in range(d.counter[COUNT_ITEMS]):
        for place in range(d.item[TOUCH, item], d.item[TOUCH_END, item]):
            r, most = d.touch[4 * place + T_ROW], 0
            d.touch[4 * place + T_LEFT] = d.row[COMES, r]
            for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
                at = d.option[AMOUNT, o] + place - d.item[TOUCH, item]
                most = max(most, d.amount[at] & FLAGGED - 1)
            d.touch[4 * place + T_MOST] = most
            d.row[COMES, r] += most
    for item in range(d.counter[COUNT_ITEMS]):
        for place in range(d.item[TOUCH, item], d.item[TOUCH_END, item]):
            whole = d.row[COMES, d.touch[4 * place + T_ROW]]
            before = d.touch[4 * place + T_LEFT] + d.touch[4 * place + T_MOST]
            d.touch[4 * place + T_DONE] = whole - before


@compiled
def _write_amounts(d: Desk, pairs: int) -> int:
    """What each option takes of each row its item touches, and what is left for a row after an item."""
    for item in range(d.counter[COUNT_ITEMS]):
        d.item[TOUCH, item] = 0
    for pair in range(pairs):
        d.item[TOUCH, d.mark[2 * pair + 1]] += 1
    touches = amounts = 0
    for item in range(d.counter[COUNT_ITEMS]):
        count = d.item[TOUCH, item]
        d.item[TOUCH, item] = d.item[TOUCH_END, item] = touches
        touches += count
        for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
            d.option[AMOUNT, o] = amounts
            amounts += count
    if touches > MOST_MEMBERS or amounts > MOST_AMOUNTS:
        return TOO_LARGE
    for pair in range(pairs):
        row, item = d.mark[2 * pair], d.mark[2 * pair + 1]
        place = d.item[TOUCH_END, item]
        d.touch[4 * place + T_ROW] = row
        d.item[TOUCH_END, item] += 1
        for o in range(d.item[OPTION, item], d.item[OPTION_END, item]):
            d.amount[d.option[AMOUNT, o] + place - d.item[TOUCH, item]] = _amount(d, row, item, o)
    _write_left(d)
    return 0


@compiled
def lay_rows(d: Desk, active: int, rho: int, settled: Column, subjects: bool) -> int:
    """The rows between the items; 0, or TOO_LARGE, or CANNOT where a condition cannot be kept."""
    d.counter[COUNT_ROWS] = 0
    pairs = 0
    for c in range(d.counter[COUNT_CONSTRAINTS]):
        if d.constraint[BINDING, c]:
            pairs = _cliques(d, c, pairs) if d.constraint[KIND, c] == DUPLICATE else _of_constraint(d, c, pairs)
            if pairs < 0:
                return pairs
    for piece in range(PIECES):
        if active >> piece & 1:
            least = need_of(d, piece) - rho - reached(piece, settled)
            pairs = _at_least(d, OF_PIECE + piece, least, pairs)
            if pairs < 0:
                return pairs
    if subjects:
        met = 0
        for i in range(d.counter[COUNT_RECORDS]):
            if d.record[TAKEN, i] and d.record[SUBJECT, i] >= 0:
                met |= 1 << d.record[SUBJECT, i]
        pairs = _subjects(d, met, pairs, d.needs[N_SUBJECTS] - settled[SUBJECTS])
        if pairs < 0:
            return pairs
    if not _place_bits(d):
        return TOO_LARGE
    return _write_amounts(d, pairs)
