"""What is still to be taken for a degree: the provably best plans from what is offered.

Data in, data out, as in ``baeum_rules.recognition``: no clock, no network, no database. Imports stand where
they are needed, because the solver is a large library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from baeum_rules.parameters import Law
    from baeum_rules.recognition import CaseDocument

    from .items import Item
    from .progress import Told
    from .wishes import Wishes

SECONDS = 5.0  # that a search may take, unless told otherwise


def plan(
    case: CaseDocument,
    items: list[Item],
    wishes: Wishes,
    law: Law | None = None,
    *,
    seconds: float = SECONDS,
    tell: Told | None = None,
    untimed: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The best plans for a case from some items, ready for ``json.dumps``.

    ``case``: as for ``recognition.audit``; its ``as_of`` is the day of asking. ``seconds`` of the solver's
    time. ``tell`` is called with each better plan. ``untimed``: certificates without known dates, for a note.
    Returns the answer, or ``{"version": 1, "errors": [...]}`` with every error of the case.
    """
    from baeum_rules.recognition import read
    from baeum_rules.recognition.answer import errors_of
    from baeum_rules.recognition.document import parse
    from baeum_rules.recognition.sentences import sentences_of
    from baeum_rules.recognition.thresholds import thresholds_of

    from .answer import Answering
    from .plans import Planner
    from .saying import Words
    from .solving import Clock

    thresholds = thresholds_of(law)
    samples: list[str] = []
    document = parse(case) if isinstance(case, str | bytes) else case
    found = read(document if isinstance(document, dict) else case, samples)
    if isinstance(found, list):
        return errors_of(found, thresholds)
    assert isinstance(document, dict)  # else it had faults
    planner = Planner(found, document, items, wishes, thresholds, Clock(seconds, tell))
    words = Words(sentences_of(thresholds.law))
    answer = Answering(planner, planner.plans(), words, sample=bool(samples)).answer()
    if untimed:
        answer["notes"].append(words.say("untimed", names=", ".join(untimed)))
    return answer


__all__ = ["SECONDS", "plan"]
