"""Store published offerings: new ones are added, changed ones changed, others left alone. Never twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction

from baeum.shared.copying import copy_in

from ..exchange.formats import STANDARD
from ..exchange.rows import Published, natural_key
from ..models import Course, CourseVersion, Institution, Offering
from ..searching import at_hand, count_words, enter

CHUNK = 500
ALONE = 0x636F7572  # number of the advisory lock: one import at a time
UNKNOWN_SINCE = date(1900, 1, 1)  # an institution known from published data only


@dataclass
class Stored:
    """How many rows were what. ``older``: what is there speaks of a later day; ``own``: entered here."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    own: int = 0


def import_published(rows: Iterable[Published], *, on: date) -> Stored:
    """All rows in one transaction. By the operator of the site, who needs no appointment."""
    stored = Stored()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ALONE])
        left = iter(rows)
        known = _Known()
        while chunk := list(islice(left, CHUNK)):
            _store(chunk, known, stored, on)
        if stored.new or stored.changed:
            count_words()
    return stored


class _Known:
    """What the import has met already: institutions, and the keys of what they entered themselves."""

    def __init__(self) -> None:
        self.institutions: dict[str, Institution] = {}
        self.own: dict[int, set[str]] = {}

    def institution(self, name: str) -> Institution:
        if name not in self.institutions:
            found = Institution.objects.filter(office__name_ko=name).select_related("office").first()
            self.institutions[name] = (
                found
                or Institution.objects.get_or_create(
                    name=name, office=None, defaults={"begins": UNKNOWN_SINCE}
                )[0]
            )
        return self.institutions[name]

    def is_own(self, institution: Institution, row: Published) -> bool:
        """Whether the institution entered it here itself: published data do not change what it said."""
        if institution.office_id is None or row.source != STANDARD:
            return False
        if institution.pk not in self.own:
            offerings = Offering.objects.filter(
                source=Offering.Source.OWN, course_version__course__institution=institution
            ).select_related("course_version")
            self.own[institution.pk] = {
                natural_key(
                    institution.name_ko, one.course_version.title, one.begins, one.venue or one.address
                )
                for one in offerings
            }
        return row.key in self.own[institution.pk]


def _store(chunk: list[Published], known: _Known, stored: Stored, on: date) -> None:
    source = chunk[0].source
    there = {
        one.source_key: one
        for one in Offering.objects.select_related("course_version")
        .select_for_update(of=("self",))
        .filter(source=source, source_key__in=[row.key for row in chunk])
    }
    wanted: list[tuple[Published, Institution, Offering | None]] = []
    for row in chunk:
        institution, offering = known.institution(row.institution), there.get(row.key)
        if known.is_own(institution, row):
            stored.own += 1
        elif offering is None:
            stored.new += 1
            wanted.append((row, institution, None))
        elif row.reference_date and offering.reference_date and row.reference_date < offering.reference_date:
            stored.older += 1
        elif _same(row, offering, on):
            stored.unchanged += 1
        else:
            stored.changed += 1
            wanted.append((row, institution, offering))
    if wanted:
        _write(wanted, on)


def _same(row: Published, offering: Offering, on: date) -> bool:
    columns = _offering_columns(row)
    said = row.course.columns(on)
    return all(getattr(offering, name) == value for name, value in columns.items()) and all(
        getattr(offering.course_version, name) == value for name, value in said.items()
    )


def _offering_columns(row: Published) -> dict[str, Any]:
    return {
        **row.offering.columns(),
        "reference_date": row.reference_date,
        "declared_account": row.declared_account,
        "declared_credit_bank": row.declared_credit_bank,
        "published": row.others,
    }


def _write(wanted: list[tuple[Published, Institution, Offering | None]], on: date) -> None:
    versions = list(_versions(wanted, on))
    new, changed = [], []
    for (row, _, offering), version in zip(wanted, versions, strict=True):
        columns = _offering_columns(row)
        if offering is None:
            new.append(Offering(course_version=version, source=row.source, source_key=row.key, **columns))
            continue
        offering.course_version = version
        for name, value in columns.items():
            setattr(offering, name, value)
        changed.append(offering)
    copy_in(new)
    if changed:
        Offering.objects.bulk_update(changed, ["course_version", *_offering_columns(wanted[0][0])])
    for some, are_new in ((new, True), (changed, False)):
        if some:
            enter(at_hand(Offering.objects.filter(pk__in=[one.pk for one in some])), on, new=are_new)


def _versions(
    wanted: list[tuple[Published, Institution, Offering | None]], on: date
) -> Iterator[CourseVersion]:
    """The version of each row: one that says the same, else the next of its course."""
    keys = {(institution.pk, row.course_code) for row, institution, _ in wanted}
    Course.objects.bulk_create(
        [Course(institution_id=institution, code=code) for institution, code in sorted(keys)],
        ignore_conflicts=True,
    )
    courses = {
        (one.institution_id, one.code): one
        for one in Course.objects.filter(
            institution__in={pk for pk, _ in keys}, code__in={code for _, code in keys}
        )
    }
    said: dict[int, list[CourseVersion]] = {}
    for version in CourseVersion.objects.filter(course__in=[courses[key].pk for key in keys]).order_by(
        "number"
    ):
        said.setdefault(version.course_id, []).append(version)
    new: list[CourseVersion] = []
    found: list[CourseVersion] = []
    for row, institution, _ in wanted:
        course = courses[institution.pk, row.course_code]
        columns = row.course.columns(on)
        versions = said.setdefault(course.pk, [])
        same = next(
            (one for one in versions if all(getattr(one, name) == value for name, value in columns.items())),
            None,
        )
        if same is None:
            same = CourseVersion(course=course, number=versions[-1].number + 1 if versions else 1, **columns)
            versions.append(same)
            new.append(same)
        found.append(same)
    copy_in(new)
    yield from found
