"""The way of an application as a few steps, each with its states; and what is said before it is decided."""

from __future__ import annotations

from .path import APPLICATION, STATES

STEPS: dict[str, tuple[str, ...]] = {
    "apply": ("draft",),
    "municipality": ("at_municipality", "returned_municipality"),
    "province": ("at_province", "returned_province"),
    "institute": ("at_institute", "returned_institute", "complete"),
    "panel": ("scoring", "preliminary", "supplied", "re_scoring"),
    "committee": ("passed", "failed", "recommended_accredit", "recommended_refuse"),
    "ministry": ("deliberated_accredit", "deliberated_refuse", "proposed_accredit", "proposed_refuse"),
    "notice": ("approved", "refusal_approved", "notifying", "notifying_refusal"),
}
STEPS["result"] = tuple(
    code
    for code, state in STATES.items()
    if state.subject == APPLICATION and not any(code in states for states in STEPS.values())
)
# acts and states whose outcome an institution is told with the notice, not before (llas.plan.step.7)
NOT_YET_TOLD = (*STEPS["committee"], *STEPS["ministry"], *STEPS["notice"])
TOLD_LATER = (
    "record_result",
    "recommend",
    "deliberate",
    "propose",
    "send_to_committee",
    "approve",
    "hand_down",
)


def step_of(state: str) -> str:
    """The step that a state belongs to."""
    return next(step for step, states in STEPS.items() if state in states)
