"""A degree in words: which, in what, by which route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from baeum.credentials.snapshot import Particular
from baeum_rules.curricula import DEGREES, UnknownCurriculum, load_curriculum

_WORDS = {
    "bachelor": ("학사", "Bachelor"),
    "associate_2y": ("전문학사", "Associate"),
    "associate_3y": ("전문학사(3년제)", "Associate (three years)"),
}
assert set(_WORDS) == set(DEGREES)


def told(goal: Mapping[str, Any]) -> tuple[Particular, ...]:
    """The degree, its major and its name, where the curriculum states one."""
    degree = _WORDS[str(goal["degree"])]
    found = [Particular("degree", "학위 과정", degree[0], "Degree")]
    try:
        curriculum = load_curriculum(goal["major"])
    except UnknownCurriculum:
        return (*found, Particular("major", "전공", str(goal["major"]), "Major"))
    found.append(Particular("major", "전공", curriculum.ko, "Major"))
    if curriculum.degree_name:
        found.append(Particular("degree_name", "학위명", curriculum.degree_name, "Degree name"))
    return tuple(found)
