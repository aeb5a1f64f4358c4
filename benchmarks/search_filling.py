"""A database filled with the synthetic courses, by the same columns as every offering gets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.search_titles import Made, made

if TYPE_CHECKING:
    from baeum.courses.models import Institution, Offering

BATCH = 2000


def fill(count: int, seed: int, on: date, tell: Callable[[int], None]) -> dict[int, Made]:
    """What was made, by the id of its entry. Needs a database without courses."""
    from django.db import transaction

    from baeum.courses.searching import count_words, entry_of
    from baeum.shared.copying import copy_in

    rows = _rows(count, seed, on)
    institutions: dict[str, Institution] = {}
    found: dict[int, Made] = {}
    with transaction.atomic():
        for begin in range(0, count, BATCH):
            part = rows[begin : begin + BATCH]
            entries = [entry_of(one.course_version, one, on) for one in _offerings(part, begin, institutions)]
            copy_in(entries)
            found |= zip((one.pk for one in entries), part, strict=True)
            tell(begin + len(part))
        count_words()
    return found


def entered(count: int, seed: int, on: date) -> dict[int, Made] | None:
    """The same of a database that was filled before; None where its courses are not exactly these."""
    from baeum.courses.models import SearchEntry

    rows = _rows(count, seed, on)
    there = {
        key: (entry, title)
        for entry, key, title in SearchEntry.objects.values_list("pk", "offering__source_key", "title")
    }
    keys = [_key(place) for place in range(count)]
    if there.keys() != set(keys) or any(
        there[key][1] != row.title for key, row in zip(keys, rows, strict=True)
    ):
        return None
    return {there[key][0]: row for key, row in zip(keys, rows, strict=True)}


def _rows(count: int, seed: int, on: date) -> list[Made]:
    from baeum.places.country import MUNICIPALITY, regions_on

    cities = [one.code for one in regions_on(on).values() if one.kind == MUNICIPALITY]
    return made(count, seed, cities)


def _key(place: int) -> str:
    return f"bench-{place}"


def _offerings(rows: list[Made], begin: int, institutions: dict[str, Institution]) -> list[Offering]:
    from baeum.courses.models import Course, CourseVersion, Institution, Offering
    from baeum.shared.copying import copy_in

    names = dict.fromkeys(row.institution for row in rows if row.institution not in institutions)
    new = [Institution(name=name, begins=date(2000, 1, 1)) for name in names]
    copy_in(new)
    institutions |= zip(names, new, strict=True)
    courses = [
        Course(institution=institutions[row.institution], code=str(begin + place))
        for place, row in enumerate(rows)
    ]
    copy_in(courses)
    versions = [
        CourseVersion(
            course=course,
            number=1,
            title=row.title,
            description=row.description,
            field_scheme="act",
            field_code=row.topic.field,
            mode=row.mode,
        )
        for course, row in zip(courses, rows, strict=True)
    ]
    copy_in(versions)
    offerings = [
        Offering(
            course_version=version,
            region=row.city,
            begins=row.begins,
            ends=row.ends,
            application_begins=row.application_begins,
            application_ends=row.application_ends,
            fee=row.fee,
            declared_account=row.account,
            declared_credit_bank=row.credit_bank,
            source="standard",
            source_key=_key(begin + place),
        )
        for place, (version, row) in enumerate(zip(versions, rows, strict=True))
    ]
    copy_in(offerings)
    return offerings
