"""A node: its programme solved and cut, what is proved by it, and what it leaves to choose."""

from __future__ import annotations

from .choices import FLAG_IS, LESS_IS
from .cuts import add_cuts
from .levels import within_levels
from .making import compiled
from .near_bound import keep_tried
from .places import (
    BEST_WORTH,
    BOUND,
    CAP,
    COUNTER,
    CUTS,
    CUTS_FROM,
    FINE,
    HIGH,
    LESS,
    LOOSELY,
    LOW,
    MADE,
    NEXT_KIND,
    NODES,
    NOTHING_FITS,
    PACK,
    RAW,
    Desk,
)
from .programme import TOP, lay_programme
from .proving import NEVER, UNPROVED, no_more_than, nothing_fits
from .simplex import INFEASIBLE, OPTIMAL, STUCK, read_variables, solve
from .undecided import (
    choose_any,
    choose_flag,
    choose_in_broken,
    choose_item,
    choose_less,
    read_point,
    worth_of_tried,
)

# what looking at the choices as they stand says
ENDED, GOES_ON, AT_POINT = range(3)

NO_CUTS = 1 << 40  # nodes: no cuts are made any more


@compiled
def _of_solution(d: Desk) -> int:
    """What the solution of the programme says: GOES_ON, or AT_POINT where nothing is left to choose."""
    read_variables(d)
    if choose_less(d) or choose_flag(d) or choose_item(d):
        return GOES_ON
    value = worth_of_tried(d)
    if value != NEVER:
        keep_tried(d, value)
    return GOES_ON if (value == NEVER and choose_in_broken(d)) or choose_any(d) else AT_POINT


@compiled
def solve_capped(d: Desk) -> int:
    """Solves the programme, and again as long as its bound says that less can be recognised than it takes.

    What is recognised, with how much less is short, is a whole number: no more than its bound rounded down.
    RAW: nothing is worth more, times 2 ** FINE, if no more is recognised than the cap; BOUND: nor can be.
    """
    while True:
        found = solve(d)
        if found != OPTIMAL:
            return found
        fine = d.t[COUNTER, FINE]
        bound = no_more_than(d)
        d.t[COUNTER, RAW] = bound
        if 0 <= bound < UNPROVED:
            bound = within_levels(d, bound >> fine) << fine
        d.t[COUNTER, BOUND] = bound
        cap = bound >> fine + TOP * d.t[COUNTER, PACK]
        if cap < 0 or cap >= d.t[COUNTER, CAP]:
            return found
        d.t[COUNTER, CAP] = cap


@compiled
def _solve_proved(d: Desk) -> int:
    """Solves the programme. NOTHING_FITS: it is proved that it has no solution."""
    found = solve_capped(d)
    d.t[COUNTER, NOTHING_FITS] = 1 if found == INFEASIBLE and nothing_fits(d) else 0
    return found


@compiled
def _solve_surely(d: Desk) -> int:
    """Solves the programme; where what it says is not proved, once more without cuts, then less strictly."""
    found = _solve_proved(d)
    sure = found == OPTIMAL or d.t[COUNTER, NOTHING_FITS]
    if not sure and d.t[COUNTER, CUTS]:
        d.t[COUNTER, CUTS], d.t[COUNTER, CUTS_FROM] = 0, NO_CUTS
        lay_programme(d)
        found = _solve_proved(d)
        sure = found == OPTIMAL or d.t[COUNTER, NOTHING_FITS]
    if not sure:
        d.t[COUNTER, LOOSELY] = 1
        lay_programme(d)
        found = _solve_proved(d)
    return found


@compiled
def _sharpen(d: Desk, told: int, rounds: int) -> int:
    """Cuts solutions off, round by round, while what is to be chosen next is of a record; what the last says.

    MADE: how many cuts were made.
    """
    d.t[COUNTER, MADE] = 0
    for _ in range(rounds):
        of_record = told == GOES_ON and d.t[COUNTER, NEXT_KIND] not in (FLAG_IS, LESS_IS)
        made = add_cuts(d) if of_record and d.t[COUNTER, CUTS_FROM] != NO_CUTS else 0
        if not made:
            break
        d.t[COUNTER, MADE] += made
        found = _solve_surely(d)
        if found == STUCK:
            return STUCK
        if found == INFEASIBLE:
            return ENDED if d.t[COUNTER, NOTHING_FITS] else told
        if d.t[COUNTER, BOUND] < max(0, d.t[COUNTER, BEST_WORTH]) << d.t[COUNTER, FINE]:
            return ENDED
        told = _of_solution(d)
    return told


@compiled
def look(d: Desk, rounds: int) -> int:
    """Solves the programme under the choices that stand, and says whether to go on, with what to choose next.

    ENDED: nothing there is better than what was kept, or it is kept now; GOES_ON; or STUCK. BOUND: nothing
    there is worth more, times 2 ** FINE. ``rounds``: how often cuts may be made.
    """
    d.t[COUNTER, NODES] += 1
    d.t[COUNTER, BOUND] = UNPROVED
    less = d.t[COUNTER, LESS]
    if less >= 0 and d.t[LOW, less] > d.t[HIGH, less]:
        return ENDED  # nothing that could be less short was left
    found, told = _solve_surely(d), AT_POINT
    if found == STUCK:
        return STUCK
    if found == INFEASIBLE:
        if d.t[COUNTER, NOTHING_FITS]:
            return ENDED
        if choose_any(d):
            return GOES_ON
    else:
        if d.t[COUNTER, BOUND] < max(0, d.t[COUNTER, BEST_WORTH]) << d.t[COUNTER, FINE]:
            return ENDED
        told = _of_solution(d)
        if rounds:
            told = _sharpen(d, told, rounds)
            if told in (ENDED, STUCK):
                return told
    if told == GOES_ON:
        return GOES_ON
    read_point(d)
    value = worth_of_tried(d)
    if value != NEVER:
        keep_tried(d, value)
    return ENDED
