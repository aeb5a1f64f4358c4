"""Rows of claims as cases of baeum_rules.recognition: the only translator.

What was recognised before stays as it was decided upon; what is claimed comes from the ledger; classes of the
subcommittee come from rulings alone, whatever a line says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from baeum.ledger.facts import case_of
from baeum.ledger.queries import StatementLine, statement
from baeum_rules.claims.evidence import SHOWN
from baeum_rules.recognition import recognise
from baeum_rules.recognition.classes import CLASS_NAMES

from .decided import Decided
from .models import Claim, ClaimLine, Degree, Ruling

PENDING = "committee.pending"
BY_RULING = ("bdes_exam", "bdes_exemption_course")  # stages above the first, by the subcommittee
CHOICES: dict[str, list[str]] = {"take": [], "leave": []}
Document = dict[str, Any]


def lines_of(account_id: int) -> dict[int, StatementLine]:
    """The lines of an account that stand, by number."""
    return {line.entry.number: line for line in statement(account_id).lines if line.state == "stands"}


def claimed(claim: Claim, *, shown_only: bool = True) -> list[int]:
    """The numbers of the lines of a claim; ``shown_only``: whose evidence has been examined."""
    lines = ClaimLine.objects.filter(claim=claim)
    found = lines.filter(evidence__in=SHOWN) if shown_only else lines
    return list(found.order_by("number").values_list("number", flat=True))


def case_for(
    account_id: int,
    *,
    goal: Mapping[str, Any],
    on: date,
    numbers: Iterable[int] = (),
    before: Iterable[Document] = (),
    take: Iterable[str] = (),
    lines: Iterable[StatementLine] | None = None,
) -> Document:
    """The case: ``before``, records as they were decided; ``numbers``, lines of the ledger beside them."""
    given = list(lines_of(account_id).values() if lines is None else lines)
    document = case_of(given, goal=goal, on=on, choices=CHOICES)
    rulings = rulings_of(account_id)
    kept = {record["id"]: dict(record) for record in before}
    wanted = {str(number) for number in numbers} - kept.keys()
    fresh = [_ruled(record, rulings) for record in document["records"] if record["id"] in wanted]
    records = [*kept.values(), *fresh]
    known = {record["id"] for record in records}
    for record in records:
        if record.get("retake_of") is not None and record["retake_of"] not in known:
            record["retake_of"] = None  # the other line is not in the case
    document["records"] = sorted(records, key=lambda record: int(record["id"]))
    document["learner"]["previous_degrees"] += _degrees(account_id, document["learner"]["previous_degrees"])
    document["choices"] = {"take": sorted(take, key=int), "leave": []}
    return document


def with_rulings(account_id: int, records: Iterable[Document]) -> list[Document]:
    """Records with the classes that the subcommittee has given since."""
    rulings = rulings_of(account_id)
    return [_ruled(record, rulings) for record in records]


def rulings_of(account_id: int) -> dict[str, str]:
    """The class of each line that two members of the subcommittee have given one; the last, where several."""
    found = Ruling.objects.filter(account_id=account_id, state=Ruling.State.STANDS)
    return {str(one.number): one.committee_class for one in found.order_by("second_on", "pk")}


def pending_in(case: Document, answer: Mapping[str, Any]) -> list[int]:
    """The lines whose class only the subcommittee can give, and has not given."""
    noted = {note["record"] for note in answer.get("notes", ()) if note["code"] == PENDING}
    return sorted(
        int(record["id"])
        for record in case["records"]
        if record["id"] in noted
        or (record["source"] in BY_RULING and record["stage"] > 1 and not record.get("committee_class"))
    )


def decided_as(decided: Decided | None) -> dict[str, tuple[int, str]]:
    """Credits and class of each recognised record."""
    if decided is None:
        return {}
    return {
        line["id"]: (line["credits"], str(line["class"]))
        for line in decided.answer["records"]
        if line["id"] in decided.recognised
    }


def answered(case: Document) -> Document:
    """The engine's answer to a case, by the law of today's data."""
    return recognise(case)


def class_names() -> tuple[str, ...]:
    """The classes a line can have."""
    return tuple(CLASS_NAMES.values())


def _ruled(record: Document, rulings: Mapping[str, str]) -> Document:
    """A learner may have typed a class that only the subcommittee can give."""
    found = {name: value for name, value in record.items() if name != "committee_class"}
    if ruled := rulings.get(record["id"]):
        found["committee_class"] = ruled
    return found


def _degrees(account_id: int, known: list[Document]) -> list[Document]:
    """Degrees conferred here, where the ledger does not tell them already."""
    told = {(one["degree"], one["conferred_on"]) for one in known}
    found = Degree.objects.filter(
        account_id=account_id, conferred_on__isnull=False, cancelled_on__isnull=True
    )
    return [
        {"degree": one.degree, "major": one.major, "conferred_on": one.conferred_on.isoformat()}
        for one in found.filter(conferred_on__isnull=False).order_by("conferred_on")
        if one.conferred_on is not None and (one.degree, one.conferred_on.isoformat()) not in told
    ]
