"""The roles, and the kind of office where each is appointed."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What one may act as. Learner and proxy need no appointment."""

    LEARNER = "learner"
    PROXY = "proxy"
    INSTITUTION_OFFICER = "institution_officer"
    EVALUATOR = "evaluator"
    MUNICIPAL_OFFICER = "municipal_officer"
    PROVINCIAL_OFFICER = "provincial_officer"
    INSTITUTE_OFFICER = "institute_officer"
    MINISTRY_OFFICER = "ministry_officer"
    AUDITOR = "auditor"
    VERIFIER = "verifier"


OFFICE_OF: dict[str, frozenset[str]] = {
    Role.INSTITUTION_OFFICER: frozenset({"institution"}),
    Role.EVALUATOR: frozenset({"institute"}),
    Role.MUNICIPAL_OFFICER: frozenset({"municipality"}),
    Role.PROVINCIAL_OFFICER: frozenset({"province"}),
    Role.INSTITUTE_OFFICER: frozenset({"institute"}),
    Role.MINISTRY_OFFICER: frozenset({"ministry"}),
    Role.AUDITOR: frozenset({"ministry", "institute"}),
    Role.VERIFIER: frozenset({"institute"}),
}
APPOINTED: tuple[str, ...] = tuple(OFFICE_OF)
