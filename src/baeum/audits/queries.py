"""Cached audits as they may be used: only where they are current, of whom the one who acts may see."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from baeum.audits.models import CachedAudit
from baeum.audits.refreshes import law_since
from baeum_rules.parameters import Law


def current(law: Law, on: date) -> QuerySet[CachedAudit]:
    """Cached audits that say what an audit on this day would: of this law, and of every line there is.

    That they are of the goal that stands, the database sees to. Others must not be shown.
    """
    return CachedAudit.objects.filter(
        law=law.revision, as_of__gte=law_since(law, on), head_number=F("account__head_number")
    )
