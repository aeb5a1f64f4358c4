"""Bounds and searches of one board at any prices, against every selection spelled out."""

from __future__ import annotations

import random
from collections.abc import Iterator

from baeum_rules.recognition import board as board_module
from baeum_rules.recognition.board import Board
from baeum_rules.recognition.budget import Budget
from baeum_rules.recognition.classes import ELECTIVE
from baeum_rules.recognition.labels import Search
from baeum_rules.recognition.prices import come_closer, find_prices, is_best
from baeum_rules.recognition.problem import SCHOOL, Constraint, Problem
from baeum_rules.recognition.rows import rows_of
from baeum_rules.recognition.worth import Worths

from .random_problems import every_selection, random_problem

WIDE = 1 << 30


def boards(problem: Problem) -> Iterator[tuple[Board, int | None]]:
    """Each board of a problem as it stands, unscreened, with the most that its selections are worth."""
    above = [c for c in problem.constraints if c.kind == SCHOOL and sum(c.weights) > c.limit]
    beside = problem.elective_beside
    classes = {i: [bit, ELECTIVE] if beside[i] else [bit] for i, bit in enumerate(problem.classes)}
    worths = Worths(problem, classes, {m for c in above for m in c.members})
    for exact in (False, True) if above else (False,):
        rows = rows_of(problem, problem.constraints, worths.options, above if exact else [])
        board = Board(worths, problem.constraints, rows, Budget())
        yield board, _most(problem, worths, above, exact=exact)


def _most(problem: Problem, worths: Worths, schools: list[Constraint], *, exact: bool) -> int | None:
    members = [m for c in schools for m in c.members]
    limit = sum(c.limit for c in schools)
    possible = []
    for counted in every_selection(problem):
        amounts = [counted.get(m, (0, 0))[0] for m in members]
        cut = any(n not in (0, problem.credits[m]) for n, m in zip(amounts, members, strict=True))
        if sum(amounts) == limit if exact else not cut:
            possible.append(worths.worth(counted) or 0)
    return max(possible, default=None)


def random_prices(rng: random.Random, board: Board) -> dict[int, int]:
    """Prices of about what a credit is worth; below 0 only where a limit must be reached."""
    credit, unit = board.worths.credit, board.worths.unit
    found = {}
    for place, row in enumerate(board.rows):
        price = rng.choice((0, 0, credit, 3 * credit, rng.randrange(4 * credit), rng.randrange(credit)))
        found[place] = (-price if row.exact and rng.random() < 0.5 else price) // unit * unit
    return found


def drawn(rng: random.Random) -> Problem:
    """A problem that forces nothing: to a board a forced record is only worth more than all others."""
    problem = random_problem(rng)
    return problem._replace(forced=(0,) * len(problem.credits))


def test_no_prices_bound_below_the_best() -> None:
    compared = 0
    for seed in range(400):
        rng = random.Random(seed)
        for board, most in boards(drawn(rng)):
            for _ in range(3):
                board.set_prices(random_prices(rng, board))
                assert most is None or board.bound() >= most, seed
                compared += 1
    assert compared > 1200


def test_search_finds_the_best_at_any_prices() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        for board, most in boards(drawn(rng)):
            board.set_prices(random_prices(rng, board))
            assert Search(board).best(-1, WIDE)[0] == most, seed
            if most:
                assert Search(board).best(most - 1, WIDE)[0] == most, seed
                assert Search(board).best(most // 2, WIDE)[0] == most, seed
                assert Search(board).best(most + 1, WIDE)[0] is None, seed


def test_what_a_narrow_search_drops_it_tells() -> None:
    dropped_some = 0
    for seed in range(200):
        rng = random.Random(seed)
        for board, most in boards(drawn(rng)):
            board.set_prices(random_prices(rng, board))
            best, dropped = Search(board).best(-1, 1)
            assert most is None or best == most or dropped >= most, seed
            dropped_some += dropped >= 0
    assert dropped_some > 50


def test_long_rows_are_counted_in_tables(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Rows that many records share are counted apart; here already those of two."""
    monkeypatch.setattr(board_module, "MOST_TIED", 2)
    long = 0
    for seed in range(300):
        rng = random.Random(seed)
        for board, most in boards(drawn(rng)):
            board.set_prices(random_prices(rng, board))
            assert Search(board).best(-1, WIDE)[0] == most, seed
            long += board.long >= 0
    assert long > 100


def test_each_combination_of_modes_is_bounded() -> None:
    several = 0
    for seed in range(200):
        rng = random.Random(seed)
        for board, most in boards(drawn(rng)):
            board.set_prices(random_prices(rng, board))
            places = [(year, range(len(year.modes))) for year in board.years]
            found = -1
            combinations: list[list[int]] = [[]]
            for _, modes in places:
                combinations = [[*one, mode] for one in combinations for mode in modes]
            for one in combinations:
                part = board.only([year.modes[mode] for (year, _), mode in zip(places, one, strict=True)])
                assert part.bound() <= board.bound(), seed
                best, _ = Search(part).best(-1, WIDE)
                assert best is None or best <= part.bound(), seed
                found = max(found, -1 if best is None else best)
            assert found == (-1 if most is None else most), seed
            several += len(combinations) > 1
    assert several > 50


def test_prices_come_down_and_tell_the_best() -> None:
    told = compared = 0
    for seed in range(400):
        problem = drawn(random.Random(seed))
        for board, most in boards(problem):
            if most is None:
                continue
            before = board.bound()
            find_prices(board, -1, 4)
            assert before + board.worths.unit > board.bound() >= most, seed  # prices are whole units
            if is_best(board):
                told += 1
                chosen = board.worths.read(board.worth())
                counted = {r: (n, board.options[r][at].taken) for r, (n, at) in chosen.items()}
                assert board.worths.worth(counted) == board.bound(), seed
                assert counted in every_selection(problem), seed
            before = board.bound()
            come_closer(board, most - 1, 12)
            assert before >= board.bound() >= most, seed
            compared += 1
    assert told > 0.6 * compared


def test_gain_is_what_the_bound_loses() -> None:
    """Without a record's options that take of a row the bound is less by its gain."""
    gained = 0
    for seed in range(150):
        rng = random.Random(seed)
        problem = drawn(rng)
        for board, _ in boards(problem):
            board.set_prices(random_prices(rng, board))
            state = board.bound(), board.prices[:], [y.worths[:] for y in board.years]
            for place, row in enumerate(board.rows):
                for record in row.take:
                    gain = board.gain(record, place)
                    assert gain >= 0
                    gained += gain > 0
            assert state == (board.bound(), board.prices, [y.worths for y in board.years]), seed
    assert gained > 50
