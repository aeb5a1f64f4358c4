"""The person signed in: who they are, what they act as, and the change between."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from baeum.people.acting import APPOINTMENT
from baeum.people.models import Appointment, Proxy
from baeum.people.services.read_personal import read_personal
from baeum.people.sessions import is_strong
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal


@require_safe
def me(request: Any) -> HttpResponse:
    """Values, appointments and proxies of the person."""
    person_id = request.actor.person_id
    values = read_personal(person_id, by=request.actor)
    held = Appointment.objects.filter(person_id=person_id).select_related("office").order_by("-begins", "-pk")
    context = {
        "place": "me",
        "values": None if isinstance(values, Refusal) else values,
        "appointments": [(one, state(one)) for one in held],
        "chosen": request.standing.appointment_id,
        "strong": is_strong(request),
        "proxies": Proxy.objects.filter(principal_id=person_id, revoked_at=None, ends__gte=today()).count(),
        "principals": Proxy.objects.filter(proxy_id=person_id, revoked_at=None, ends__gte=today()).count(),
    }
    return render(request, "people/me.html", context)


@require_POST
def switch(request: Any) -> HttpResponse:
    """Act under an appointment, or as oneself again. An appointment needs a second factor in this session."""
    chosen = request.POST.get("appointment", "")
    if not chosen.isascii() or not chosen.isdecimal():
        request.session.pop(APPOINTMENT, None)
        return HttpResponseRedirect(reverse("people:me"))
    if not is_strong(request):
        return HttpResponseRedirect(_second_factor(request))
    held = Appointment.objects.filter(person_id=request.actor.person_id, pk=int(chosen[:18])).first()
    if held is None or state(held) != "holds":
        return render(request, "people/not_held.html", {"place": "me"}, status=403)
    request.session[APPOINTMENT] = held.pk
    return HttpResponseRedirect(reverse("people:me"))


def state(held: Appointment) -> str:
    """``holds``, ``later``, ``over`` or ``revoked``, today."""
    if held.revoked_at is not None:
        return "revoked"
    if held.begins > today():
        return "later"
    return "over" if held.ends < today() else "holds"


def _second_factor(request: HttpRequest) -> str:
    """Where a second factor is shown, or first set up."""
    from allauth.mfa.utils import is_mfa_enabled

    if not is_mfa_enabled(request.user):
        return reverse("mfa_activate_totp")
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': reverse('people:me')})}"
