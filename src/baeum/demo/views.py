"""Sign in as any of the made-up people, with one click. Nobody else can be entered this way."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from baeum.demo.cast import APPOINTMENTS, OFFICES, PEOPLE, SECONDS, person_id
from baeum.demo.making import make_once
from baeum.people.acting import APPOINTMENT, Actor, acting
from baeum.people.models import Appointment, SignIn
from baeum.people.sessions import DEMO


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The cast, with what each of them is."""
    _only_where_meant()
    cast = []
    for key, (name, _, _) in PEOPLE.items():
        role, office = APPOINTMENTS.get(key, ("learner", ""))
        role = "proxy" if key == "boram" else role
        cast.append(
            {"key": key, "name": name, "role": role, "office": OFFICES.get(office, ("", "", ""))[1:3]}
        )
    cast += [
        {"key": key, "name": name, "role": role, "office": OFFICES[office][1:3]}
        for key, (name, _, role, office) in SECONDS.items()
    ]
    return render(request, "demo/people.html", {"cast": cast, "place": "demo"})


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the cast, under their appointment where they hold one."""
    _only_where_meant()
    key = request.POST.get("who", "")
    if key not in PEOPLE and key not in SECONDS:
        raise Http404
    make_once()
    sign_in = get_object_or_404(SignIn, login=key, person_id=person_id(key), is_active=True)
    login(request, sign_in, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[DEMO] = sign_in.pk
    with acting(Actor(sign_in.person_id)):
        held = Appointment.objects.filter(person_id=sign_in.person_id).first()
    if held is not None:
        request.session[APPOINTMENT] = held.pk
    return HttpResponseRedirect(reverse("people:me"))


def _only_where_meant() -> None:
    if not settings.DEMO:
        raise Http404
