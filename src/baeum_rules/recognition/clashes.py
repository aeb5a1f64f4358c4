"""Records that the learner asked for and that no selection holds together: the smallest such set.

Of the smallest sets the one whose sorted ids come first. Most clashes lie inside one constraint. Only
university courses that may be cut (``school.cap``) can make room elsewhere, and only where their kind then
adds up to exactly its cap, which other records may help with: sets with such courses are tried one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .problem import DUPLICATE, SCHOOL, SUBSTITUTE, WINDOW, Constraint, Problem
from .screen import excludes
from .selection import select

MOST_TRIED = (
    300  # sets tried one by one; beyond that none of the set named can be spared, but a smaller may be
)


class Member(NamedTuple):
    """A taken record in a constraint: what it takes of the limit at the least, and its mark."""

    record: int
    weight: int
    mark: int


def smallest_clash(problem: Problem, ids: list[str]) -> list[str]:
    """The ids of the smallest clash among the forced records of a problem that no selection satisfies.

    ``ids`` are those of the columns.
    """
    taken = sorted((i for i, forced in enumerate(problem.forced) if forced), key=ids.__getitem__)
    cuttable = {i for c in problem.constraints if c.kind == SCHOOL for i in c.members}
    clashes = [clash for c in problem.constraints if (clash := _inside(c, taken, cuttable))]
    best = min(clashes, key=lambda clash: (len(clash), [ids[i] for i in clash]), default=taken)
    if any(_full_window(c, taken, cuttable) for c in problem.constraints):
        best = _among(problem, taken, cuttable, best, ids) or best
    return [ids[i] for i in best]


def _inside(c: Constraint, taken: list[int], cuttable: set[int]) -> list[int] | None:
    """The smallest, then first, set of taken members that breaks one constraint whatever is cut."""
    weight, mark = dict(zip(c.members, c.weights, strict=True)), dict(zip(c.members, c.marks, strict=False))
    members = [
        Member(i, 1 if i in cuttable and c.kind in (WINDOW, SCHOOL) else weight[i], mark.get(i, 0))
        for i in taken
        if i in weight
    ]
    if c.kind == SUBSTITUTE:
        return None
    if c.kind == DUPLICATE:
        pairs = ([a, b] for at, a in enumerate(members) for b in members[at + 1 :])
        return next(([a.record, b.record] for a, b in pairs if excludes(a.mark, b.mark)), None)
    return _over(members, c.limit, marked=c.kind == WINDOW)


def _over(members: list[Member], limit: int, *, marked: bool) -> list[int] | None:
    """The smallest, then first, set whose weights exceed the limit; with a marked member if ``marked``."""
    sizes = range(1, len(members) + 1)
    size = next((size for size in sizes if _heaviest(members, size, marked=marked) > limit), 0)
    if not size:
        return None
    chosen: list[int] = []
    total, waits = 0, marked
    for place, member in enumerate(members):
        rest, still = size - len(chosen) - 1, waits and not member.mark
        most = _heaviest(members[place + 1 :], rest, marked=still)
        if rest >= 0 and most >= 0 and total + member.weight + most > limit:
            chosen.append(member.record)
            total, waits = total + member.weight, still
    return chosen


def _heaviest(members: list[Member], size: int, *, marked: bool) -> int:
    """The greatest weight of so many members; -1 where there are none such."""
    if size == 0:
        return -1 if marked else 0
    if size < 0 or len(members) < size:
        return -1
    ranked = sorted(members, key=lambda member: -member.weight)
    top = ranked[:size]
    if marked and not any(member.mark for member in top):
        heaviest = next((member for member in ranked if member.mark), None)
        if heaviest is None:
            return -1
        top = [*top[:-1], heaviest]
    return sum(member.weight for member in top)


def _full_window(c: Constraint, taken: list[int], cuttable: set[int]) -> bool:
    """Whether taken records overfill a mixed window unless courses are cut."""
    if c.kind != WINDOW:
        return False
    inside = [at for at, i in enumerate(c.members) if i in taken]
    over = sum(c.weights[at] for at in inside) > c.limit
    return over and any(c.marks[at] for at in inside) and any(c.members[at] in cuttable for at in inside)


def _among(
    problem: Problem, taken: list[int], cuttable: set[int], best: list[int], ids: list[str]
) -> list[int] | None:
    """The smallest, then first, clash that cutting decides, where it comes before ``best``."""
    near = {i for c in problem.constraints if cuttable & set(c.members) for i in c.members}
    pool = [i for i in taken if i in near]
    tried = 0
    for size in range(1, len(best) + 1):
        for found in _subsets(pool, _kinds(problem, pool), size):
            if size == len(best) and [ids[i] for i in found] >= [ids[i] for i in best]:
                break
            if not any(_full_window(c, found, cuttable) for c in problem.constraints):
                continue  # nothing has to be cut for a window
            tried += 1
            if tried > MOST_TRIED:
                return _spared(problem, best)
            if not _holds(problem, found):
                return found
    return None


def _holds(problem: Problem, found: list[int]) -> bool:
    """Whether some selection recognises all of a set."""
    forced = [0] * len(problem.credits)
    for i in found:
        forced[i] = 1
    return select(problem._replace(forced=tuple(forced))) is not None


def _spared(problem: Problem, clash: list[int]) -> list[int]:
    """A clash without the records that it clashes without, the last taken back first."""
    for i in reversed(clash):
        rest = [j for j in clash if j != i]
        if not _holds(problem, rest):
            clash = rest
    return clash


def _kinds(problem: Problem, pool: list[int]) -> dict[int, tuple[object, ...]]:
    """What decides whether a record fits: records of one kind stand for each other."""
    kinds: dict[int, tuple[object, ...]] = {i: (problem.credits[i],) for i in pool}
    for number, c in enumerate(problem.constraints):
        for at, i in enumerate(c.members):
            if i in kinds:
                kinds[i] += ((number, c.weights[at], c.marks[at] if c.marks else 0),)
    return kinds


def _subsets(pool: list[int], kinds: dict[int, tuple[object, ...]], size: int) -> Iterator[list[int]]:
    """Subsets of a size, the first first; of records of one kind always the first ones."""

    def grow(chosen: list[int], start: int, skipped: frozenset[tuple[object, ...]]) -> Iterator[list[int]]:
        if len(chosen) == size:
            yield chosen
            return
        for at in range(start, len(pool) - (size - len(chosen)) + 1):
            if kinds[pool[at]] not in skipped:
                yield from grow([*chosen, pool[at]], at + 1, skipped)
                skipped |= {kinds[pool[at]]}

    yield from grow([], 0, frozenset())
