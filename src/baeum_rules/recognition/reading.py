"""Reads a case from a parsed document, checked whole (design: recognition.md section 2).

``read_case`` reports every fault at once, each with its record and field; a case without faults is frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .case import VERSION, Case, Curriculum, Fault, Goal, PreviousDegree, Record
from .fields import (
    COMPLETION_FIELDS,
    CURRICULUM_FIELDS,
    CURRICULUM_GROUPS,
    CURRICULUM_LISTS,
    GOAL_FIELDS,
    LEARNER_FIELDS,
    PREVIOUS_DEGREE_FIELDS,
    RECORD_FIELDS,
    Field,
    Problem,
    read_date,
    read_text,
)
from .names import SubjectKeys, same_text
from .reader import FaultCollector, shown


def read_case(document: Any, find_curriculum: Callable[[str], Curriculum | None]) -> Case | list[Fault]:
    """The case of a parsed JSON document, or all its faults, in the order of the document.

    ``find_curriculum`` gives the curriculum shipped for a major, None where there is none.
    """
    reader = FaultCollector()
    if not isinstance(document, dict):
        reader.fault(None, "", "document.object")
        return reader.faults
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version != VERSION:
        reader.fault(None, "version", "version", value=shown(version))
    known = ("version", "as_of", "goal", "learner", "records", "choices")
    for name in document:
        if name not in known:
            reader.fault(None, str(name), "field.unknown", known=", ".join(known))
    as_of = reader.value(None, "", Field(read_date), document, "as_of")
    goal = _read_goal(reader, document, find_curriculum)
    learner = _read_learner(reader, document)
    records = _read_records(reader, document)
    take, leave = _read_choices(reader, document, records)
    if reader.faults or goal is None or learner is None:
        return reader.faults
    return Case(as_of, goal, *learner, tuple(records.values()), take, leave)


def _read_goal(
    reader: FaultCollector, document: dict[str, Any], find_curriculum: Callable[[str], Curriculum | None]
) -> Goal | None:
    goal = reader.object(None, "", document, "goal")
    if goal is None:
        return None
    read = reader.table(None, "goal.", GOAL_FIELDS, goal, ("curriculum",))
    curriculum = None
    if isinstance(goal.get("curriculum"), dict):
        curriculum = _read_curriculum(reader, goal["curriculum"])
    elif goal.get("curriculum") is not None:
        reader.fault(None, "goal.curriculum", "type.object", value=shown(goal["curriculum"]))
    elif read["major"] is not None:
        curriculum = find_curriculum(read["major"])
        if curriculum is None:
            reader.fault(None, "goal.major", "goal.major", value=shown(read["major"]))
    return None if curriculum is None else Goal(**read, curriculum=curriculum)


def _read_curriculum(reader: FaultCollector, given: dict[str, Any]) -> Curriculum:
    path = "goal.curriculum."
    read = reader.table(None, path, CURRICULUM_FIELDS, given, (*CURRICULUM_LISTS, *CURRICULUM_GROUPS))
    lists = {name: reader.texts(None, path, given, name) for name in CURRICULUM_LISTS}
    groups = {name: _read_groups(reader, path, given, name) for name in CURRICULUM_GROUPS}
    keys = SubjectKeys(groups["equivalents"])
    major = {keys.of(name) for name in (*lists["required"], *lists["elective"])}
    for place, name in enumerate(lists["compatible"]):
        if keys.of(name) not in major:
            reader.fault(None, f"{path}compatible[{place}]", "curriculum.compatible", subject=name)
    core, length = read["core_count"], len(lists["required"])
    if core is not None and core > length:
        reader.fault(None, path + "core_count", "curriculum.core_count", value=core, length=length)
    return Curriculum(
        name=read["name"] or "",
        required_credits=read["required_credits"],
        core_count=core,
        required=lists["required"],
        elective=lists["elective"],
        liberal=lists["liberal"],
        compatible=lists["compatible"],
        linked_certificates=lists["linked_certificates"],
        substitutes=groups["substitutes"],
        equivalents=groups["equivalents"],
    )


def _read_groups(
    reader: FaultCollector, path: str, given: dict[str, Any], name: str
) -> tuple[tuple[str, ...], ...]:
    groups = []
    for place, group in enumerate(reader.list(None, path, given, name)):
        if not isinstance(group, list) or not group:
            reader.fault(None, f"{path}{name}[{place}]", "type.group", value=shown(group))
            continue
        groups.append(reader.texts(None, path, {f"{name}[{place}]": group}, f"{name}[{place}]"))
    return tuple(group for group in groups if group)


def _read_learner(
    reader: FaultCollector, document: dict[str, Any]
) -> tuple[int | None, int | None, tuple[PreviousDegree, ...]] | None:
    learner = reader.object(None, "", document, "learner")
    if learner is None:
        return None
    read = reader.table(None, "learner.", LEARNER_FIELDS, learner, ("previous_degrees",))
    degrees = []
    for place, given in enumerate(reader.list(None, "learner.", learner, "previous_degrees")):
        path = f"learner.previous_degrees[{place}]"
        if not isinstance(given, dict):
            reader.fault(None, path, "type.object", value=shown(given))
            continue
        degrees.append(PreviousDegree(**reader.table(None, path + ".", PREVIOUS_DEGREE_FIELDS, given, ())))
    return read["high_school_completed_on"], read["bdes_degree_on"], tuple(degrees)


def _read_records(reader: FaultCollector, document: dict[str, Any]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    named_twice: set[str] = set()
    for place, given in enumerate(reader.list(None, "", document, "records")):
        if not isinstance(given, dict):
            reader.fault(f"#{place + 1}", "", "type.object", value=shown(given))
            continue
        record = _read_record(reader, given, place)
        if record.id in records:
            if record.id not in named_twice:
                reader.fault(record.id, "id", "record.duplicate_id")
            named_twice.add(record.id)
        else:
            records[record.id] = record
    for record in records.values():
        _check_retake(reader, record, records)
    return records


def _read_record(reader: FaultCollector, given: dict[str, Any], place: int) -> Record:
    name = read_text(given.get("id"))
    if isinstance(name, Problem):
        missing = given.get("id") is None
        name = f"#{place + 1}"  # the place in the list stands for a name that cannot be read
        code = "field.missing" if missing else "record.id"
        reader.fault(name, "id", code, value=shown(given.get("id")))
    source = given.get("source")
    if not isinstance(source, str) or source not in RECORD_FIELDS:
        code = "field.missing" if source is None else "choice"
        reader.fault(name, "source", code, expected=", ".join(RECORD_FIELDS), value=shown(source))
        return Record(name, "", 0, {})
    fields = reader.table(name, "", RECORD_FIELDS[source], given, ("id", "source"))
    _check_together(reader, name, source, fields, given)
    completed = next(fields[field] for field in COMPLETION_FIELDS if field in fields)
    return Record(name, source, completed or 0, fields)


def _check_together(
    reader: FaultCollector, name: str, source: str, fields: dict[str, Any], given: dict[str, Any]
) -> None:
    """Fields that one record needs because of another field of it."""

    def needs(field: str, because: str) -> None:
        if given.get(field) is None:
            reader.fault(name, field, "field.needed", because=because)

    if source == "university_course" and fields["leaving"] in ("withdrawn", "graduated"):
        needs("left_on", f"leaving = {fields['leaving']}")
    if source in ("university_course", "part_time_course") and given.get("letter") is None:
        needs("score", "letter = null")
    if source == "part_time_course":
        if fields["basis"] == "lifelong_education_act":
            needs("semester_standard", "basis = lifelong_education_act")
        if fields["only_part_timers"]:
            needs("attendance", "only_part_timers = true")
    if source == "heritage" and fields["role"] == "trainee":
        needs("months", "role = trainee")


def _check_retake(reader: FaultCollector, record: Record, records: dict[str, Record]) -> None:
    earlier_id = record.fields.get("retake_of")
    if earlier_id is None:
        return
    earlier = records.get(earlier_id)
    if (
        earlier is None
        or earlier.id == record.id
        or earlier.source != "university_course"
        or same_text(earlier.fields["institution"] or "") != same_text(record.fields["institution"] or "")
    ):
        reader.fault(record.id, "retake_of", "record.retake_of", value=shown(earlier_id))


def _read_choices(
    reader: FaultCollector, document: dict[str, Any], records: dict[str, Record]
) -> tuple[frozenset[str], frozenset[str]]:
    choices = reader.object(None, "", document, "choices")
    if choices is None:
        return frozenset(), frozenset()
    for name in choices:
        if name not in ("take", "leave"):
            reader.fault(None, f"choices.{name}", "field.unknown", known="take, leave")
    take = reader.texts(None, "choices.", choices, "take")
    leave = reader.texts(None, "choices.", choices, "leave")
    for field, names in (("take", take), ("leave", leave)):
        for name in sorted(set(names) - records.keys()):
            reader.fault(name, f"choices.{field}", "choices.unknown")
    for name in sorted(set(take) & set(leave)):
        reader.fault(name, "choices", "choices.both")
    return frozenset(take), frozenset(leave)
