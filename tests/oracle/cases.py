"""Random valid cases of version 1, for comparing implementations.

`tiny_case(rng)` has 0 to 8 records, `large_case(rng, kind)` 20 to 80. The same `random.Random(seed)` gives
the same case. Every value goes through `json.dumps(case, ensure_ascii=False)`; scores are ints or floats
whose shortest text (59.9) is the meant number, so read them back with `parse_float=Decimal`.
"""

import random
from typing import Any

from . import cases_large
from .brute_tables import CLASSES, SCHOOL_CAP
from .case_parts import (
    EDGES,
    FAMILIES,
    INSTITUTIONS,
    MAKERS,
    SUBSTITUTES,
    Record,
    World,
    curriculum,
    university,
)

ALL = tuple(MAKERS)
DEGREES = ("bachelor", "associate_2y", "associate_3y")
# theme -> sources it draws from
THEMES: dict[str, tuple[str, ...]] = {
    "mix": ALL,
    "windows": ("accredited", "accredited", "university", "part_time", "bdes_exemption"),
    "duplicates": ("accredited", "university", "part_time", "bdes_exam", "bdes_exemption"),
    "substitutes": ("accredited", "accredited", "university", "bdes_exam"),
    "certificates": ("certificate", "certificate", "certificate", "accredited"),
    "bdes": ("bdes_exam", "bdes_exam", "bdes_exemption"),
    "part_time": ("part_time", "part_time", "accredited"),
    "heritage": ("heritage", "heritage", "accredited", "certificate"),
    "school": ("accredited", "certificate", "bdes_exam"),
    "institution": ("accredited",),
    "near": ("university", "university", "university", "accredited", "part_time", "certificate"),
    "retakes": ("university", "university", "accredited"),
}


def days_of(rng: random.Random) -> list[str]:
    """Completion dates inside one or two study years, edges of windows included."""
    days: list[str] = []
    first = rng.choice((2004, 2008, 2010, 2015, 2016, 2022, 2023, 2024, 2025))
    for year in range(first, first + rng.randint(1, 2)):
        all_of = [f"{year}-03-01", f"{year}-06-20", f"{year}-08-31", f"{year}-09-01", f"{year}-12-20"]
        all_of += [f"{year + 1}-01-15", f"{year + 1}-02-28"]
        days += rng.sample(all_of, rng.randint(1, 4))
    return days


def make_world(rng: random.Random, theme: str) -> World:
    """What the records share, so that the theme's limits bind."""
    count = {"duplicates": 3, "substitutes": 0, "bdes": 14}.get(theme, rng.randint(5, 14))
    families = rng.sample(FAMILIES, count)
    if theme == "substitutes":
        names = {name for group in SUBSTITUTES for name in group}
        families = [f for f in FAMILIES if names & set(f)]
    low = rng.choice((1, 3, 6))
    world = World(rng, rng.choice((0.0, 0.0, 0.03, 0.12)), families, days_of(rng))
    world.credits = (20, 24) if theme == "institution" else (low, low + rng.choice((2, 8)))
    if theme == "near":
        world.credits = (8, 24)
    if theme in ("institution", "near"):
        world.days = [f"{year}-06-20" for year in range(2016, 2026)]
    return world


def school_block(w: World) -> list[Record]:
    """Courses of one school kind whose credits are near its cap, so that one or two are cut."""
    kind = w.rng.choice(tuple(SCHOOL_CAP))
    count, total = w.rng.randint(2, 5), SCHOOL_CAP[kind] + w.rng.randint(-2, 6)
    cuts = sorted(w.rng.sample(range(1, total), count - 1))
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
    block = []
    for credits in parts:
        record = university(w)
        record |= {"school_kind": kind, "credits": credits}
        if not w.odd() and record["leaving"] != "enrolled":
            record["leaving"] = "withdrawn"
        record.pop("retake_of", None)
        w.made.append(record)
        block.append(record)
    return block


def pin_stage(w: World) -> None:
    """Put the BDES records of the world in one stage, so that its cap binds."""
    stage = w.rng.randint(1, 4)
    for record in w.made:
        if record["source"].startswith("bdes") and w.chance(0.9):
            record["stage"] = stage


