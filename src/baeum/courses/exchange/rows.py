"""A published row becomes an offering, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from baeum.courses.contents import CourseContent, OfferingContent
from baeum.courses.hangul import words
from baeum.courses.regions import in_address
from baeum.places.country import current_code
from baeum.shared.refusals import sentence

from . import values
from .formats import (
    HRD,
    HRD_COLUMNS,
    HRD_NEEDED,
    HRD_OTHERS,
    KEPT,
    STANDARD,
    STANDARD_COLUMNS,
    STANDARD_NEEDED,
    WEEKEND_WORDS,
)

LONGEST_NAME = 200


@dataclass(frozen=True)
class RowError:
    """``row``: its number in the file, the first after the header is 1. ``column``: as it is called there."""

    row: int
    column: str
    value: str
    ko: str
    en: str


@dataclass(frozen=True)
class Published:
    """An offering as it was published. ``key``: what it is known by; ``course_code``: its course's."""

    source: str
    key: str
    institution: str
    course_code: str
    course: CourseContent
    offering: OfferingContent
    reference_date: date | None = None
    declared_account: bool = False
    declared_credit_bank: bool = False
    others: dict[str, str] = field(default_factory=dict)


READ: dict[str, Callable[[str], Any]] = {
    "begins": values.a_day,
    "ends": values.a_day,
    "application_begins": values.a_day,
    "application_ends": values.a_day,
    "reference_date": values.a_day,
    "starts_at": values.a_time,
    "ends_at": values.a_time,
    "fee": values.an_amount,
    "seats": values.an_amount,
    "mode": values.a_mode,
    "declared_account": values.a_flag,
    "declared_credit_bank": values.a_flag,
    "institution": values.a_text(LONGEST_NAME),
}


def read_row(source: str, number: int, row: Mapping[str, object], on: date) -> Published | list[RowError]:
    """``row``: values by the header of the file or the name of the API."""
    named = {name: (column, values.clean(row[column])) for column, name in _columns(source, row)}
    errors: list[RowError] = []
    read: dict[str, Any] = {}
    for name, (column, value) in named.items():
        try:
            read[name] = READ[name](value) if name in READ else value
        except values.Wrong as wrong:
            errors.append(RowError(number, column, value[:60], wrong.ko, wrong.en))
    needed = STANDARD_NEEDED if source == STANDARD else HRD_NEEDED
    for name in needed:
        if name in named and not named[name][1]:
            errors.append(RowError(number, named[name][0], "", "비어 있습니다", "is empty"))
    if errors:
        return errors
    made = _standard(read, on) if source == STANDARD else _hrd(read, row, on)
    problems = [*made.course.problems(on), *made.offering.problems(on)]
    if not problems:
        return made
    return [
        RowError(
            number,
            named.get(name, (name, ""))[0],
            named.get(name, ("", ""))[1][:60],
            sentence(why, "ko"),
            sentence(why, "en"),
        )
        for name, why in problems
    ]


def _columns(source: str, row: Mapping[str, object]) -> list[tuple[str, str]]:
    """(column of the file, name here) of those that the row has."""
    if source == HRD:
        return [(column, name) for column, name in HRD_COLUMNS.items() if column in row]
    found = []
    for column in STANDARD_COLUMNS:
        called = column.header if column.header in row else column.api
        if called in row:
            found.append((called, column.name))
    return found


def _standard(read: Mapping[str, Any], on: date) -> Published:
    address = read.get("address", "")
    region = in_address(address, on) or in_address(read.get("venue", ""), on)
    days = read.get("weekdays", "")
    offering = OfferingContent(
        **_taken(read, "begins ends application_begins application_ends starts_at ends_at fee seats venue"),
        **_taken(read, "instructor how_to_apply how_selected"),
        address=address,
        region=region,
        weekdays=values.weekdays_in(days),
        homepage=_homepage(read.get("homepage", "")),
    )
    course = CourseContent(**_taken(read, "title description target mode"))
    others = {name: read[name] for name in KEPT if read.get(name)}
    if days and not offering.weekdays:
        others["weekdays"] = days
    if read.get("homepage") and not offering.homepage:
        others["homepage"] = read["homepage"]
    return Published(
        STANDARD,
        natural_key(read["institution"], course.title, offering.begins, offering.venue or address),
        read["institution"],
        course_code(course.title),
        course,
        _ordered(offering),
        read.get("reference_date"),
        read.get("declared_account", False),
        read.get("declared_credit_bank", False),
        others,
    )


def _hrd(read: Mapping[str, Any], row: Mapping[str, object], on: date) -> Published:
    address = read.get("address", "")
    offering = OfferingContent(
        **_taken(read, "begins ends fee seats"),
        address=address,
        region=current_code(read.get("region", ""), on) or in_address(address, on),
        weekdays=WEEKEND_WORDS.get(read.get("weekdays", ""), ()),
        homepage=_homepage(read.get("homepage", "")),
    )
    mode = "online" if "원격" in read.get("target", "") else ""
    course = CourseContent(
        **_taken(read, "title description target"), mode=mode, field_scheme="act", field_code="vocational"
    )
    others = {name: text for name in HRD_OTHERS if (text := values.clean(row.get(name)))}
    others |= {name: read[name] for name in ("phone", "homepage", "region", "weekdays") if read.get(name)}
    others |= {"trprId": read["training_id"], "trprDegr": read["training_round"]}
    key = f"{read['training_id']}:{read['training_round']}"
    return Published(
        HRD, _short(key), read["institution"], _short(read["training_id"]), course, offering, others=others
    )


def natural_key(institution: str, title: str, begins: date, place: str) -> str:
    """What an offering of the standard is known by, which has no id: institution, name, first day, place."""
    said = "\n".join(["".join(words(institution)), "".join(words(title)), str(begins), "".join(words(place))])
    return hashlib.sha256(said.encode()).hexdigest()


def course_code(title: str) -> str:
    """Offerings of one institution with the same title are of one course."""
    return "s-" + hashlib.sha256("".join(words(title)).encode()).hexdigest()[:24]


def _short(text: str) -> str:
    return text if len(text) <= 60 else hashlib.sha256(text.encode()).hexdigest()[:60]


def _taken(read: Mapping[str, Any], names: str) -> dict[str, Any]:
    return {name: read[name] for name in names.split() if name in read}


def _homepage(value: str) -> str:
    """An address that can be opened; www.example.kr is one of the web."""
    if value.lower().startswith(("http://", "https://")):
        return value
    return f"https://{value}" if value.lower().startswith("www.") and " " not in value else ""


def _ordered(offering: OfferingContent) -> OfferingContent:
    """Times that end before they begin: turned round, or past midnight, one cannot know."""
    if offering.starts_at and offering.ends_at and offering.ends_at <= offering.starts_at:
        return replace(offering, ends_at=None)
    return offering
