"""Lines of an account as a case of baeum_rules.recognition: rows in, facts out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from baeum.ledger.goal_facts import facts_of, goal_and_told
from baeum.ledger.learning import Learning
from baeum.ledger.queries import StatementLine
from baeum.ledger.sources import SOURCES, record_of
from baeum_rules import goals
from baeum_rules.curricula import DEGREES
from baeum_rules.ledger.entries import SELF_DECLARED
from baeum_rules.ledger.statement import STANDS
from baeum_rules.recognition.case import VERSION
from baeum_rules.recognition.fields import LEARNER_FIELDS

HIGH_SCHOOL, BDES = "high", "bdes"  # details of lines of the kinds school and degree


def case_of(
    lines: Iterable[StatementLine],
    *,
    goal: Mapping[str, Any],
    on: date,
    choices: Mapping[str, Any] | None = None,
    vouched_only: bool = False,
    born_on: date | None = None,
) -> dict[str, Any]:
    """The document of a case: the lines that stand, in the order of their numbers, each named by its number.

    ``vouched_only``: leave out what only the person says. ``born_on``: asked by goals of school level.
    """
    standing = sorted(
        (
            line
            for line in lines
            if line.state == STANDS
            and line.content is not None
            and not (vouched_only and line.entry.standing == SELF_DECLARED)
        ),
        key=lambda line: line.entry.number,
    )
    learner = _learner(standing)
    records = [_record(line) for line in standing if line.entry.kind in SOURCES]
    aim, _told = goal_and_told(goal)
    if goals.kind_of({"goal": aim}):
        learner, records = facts_of(standing, records, learner, goal, born_on)
    return {
        "version": VERSION,
        "as_of": on.isoformat(),
        "goal": aim,
        "learner": learner,
        "records": records,
        "choices": dict(choices or {}),
    }


def learning_of(line: StatementLine) -> Learning:
    """What was handed in, again. The line can be read."""
    entry, content = line.entry, line.content or {}
    return Learning(
        entry.kind,
        content.get("title", ""),
        content.get("where", ""),
        entry.happened_on,
        entry.happened_from,
        entry.credits,
        entry.hours,
        content.get("reference", ""),
        content.get("details", {}),
        line.evidence_id,
    )


def _record(line: StatementLine) -> dict[str, Any]:
    record = record_of(learning_of(line), str(line.entry.number))
    if record.get("retake_of") is not None:
        record["retake_of"] = str(record["retake_of"])  # the number of another line
    return record


def _learner(standing: list[StatementLine]) -> dict[str, Any]:
    """Education that recognition asks about: high school, and degrees up to a bachelor's."""
    learner: dict[str, Any] = dict.fromkeys(LEARNER_FIELDS)
    learner["previous_degrees"] = []
    for line in standing:
        details, day = (line.content or {}).get("details", {}), line.entry.happened_on.isoformat()
        if line.entry.kind == "school" and details.get("level") == HIGH_SCHOOL:
            learner["high_school_completed_on"] = day
        if line.entry.kind == "degree" and details.get("degree") in DEGREES:
            degree = {"degree": details["degree"], "major": details.get("major"), "conferred_on": day}
            learner["previous_degrees"].append(degree)
            if details.get("by") == BDES:
                learner["bdes_degree_on"] = day
    return learner
