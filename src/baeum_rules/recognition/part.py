"""The best way to decide some records: prices first, then searches where they leave a gap.

Courses of a school kind above its cap may be cut only where what counts of them then is exactly the cap:
either it is, and every number of credits of each is possible, or they count whole, within the cap. Where
prices and a narrow search do not settle one of these boards, each combination of the modes of its years is a
board of its own. All compete: what cannot come to more than the best that is known is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from .board import Board
from .budget import Budget
from .prices import come_closer, find_prices, is_best
from .problem import SCHOOL, Constraint, Problem
from .rows import Row, rows_of
from .worth import Chosen, Counted, Worths

if TYPE_CHECKING:
    from .labels import Search

NOTHING = -1  # less than any selection is worth
NARROW, WIDER = 20, 160  # labels kept of a step in the first search; how much wider the next is
STEPS = 6  # of all prices together, before a search
# of prices one by one: of a board, of a combination, and after steps
ROUNDS, ROUNDS_ALONE, ROUNDS_AFTER = 1, 4, 2
HALF_CREDITS = (1, 2)  # prices of a long row at which combinations are compared first
MOST_COMBINATIONS = 4096
TRIED_AT_ONCE = 3  # combinations entered before searches are widened, while nothing is known

Open = tuple[int, Board, "Search"]  # a bound, and the search that has not proved it


def _begin(board: Board) -> Search:
    from .labels import Search  # a case that prices settle starts sooner without it

    return Search(board)


class Contest:
    """Searches for one decision: the best worth ``known`` so far, and those that may still find better."""

    def __init__(self, known: int) -> None:
        self.known = known
        self.open: list[Open] = []
        self.stuck: set[int] = set()  # boards whose prices hardly come closer to what is known

    def enter(self, board: Board) -> None:
        """Looks for the best of a board, as far as prices and a narrow search tell it."""
        combinations = prod(len(year.modes) for year in board.years)
        split = 1 < combinations <= MOST_COMBINATIONS
        if board.long < 0 or not split:
            find_prices(board, self.known, ROUNDS)
            if self._is_settled(board):
                return
            entered = self.search(board, _begin(board), NARROW)
            if entered is None:
                return
            if not split:
                self.open.append(entered)
                return
        self._try(Combinations(board, self.known))

    def _try(self, combinations: Combinations) -> None:
        """Enters combinations, the most promising first."""
        board, tried = combinations.board, 0
        while (found := combinations.pop(self.known)) is not None:
            if self.known == NOTHING and tried and tried % TRIED_AT_ONCE == 0:
                self.widen(NARROW * WIDER)
            tried += 1
            if self.known > NOTHING:
                come_closer(found, self.known, STEPS)
            if found.bound() > self.known:
                find_prices(found, self.known, ROUNDS_ALONE if self.known == NOTHING else ROUNDS_AFTER)
            if not self._is_settled(found) and (entered := self.search(found, _begin(found), NARROW)):
                self.open.append(entered)
            board.set_prices(dict(enumerate(found.prices)))
            combinations.note(self.known)

    def _is_settled(self, board: Board) -> bool:
        """Whether prices alone show what a board comes to."""
        if board.bound() <= self.known:
            return True
        if is_best(board):
            self.known = board.bound()
            return True
        return False

    def search(self, board: Board, search: Search, width: int) -> Open | None:
        """Searches a board; what is left of it where the search has dropped something that may be better."""
        best, dropped = search.best(self.known, width)
        if best is not None:
            self.known = max(self.known, best)
        return (min(dropped, board.bound()), board, search) if dropped > self.known else None

    def settle(self) -> None:
        """Searches ever wider, until nothing can be better than what is known."""
        width = NARROW
        while self.open:
            width *= WIDER
            self.widen(width)

    def widen(self, width: int) -> None:
        """Searches all that is open once more, at better prices if there are any."""
        waiting, self.open = sorted(self.open, key=lambda one: -one[0]), []
        for bound, board, search in waiting:
            if bound <= self.known:
                continue
            closer = self.known > NOTHING and self._has_come_closer(board)
            begun = _begin(board) if closer else search
            if board.bound() > self.known and (left := self.search(board, begun, width)):
                self.open.append(left)

    def _has_come_closer(self, board: Board) -> bool:
        """Lowers the bound of a board; where that hardly helps it is not tried again."""
        if id(board) in self.stuck:
            return False
        gap = board.bound() - self.known
        come_closer(board, self.known, STEPS)
        left = board.bound() - self.known
        if 4 * left > 3 * gap:
            self.stuck.add(id(board))
        return left < gap


class Combinations:
    """The combinations of modes of a board, each bounded at all prices that were good for some of them."""

    def __init__(self, board: Board, known: int) -> None:
        self.board = board
        start = board.bound(), board.prices[:]
        self.bounds = dict.fromkeys(product(*(range(len(year.modes)) for year in board.years)), start)
        self.note(known)
        if board.long >= 0:
            for halves in HALF_CREDITS:
                board.set_prices({board.long: board.worths.credit * halves // 2})
                self.note(known)

    def note(self, known: int) -> None:
        """Bounds all combinations at the prices that stand; those no better than what is known are done."""
        worths, prices = [year.worths for year in self.board.years], self.board.prices[:]
        for places, (least, _) in list(self.bounds.items()):
            if least <= known:
                del self.bounds[places]
                continue
            bound = self.board.given_back
            for of_year, place in zip(worths, places, strict=True):
                bound += of_year[place]
            if bound <= least:
                self.bounds[places] = bound, prices

    def pop(self, known: int) -> Board | None:
        """The combination with the greatest bound, at the prices that bound it; None where none is better."""
        if not self.bounds:
            return None
        places = max(self.bounds, key=lambda one: self.bounds[one][0])
        bound, prices = self.bounds.pop(places)
        if bound <= known:
            return None
        board = self.board
        found = board.only([year.modes[place] for year, place in zip(board.years, places, strict=True)])
        found.set_prices(dict(enumerate(prices)))
        return found


def decide(
    problem: Problem,
    constraints: Sequence[Constraint],
    classes: dict[int, list[int]],
    budget: Budget,
    *,
    first: Callable[[int, int], int] | None = None,
    conditions: Callable[[Worths], list[Row]] | None = None,
    hints: Iterable[Counted] = (),
) -> tuple[Worths, Chosen] | None:
    """The best selection of some records, None where no selection keeps all constraints and conditions.

    ``classes``: those open to each record. ``first``: what a credit weighs before all levels, by record and
    class. ``conditions``: further rows. ``hints``: selections that keep the constraints and conditions.
    Raises OutOfBudget.
    """
    schools = [
        c
        for c in constraints
        if c.kind == SCHOOL and sum(problem.credits[m] for m in c.members if m in classes) > c.limit
    ]
    divisible = {member for c in schools for member in c.members if member in classes}
    worths = Worths(problem, classes, divisible, first)
    further = conditions(worths) if conditions else []
    if any(row.limit < 0 for row in further):
        return None
    further = [row for row in further if row.take]
    known = [worth for hint in hints if (worth := worths.worth(hint)) is not None]
    contest = Contest(max(known, default=NOTHING))
    for exact in product((False, True), repeat=len(schools)):
        reached = [c for c, yes in zip(schools, exact, strict=True) if yes]
        rows = [*rows_of(problem, constraints, worths.options, reached), *further]
        contest.enter(Board(worths, constraints, rows, budget))
    contest.settle()
    if contest.known == NOTHING:
        return None
    chosen = worths.read(contest.known)
    counted = {r: (credits, worths.options[r][option].taken) for r, (credits, option) in chosen.items()}
    assert (
        worths.worth(counted) == contest.known
    )  # else a price went astray: better no answer than a wrong one
    if any(problem.forced[record] and record not in chosen for record in classes):
        return None
    return worths, chosen
