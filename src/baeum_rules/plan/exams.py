"""Examinations as items: certificates linked to the major, and BDES subjects, on announced or expected days.

Days, subjects and their sources are data (``law/exam_dates.toml``, ``law/bdes_subjects.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from baeum_rules.bdes.majors import common_subjects, subjects_of
from baeum_rules.certificates import CertificateTable, load_certificates
from baeum_rules.parameters import read_table
from baeum_rules.recognition.thresholds import Thresholds
from baeum_rules.recognition.windows import month_and_day

from .catalogue import PREFIX, hours_of
from .items import Item

INDUSTRIAL_ENGINEER, ENGINEER = "산업기사", "기사"  # how the titles of national technical qualifications end
STAGES = (1, 2, 3, 4)
COMPREHENSIVE = 4  # the stage that asks for credits


class Exams(NamedTuple):
    """Items of examinations, and the certificates whose dates are not known."""

    items: list[Item]
    untimed: tuple[str, ...]


class _Sitting(NamedTuple):
    name: str
    applies: int
    sits: int
    passes: int
    expected: bool
    note: dict[str, Any]


def certificate_items(names: Iterable[str], on: int, until: int, thresholds: Thresholds) -> Exams:
    """Certificates at every round that one can still apply for and that is over by ``until``.

    Only national technical qualifications have rounds in the data; one examination opens by credits.
    """
    table = load_certificates(f"{thresholds.law.folder}/certificates")
    rounds = [s for s in _technical(on, until, thresholds) if s.applies >= on and s.passes <= until]
    items, untimed = [], []
    for name in dict.fromkeys(names):
        needs = _credits_to_sit(name, table, on, thresholds)
        if needs is None:
            untimed.append(name)
            continue
        for sitting in rounds:
            record = {"source": "certificate", "name": name, "acquired_on": _iso(sitting.passes)}
            items.append(_item(f"{name} {sitting.name}", record, sitting, needs, thresholds))
    return Exams(items, tuple(untimed))


def bdes_items(major: str, on: int, until: int, thresholds: Thresholds) -> list[Item]:
    """The subjects of stage 1 and of the major at every examination that one can still apply for."""
    items = []
    for sitting in _bdes(on, until, thresholds):
        stage = int(sitting.name[-1])
        if sitting.applies >= on and sitting.passes <= until:
            needs = int(thresholds.at("bdes_comprehensive.acbs_credits", on)) if stage == COMPREHENSIVE else 0
            for subject in _subjects(major, stage, sitting.sits, thresholds):
                record = {"source": "bdes_exam", "stage": stage, "subject": subject}
                record["passed_on"] = _iso(sitting.passes)
                items.append(_item(f"{subject} {sitting.name}", record, sitting, needs, thresholds))
    return items


def _subjects(major: str, stage: int, day: int, thresholds: Thresholds) -> tuple[str, ...]:
    """The subjects of a stage as far as they are known: those of all majors, and those of this one."""
    on = date.fromordinal(day)
    common = common_subjects(stage, on, thresholds.law).names
    return tuple(dict.fromkeys((*common, *subjects_of(major, stage, on, thresholds.law).names)))


def _credits_to_sit(name: str, table: CertificateTable, on: int, thresholds: Thresholds) -> int | None:
    """Credits that open the examination of a certificate; None where no rounds are known."""
    entry = table.resolve(name).entry
    if entry is None or entry.abolished or entry.kind != "national":
        return None
    for ending, kind in ((INDUSTRIAL_ENGINEER, "industrial_engineer"), (ENGINEER, "engineer")):
        if entry.name.endswith(ending):
            return int(thresholds.at(f"exam.{kind}.credits", on))
    return None


def _technical(on: int, until: int, thresholds: Thresholds) -> Iterator[_Sitting]:
    data = read_table(f"{thresholds.law.folder}/exam_dates.toml")["technical_expected"]
    for year in _years(on, until):
        rows = zip(data["applies"], data["sits"], data["passes"], strict=True)
        for number, (applies, sits, passes) in enumerate(rows, 1):
            yield _Sitting(
                f"{year}-{number}", _day(year, applies), _day(year, sits), _day(year, passes), True, data
            )


def _bdes(on: int, until: int, thresholds: Thresholds) -> Iterator[_Sitting]:
    table = read_table(f"{thresholds.law.folder}/exam_dates.toml")
    announced = {row["year"]: row for row in table["bdes"]}
    expected = table["bdes_expected"]
    before, after = (
        int(thresholds.at(f"plan.bdes.{name}", on)) for name in ("applied_before", "announced_after")
    )
    for year in _years(on, until):
        for stage in STAGES:
            row = announced.get(year)
            day = row["days"][stage - 1].toordinal() if row else _day(year, expected["days"][stage - 1])
            yield _Sitting(f"{year}-{stage}", day - before, day, day + after, row is None, expected)


def _item(name: str, record: dict[str, Any], sitting: _Sitting, needs: int, thresholds: Thresholds) -> Item:
    note = sitting.note if sitting.expected else {"note_ko": "", "note_en": ""}
    return Item(
        id=name,
        record={"id": PREFIX + name, **record},
        won=None,
        hours=hours_of(record, 0, sitting.passes, thresholds),
        estimated=True,
        begins=sitting.sits,
        ends=sitting.passes,
        apply_by=sitting.applies,
        mode="",
        region="",
        needs_credits=needs,
        expected=sitting.expected,
        note_ko=note["note_ko"],
        note_en=note["note_en"],
    )


def _years(on: int, until: int) -> range:
    return range(date.fromordinal(on).year, date.fromordinal(until).year + 1)


def _day(year: int, text: str) -> int:
    month_day = month_and_day(text)
    return date(year, month_day // 100, month_day % 100).toordinal()


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
