"""A case with the items that may still be taken, as columns of one problem (recognition/problem.py)."""

from __future__ import annotations

from typing import Any, NamedTuple

from baeum_rules.recognition.case import Case, Record
from baeum_rules.recognition.decision import Audit, Prepared, audit, prepare
from baeum_rules.recognition.reading import read_case
from baeum_rules.recognition.thresholds import Thresholds
from baeum_rules.recognition.windows import window_of

from .calendar import Conferral
from .items import Item

Term = tuple[int, int]  # year, semester


class Prospects(NamedTuple):
    """What there is to choose from for one conferral.

    ``items[i]``: the item of column ``i``, None for a record that the learner has. ``terms[i]``: the window
    in which it ends.
    """

    conferral: Conferral
    case: Case
    judged: Prepared
    items: list[Item | None]
    terms: list[Term]


class Learner:
    """One learner's case with the records of all items read once; ``at`` judges it for a conferral."""

    def __init__(
        self, case: Case, document: dict[str, Any], items: list[Item], thresholds: Thresholds
    ) -> None:
        self.case, self.thresholds = case, thresholds
        self.items = {str(item.record["id"]): item for item in items}
        self.records = self._read(document, items)

    def _read(self, document: dict[str, Any], items: list[Item]) -> dict[str, Record]:
        """The records of items, by id, as a case reads them; the items are without faults."""
        whole = {
            "version": document["version"],
            "as_of": document["as_of"],
            "goal": {"degree": "bachelor", "route": "first", "major": "-", "curriculum": {"name": "-"}},
            "learner": {},
            "records": [item.record for item in items],
            "choices": {},
        }
        read = read_case(whole, lambda _: None)
        if isinstance(read, list):
            raise ValueError(f"items that a case cannot hold: {read[:3]}")
        return {record.id: record for record in read.records}

    def case_at(self, conferral: Conferral, taken: list[Item]) -> Case:
        """The case on the last day of application, with some items completed."""
        records = [self.records[str(item.record["id"])] for item in taken]
        return self.case._replace(
            as_of=conferral.apply.ends,
            goal=self.case.goal._replace(conferral=conferral.month),
            records=(*self.case.records, *records),
        )

    def audit(self, conferral: Conferral, taken: list[Item]) -> Audit:
        """The engine's own answer with some items marked as completed."""
        return audit(self.case_at(conferral, taken), self.thresholds)

    def at(self, conferral: Conferral, items: list[Item]) -> Prospects:
        """What there is to choose from for a conferral, among some items."""
        case = self.case_at(conferral, items)
        judged = prepare(case, self.thresholds)
        records = [eligible.record for eligible in judged.eligible]
        return Prospects(
            conferral,
            case,
            judged,
            [self.items.get(record.id) for record in records],
            [window_of(record.completed_on, self.thresholds.windows) for record in records],
        )
