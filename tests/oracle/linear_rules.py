"""The linear constraints of section 4 that need only sums and pairs, for `linear.Model`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from .brute_classes import GENERAL, renamed
from .brute_eligibility import Item
from .brute_key import plain
from .brute_tables import (
    BDES_STAGE_CAP,
    CERTIFICATE,
    CERTIFICATES,
    INSTITUTION_CAP,
    PART_TIME_FREE_FROM,
    PART_TIME_SEMESTER,
    PART_TIME_YEAR,
    SEMESTER_LIMIT,
    YEAR_LIMIT,
)

if TYPE_CHECKING:
    from .linear import Model

Place = tuple[Any, ...]


def chains(records: list[dict[str, Any]]) -> dict[str, int]:
    """Number of the retake chain of each university record: connected parts of the retake_of graph."""
    linked: dict[str, set[str]] = defaultdict(set)
    for r in records:
        if r["source"] == "university_course" and r.get("retake_of") is not None:
            linked[r["id"]].add(r["retake_of"])
            linked[r["retake_of"]].add(r["id"])
    number: dict[str, int] = {}
    for n, r in enumerate(records):
        stack = [r["id"]]
        while stack:
            one = stack.pop()
            if one not in number:
                number[one] = n
                stack += linked[one]
    return number


def clash(a: Item, b: Item, chain: dict[str, int]) -> bool:
    """Whether two records exclude each other: duplicate, retake, same job, same heritage item."""
    if a.source == b.source == "certificate":
        return CERTIFICATE[renamed(a.record["name"])].job == CERTIFICATE[renamed(b.record["name"])].job
    if a.source == b.source == "heritage":
        return plain(a.record["item"]) == plain(b.record["item"])
    same = a.key is not None and a.key == b.key
    if a.university and b.university:
        return chain[a.id] == chain[b.id] or (same and a.institution != b.institution)
    stages = [r.record["stage"] for r in (a, b) if r.source.startswith("bdes")]
    final_against_other = len(stages) == 2 and stages.count(4) == 1
    return same and not final_against_other


def windows(model: Model) -> None:
    """Constraints window.semester and window.year."""
    parts: dict[Place, list[int]] = defaultdict(list)
    for i, item in enumerate(model.items):
        if item.limited or item.university:
            parts[item.year, item.half].append(i)
            parts[item.year,].append(i)
    for place, inside in parts.items():
        limit = SEMESTER_LIMIT if len(place) == 2 else YEAR_LIMIT
        limited = [i for i in inside if model.items[i].limited]
        free = [i for i in inside if not model.items[i].limited]
        if not limited:
            continue
        model.m.add(model.sum_of(limited) <= limit)
        if not free:
            continue
        mixed = model.m.new_bool_var(f"mixed_{place}")
        for i in limited:
            model.m.add(mixed >= model.taken(i))
        most = sum(model.items[i].credits for i in free)
        model.m.add(model.sum_of(inside) <= limit + (most + 1) * (1 - mixed))


def institutions(model: Model) -> None:
    """Constraint institution.cap."""
    parts: dict[Place, list[int]] = defaultdict(list)
    for i in model.which("accredited_course", "bdes_exemption_course"):
        parts[model.items[i].institution,].append(i)
    for inside in parts.values():
        model.m.add(model.sum_of(inside) <= INSTITUTION_CAP[model.goal["degree"]])


def part_time(model: Model) -> None:
    """Constraints part_time.semester and part_time.year."""
    semester: dict[Place, list[int]] = defaultdict(list)
    year: dict[Place, list[int]] = defaultdict(list)
    standard: dict[Place, list[int]] = defaultdict(list)
    for i in model.which("part_time_course"):
        item = model.items[i]
        place = (item.institution, item.year, item.half)
        if item.record["basis"] == "lifelong_education_act":
            standard[place].append(i)
        elif item.day < PART_TIME_FREE_FROM:
            semester[place].append(i)
            year[place[:2]].append(i)
    for inside in semester.values():
        model.m.add(model.sum_of(inside) <= PART_TIME_SEMESTER)
    for inside in year.values():
        model.m.add(model.sum_of(inside) <= PART_TIME_YEAR)
    for inside in standard.values():
        least = min(model.items[i].record["semester_standard"] for i in inside)
        model.m.add(model.sum_of(inside) <= least // 2)


def counts(model: Model) -> None:
    """Constraints certificate.count, certificate.unlinked and bdes.stage."""
    held = model.which("certificate")
    most = 1 if model.goal["route"] == "second" else CERTIFICATES[model.goal["degree"]]
    model.m.add(sum(model.taken(i) for i in held) <= most)
    model.m.add(sum(model.x[i, GENERAL] for i in held if (i, GENERAL) in model.x) <= 1)
    for stage, cap in BDES_STAGE_CAP.items():
        own = [
            i
            for i in model.which("bdes_exam", "bdes_exemption_course")
            if model.items[i].record["stage"] == stage
        ]
        model.m.add(model.sum_of(own) <= cap)


def constrain(model: Model) -> None:
    """All constraints of this module, and the exclusive pairs as cliques of two."""
    windows(model)
    institutions(model)
    part_time(model)
    counts(model)
    for i, j in model.pairs():
        model.m.add_at_most_one([*model.of(i), *model.of(j)])
