"""Offerings of the course catalogue that give credit, as items of a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from baeum.courses.models import GrantedAccreditation, Offering
from baeum.courses.queries import holding
from baeum_rules.plan.catalogue import MOST_ITEMS, read_items
from baeum_rules.plan.items import Item
from baeum_rules.recognition.thresholds import Thresholds, thresholds_of


def offered_items(on: date) -> list[Item]:
    """What still begins, of courses accredited for credit on the day; credits by hours (opreg.5.2).

    A course says its hours, not its credits; one that is shorter than a credit gives none.
    """
    thresholds = thresholds_of()
    rows = (row for one in _offered(on) if (row := _row(one, on, thresholds)) is not None)
    found = (item for row in rows for item in read_items([row], thresholds))
    return [
        item for item in found if isinstance(item, Item)
    ]  # one that cannot be planned with leaves the rest


def _offered(on: date) -> QuerySet[Offering]:
    """Offerings that begin after the day, take place and take people, of courses accredited for credit."""
    credit_bank = holding(on).filter(purpose=GrantedAccreditation.Purpose.CREDIT_BANK)
    accredited = Q(course_version__course__in=credit_bank.values("course")) | Q(declared_credit_bank=True)
    found = Offering.objects.filter(
        accredited, begins__gt=on, ends__isnull=False, course_version__hours__gt=0
    )
    found = found.filter(closed_on__isnull=True, called_off_on__isnull=True)
    return found.select_related("course_version__course__institution__office").order_by("pk")[:MOST_ITEMS]


def _row(one: Offering, on: date, thresholds: Thresholds) -> dict[str, Any] | None:
    version = one.course_version
    per_credit = int(thresholds.at("course.hours_per_credit", on.toordinal()))
    credits = (version.hours or 0) // per_credit
    last = one.application_ends
    if credits < 1 or one.ends is None or (last is not None and last > one.ends):
        return None
    row: dict[str, Any] = {
        "id": str(one.pk),
        "source": "accredited_course",
        "institution": version.course.institution.name_ko,
        "subject": version.title,
        "credits": credits,
        "hours": version.hours,
        "begins": one.begins.isoformat(),
        "ends": one.ends.isoformat(),
        "won": one.fee,
    }
    optional = {"apply_by": last.isoformat() if last else None, "mode": version.mode, "region": one.region}
    return row | {name: value for name, value in optional.items() if value}
