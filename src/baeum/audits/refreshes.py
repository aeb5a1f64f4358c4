"""The refresh that is going on, by which law, and whether one is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from baeum.audits.models import Refresh
from baeum_rules.parameters import Law

UNFINISHED = ("going", "stopped")


def law_since(law: Law, on: date) -> date:
    """The last day up to ``on`` from which some number of the law is another: an audit of then holds on."""
    days = (version.since for name in law.names() for version in law.parameter(name).versions)
    return max((day for day in days if day <= on), default=date.min)


def unfinished(law: Law, on: date) -> Refresh | None:
    """The refresh by this law that is not finished, where its day still answers as ``on`` does."""
    since = law_since(law, on)
    return Refresh.objects.filter(law=law.revision, on__gte=since, state__in=UNFINISHED).first()


def refresh_for(law: Law, *, on: date, wanted: Callable[[], int]) -> Refresh:
    """The one to go on with, or a new one; those by another law are given up.

    ``wanted``: asked where one begins, how many accounts have a goal.
    """
    with transaction.atomic():
        if going := unfinished(law, on):
            Refresh.objects.filter(pk=going.pk).update(state="going")
            going.refresh_from_db()
            return going
        Refresh.objects.filter(state__in=UNFINISHED).update(state="given_up")
        made = Refresh.objects.create(law=law.revision, on=on, wanted=wanted())
        made.refresh_from_db()
        return made


def is_due(law: Law, on: date) -> bool:
    """Whether one is to go on or to begin: another law, or another day. Not where somebody has stopped it."""
    if going := unfinished(law, on):
        return going.state == "going"
    last = Refresh.objects.filter(state="finished").order_by("-pk").first()
    return last is None or last.law != law.revision or last.on < on


def newest() -> Refresh | None:
    """The last that was begun."""
    return Refresh.objects.order_by("-pk").first()


class ByLaw(NamedTuple):
    """How many cached audits there are of a law's revision: all, with nothing missing, without an answer."""

    law: str
    how_many: int
    complete: int
    faulty: int


def by_law() -> list[ByLaw]:
    """Of every account, whoever acts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT law, how_many, complete, faulty FROM audits_by_law()")
        return [ByLaw(*row) for row in cursor.fetchall()]
