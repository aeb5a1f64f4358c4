"""The constraints between records as rows: what the options of some records take, summed, is within a limit.

Windows are no rows; the years stand for them (``years.py``). Of duplicates every clique of records that
exclude each other is a row, of substitutes a group's required classes, and every condition of ``R <= rho``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .classes import REQUIRED
from .problem import CAP, COUNT, DUPLICATE, EXCLUSIVE, SCHOOL, SUBSTITUTE, Constraint, Problem
from .screen import excludes
from .worth import Option


class Row:
    """A limit on a sum.

    ``take[record][option]``: what the option takes of the limit, in full. ``out``: what leaving a record out
    takes. ``by_credit``: a divisible record takes in proportion. ``exact``: courses may be cut only where the
    limit is reached. ``beside``: records that may be elective only beside another that takes. ``spent``: what
    is taken if every record is left out; ``widest``: the most that a sum or a take can be.
    """

    def __init__(
        self,
        limit: int,
        take: dict[int, tuple[int, ...]],
        *,
        out: dict[int, int] | None = None,
        by_credit: bool = False,
        exact: bool = False,
        beside: Collection[int] = (),
        divisible: Collection[int] = (),
    ) -> None:
        self.take, self.out = take, out or {}
        split = take.keys() & set(divisible) if by_credit else ()
        self.limit = limit if exact else _within_reach(limit, take, self.out, split)
        self.by_credit, self.exact, self.beside = by_credit, exact, beside
        self.spent = sum(self.out.values())
        self.widest = max([limit, *map(max, take.values()), *self.out.values()])

        ones = all(all(taken) for taken in take.values())
        self.excludes = limit == 1 and ones and not by_credit  # of its records at most one may count
        self.single = limit == 1 and not by_credit and not out  # at most one option may take of it

    def takes(self, record: int, option: int) -> int:
        """What an option takes, in full, beyond leaving the record out."""
        return self.take[record][option] - self.out.get(record, 0)


def _within_reach(
    limit: int, take: dict[int, tuple[int, ...]], out: dict[int, int], split: Collection[int]
) -> int:
    """The most that options can take of a limit together: with whole records not every sum can be had."""
    sums, mask = 1, (2 << max(limit, 0)) - 1  # bit n: some choice takes n
    for record, taken in take.items():
        amounts = {*taken, out.get(record, 0)}
        found = 0
        for amount in range(min(amounts), max(amounts) + 1) if record in split else amounts:
            found |= sums << amount
        sums = found & mask
    return sums.bit_length() - 1 if limit >= 0 else limit


def _cliques(members: list[int], pairs: set[tuple[int, int]]) -> list[list[int]]:
    """Groups of members that all exclude each other, so that every pair is in one."""
    left, found = sorted(pairs), []
    while left:
        clique = list(left[0])
        for member in members:
            if member not in clique and all((min(member, x), max(member, x)) in pairs for x in clique):
                clique.append(member)
        found.append(clique)
        left = [pair for pair in left if not (pair[0] in clique and pair[1] in clique)]
    return found


def _of_duplicates(c: Constraint, members: list[int]) -> list[list[int]]:
    mark = dict(zip(c.members, c.marks, strict=True))
    if all(mark[member] == EXCLUSIVE for member in members):
        return [members] if len(members) > 1 else []
    pairs = {(a, b) for at, a in enumerate(members) for b in members[at + 1 :] if excludes(mark[a], mark[b])}
    return _cliques(members, pairs)


def rows_of(
    problem: Problem,
    constraints: Sequence[Constraint],
    options: dict[int, list[Option]],
    exact: Collection[Constraint],
) -> list[Row]:
    """The rows of constraints on some records, by their options.

    ``exact``: the schools whose cap is reached; of others above their cap at least a credit less counts.
    """
    found = []
    split = {member for c in exact for member in c.members}
    for c in constraints:
        members = [member for member in c.members if member in options]
        if c.kind == DUPLICATE:
            for clique in _of_duplicates(c, members):
                found.append(Row(1, {member: (1,) * len(options[member]) for member in clique}))
        elif c.kind == COUNT and len(members) > c.limit:
            found.append(Row(c.limit, {member: (1,) * len(options[member]) for member in members}))
        elif c.kind in (CAP, SCHOOL) and not c.rule.startswith("window."):
            take = {member: (problem.credits[member],) * len(options[member]) for member in members}
            if sum(problem.credits[member] for member in members) > c.limit:
                found.append(Row(c.limit, take, by_credit=True, exact=c in exact, divisible=split))
        elif c.kind == SUBSTITUTE:
            found += _of_substitutes(problem, members, options)
    return found


def _of_substitutes(problem: Problem, members: list[int], options: dict[int, list[Option]]) -> list[Row]:
    take = {member: tuple(int(option.taken == REQUIRED) for option in options[member]) for member in members}
    take = {member: taken for member, taken in take.items() if any(taken)}
    if len(take) < 2:
        return []
    beside = [member for member in take if problem.elective_beside[member]]
    return [Row(1, take, beside=beside)]
