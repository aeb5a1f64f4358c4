"""The audits of school level: literacy education, and subjects of the equivalency examination.

Facts in, decision out with reasons: no clock, no network, no database. ``recognition.audit`` is the door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baeum_rules.parameters import Law

KIND = "school"


def audit(document: dict[str, Any], law: Law | None = None) -> dict[str, Any]:
    """The answer to a parsed case whose goal is a school level, or its errors, all at once."""
    from baeum_rules.parameters import load_law
    from baeum_rules.recognition.answer import errors_of
    from baeum_rules.recognition.case import VERSION
    from baeum_rules.recognition.refusals import shown_day
    from baeum_rules.recognition.sentences import sentences_of
    from baeum_rules.recognition.thresholds import thresholds_of

    from . import equivalency, literacy
    from .reading import EQUIVALENCY, read_case

    law = law or load_law()
    case = read_case(document)
    if isinstance(case, list):
        return errors_of(case, thresholds_of(law))
    part = equivalency if case.degree == EQUIVALENCY else literacy
    found = part.audited(case, law, sentences_of(law, "sentences_school"))
    head = {"version": VERSION, "kind": KIND, "law": law.revision, "as_of": shown_day(case.as_of)}
    return {**head, "level": case.level, **found}


__all__ = ["audit"]
