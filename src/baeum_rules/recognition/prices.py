"""Prices for the rows, so that the bound comes down to what the best selection is worth.

Of a row of which one record may count the price is set between the two greatest gains: then the record with
the greatest gain is chosen and no other. Of a limit on credits it is where two selections, one above and one
below the limit, are worth the same. Both are the best price for one row while the others stand.
"""

from __future__ import annotations

from typing import NamedTuple

from .board import Board
from .rows import Row

TRIED = 4  # prices of one row in a round
PATIENCE = 3  # of them in a row that may fail before they become shorter


def find_prices(board: Board, known: int, rounds: int) -> None:
    """Sets prices row by row, until the bound stands or is no more than a known worth."""
    worth, bound = board.worth(), board.bound()
    for _ in range(rounds):
        changed = False
        for place, row in enumerate(board.rows):
            used = board.used(place, worth)
            if used > row.limit or (used < row.limit and (row.exact or board.prices[place])):
                before = board.prices[place]
                if row.single:
                    _price_one(board, place, worth)
                if not row.single or board.used(place, board.worth()) > row.limit:
                    _price_limit(board, place)
                if board.prices[place] != before:
                    changed, worth = True, board.worth()
                    if board.bound() <= known:
                        return
        if not changed or board.bound() >= bound:
            break
        bound = board.bound()


def is_best(board: Board) -> bool:
    """Whether the selection of the years keeps all rows and is worth as much as the bound."""
    worth = board.worth()
    chosen = board.chosen(worth)
    for place, row in enumerate(board.rows):
        used = board.used(place, worth)
        if (board.prices[place] and used != row.limit) or not board.keeps(row, used, chosen):
            return False
    return True


def _rounded(board: Board, price: int) -> int:
    return price - price % board.worths.unit


def _price_one(board: Board, place: int, worth: int) -> None:
    """The price between the two greatest gains; records that are not chosen gain nothing."""
    row = board.rows[place]
    if board.prices[place]:
        board.set_prices({place: 0})
        worth = board.worth()
    chosen = board.chosen(worth)
    taking = [r for r, taken in row.take.items() if r in chosen and taken[chosen[r][1]]]
    gains = sorted(board.gain(record, place) for record in taking)
    if len(gains) > 1 and gains[-2] > 0:
        second, most = gains[-2:]
        price = _rounded(board, (second + most) // 2)
        board.set_prices({place: price if price > second else _rounded(board, second) + board.worths.unit})


class _Point(NamedTuple):
    """A price of one row, the bound at it, and what is used of the row there."""

    price: int
    bound: int
    used: int


def _price_limit(board: Board, place: int) -> None:
    """The price at which what is used crosses the limit: where the lines of two selections meet.

    A limit that must be reached exactly may have a price below 0.
    """
    row = board.rows[place]

    def at(price: int) -> _Point:
        board.set_prices({place: price})
        return _Point(price, board.bound(), board.used(place, board.worth()))

    best = start = at(board.prices[place])
    over: _Point | None = start if start.used > row.limit else None
    under: _Point | None = None if over else start
    step = _first_price(board, row, abs(start.used - row.limit))
    for _ in range(TRIED):
        if best.used == row.limit:
            break
        if over and under:
            price = _rounded(board, _meeting(over, under, row.limit))
            if not over.price < price < under.price:
                break
        else:
            price = start.price + step if over else start.price - step
            if price < 0 and not row.exact:
                price = 0
            if price == start.price:
                break
            step *= 2
        point = at(price)
        best = min(best, point, key=lambda one: one.bound)
        over, under = (point, under) if point.used > row.limit else (over, point)
    board.set_prices({place: best.price})


def _meeting(over: _Point, under: _Point, limit: int) -> int:
    """Where the bounds of two selections, each a line of the price, meet."""
    more, less = over.used - limit, limit - under.used
    return (over.bound - under.bound + over.price * more + under.price * less) // (more + less)


def _first_price(board: Board, row: Row, excess: int) -> int:
    """What the chosen records that are worth least by what they take would cost to give the excess up."""
    density = []
    for record, (credits, option) in board.chosen(board.worth()).items():
        if record in row.take and (takes := row.takes(record, option)) > 0:
            split = record in board.divisible
            takes = takes * credits // board.credits[record] if split and row.by_credit else takes
            density.append((board.reduced(record, credits) // takes, takes))
    price = 0
    for price, takes in sorted(density):  # noqa: B007
        excess -= takes
        if excess <= 0:
            break
    return max(_rounded(board, price), board.worths.unit) if density else board.worths.credit


def come_closer(board: Board, known: int, steps: int) -> None:
    """Moves all prices together, each by what its row is over or under, towards a bound of a known worth.

    A subgradient method with Polyak's step; the prices with the least bound stay.
    """
    bound, kept = board.bound(), board.prices[:]
    shorter = stalled = 0
    for _ in range(steps):
        over = _over(board)
        norm = sum(used * used * weight for used, weight in over.values())
        gap = board.bound() - known
        if not norm or gap <= 0:
            break
        step = gap * 3 * 2**shorter // (2 * 3**shorter)
        moved = {p: board.prices[p] + step * used * weight // norm for p, (used, weight) in over.items()}
        board.set_prices({p: _allowed(board, p, price) for p, price in moved.items()})
        stalled += 1
        if board.bound() < bound:
            bound, kept, stalled = board.bound(), board.prices[:], 0
        elif stalled == PATIENCE:
            shorter, stalled = shorter + 1, 0
            board.set_prices(dict(enumerate(kept)))
    board.set_prices(dict(enumerate(kept)))


def _allowed(board: Board, place: int, price: int) -> int:
    """A price that a row can have."""
    price = _rounded(board, price)
    return price if board.rows[place].exact else max(0, price)


def _over(board: Board) -> dict[int, tuple[int, int]]:
    """How much each row is over, or under at a price, and how readily its price is moved."""
    worth, found = board.worth(), {}
    for place, row in enumerate(board.rows):
        used = board.used(place, worth) - row.limit
        if used > 0 or (used and (row.exact or board.prices[place])):
            found[place] = used, 1 if row.by_credit else 9
    return found
