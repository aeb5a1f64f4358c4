"""What must be decided at all: most constraints hold even if everything counts, and most records meet none
that does not. The rest falls into components that can be decided one by one."""

from __future__ import annotations

from .problem import CAP, COUNT, DUPLICATE, EXCLUSIVE, SCHOOL, STAGES_1_TO_3, WINDOW, Constraint, Problem


def excess(constraint: Constraint, alive: list[int]) -> int:
    """How much of a cap must be given up if every record still alive were to count."""
    taken = 0
    for member, weight in zip(constraint.members, constraint.weights, strict=True):
        if alive[member]:
            taken += weight
    return taken - constraint.limit


def excludes(left: int, right: int) -> bool:
    """Whether two members of one duplicate key, by their families, exclude each other."""
    if left == right:
        return left <= STAGES_1_TO_3  # two of one university do not
    return EXCLUSIVE in (left, right) or max(left, right) > STAGES_1_TO_3


def all_exclude(families: list[int]) -> bool:
    """Whether every two of the families exclude each other."""
    return all(excludes(families[a], families[b]) for a in range(len(families)) for b in range(a))


def binds(constraint: Constraint, alive: list[int]) -> bool:
    """Whether a constraint could forbid something among the records still alive."""
    kind = constraint.kind
    if kind in (CAP, COUNT, SCHOOL):
        return excess(constraint, alive) > 0
    members = [i for i, member in enumerate(constraint.members) if alive[member]]
    if kind == WINDOW:
        return any(constraint.marks[i] for i in members) and excess(constraint, alive) > 0
    if kind == DUPLICATE:
        families = [constraint.marks[i] for i in members]
        return any(excludes(families[a], families[b]) for a in range(len(families)) for b in range(a))
    return len(members) > 1  # SUBSTITUTE


def leave_out_worse_duplicates(
    problem: Problem, constraints: list[Constraint], touching: list[list[int]], alive: list[int]
) -> bool:
    """Leave out a duplicate where another that meets no other constraint is at least as good at every level.

    Exchanging the worse for the better keeps every constraint and lowers nothing, so the best selection never
    holds the worse. Returns whether anything was left out.
    """
    changed = False
    for number, constraint in enumerate(constraints):
        if constraint.kind != DUPLICATE or not all(
            mark == EXCLUSIVE
            for mark, member in zip(constraint.marks, constraint.members, strict=True)
            if alive[member]
        ):
            continue
        members = [member for member in constraint.members if alive[member]]
        free = [member for member in members if touching[member] == [number]]
        for better in free:
            for worse in members:
                if (
                    worse != better
                    and alive[worse]
                    and alive[better]
                    and not problem.forced[worse]
                    and _is_worse(problem, worse, better)
                ):
                    alive[worse] = 0
                    changed = True
    return changed


def _is_worse(problem: Problem, worse: int, better: int) -> bool:
    p = problem
    return (
        p.credits[worse] <= p.credits[better]
        and p.eighteen[worse] <= p.eighteen[better]
        and p.at_university[worse] <= p.at_university[better]
        and p.classes[worse] | p.classes[better] == p.classes[better]
        and p.elective_beside[worse] <= p.elective_beside[better]
        and (p.credits[worse] < p.credits[better] or p.eighteen[worse] < p.eighteen[better] or better < worse)
    )


class Screened:
    """A problem reduced to what must be decided.

    ``alive``: 0 for records left out already. ``binding``: the constraints that can forbid something.
    ``touching``: for each record, the places of its constraints in ``binding``.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.alive = [1] * len(problem.credits)
        self._find_binding(list(problem.constraints))
        while leave_out_worse_duplicates(problem, self.binding, self.touching, self.alive):
            self._find_binding(self.binding)

    def _find_binding(self, candidates: list[Constraint]) -> None:
        self.binding = [constraint for constraint in candidates if binds(constraint, self.alive)]
        self.binding = drop_implied(self.binding, self.alive)
        self.touching: list[list[int]] = [[] for _ in self.alive]
        for number, constraint in enumerate(self.binding):
            for member in constraint.members:
                self.touching[member].append(number)


def components(constraints: list[Constraint], records: list[int]) -> list[list[int]]:
    """The records grouped so that no constraint spans two groups; each in order."""
    leader = {record: record for record in records}

    def find(record: int) -> int:
        while leader[record] != record:
            leader[record] = record = leader[leader[record]]
        return record

    for constraint in constraints:
        members = [member for member in constraint.members if member in leader]
        for member in members[1:]:
            a, b = find(members[0]), find(member)
            leader[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for record in records:
        groups.setdefault(find(record), []).append(record)
    return list(groups.values())


def drop_implied(binding: list[Constraint], alive: list[int]) -> list[Constraint]:
    """Without the caps that the limits of windows already keep within bounds."""
    windows = [c for c in binding if c.rule == "window.semester"]
    windows += [c for c in binding if c.rule == "window.year"]
    limited = {
        c.place: {m for m, mark in zip(c.members, c.marks or c.members, strict=True) if mark or not c.marks}
        for c in windows
    }
    kept = list(binding)
    for constraint in binding:
        if constraint.kind == CAP:
            others = [(c.limit, limited[c.place]) for c in windows if c is not constraint]
            if _most_in(constraint, others, alive) <= constraint.limit:
                kept.remove(constraint)
                windows = [c for c in windows if c is not constraint]
    return kept


def _most_in(constraint: Constraint, windows: list[tuple[int, set[int]]], alive: list[int]) -> int:
    """The most of a cap that windows, semesters before years, leave: (limit, members it always holds for)."""
    left = {m: weight for m, weight in zip(constraint.members, constraint.weights, strict=True) if alive[m]}
    for limit, members in windows:
        inside = [member for member in left if member in members]
        if inside:
            left[inside[0]] = min(limit, sum(left.pop(member) for member in inside))
    return sum(left.values())
