"""What a search that is run interpreted comes across is counted: so that no test of it can go blind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from tests.batch.interpreted import counted, gone

from baeum_rules.batch.kernel import (
    branching,
    choices,
    core,
    core_keys,
    core_labels,
    core_rows,
    cut_lines,
    cuts,
    dominance,
    levels,
    near_bound,
    places,
    programme,
    proving,
    rows_laid,
    solving,
)
from baeum_rules.batch.kernel.places import COUNTER

MODES = {core_rows.TO_REACH: "reach", core_rows.TO_MEET: "meet", core_rows.IF_FLAGGED: "if flagged"}
MODES |= {core_rows.NOT_PASSED: "not passed"}
LAID = {rows_laid.MAY: "core", rows_laid.CANNOT: "core cannot", rows_laid.TOO_LARGE: "core too large"}
_classes_begin: list[int] = [0, 0]  # of the core that is searched: word and place of the first bit of a class


def _count_fields(d: Any) -> None:
    """What the rows of a core that was laid are kept as, and in which words."""
    rows = int(d.t[COUNTER, places.COUNT_ROWS])
    for r in range(rows):
        field = d.t[places.C_FIELD, r]
        if field >= 0:
            gone[f"row {MODES[int(d.t[places.C_MODE, r])]}"] += 1
            gone[f"word {field // core_rows.FIELDS}"] += 1
            gone["given up beyond costs"] += 1 if d.t[places.C_PRICE, field] else 0
        gone["row costs"] += 1 if field == core_rows.COSTS else 0
    for level in range(core_rows.LEVELS_ON_TOP):
        gone[f"on top {level}"] += 1 if d.t[places.C_FIELD, rows + level] >= 0 else 0
    gone["a flag set before"] += 1 if d.t[COUNTER, places.CORE_FLAGS] else 0
    gone["less price"] += 1 if d.t[COUNTER, places.LESS_PRICE] > 0 else 0
    gone["cap price"] += 1 if d.t[COUNTER, places.CAP_PRICE] > 0 else 0


def _count_keys(d: Any) -> None:
    """How many words a key has, and where the bits of classes begin."""
    used = word = 0
    items = [int(d.t[places.C_ITEM, k]) for k in range(int(d.t[COUNTER, places.CORE_ITEMS]))]
    for item in sorted(items):
        own = int(d.t[places.C_BITS_OF, item]) >> core_keys.BITS_OF_RANK
        if used + own > core_keys.BITS_OF_KEY:
            used, word = 0, word + 1
        used += own
    _classes_begin[:] = [word, core_keys.BITS_OF_KEY - used]
    gone["two words of key"] += 1 if any(d.t[places.C_MASK + 1, item] for item in items) else 0


def _lay_core(d: Any, gap: int) -> int:
    found = core.lay_core(d, gap)
    gone[LAID[found]] += 1
    if found == rows_laid.MAY:
        _count_fields(d)
        _count_keys(d)
    return found


def _comes_before(d: Any, at: int, worth: int, first: int, second: int) -> bool:
    """Counts by what two selections of one worth differ."""
    if worth == d.core[at, core_labels.WORTH_OF]:
        for word, differing in enumerate(
            (first ^ d.core[at, core_labels.FIRST_KEY], second ^ d.core[at, core_labels.SECOND_KEY])
        ):
            if differing:
                highest = int(differing).bit_length() - 1
                credits = word < _classes_begin[0] or highest >= _classes_begin[1]
                gone["key by credits" if word <= _classes_begin[0] and credits else "key by class"] += 1
                gone[f"key by word {word}"] += 1
                break
    return before_label(d, at, worth, first, second)


before_label = core_labels._comes_before


def _comes_first(d: Any) -> bool:
    found = comes_first(d)
    items = int(d.t[COUNTER, places.COUNT_ITEMS])
    same = (d.t[places.TRIED_COUNT, :items] == d.t[places.BEST_COUNT, :items]).all()
    gone[f"{'class' if same else 'credits'} first {int(found)}"] += 1
    return found


comes_first = near_bound._comes_first


def _as_best(d: Any, item: int, begin: int, end: int) -> int:
    found = as_best(d, item, begin, end)
    gone["tied: left"] += 1 if begin < found < end else 0
    gone["tied: none left"] += 1 if found == begin else 0
    gone["tied: may have more"] += 1 if d.t[COUNTER, places.MORE_AT] == item else 0
    return found


as_best = core._as_best


def _give_up(d: Any, node: int, spent: int) -> None:
    gone["given up"] += 1
    before = d.t[places.NODE_KIND, node], d.t[places.NODE_AT, node]
    give_up(d, node, spent)
    at = d.t[COUNTER, places.MORE_AT]
    if d.t[COUNTER, places.TIED] and at >= 0:
        gone["more at"] += 1
        gone["more at another"] += 1 if before != (choices.CREDITS_AT_MOST, at) else 0


give_up = near_bound._give_up


def _search_near(d: Any, node: int) -> int:
    found = search_near(d, node)
    bound, cap = d.t[places.NODE_BOUND, node], d.t[places.NODE_CAP, node]
    if found == near_bound.LOWERED:
        gone["near: done" if bound == proving.NEVER else "near: lower"] += 1
    gone["near: lower cap"] += 1 if cap < d.t[COUNTER, places.CAP] else 0
    return found


search_near = near_bound.search_near


def _within_levels(d: Any, bound: int) -> int:
    found = within_levels(d, bound)
    gone["level cut"] += 1 if found < bound else 0
    return found


within_levels = levels.within_levels


def _choose_less(d: Any) -> bool:
    """Counts what is open of how much less is short, and what is chosen of it."""
    found, less = choose_less(d), int(d.t[COUNTER, places.LESS])
    if found:
        most = d.t[places.HIGH, less]
        gone["less: as the bound allows" if d.t[COUNTER, places.NEXT_VALUE] < most else "less: the most"] += 1
    gone["less: settled"] += 1 if less >= 0 and not found else 0
    return found


choose_less = solving.choose_less


def _choose(d: Any, kind: int, at: int, value: int, side: int) -> None:
    choose(d, kind, at, value, side)
    if kind == choices.LESS_IS:
        gone[f"less: side {side}"] += 1
        gone["less: none left"] += 1 if d.t[places.LOW, at] > d.t[places.HIGH, at] else 0


choose = branching.choose


def _nothing_fits(d: Any) -> bool:
    found, less = nothing_fits(d), int(d.t[COUNTER, places.LESS])
    gone[f"nothing fits {int(found)}"] += 1
    gone["less: nothing fits"] += 1 if found and less >= 0 else 0
    return found


nothing_fits = solving.nothing_fits


def _add_cuts(d: Any) -> int:
    """Counts of what kind the cuts are that were made."""
    made = add_cuts(d)
    end = int(d.t[COUNTER, places.CUTS])
    for cut in range(end - made, end):
        gone["cut"] += 1
        gone["cut by flags"] += 1 if d.t[places.CUT_FLAGS, cut] else 0
        gone["cut by a cap"] += 1 if d.t[places.CUT_CAP, cut] < cuts.NO_CAP else 0
        gone["cut with less"] += 1 if d.t[places.CUT_LESS, cut] >= 0 else 0
    return made


add_cuts = solving.add_cuts


def _take_cut_multipliers(d: Any, *given: Any) -> None:
    take_cut_multipliers(d, *given)
    gone["cut of cuts"] += 1 if d.t[COUNTER, places.USED] else 0


take_cut_multipliers = cuts._take_multipliers


def _write_cut(d: Any, cut: int) -> float:
    """Counts the options that give more of a cut than their column says, and the columns drawn from above."""
    for item in range(int(d.t[COUNTER, places.COUNT_ITEMS])):
        none = cut_lines._at_none(d, cut, item)
        first, full = int(d.t[places.OPTION, item]), float(d.t[places.CREDITS, d.t[places.RECORD, item]])
        for column in range(int(d.t[places.COLUMN, item]), int(d.t[places.COLUMN_END, item])):
            of_all = cut_lines._in_full(d, cut, column, none)
            for o in range(first, int(d.t[places.OPTION_END, item])):
                counted, gives = int(d.t[places.COUNTED, o]), int(d.t[places.GIVES + cut, o])
                if counted == 0 or d.t[places.AS, o] == d.t[places.OF_CLASS, column]:
                    above = gives > none + of_all * counted / full + 1e-6
                    gone["option above its column"] += 1 if above else 0
        none_of_it = d.t[places.COUNTED, first] == 0 and d.t[places.GIVES + cut, first] < none - 1e-6
        gone["column drawn from above"] += 1 if none_of_it else 0
    return write_cut(d, cut)


write_cut = cuts.write_cut


def _hold_broken(d: Any) -> int:
    found = hold_broken(d)
    gone["row held"] += found
    return found


hold_broken = core_labels._hold_broken


def _drop_slack(d: Any) -> None:
    before = int(d.t[COUNTER, places.CUTS])
    drop_slack(d)
    gone["cut dropped"] += before - int(d.t[COUNTER, places.CUTS])


drop_slack = cuts.drop_slack


def _bound_cuts(d: Any) -> None:
    bound_cuts(d)
    for cut in range(int(d.t[COUNTER, places.CUTS])):
        gone[f"cut holds {int(d.t[places.CUT_HOLDS, cut])}"] += 1


bound_cuts = programme.bound_cuts


def _by_cuts(d: Any, node: int) -> bool:
    before = int(d.t[places.NODE_BOUND, node])
    found = by_cuts(d, node)
    after = int(d.t[places.NODE_BOUND, node])
    gone["cuts: done" if after == proving.NEVER else "cuts: lower"] += 1 if found and after < before else 0
    return found


by_cuts = branching._by_cuts


def _find_pairs(d: Any) -> None:
    find_pairs(d)
    for pair in range(int(d.t[COUNTER, places.PAIRS])):
        gone["parts" if d.t[places.IF_SETTLED, pair] >= 0 else "whole"] += 1


find_pairs = dominance.find_pairs


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Counts what searches come across meanwhile, in ``gone``."""
    with ExitStack() as stack:
        for module, name, function in (
            (core_labels, "lay_core", _lay_core),
            (core_labels, "_comes_before", _comes_before),
            (near_bound, "_comes_first", _comes_first),
            (core, "_as_best", _as_best),
            (near_bound, "_give_up", _give_up),
            (branching, "search_near", _search_near),
            (near_bound, "within_levels", _within_levels),
            (solving, "within_levels", _within_levels),
            (branching, "find_pairs", _find_pairs),
            (choices, "holds", counted("holds", dominance.holds)),
            (core_labels, "_decide", counted_ends("labels", core_labels._decide)),
            (near_bound, "first_of_core", counted("first of core", core_labels.first_of_core)),
            *((solving, f"choose_{n}", counted(n, getattr(solving, f"choose_{n}"))) for n in BY),
            (solving, "choose_less", _choose_less),
            (branching, "choose", _choose),
            (solving, "nothing_fits", _nothing_fits),
            (solving, "add_cuts", _add_cuts),
            (cuts, "_take_multipliers", _take_cut_multipliers),
            (cuts, "drop_slack", _drop_slack),
            (cuts, "write_cut", _write_cut),
            (core_labels, "_hold_broken", _hold_broken),
            (programme, "bound_cuts", _bound_cuts),
            (branching, "_by_cuts", _by_cuts),
        ):
            stack.enter_context(patch.object(module, name, function))
        yield gone


BY = ("flag", "item", "in_broken", "any")


def counted_ends(name: str, function: Callable[..., int]) -> Callable[..., int]:
    """The function; where it gives up is counted."""

    def called(*given: Any) -> int:
        found = function(*given)
        gone[f"{name} given up"] += 1 if found == core_labels.GIVEN_UP else 0
        return found

    return called
