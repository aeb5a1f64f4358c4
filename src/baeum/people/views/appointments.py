"""Officers appoint and revoke, at their own office and those below."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baeum.people.forms import DayField
from baeum.people.models import Appointment, SignIn
from baeum.people.names import role_name
from baeum.people.roles import APPOINTS, OFFICE_OF
from baeum.people.services.appoint import appoint
from baeum.people.services.revoke import revoke
from baeum.people.views.me import state
from baeum.places.models import Office
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

MOST = 200  # appointments on a page
YEAR = timedelta(days=364)


class AppointForm(forms.Form):
    """Who, as what, and for how long."""

    login = forms.CharField(
        label=_("로그인 이름"), help_text=_("임명할 사람이 알려 준 로그인 이름"), max_length=40
    )
    role = forms.ChoiceField(label=_("역할"))
    begins = DayField(label=_("첫날"))
    ends = DayField(label=_("마지막 날"))

    def __init__(self, *args: Any, office: Office, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [name for name in APPOINTS[role] if office.kind in OFFICE_OF[name]]
        self.fields["role"].choices = [(name, role_name(name)) for name in sorted(possible)]  # type: ignore[attr-defined]


@require_safe
def appointments(request: Any, office: str) -> HttpResponse:
    """Everyone appointed at an office, and the form to appoint."""
    return _page(request, get_object_or_404(Office, code=office), None)


@require_POST
def appoint_someone(request: Any, office: str) -> HttpResponse:
    """Appoint the person of a login name."""
    where = get_object_or_404(Office, code=office)
    form = AppointForm(request.POST, office=where, role=request.standing.role)
    if form.is_valid():
        given = form.cleaned_data
        found = SignIn.objects.filter(login=given["login"].strip().lower(), is_active=True).first()
        if found is None:
            form.add_error("login", _("없는 로그인 이름입니다. 임명할 사람에게 다시 물어보세요."))
        else:
            days = {"begins": given["begins"], "ends": given["ends"]}
            made = appoint(found.person_id, given["role"], where, **days, by=request.actor, on=today())
            if not isinstance(made, Refusal):
                return HttpResponseRedirect(reverse("people:appointments", args=[where.code]))
            form.add_error(None, sentence(made, get_language() or "ko"))
    return _page(request, where, form)


@require_POST
def revoke_one(request: Any, appointment: int) -> HttpResponse:
    """Revoke an appointment."""
    made = revoke(appointment, by=request.actor, at=now())
    if isinstance(made, Refusal):
        told = sentence(made, get_language() or "ko")
        return render(
            request, "people/refused.html", {"told": told, "place": "appointments"}, status=made.status
        )
    return HttpResponseRedirect(reverse("people:appointments", args=[made.office.code]))


def _page(request: Any, office: Office, form: AppointForm | None) -> HttpResponse:
    held = list(Appointment.objects.filter(office=office).order_by("-begins", "-pk")[:MOST])
    people = [one.person_id for one in held]
    logins = dict(SignIn.objects.filter(person_id__in=people).values_list("person_id", "login"))
    days = {"begins": today().isoformat(), "ends": (today() + YEAR).isoformat()}
    context = {
        "place": "appointments",
        "office": office,
        "below": office.subordinates.order_by("code"),
        "form": form or AppointForm(office=office, role=request.standing.role, initial=days),
        "appointments": [(one, state(one), logins.get(one.person_id, "–")) for one in held],
        "oneself": request.actor.person_id,
    }
    return render(request, "people/appointments.html", context, status=422 if form else 200)
