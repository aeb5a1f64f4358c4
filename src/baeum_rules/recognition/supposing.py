"""What if: a case with supposed records, another goal, records left out. Nothing of the case itself changes.

A supposition is a plain document::

    {"records": [...], "without": ["r3"], "goal": {"major": "psychology"}, "learner": {...},
     "as_of": "2027-06-30"}

Every part may be absent. A part of the goal or of the learner stands in the place of the case's own. A goal
with another major drops the case's own curriculum unless it brings one. Where no day is given, the answer is
as of the last day of what is supposed, because learning that is not over is not recognised (act.7.1).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from .case import Fault
from .document import TextFault, parse
from .fields import Field, read_date
from .reader import FaultCollector, shown

PARTS = ("records", "without", "goal", "learner", "as_of")
COMPLETED = ("ended_on", "passed_on", "acquired_on", "selected_on")


def read_supposition(text: str | bytes) -> dict[str, Any] | list[Fault]:
    """The supposition of a JSON text, or all that is wrong with its form; values are judged with the case."""
    found = parse(text)
    if isinstance(found, TextFault):
        return [Fault(None, found.field, found.code, found.figures)]
    reader = FaultCollector()
    if not isinstance(found, dict):
        reader.fault(None, "", "document.object")
        return reader.faults
    for name in found:
        if name not in PARTS:
            reader.fault(None, str(name), "field.unknown", known=", ".join(PARTS))
    for place, record in enumerate(reader.list(None, "", found, "records")):
        if not isinstance(record, dict):
            reader.fault(None, f"records[{place}]", "type.object", value=shown(record))
    reader.texts(None, "", found, "without")
    for name in ("goal", "learner"):
        if not isinstance(found.get(name) or {}, dict):
            reader.fault(None, name, "type.object", value=shown(found[name]))
    if found.get("as_of") is not None:
        reader.value(None, "", Field(read_date), found, "as_of")
    return reader.faults or found


def unknown_records(case: Mapping[str, Any], supposition: Mapping[str, Any]) -> list[Fault]:
    """The records to leave out that the case does not have."""
    known = {one.get("id") for one in case.get("records") or () if isinstance(one, dict)}
    asked = [name for name in supposition.get("without") or () if name not in known]
    return [Fault(str(name), "without", "choices.unknown", {}) for name in asked]


def supposed(case: Mapping[str, Any], supposition: Mapping[str, Any]) -> dict[str, Any]:
    """The case as it would be; a document like any other, for ``audit`` to read and to judge.

    Supposed records without an id get s1, s2 and so on.
    """
    changed = copy.deepcopy(dict(case))
    without = set(supposition.get("without") or ())
    kept = changed.get("records") or ()
    records = [one for one in kept if not isinstance(one, dict) or one.get("id") not in without]
    added = _with_ids(copy.deepcopy(list(supposition.get("records") or ())), records)
    changed["records"] = [*records, *added]
    choices = changed.get("choices") or {}
    changed["choices"] = {
        name: [one for one in choices.get(name) or () if one not in without] for name in ("take", "leave")
    }
    for part in ("goal", "learner"):
        if supposition.get(part):
            changed[part] = {**changed.get(part, {}), **supposition[part]}
    goal = supposition.get("goal") or {}
    if "major" in goal and "curriculum" not in goal:
        changed["goal"]["curriculum"] = None
    changed["as_of"] = supposition.get("as_of") or _day_of(case, added)
    return changed


def _with_ids(added: list[Any], records: list[Any]) -> list[Any]:
    """Each supposed record with an id that no other has."""
    taken = {str(one.get("id")) for one in [*records, *added] if isinstance(one, dict)}
    free = (f"s{number}" for number in range(1, len(taken) + len(added) + 2) if f"s{number}" not in taken)
    return [{"id": next(free), **one} if isinstance(one, dict) and "id" not in one else one for one in added]


def _day_of(case: Mapping[str, Any], added: list[Any]) -> Any:
    """The day of the case, or the last day of what is supposed where that is later (ISO: sorted as texts)."""
    days = [one[name] for one in added if isinstance(one, dict) for name in COMPLETED if one.get(name)]
    as_of = case.get("as_of")
    texts = [day for day in (as_of, *days) if isinstance(day, str)]
    return max(texts) if len(texts) == len(days) + 1 else as_of
