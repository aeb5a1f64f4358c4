"""Knapsack tables against every choice spelled out."""

import random
from itertools import product

from baeum_rules.recognition.knapsack import (
    NEARLY,
    beside,
    exactly,
    filled,
    prefixes,
    put,
    rises,
    topped,
)


def random_steps(rng: random.Random) -> list[list[tuple[int, int]]]:
    return [
        [(rng.randint(1, 5), rng.randint(-3, 20)) for _ in range(rng.randint(1, 3))]
        for _ in range(rng.randint(0, 4))
    ]


def every_sum(steps: list[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    ways = product(*([(0, 0), *step] for step in steps))
    return [(sum(c for c, _ in way), sum(w for _, w in way)) for way in ways]


def test_a_place_holds_the_most_for_its_room() -> None:
    for seed in range(300):
        steps = random_steps(random.Random(seed))
        sums = every_sum(steps)
        table = filled(steps, 12)
        assert table == [max(w for c, w in sums if c <= room) for room in range(13)], seed
        assert put(table, []) is table


def test_exact_sums() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        steps = [[(c, abs(w)) for c, w in step] for step in random_steps(rng)]
        most = rng.randint(0, 16)
        units = [(rng.randint(1, 3), rng.randint(1, 9))] if seed % 3 == 0 else []
        table = exactly(steps, most, prefixes(units, most))
        sums = every_sum([*steps, *([[(c, c * each) for c in range(1, n + 1)] for n, each in units])])
        assert len(table) <= most + 1
        for credits in range(most + 1):
            fitting = [w for c, w in sums if c == credits]
            worth = table[credits] if credits < len(table) else 2 * NEARLY
            assert (worth < NEARLY) if not fitting else (worth == max(fitting)), (seed, credits)


def test_prefixes_are_the_best_units() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        units = [(rng.randint(1, 4), rng.randint(1, 9)) for _ in range(rng.randint(0, 4))]
        single = sorted((each for credits, each in units for _ in range(credits)), reverse=True)
        most = rng.randint(0, 12)
        assert prefixes(units, most) == [sum(single[:c]) for c in range(min(most, len(single)) + 1)]


def test_a_spread_beside_a_table() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        table = filled(random_steps(rng), rng.randint(0, 10))
        units = [(rng.randint(1, 4), rng.randint(1, 9)) for _ in range(rng.randint(0, 4))]
        price = rng.randint(0, 10)
        spread = [worth - price * c for c, worth in enumerate(prefixes(units, 30))]
        expected = [
            max(spread[c] + table[room - c] for c in range(min(room + 1, len(spread))))
            for room in range(len(table))
        ]
        assert beside(table, spread) == expected, seed


def test_rises_and_what_stands_on_top() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        below = filled(random_steps(rng), 10)
        above = sorted(rng.randint(-9, 30) for _ in range(11))
        ways = rises(below)
        assert ways[0] == (0, below[0])
        assert [worth for _, worth in ways] == sorted(set(below))
        expected = [max(below[a] + above[room - a] for a in range(room + 1)) for room in range(11)]
        assert topped(ways, above) == expected, seed
