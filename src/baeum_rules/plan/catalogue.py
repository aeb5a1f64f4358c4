"""Reads a catalogue of items: a JSON document or CSV rows, every fault at once."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

from baeum_rules.recognition.case import Fault
from baeum_rules.recognition.document import TextFault, parse
from baeum_rules.recognition.fields import Problem as FieldProblem
from baeum_rules.recognition.fields import read_text
from baeum_rules.recognition.reader import FaultCollector, shown
from baeum_rules.recognition.thresholds import Thresholds

from .items import COMMON, COMPLETED_BY, EXAMS, MOST_PREREQUISITES, Item, fields_of, record_of

VERSION = 1
MOST_ITEMS = 20_000
LARGEST = 20_000_000  # bytes
PREFIX = "plan:"  # of the ids of items in a case
WHOLE = ("credits", "won", "hours", "practice_credits", "needs_credits", "stage", "semester_standard")
FLAGS = {"true": True, "1": True, "예": True, "false": False, "0": False, "아니오": False}


def read_catalogue(data: str | bytes, thresholds: Thresholds, *, rows: bool) -> list[Item] | list[Fault]:
    """The items of a catalogue, or all its faults. ``rows``: CSV with a heading row, else JSON."""
    if rows:
        found = _csv_rows(data)
    else:
        document = parse(data)
        if isinstance(document, TextFault):
            return [Fault(None, document.field, document.code, document.figures)]
        found = _json_rows(document)
    if isinstance(found, Fault):
        return [found]
    return read_items(found, thresholds)


def read_items(rows: list[Any], thresholds: Thresholds) -> list[Item] | list[Fault]:
    """The items of parsed rows, or all their faults."""
    reader = FaultCollector()
    if not rows:
        reader.fault(None, "items", "catalogue.empty")
    if len(rows) > MOST_ITEMS:
        reader.fault(None, "items", "catalogue.many", count=len(rows), limit=MOST_ITEMS)
        return reader.faults
    items: dict[str, Item] = {}
    for place, row in enumerate(rows):
        item = _read_row(reader, place, row, thresholds)
        if item is not None and item.id in items:
            reader.fault(item.id, "id", "catalogue.twice", value=item.id)
        elif item is not None:
            items[item.id] = item
    if reader.faults:
        return reader.faults
    return list(items.values())


def _json_rows(document: Any) -> list[Any] | Fault:
    if not isinstance(document, dict):
        return Fault(None, "", "document.object", {})
    if document.get("version") != VERSION or isinstance(document.get("version"), bool):
        return Fault(None, "version", "version", {"value": shown(document.get("version"))})
    unknown = [name for name in document if name not in ("version", "items")]
    if unknown:
        return Fault(None, str(unknown[0]), "field.unknown", {"known": "version, items"})
    rows = document.get("items")
    return rows if isinstance(rows, list) else Fault(None, "items", "type.list", {"value": shown(rows)})


def _csv_rows(data: str | bytes) -> list[Any] | Fault:
    """Rows of CSV as JSON would have them: numbers whole, empty cells absent, prerequisites as A|B;C."""
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as wrong:
        return Fault(None, "", "document.encoding", {"byte": wrong.start})
    if not text.strip():
        return Fault(None, "", "document.empty", {})
    try:
        return [_cells(row) for row in csv.DictReader(io.StringIO(text), strict=True)]
    except csv.Error as wrong:
        return Fault(None, "", "catalogue.csv", {"what": str(wrong)})


def _cells(row: dict[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, cell in row.items():
        text = cell.strip() if isinstance(cell, str) else ""
        if name is None:
            found["?"] = cell  # more cells than headings
        elif not text:
            continue
        elif name in WHOLE and text.isascii() and text.isdecimal() and len(text) < 12:
            found[name] = int(text)
        elif name in ("same_program", "remote_institution", "only_part_timers"):
            found[name] = FLAGS.get(text.casefold(), text)
        elif name == "after":
            found[name] = [group.split("|") for group in text.split(";")]
        else:
            found[name] = text
    return found


def _read_row(reader: FaultCollector, place: int, row: Any, thresholds: Thresholds) -> Item | None:
    path = f"items[{place}]"
    if not isinstance(row, dict):
        reader.fault(None, path, "type.object", value=shown(row))
        return None
    before = len(reader.faults)
    read = read_text(row.get("id"))
    name = read if isinstance(read, str) else None
    if isinstance(read, FieldProblem):
        reader.fault(None, f"{path}.id", read.code, expected=read.expected, value=shown(row.get("id")))
    source = row.get("source")
    if not isinstance(source, str) or source not in COMPLETED_BY:
        reader.fault(name or path, "source", "choice", expected=", ".join(COMPLETED_BY), value=shown(source))
        return None
    own = fields_of(source)
    both = reader.table(name or path, "", {**COMMON, **own}, row, ("id", "source", "after"))
    after = _after(reader, name or path, row)
    _check(reader, name or path, source, both)
    if len(reader.faults) > before or name is None:
        return None
    record = record_of(row, {key: row.get(key) for key in own}, PREFIX + name, both["ends"])
    return _item(name, record, both, after, thresholds)


def _check(reader: FaultCollector, name: str, source: str, both: dict[str, Any]) -> None:
    """What fields say against each other."""
    begins, ends, apply_by = both["begins"], both["ends"], both["apply_by"]
    if begins is not None and ends is not None and ends < begins:
        reader.fault(name, "ends", "item.ends", begins=date.fromordinal(begins).isoformat())
    if apply_by is not None and ends is not None and apply_by > ends:
        reader.fault(name, "apply_by", "item.apply_by", ends=date.fromordinal(ends).isoformat())
    credits, practice = both.get("credits"), both["practice_credits"]
    if practice is not None and credits is not None and practice > credits:
        reader.fault(name, "practice_credits", "item.practice", credits=credits)
    by_the_lifelong_act = both.get("basis") == "lifelong_education_act"
    if by_the_lifelong_act and both["semester_standard"] is None:
        reader.fault(name, "semester_standard", "field.missing")
    if source == "part_time_course" and both.get("only_part_timers"):
        reader.fault(name, "only_part_timers", "item.only_part_timers")


def _after(reader: FaultCollector, name: str, row: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    groups = []
    given = reader.list(name, "", row, "after")
    if len(given) > MOST_PREREQUISITES:
        reader.fault(name, "after", "item.after_many", limit=MOST_PREREQUISITES)
        return ()
    for place, group in enumerate(given):
        if not isinstance(group, list) or not group or len(group) > MOST_PREREQUISITES:
            reader.fault(name, f"after[{place}]", "type.group", value=shown(group))
            continue
        texts = [read_text(one) for one in group]
        bad = next((text for text in texts if isinstance(text, FieldProblem)), None)
        if bad is not None:
            reader.fault(name, f"after[{place}]", bad.code, expected=bad.expected, value=shown(group))
        else:
            groups.append(tuple(str(text) for text in texts))
    return tuple(groups)


def _item(
    name: str,
    record: dict[str, Any],
    both: dict[str, Any],
    after: tuple[tuple[str, ...], ...],
    thresholds: Thresholds,
) -> Item:
    begins, ends = both["begins"], both["ends"]
    apply_by = both["apply_by"]
    if apply_by is None:
        apply_by = begins - int(thresholds.at("course.enrolment_before_start", begins))
    hours = both["hours"]
    return Item(
        id=name,
        record=record,
        won=both["won"],
        hours=hours_of(record, both["practice_credits"] or 0, ends, thresholds) if hours is None else hours,
        estimated=hours is None and record["source"] in EXAMS,
        begins=begins,
        ends=ends,
        apply_by=apply_by,
        mode=both["mode"] or "",
        region=both["region"] or "",
        after=after,
        needs_credits=both["needs_credits"] or 0,
    )


def hours_of(record: dict[str, Any], practice: int, day: int, thresholds: Thresholds) -> int:
    """Hours of study: class hours by credits (opreg.5.2); examinations by a reading of ours."""
    source = record["source"]
    if source == "certificate":
        return credits_of_certificate(record["name"], day, thresholds) * int(
            thresholds.at("plan.certificate.hours_per_credit", day)
        )
    if source == "bdes_exam":
        credits = int(thresholds.at(f"bdes.credits.stage_{record['stage']}", day))
        return credits * int(thresholds.at("plan.bdes.hours_per_credit", day))
    if source == "bdes_exemption_course":
        return int(thresholds.at("bdes_exam.course.hours", day))
    lecture = int(thresholds.at("course.hours_per_credit", day)) * (int(record["credits"]) - practice)
    return lecture + int(thresholds.at("course.practice_hours_per_credit", day)) * practice


def credits_of_certificate(name: str, day: int, thresholds: Thresholds) -> int:
    """The credits of a certificate acquired on a day; 0 where the table does not know it."""
    from baeum_rules.certificates import load_certificates  # a table of 762 rows, only for who needs it

    entry = load_certificates(f"{thresholds.law.folder}/certificates").resolve(name).entry
    if entry is None:
        return 0
    revaluation = int(thresholds.at("certificate.revaluation", day))
    return int(entry.credits if day >= revaluation else entry.credits_before)


def repeated(items: list[Item], until: int) -> list[Item]:
    """The items, and each again a year later on the same weekday as long as it ends by ``until``.

    What comes again is expected, not announced.
    """
    year = timedelta(weeks=52).days
    found = list(items)
    for item in items:
        again, count = item, 1
        while again.ends + year <= until:
            count += 1
            name = f"{item.id}~{count}"
            ends = again.ends + year
            record = again.record | {"id": PREFIX + name}
            record[COMPLETED_BY[item.source]] = date.fromordinal(ends).isoformat()
            again = again._replace(
                id=name,
                record=record,
                begins=again.begins + year,
                ends=ends,
                apply_by=again.apply_by + year,
                expected=True,
            )
            found.append(again)
    return found
