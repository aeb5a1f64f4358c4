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
    COMMITTEE_MEMBER = "committee_member"
    MINISTRY_OFFICER = "ministry_officer"
    AUDITOR = "auditor"
    VERIFIER = "verifier"


OFFICE_OF: dict[str, frozenset[str]] = {
    Role.INSTITUTION_OFFICER: frozenset({"institution"}),
    Role.EVALUATOR: frozenset({"institute"}),
    Role.MUNICIPAL_OFFICER: frozenset({"municipality"}),
    Role.PROVINCIAL_OFFICER: frozenset({"province"}),
    Role.INSTITUTE_OFFICER: frozenset({"institute"}),
    Role.COMMITTEE_MEMBER: frozenset({"institute"}),
    Role.MINISTRY_OFFICER: frozenset({"ministry"}),
    Role.AUDITOR: frozenset({"ministry", "institute"}),
    Role.VERIFIER: frozenset({"institute"}),
}
APPOINTED: tuple[str, ...] = tuple(OFFICE_OF)

# who appoints to what, at their own office and those below it (a reading of ours, as there is no clause)
_TIERS = (Role.PROVINCIAL_OFFICER, Role.MUNICIPAL_OFFICER, Role.INSTITUTION_OFFICER)
APPOINTS: dict[str, frozenset[str]] = {
    Role.MINISTRY_OFFICER: frozenset(APPOINTED),
    Role.INSTITUTE_OFFICER: frozenset(
        {Role.INSTITUTE_OFFICER, Role.COMMITTEE_MEMBER, Role.EVALUATOR, Role.VERIFIER, *_TIERS}
    ),
    Role.PROVINCIAL_OFFICER: frozenset(_TIERS),
    Role.MUNICIPAL_OFFICER: frozenset(_TIERS[1:]),
    Role.INSTITUTION_OFFICER: frozenset(_TIERS[2:]),
}
LOOKS: frozenset[str] = frozenset({Role.INSTITUTE_OFFICER, Role.AUDITOR})  # as the database has it
