"""The form of a goal as pages show it: each field with its value, its options and what is wrong with it."""

from __future__ import annotations

from typing import Any

from baeum.calculator import reading
from baeum.calculator.majors import majors
from baeum.learner import goal_forms
from baeum.learner.depositing import Problem
from baeum.shared.clock import today

CONFERRALS = ("02", "08")
YEARS_AHEAD = 5


def fields_of(kind: str, goal: dict[str, Any], problems: list[Problem]) -> list[dict[str, Any]]:
    """The fields of the form of a goal, as the template of fields shows them."""
    errors = {one.target: one.message for one in problems}
    values = goal_forms.shown_values(kind, goal)
    fields = []
    for one in goal_forms.FIELDS[kind]:
        value = reading.shown(values.get(one.name))
        options = list(one.options)
        if one.name == "major" and kind == goal_forms.BDES:
            options = list(goal_forms.major_options())
        elif one.name == "major":
            options = [(major.id, major.label) for major in majors()]
        if one.name == "conferral":
            year = today().year
            options = [
                (f"{y}-{month}", f"{y}-{month}")
                for y in range(year, year + YEARS_AHEAD)
                for month in CONFERRALS
            ]
        if value and options and value not in dict(options):
            options.append((value, value))
        fields.append(
            {
                "id": f"g-{one.name}",
                "label": one.label,
                "kind": "choice" if options else one.kind,
                "optional": one.optional,
                "hint": one.hint,
                "value": value,
                "options": options,
                "error": errors.get(f"g-{one.name}", ""),
            }
        )
    return fields
