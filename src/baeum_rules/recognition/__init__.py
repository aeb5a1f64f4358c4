"""Which credits are recognised, as what, and why: one case in, one answer out (design: recognition.md).

Data in, data out: no clock, no network, no database. Imports stand where they are needed, because a short
command should not load what a plain case does not use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baeum_rules.parameters import Law

    from .case import Case, Curriculum, Fault
    from .document import TextFault

    CaseDocument = dict[str, Any] | str | bytes


def audit(case: CaseDocument, law: Law | None = None) -> dict[str, Any]:
    """The answer to a case, ready for ``json.dumps``; the door to every kind of goal.

    As :func:`recognise`; but a goal of another kind (``baeum_rules.goals``) is answered by its own audit,
    and such an answer has a ``kind``.
    """
    from baeum_rules import goals

    from .document import parse

    document = parse(case) if isinstance(case, str | bytes) else case
    kind = goals.kind_of(document)
    if kind and isinstance(document, dict):
        return goals.audit(kind, document, law)
    return recognise(document, law)


def recognise(case: CaseDocument | TextFault, law: Law | None = None) -> dict[str, Any]:
    """The answer to a case of credit recognition, ready for ``json.dumps``; no other goal is one.

    ``case``: the JSON text (str, or bytes in UTF-8), or the parsed document of version 1. ``law``: the law
    data to decide by, ours where none is given. Returns the answer, or ``{"version": 1, "errors": [...]}``
    with every error of the case at once; nothing is raised, whatever a case holds.
    """
    from .answer import answer_of, errors_of
    from .decision import audit as decide
    from .thresholds import thresholds_of

    thresholds = thresholds_of(law)
    samples: list[str] = []
    found = read(case, samples)
    if isinstance(found, list):
        return errors_of(found, thresholds)
    return answer_of(decide(found, thresholds), thresholds, sample=bool(samples))


def read(case: CaseDocument | TextFault, samples: list[str] | None = None) -> Case | list[Fault]:
    """The case of a document, or all its faults; ``samples`` gets the major whose curriculum is a sample.

    A text that could not be parsed (``document.parse``) is itself the fault.
    """
    from .case import Fault
    from .document import TextFault, parse
    from .reading import read_case

    document = parse(case) if isinstance(case, str | bytes) else case
    if isinstance(document, TextFault):
        return [Fault(None, document.field, document.code, document.figures)]
    return read_case(document, lambda major: find_curriculum(major, samples))


def find_curriculum(major: str, samples: list[str] | None = None) -> Curriculum | None:
    """The curriculum of a major (``law/curricula``, BAEUM_CURRICULA), None where there is none.

    A major whose curriculum is a sample is added to ``samples``.
    """
    from baeum_rules.curricula import UnknownCurriculum, load_curriculum

    from .case import Curriculum

    try:
        found = load_curriculum(major)
    except UnknownCurriculum:
        return None
    if found.sample and samples is not None:
        samples.append(major)
    return Curriculum(*(getattr(found, name) for name in Curriculum._fields))


__all__ = ["audit", "find_curriculum", "read", "recognise"]
