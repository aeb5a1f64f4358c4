"""What is left to choose near the bound of a programme: its core (Balas and Zemel, 1980).

At the prices of a solved programme each option loses something beside the best of its item. Options that lose
more than the gap between the bound and what is looked for are left out; items of one option left are decided.
"""

from __future__ import annotations

from .core_keys import lay_keys
from .core_rows import (
    BITS_OF_FIELD,
    COSTS,
    FIELDS,
    GUARDS,
    IF_FLAGGED,
    LEVELS_ON_TOP,
    MOST_OF_FIELD,
    OVERSHOT,
    WORDS,
    begin_rows,
    enter_decided,
    enter_open,
    on_top,
    settle_rows,
)
from .making import compiled, written_in
from .places import (
    AMOUNT,
    AS,
    BEST_COUNT,
    C_COUNT,
    C_DONE,
    C_END,
    C_FIELD,
    C_FIRST,
    C_FLAGS,
    C_GIVEN,
    C_HEAD,
    C_ITEM,
    C_LEAST,
    C_LOSS,
    C_MODE,
    C_NEXT,
    C_OPTION,
    C_OWNER,
    C_REST,
    C_TOP,
    CORE_ITEMS,
    CORE_LOSS,
    CORE_WORTH,
    COUNT_ITEMS,
    COUNT_ROWS,
    COUNTED,
    COUNTER,
    FINE,
    FULL_AT,
    LOSS,
    MORE_AT,
    OPTION,
    OPTION_END,
    OUT_AT,
    PRICE,
    SIMPLE,
    T_ROW,
    TIED,
    TOUCH,
    TOUCH_END,
    TRIED_CLASS,
    TRIED_COUNT,
    WORTH,
    Desk,
)
from .programme import is_open
from .proving import NEVER, priced
from .rows import FLAGGED
from .rows_laid import CANNOT, MAY, TOO_LARGE


@compiled
def write_losses(d: Desk) -> None:
    """What each open option loses beside the best of its item, at the prices; NEVER where it is not open."""
    share = 1 << d.t[COUNTER, FINE]
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        most = NEVER
        if d.t[SIMPLE, item]:
            o = d.t[OPTION, item]
            out, full = d.t[OUT_AT, item], d.t[FULL_AT, item]
            may_out, may_full = is_open(d, item, o), is_open(d, item, o + 1)
            most = max(out if may_out else NEVER, full if may_full else NEVER)
            d.t[LOSS, o] = most - out if may_out else NEVER
            d.t[LOSS, o + 1] = most - full if may_full else NEVER
            continue
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            d.t[LOSS, o] = NEVER
            if is_open(d, item, o):
                d.t[LOSS, o] = priced(d, item, o, share)
                most = max(most, d.t[LOSS, o])
        for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
            if d.t[LOSS, o] != NEVER:
                d.t[LOSS, o] = most - d.t[LOSS, o]


@compiled
def _options_left(d: Desk, item: int, gap: int, put: int) -> int:
    """Writes the options of an item that lose no more than a gap, from put on; where they end."""
    for o in range(d.t[OPTION, item], d.t[OPTION_END, item]):
        if 0 <= d.t[LOSS, o] <= gap:
            d.t[C_OPTION, put] = o
            put += 1
    return put


@compiled
def _as_best(d: Desk, item: int, begin: int, end: int) -> int:
    """Of options of an item, all items before it as in the best so far, those that do not come after it.

    Returns where they end: begin, where there is none. MORE_AT: the first item that may have more or not.
    """
    best, most = d.t[BEST_COUNT, item], d.t[COUNTED, d.t[C_OPTION, end - 1]]
    if most > best:
        d.t[COUNTER, TIED] = 0
        if d.t[COUNTED, d.t[C_OPTION, begin]] <= best:
            d.t[COUNTER, MORE_AT] = item
        return end
    put = begin
    for k in range(begin, end):
        if d.t[COUNTED, d.t[C_OPTION, k]] == best:
            d.t[C_OPTION, put] = d.t[C_OPTION, k]
            put += 1
    return put


@compiled
def _take_decided(d: Desk, item: int, o: int) -> None:
    """Takes an item by the only option left of it."""
    d.t[TRIED_COUNT, item], d.t[TRIED_CLASS, item] = d.t[COUNTED, o], d.t[AS, o]
    d.t[COUNTER, CORE_WORTH] += d.t[WORTH, o]
    d.t[COUNTER, CORE_LOSS] += d.t[LOSS, o]
    enter_decided(d, item, o)


@compiled
def _take_items(d: Desk, gap: int) -> int:
    """Enters the options left of all items; how many items have more than one, or -1: some have none.

    While TIED, what is looked for is worth as much as the best so far and must come before it.
    """
    put, several, tied = 0, 0, d.t[COUNTER, TIED]
    d.t[COUNTER, CORE_WORTH] = d.t[COUNTER, CORE_LOSS] = 0
    d.t[COUNTER, MORE_AT] = -1
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        begin = put
        put = _options_left(d, item, gap, begin)
        if put > begin and d.t[COUNTER, TIED]:
            put = _as_best(d, item, begin, put)
        if put == begin:
            several = -1
            break
        d.t[C_DONE, item] = 1 if put == begin + 1 else 0
        if d.t[C_DONE, item]:
            put = begin
            _take_decided(d, item, d.t[C_OPTION, begin])
        else:
            d.t[C_FIRST, item], d.t[C_END, item], d.t[C_ITEM, several] = begin, put, item
            several += 1
            enter_open(d, item, begin, put)
    d.t[COUNTER, TIED] = tied
    return several


