"""What one can aim at besides a degree of the credit bank; ``recognition.audit`` is the door to all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baeum_rules.parameters import Law

BDES, SCHOOL = "bdes", "school"
# the degree named by the goal of a case -> the audit that answers it
KINDS = {
    "bdes_bachelor": BDES,
    "literacy_primary": SCHOOL,
    "literacy_middle": SCHOOL,
    "equivalency_exam": SCHOOL,
}


def kind_of(document: Any) -> str:
    """The kind of the goal of a parsed document: bdes, school, or "" for recognition and what is none."""
    goal = document.get("goal") if isinstance(document, dict) else None
    degree = goal.get("degree") if isinstance(goal, dict) else None
    return KINDS.get(degree, "") if isinstance(degree, str) else ""


def audit(kind: str, document: dict[str, Any], law: Law | None) -> dict[str, Any]:
    """The answer of the audit of that kind."""
    if kind == BDES:
        from baeum_rules.bdes import audit as answer
    else:
        from baeum_rules.school import audit as answer
    return answer(document, law)
