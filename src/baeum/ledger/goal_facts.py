"""Lines of an account as facts for goals besides a degree of the credit bank (baeum_rules.goals)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from baeum.ledger.queries import StatementLine
from baeum_rules import goals
from baeum_rules.bdes.reading import RECORDS as BDES_RECORDS
from baeum_rules.school.reading import EQUIVALENCY

TOLD = "learner"  # of a chosen goal: what no line says, in the words of the case's learner
SCHOOL_KINDS = ("school", "literacy")
PROGRAM, ACCOUNT = "literacy_program", "literacy_course"


def goal_and_told(goal: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The goal of the case, and the facts about the learner that were kept with it."""
    told = goal.get(TOLD)
    return {name: value for name, value in goal.items() if name != TOLD}, dict(told or {})


def facts_of(
    standing: list[StatementLine],
    records: list[dict[str, Any]],
    learner: Mapping[str, Any],
    goal: Mapping[str, Any],
    born_on: date | None,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(learner, records) of a case whose goal is of another kind; ``records``, ``learner``: of recognition.

    ``born_on`` None leaves the birthday out: an audit that needs it then says so.
    """
    aim, told = goal_and_told(goal)
    if goals.kind_of({"goal": aim}) == goals.BDES:
        days = {name: learner[name] for name in ("high_school_completed_on", "bdes_degree_on")}
        return {**days, **told}, [one for one in records if one["source"] in BDES_RECORDS]
    known: dict[str, Any] = {"completed_levels": _levels(standing)}
    if born_on is not None:
        known["born_on"] = born_on.isoformat()
    read = _account_course if aim.get("degree") == EQUIVALENCY else _literacy
    return known, [found for line in standing if (found := read(line)) is not None]


def _details(line: StatementLine) -> Mapping[str, Any]:
    found = (line.content or {}).get("details", {})
    return found if isinstance(found, Mapping) else {}


def _levels(standing: list[StatementLine]) -> list[str]:
    """School levels that lines say are completed; a literacy line with a stage is one stage of it only."""
    return sorted(
        {
            str(_details(line)["level"])
            for line in standing
            if line.entry.kind in SCHOOL_KINDS
            and _details(line).get("level")
            and not _details(line).get("stage")
            and _details(line).get("outcome") != "withdrawn"
        }
    )


def _literacy(line: StatementLine) -> dict[str, Any] | None:
    """A stage of a literacy programme, or a course of the account that says which stage it belongs to."""
    details = _details(line)
    if line.entry.kind == "literacy" and details.get("stage"):
        source, level, stage = PROGRAM, details.get("level"), details["stage"]
    elif line.entry.kind == "course" and details.get("literacy"):
        level, _, stage = str(details["literacy"]).partition("_")
        source = ACCOUNT
    else:
        return None
    found = {"level": level, "stage": int(stage) if str(stage).isdecimal() else stage}
    return {**_course(line, source), **found}


def _account_course(line: StatementLine) -> dict[str, Any] | None:
    """A course that names a subject of the examination; only the kind ``course`` is accredited."""
    subject = _details(line).get("exam_subject")
    if line.entry.kind not in ("course", "training") or not subject:
        return None
    accredited = line.entry.kind == "course"
    return {**_course(line, "account_course"), "subject": subject, "accredited": accredited}


def _course(line: StatementLine, source: str) -> dict[str, Any]:
    content = line.content or {}
    return {
        "id": str(line.entry.number),
        "source": source,
        "title": content.get("title", ""),
        "institution": content.get("where", ""),
        "hours": line.entry.hours,
        "ended_on": line.entry.happened_on.isoformat(),
    }