@compiled
def _order_items(d: Desk, items: int) -> None:
    """Orders the items so that rows are closed early: those of the row with fewest items left first."""
    done, rows = 0, d.t[COUNTER, COUNT_ROWS]
    while done < items:
        chosen, least = -1, 1 << 30
        for r in range(rows):
            if d.t[C_FIELD, r] >= 0 and 0 < d.t[C_COUNT, r] < least:
                chosen, least = r, d.t[C_COUNT, r]
        if chosen < 0:
            break
        touch = d.t[C_HEAD, chosen]
        while touch >= 0:
            item = d.t[C_OWNER, touch]
            touch = d.t[C_NEXT, touch]
            if not d.t[C_DONE, item]:
                d.t[C_DONE, item] = 1
                d.t[C_ITEM, done] = item
                done += 1
                for place in range(d.t[TOUCH, item], d.t[TOUCH_END, item]):
                    d.t[C_COUNT, d.t[T_ROW, place]] -= 1
        d.t[C_COUNT, chosen] = 0
    for item in range(d.t[COUNTER, COUNT_ITEMS]):
        if done < items and not d.t[C_DONE, item]:
            d.t[C_ITEM, done] = item
            done += 1


@compiled
def _write_option(d: Desk, item: int, put: int) -> bool:
    """Writes an option of an item of the core; False where it gives up too much for a field."""
    rows, first, o = d.t[COUNTER, COUNT_ROWS], d.t[TOUCH, item], d.t[C_OPTION, put]
    loss, flags = d.t[LOSS, o], 0
    for k in range(WORDS):
        d.t[C_GIVEN + k, put] = 0
    for place in range(first, d.t[TOUCH_END, item]):
        r = d.t[T_ROW, place]
        field, at = d.t[C_FIELD, r], d.t[AMOUNT, o] + place - first
        own = d.given[at] - d.t[C_LEAST, place]
        if field == COSTS:
            loss += own * d.t[PRICE, r]
        elif field >= 0:
            if own > MOST_OF_FIELD:
                return False
            d.t[C_GIVEN + field // FIELDS, put] += own << BITS_OF_FIELD * (field % FIELDS)
            if d.amount[at] & FLAGGED and d.t[C_MODE, r] >= IF_FLAGGED:
                flags |= 1 << BITS_OF_FIELD * field + OVERSHOT
    for level in range(LEVELS_ON_TOP):
        field = d.t[C_FIELD, rows + level]
        if field >= 0:
            own = d.t[C_TOP + level, item] - on_top(d, d.t[WORTH, o], level)
            if own > MOST_OF_FIELD:
                return False
            d.t[C_GIVEN + field // FIELDS, put] += own << BITS_OF_FIELD * (field % FIELDS)
    d.t[C_LOSS, put], d.t[C_FLAGS, put] = loss, flags
    return True


@written_in
def _more_of(one: int, other: int) -> int:
    """The greater of each field."""
    first = (one | GUARDS) - other & GUARDS
    first -= first >> OVERSHOT
    return one & first | other & ~first


@written_in
def _sum_of(one: int, other: int) -> int:
    """The sum of each field, no more than it holds."""
    found = one + other
    over = found & GUARDS
    return (found | over - (over >> OVERSHOT)) & ~GUARDS


@compiled
def _write_items(d: Desk, items: int) -> bool:
    """Writes the options of the core, and what the items after each can still give up; False: too much."""
    rest0, rest1, rest2 = 0, 0, 0
    for turn in range(items):
        k = items - 1 - turn
        item = d.t[C_ITEM, k]
        most0, most1, most2 = 0, 0, 0
        d.t[C_REST, k], d.t[C_REST + 1, k], d.t[C_REST + 2, k] = rest0, rest1, rest2
        for put in range(d.t[C_FIRST, item], d.t[C_END, item]):
            if not _write_option(d, item, put):
                return False
            most0 = _more_of(most0, d.t[C_GIVEN, put])
            most1 = _more_of(most1, d.t[C_GIVEN + 1, put])
            most2 = _more_of(most2, d.t[C_GIVEN + 2, put])
        rest0, rest1, rest2 = _sum_of(rest0, most0), _sum_of(rest1, most1), _sum_of(rest2, most2)
    return True


@compiled
def lay_core(d: Desk, gap: int) -> int:
    """Lays what is left to choose if no more than a gap may be lost; MAY, CANNOT or TOO_LARGE."""
    begin_rows(d)
    items = _take_items(d, gap)
    d.t[COUNTER, CORE_ITEMS] = items
    if items < 0 or d.t[COUNTER, CORE_LOSS] > gap:
        return CANNOT
    may = settle_rows(d, gap)
    if may != MAY:
        return may
    if not lay_keys(d, items):
        return TOO_LARGE
    _order_items(d, items)
    return MAY if _write_items(d, items) else TOO_LARGE