def previous_degrees(w: World, second: bool) -> list[dict[str, str]]:
    """Degrees already held; for route second mostly one that qualifies and is old enough."""
    if not second:
        return []
    dates = ("1998-02-20", "1998-02-20", "2003-02-20", w.rng.choice(EDGES))
    return [
        {
            "degree": w.rng.choice(("bachelor", "bachelor", "bachelor", "associate_2y", "associate_3y")),
            "major": w.rng.choice(("경영학", "컴퓨터공학", " 컴퓨터공학")),
            "conferred_on": w.rng.choice(dates),
        }
        for _ in range(w.rng.choice((0, 1, 1, 1, 2) if w.noise else (1, 1, 2)))
    ]


def goal_of(w: World, second: bool, theme: str) -> dict[str, Any]:
    """A goal with the inline curriculum."""
    chance, rng = w.chance, w.rng
    return {
        "degree": "associate_2y" if theme == "near" else rng.choice(DEGREES),
        "route": "second" if second else "first",
        "major": rng.choice(("컴퓨터공학", "시험 전공")),
        "conferral": rng.choice(("2026-02", "2026-08", "2027-02", "2024-08")) if chance(0.3) else None,
        "conferring_university": rng.choice(INSTITUTIONS) if chance(0.25) else None,
        "curriculum": curriculum(w),
    }


def learner_of(w: World, second: bool) -> dict[str, Any]:
    """A learner; the high-school date is old unless noise says otherwise."""
    school: str | None = "1990-02-15"
    if w.odd():
        school = w.rng.choice((None, "2015-09-27", "2016-02-10", "2024-02-20", *w.days))
    return {
        "high_school_completed_on": school,
        "bdes_degree_on": "2020-02-20" if w.odd() else None,
        "previous_degrees": previous_degrees(w, second),
    }


def lean_to_major(w: World, goal: dict[str, Any]) -> None:
    """Give most records a major class, without which route second refuses everything."""
    pool = [w.rng.choice(f) for f in w.families]
    half = w.rng.randint(0, len(pool))
    goal["curriculum"] |= {"required": pool[:half], "elective": pool[half:], "compatible": pool[half:][:2]}
    goal["curriculum"].pop("core_count", None)
    goal["curriculum"]["linked_certificates"] = [r["name"] for r in w.made if r["source"] == "certificate"]
    for record in w.made:
        if record["source"] == "heritage":
            record["same_major"] = w.chance(0.8)
        elif "same_program" in record and w.chance(0.8):
            record |= {"class": w.rng.choice(CLASSES[:2]), "same_program": True}


def choices_of(w: World) -> dict[str, list[str]]:
    """Some ids taken, others left."""
    ids = [r["id"] for r in w.made]
    w.rng.shuffle(ids)
    taken = w.rng.choice((0, 0, 0, 0, 0, 0, 1, 1, 2, 3))
    left = w.rng.choice((0, 0, 0, 0, 1))
    return {"take": ids[:taken], "leave": ids[taken : taken + left]}


def tiny_case(rng: random.Random, most: int = 8) -> dict[str, Any]:
    """A valid case of 0 to `most` records whose limits often bind."""
    theme = rng.choice(tuple(THEMES))
    second = rng.random() < 0.22
    w = make_world(rng, theme)
    count = rng.choice((0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 8, 8))
    if theme == "school" and most > 5:
        school_block(w)
    while len(w.made) < min(count, most):
        source = rng.choice(THEMES[theme] if rng.random() < 0.8 else ALL)
        w.made.append(MAKERS[source](w))
    if theme == "bdes":
        pin_stage(w)
    rng.shuffle(w.made)
    as_of = "2026-11-21"
    if w.odd():
        as_of = rng.choice((*EDGES, *w.days))
    elif second and rng.random() < 0.3:
        as_of = rng.choice(("2009-08-31", "2009-09-01", "2023-01-09", "2023-01-10"))
    goal = goal_of(w, second, theme)
    if rng.random() < (0.7 if second else 0.1):
        lean_to_major(w, goal)
    return {
        "version": 1, "as_of": as_of, "goal": goal, "learner": learner_of(w, second),
        "records": w.made, "choices": choices_of(w),
    }  # fmt: skip


def large_case(rng: random.Random, kind: str) -> dict[str, Any]:
    """A valid case of 20 to 80 records; kind "ordinary" is a plausible learner, "adversarial" a hard one."""
    if kind not in cases_large.KINDS:
        raise ValueError(f"large_case: kind must be one of {sorted(cases_large.KINDS)}, not {kind!r}")
    return cases_large.KINDS[kind](rng)
