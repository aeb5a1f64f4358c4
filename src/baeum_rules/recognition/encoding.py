"""The choice among records as a CP-SAT model: Booleans for records and classes, sums, and the limits.

``solver.py`` finds the best selection with it, ``baeum_rules.plan`` the best records still to come: the rules
are encoded once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ortools.sat.python import cp_model

from .classes import ELECTIVE, GENERAL, LIBERAL, REQUIRED
from .problem import (
    COUNT,
    DUPLICATE,
    EXCLUSIVE,
    FIRST_UNIVERSITY,
    SCHOOL,
    STAGE_4,
    STAGES_1_TO_3,
    SUBSTITUTE,
    WINDOW,
    Constraint,
    Problem,
)
from .screen import excludes


class Encoding:
    """The model of one problem: a Boolean for each record and class, and totals as sums over them.

    ``binding``: the constraints to keep. ``alive``: 0 for records that are left out. ``contested``: 0 for
    those that count in any case. ``taken[i]`` and ``credits[i]`` are sums over ``in_class[i]`` and
    ``part[i]``, by class bit.
    """

    def __init__(
        self,
        problem: Problem,
        binding: Sequence[Constraint],
        alive: Sequence[int],
        contested: Sequence[bool | int],
    ) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.alive, self.contested = alive, contested
        self.reached = {
            c.place: self.model.new_bool_var(f"reached{c.place}") for c in binding if c.kind == SCHOOL
        }
        school = {i: self.reached[c.place] for c in binding if c.kind == SCHOOL for i in c.members}
        self.in_class: list[dict[int, Any]] = []
        self.part: list[dict[int, Any]] = []
        for i in range(len(problem.credits)):
            self._add_record(i, alive[i], school.get(i))
        self.taken = [sum(flags.values()) for flags in self.in_class]
        self.credits = [sum(parts.values()) for parts in self.part]
        for i, forced in enumerate(problem.forced):
            if forced:
                self.model.add(self.taken[i] == 1)
        self._add_beside()
        for constraint in binding:
            self._add(constraint)
        self._add_totals()

    def _add_record(self, i: int, alive: int, reached: cp_model.IntVar | None) -> None:
        """The classes of a record; a course of a school above its cap counts whole unless the cap is
        reached."""
        m, p = self.model, self.problem
        bits = [bit for bit in (REQUIRED, ELECTIVE, LIBERAL, GENERAL) if p.classes[i] & bit]
        if p.elective_beside[i] and p.classes[i] & REQUIRED:
            bits.insert(1, ELECTIVE)
        flags: dict[int, Any] = {bit: m.new_bool_var(f"x{i}_{bit}") for bit in bits}
        if not alive:
            m.add(sum(flags.values()) == 0)
        elif self.contested[i]:
            m.add_at_most_one(flags.values())
        else:
            m.add_exactly_one(flags.values())
        parts: dict[int, Any] = {bit: p.credits[i] * flag for bit, flag in flags.items()}
        if reached is not None:
            for bit, flag in flags.items():
                parts[bit] = part = m.new_int_var(0, p.credits[i], f"k{i}_{bit}")
                m.add(part >= flag)
                m.add(part <= p.credits[i] * flag)
                m.add(part >= p.credits[i] * flag - p.credits[i] * reached)
        self.in_class.append(flags)
        self.part.append(parts)

    def _add_beside(self) -> None:
        """Of a substitutes group a record is elective only beside another that is required."""
        p = self.problem
        for i, mask in enumerate(p.classes):
            if p.elective_beside[i] and mask & REQUIRED:
                groups = (c for c in p.constraints if c.kind == SUBSTITUTE and i in c.members)
                others = sorted({j for c in groups for j in c.members} - {i})
                self.model.add(
                    self.in_class[i][ELECTIVE] <= sum(self.in_class[j].get(REQUIRED, 0) for j in others)
                )

    def _add(self, c: Constraint) -> None:
        m, kind = self.model, c.kind
        if kind == DUPLICATE:
            self._add_duplicates(c)
        elif kind == SUBSTITUTE:
            m.add_at_most_one(self.in_class[i][REQUIRED] for i in c.members)
        elif kind == WINDOW:
            self._add_window(c)
        else:
            used = sum((self.taken if kind == COUNT else self.credits)[i] for i in c.members)
            m.add(used <= c.limit)
            if kind == SCHOOL:
                m.add(used >= c.limit * self.reached[c.place])

    def _add_duplicates(self, c: Constraint) -> None:
        """Cliques of those that exclude each other; as few as there are families, however many members."""
        marked = list(zip(c.members, c.marks, strict=True))
        schools = [(i, mark) for i, mark in marked if mark >= FIRST_UNIVERSITY]
        stages = {mark for _, mark in marked if mark in (STAGE_4, STAGES_1_TO_3)} or {EXCLUSIVE}
        for stage in stages:
            clique = [i for i, mark in marked if mark in (EXCLUSIVE, stage)]
            for more in [[i] for i, _ in schools] or [[]]:
                flags = (flag for i in (*clique, *more) for flag in self.in_class[i].values())
                self.model.add_at_most_one(flags)
        for a, (left, first) in enumerate(schools):
            for right, second in schools[:a]:
                if excludes(first, second):
                    self.model.add_at_most_one(*self.in_class[left].values(), *self.in_class[right].values())

    def _add_window(self, c: Constraint) -> None:
        """A limit that holds for all members as soon as a limited source counts."""
        m = self.model
        marked = [i for i, mark in zip(c.members, c.marks, strict=True) if mark]
        m.add(sum(self.credits[i] for i in marked) <= c.limit)
        mixed = m.new_bool_var(f"mixed{c.place}")
        for i in marked:
            m.add(mixed >= self.taken[i])
        free = sum(self.problem.credits[i] for i in c.members) - sum(self.problem.credits[i] for i in marked)
        m.add(sum(self.credits[i] for i in c.members) <= c.limit + free * (1 - mixed))

    def _add_totals(self) -> None:
        p, n = self.problem, range(len(self.problem.credits))
        self.recognised = sum(self.credits)
        self.major_required = sum(self.part[i].get(REQUIRED, 0) for i in n)
        self.major = self.major_required + sum(self.part[i].get(ELECTIVE, 0) for i in n)
        self.liberal = sum(self.part[i].get(LIBERAL, 0) for i in n)
        self.eighteen = sum(self.credits[i] * p.eighteen[i] for i in n)
        self.university = sum(self.credits[i] * p.at_university[i] for i in n)

    def _met(self, records: list[int]) -> Any:
        met = self.model.new_bool_var("met")
        self.model.add(met <= sum(self.taken[i] for i in records))
        return met
