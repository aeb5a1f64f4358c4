"""The windows of a year as an automaton: what it allows and loses, against every choice spelled out."""

import random
from itertools import product

from baeum_rules.recognition.knapsack import fill
from baeum_rules.recognition.problem import CAP, WINDOW, Constraint
from baeum_rules.recognition.years import Year, least, moved, tables_of, width_of, years_of

Options = list[list[tuple[int, int]]]


def random_windows(rng: random.Random, credits: list[int], marks: list[int], first: int) -> list[Constraint]:
    """A year and its two semesters, each there or not; ``first`` records are in the first semester."""
    everything = list(range(len(credits)))
    places = [((2020,), everything), ((2020, 1), everything[:first]), ((2020, 2), everything[first:])]
    found = []
    for place, members in places:
        if members and rng.random() < 0.8:
            kind = CAP if len(place) == 1 and rng.random() < 0.3 else WINDOW  # CAP: the limit holds anyway
            rule = "window.year" if len(place) == 1 else "window.semester"
            weights, of = tuple(credits[m] for m in members), tuple(marks[m] for m in members)
            found.append(Constraint(rule, place, kind, rng.randint(2, 16), tuple(members), weights, of))
    return found


def allows(windows: list[Constraint], amounts: list[int]) -> bool:
    """Whether amounts keep the windows, as the model states them."""
    for c in windows:
        limited = any(mark and amounts[m] for m, mark in zip(c.members, c.marks, strict=True))
        if (limited or c.kind == CAP) and sum(amounts[m] for m in c.members) > c.limit:
            return False
    return True


def follow(year: Year, options: Options, amounts: list[int]) -> int | None:
    """What the automaton says that amounts lose, None where it forbids them."""
    tables = tables_of(year, [options[step] for step in year.steps])
    loss, state, width = least(tables[0], 0, 0, 0, 0), 0, width_of(year) // 2 - 1
    for place, step in enumerate(year.steps):
        state, growth = moved(tables, place, state, width, amounts[step], year.marks[place])
        if state < 0:
            return None
        assert state < 1 << width_of(year)
        loss += growth + dict(options[step])[amounts[step]]
    return loss


def test_automaton_is_the_windows() -> None:
    compared = 0
    for seed in range(250):
        rng = random.Random(seed)
        count = rng.randint(1, 6)
        credits, costs = ([rng.randint(low, 6) for _ in range(count)] for low in (1, 0))
        marks = [int(rng.random() < 0.6) for _ in range(count)]
        windows = random_windows(rng, credits, marks, rng.randint(0, count))
        years = years_of(windows, {record: record for record in range(count)}, credits)
        options: Options = []
        for full, cost in zip(credits, costs, strict=True):
            amounts = range(full, -1, -1) if rng.random() < 0.3 else (full, 0)
            options.append([(amount, (full - amount) * cost) for amount in amounts])
        inside = {step for year in years for step in year.steps}
        best: int | None = None
        for chosen in product(*options):
            taken = [amount for amount, _ in chosen]
            losses = [follow(year, options, taken) for year in years]
            assert (None not in losses) == allows(windows, taken), (seed, taken)
            if allows(windows, taken):
                loss = sum(cost for step, (_, cost) in enumerate(chosen) if step in inside)
                assert sum(loss or 0 for loss in losses) == loss, (seed, taken)
                best = loss if best is None else min(best, loss)
                compared += 1
        roots = [least(tables_of(year, [options[s] for s in year.steps])[0], 0, 0, 0, 0) for year in years]
        assert sum(roots) == best, seed
    assert compared > 3000


def test_fill_by_credits_is_the_least_of_all_options() -> None:
    rng = random.Random(1)
    for _ in range(200):
        size, full, unit, first = rng.randint(1, 12), rng.randint(3, 9), rng.randint(-3, 5), rng.randint(0, 4)
        rooms = sorted((rng.randint(0, 30) for _ in range(size)), reverse=True)
        options = [(amount, first + (full - amount) * unit) for amount in range(full, -1, -1)]
        options[-1] = (0, options[-1][1] - rng.randint(0, 3))
        expected = [
            min(rooms[room - amount] + cost for amount, cost in options if amount <= room)
            for room in range(size)
        ]
        assert fill(rooms, options) == expected
