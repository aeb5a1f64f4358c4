"""The audit of the bachelor's degree by examination for self-education: stages, exemptions, degree.

Facts in, decision out with reasons: no clock, no network, no database. ``recognition.audit`` is the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baeum_rules.parameters import Law


def audit(document: dict[str, Any], law: Law | None = None) -> dict[str, Any]:
    """The answer to a parsed case whose goal is ``bdes_bachelor``, or its errors, all at once."""
    from baeum_rules.parameters import load_law
    from baeum_rules.recognition.answer import errors_of
    from baeum_rules.recognition.thresholds import thresholds_of

    from .answer import answer_of
    from .deciding import decide
    from .limits import Limits
    from .reading import read_case

    law = law or load_law()
    case = read_case(document, law)
    if isinstance(case, list):
        return errors_of(case, thresholds_of(law))
    limits = Limits(law, case.as_of)
    return answer_of(decide(case, limits), limits)


__all__ = ["audit"]
