"""Who looked at my record, and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baeum.learner import words
from baeum.learner.showing import show
from baeum.learner.visiting import Visit, of_account
from baeum.people.models import Look

SHOWN = 50


@require_safe
@of_account
def looks(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The looks at the person, the latest first."""
    found = Look.objects.filter(person_id=visit.account.person_id).select_related("office")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found.order_by("-pk")[: SHOWN + 1])
    subjects = {"record": _("학습 내역"), "person": _("인적사항"), "evidence": _("증빙 파일")}
    shown = {
        "looks": [
            {
                "at": words.moment(one.at),
                "office": words.office_name(one.office),
                "subject": subjects.get(one.subject, one.subject),
                "reason": one.reason,
            }
            for one in rows[:SHOWN]
        ],
        "next": f"?before={rows[SHOWN - 1].pk}" if len(rows) > SHOWN else "",
    }
    return show(request, visit, "looks", shown)
