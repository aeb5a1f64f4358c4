"""The questions of a goal, for each kind of goal, and the goal of a case that is made of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from baeum.calculator import forms, reading
from baeum.calculator.forms import Choices, Field, Text
from baeum.learner import words
from baeum.ledger.goal_facts import TOLD
from baeum_rules import goals
from baeum_rules.bdes.majors import majors as bdes_majors
from baeum_rules.bdes.reading import DEGREE as BDES_DEGREE
from baeum_rules.school.reading import EQUIVALENCY

RECOGNITION, BDES, LITERACY, EXAM = "degree", "bdes", "literacy", "exam"
KINDS: Mapping[str, Text] = {
    RECOGNITION: _("학점은행제 학위"),
    BDES: _("독학학위제 학사"),
    LITERACY: _("문해교육 학력"),
    EXAM: _("검정고시 과목 면제"),
}
LEVELS: Choices = (
    ("literacy_primary", _("초등학교 학력")),
    ("literacy_middle", _("중학교 학력")),
)
EXAM_LEVELS: Choices = (("middle", _("중학교 졸업학력")), ("high", _("고등학교 졸업학력")))
AMOUNTS = (  # a field -> the list of the learner it stands in, its kind there, what it counts
    ("acbs_credits", "credits", "acbs", "credits"),
    ("university_credits", "credits", "university", "credits"),
    ("university_years", "schooling", "university_years", "years"),
    ("college_3y", "schooling", "college_3y", "years"),
    ("abroad_years", "schooling", "abroad_years", "years"),
)
SEPARATORS = str.maketrans(dict.fromkeys("、，;；", ","))
FIELDS: Mapping[str, tuple[Field, ...]] = {
    RECOGNITION: forms.GOAL,
    BDES: (
        Field("major", _("전공"), "choice"),
        Field(
            "same_field",
            _("전공과 같은 분야의 자격증"),
            optional=True,
            hint=_(
                "산업기사, 기사, 기능장, 기술사를 쉼표로 나누어 적으세요. 같은 분야인지는 고시가 정합니다."
            ),
        ),
        Field(
            "acbs_credits",
            _("학점은행제 인정 학점"),
            "whole",
            optional=True,
            hint=_("결정을 받은 학점만 적으세요."),
        ),
        Field("university_credits", _("대학에서 딴 학점"), "whole", optional=True),
        Field("university_years", _("대학 수료 연수"), "whole", optional=True),
        Field(
            "college_3y",
            _("졸업한 전문대학의 수업연한"),
            "whole",
            optional=True,
            hint=_("3년제 전문대학이면 3을 적으세요."),
        ),
        Field("abroad_years", _("외국 학교교육 연수"), "whole", optional=True),
        Field("same_major", _("위 학점과 학력이 목표와 같은 전공입니까?"), "flag", optional=True),
    ),
    LITERACY: (Field("degree", _("학력"), "choice", choices=LEVELS),),
    EXAM: (Field("level", _("시험"), "choice", choices=EXAM_LEVELS),),
}


def kind_of(goal: Mapping[str, Any]) -> str:
    """The kind of a chosen goal."""
    degree = goal.get("degree")
    if goals.kind_of({"goal": dict(goal)}) == goals.BDES:
        return BDES
    return EXAM if degree == EQUIVALENCY else LITERACY if degree in dict(LEVELS) else RECOGNITION


def typed_goal(kind: str, post: Mapping[str, str]) -> dict[str, Any]:
    """The goal of a filled-in form; what cannot be read stays as typed, for the rules to tell."""
    typed = {field.name: reading.value(field, post.get(f"g-{field.name}", "")) for field in FIELDS[kind]}
    if kind == BDES:
        return _typed_bdes(typed)
    if kind == EXAM:
        return _present({"degree": EQUIVALENCY, **typed})
    if kind == LITERACY:
        return _present(typed) if typed["degree"] in dict(LEVELS) else {}
    if typed["degree"] in goals.KINDS:
        typed["degree"] = None  # not a degree that this form offers
    typed["curriculum"] = None
    if typed["major"] is None:
        del typed["major"]
    return typed


def _present(typed: dict[str, Any]) -> dict[str, Any]:
    return {name: found for name, found in typed.items() if found is not None}


def _typed_bdes(typed: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, list[dict[str, Any]]] = {"credits": [], "schooling": []}
    for name, into, kind, amount in AMOUNTS:
        if typed[name] is not None:
            same = bool(typed["same_major"])
            told[into].append({"kind": kind, amount: typed[name], "same_major": same})
    named = str(typed["same_field"] or "").translate(SEPARATORS).split(",")
    fields = [name.strip() for name in named if name.strip()]
    found = {"degree": BDES_DEGREE, "major": typed["major"], "same_field": fields}
    return {**_present(found), TOLD: told}


def field_of(fault_field: str, goal: Mapping[str, Any]) -> str:
    """The field of the form that a fault of the case belongs to; "" where it is none of the form's."""
    part, _dot, name = fault_field.partition(".")
    if part == "goal":
        return name.partition("[")[0]
    for into in ("credits", "schooling") if part == TOLD else ():
        for place, one in enumerate((goal.get(TOLD) or {}).get(into, ())):
            if name.startswith(f"{into}[{place}]"):
                return next(
                    field for field, where, kind, _ in AMOUNTS if (where, kind) == (into, one["kind"])
                )
    return ""


def shown_values(kind: str, goal: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields of the form show of a goal."""
    values = dict(goal)
    if kind == BDES:
        told = goal.get(TOLD) or {}
        values["same_field"] = ", ".join(goal.get("same_field") or ())
        kept = {(into, one["kind"]): one for into in ("credits", "schooling") for one in told.get(into, ())}
        for name, into, of, amount in AMOUNTS:
            values[name] = kept.get((into, of), {}).get(amount)
        values["same_major"] = any(one["same_major"] for one in kept.values()) if kept else None
    return values


def major_options() -> list[tuple[str, str]]:
    """The majors of the examination for self-education."""
    return [(one.id, one.en if words.english() else one.ko) for one in bdes_majors().values()]


def summary(goal: Mapping[str, Any]) -> str:
    """A goal of another kind than recognition, in a line."""
    kind = kind_of(goal)
    parts: list[Text] = [KINDS[kind]]
    if kind == BDES:
        parts.append(dict(major_options()).get(str(goal.get("major")), ""))
    if kind == LITERACY:
        parts.append(dict(LEVELS).get(str(goal.get("degree")), ""))
    if kind == EXAM:
        parts.append(dict(EXAM_LEVELS).get(str(goal.get("level")), ""))
    return " · ".join(str(part) for part in parts if part)
