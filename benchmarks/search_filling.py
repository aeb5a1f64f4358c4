"""A database filled with the synthetic courses, by the same columns as every offering gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from benchmarks.search_titles import Made, made

if TYPE_CHECKING:
    from baeum.courses.models import Institution

BATCH = 2000


def fill(count: int, seed: int, on: date, tell: Callable[[int], None]) -> dict[int, Made]:
    """What was made, by the id of its entry. Needs a database without courses."""
    from django.db import transaction

    from baeum.courses.models import SearchEntry
    from baeum.courses.searching import count_words

    rows = _rows(count, seed, on)
    institutions: dict[str, Institution] = {}
    found: dict[int, Made] = {}
    with transaction.atomic():
        for begin in range(0, count, BATCH):
            part = rows[begin : begin + BATCH]
            offerings = list(_offerings(part, begin, institutions))
            _enter(offerings, on)
            ids = dict(
                SearchEntry.objects.filter(offering__in=[one.pk for one in offerings]).values_list(
                    "offering_id", "pk"
                )
            )
            found |= {ids[one.pk]: row for one, row in zip(offerings, part, strict=True)}
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


def _offerings(rows: list[Made], begin: int, institutions: dict[str, Institution]) -> Iterator[Any]:
    from baeum.courses.models import Course, CourseVersion, Institution, Offering

    for row in rows:
        if row.institution not in institutions:
            institutions[row.institution] = Institution.objects.create(
                name=row.institution, begins=date(2000, 1, 1)
            )
    courses = Course.objects.bulk_create(
        Course(institution=institutions[row.institution], code=str(begin + place))
        for place, row in enumerate(rows)
    )
    versions = CourseVersion.objects.bulk_create(
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
    )
    yield from Offering.objects.bulk_create(
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
    )


def _enter(offerings: list[Any], on: date) -> None:
    from baeum.courses.models import SearchEntry
    from baeum.courses.searching import entry_of

    SearchEntry.objects.bulk_create(entry_of(one.course_version, one, on) for one in offerings)
