"""The clients of an office: seen, registered by pasting a key set, revoked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from baeum.api.models import SCOPES, Client
from baeum.api.openapi import words
from baeum.api.problems import language_now
from baeum.api.sentences import sentence
from baeum.api.services.register_client import ClientRegistered, register_client
from baeum.api.services.revoke_client import ClientRevoked, revoke_client
from baeum.people.acting import actor, standing
from baeum.people.relations import FINDERS, Subject, finds
from baeum.people.roles import Role
from baeum.places.models import Office
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal

FIRST_LIFE = timedelta(days=365)
FIELD_OF = {"keys": "key_set", "client.name": "name", "client.scopes": "scopes", "client.days": "ends"}


@require_http_methods(["GET", "HEAD", "POST"])
def clients(request: HttpRequest) -> HttpResponse:
    """The clients one may see; a POST registers another."""
    if request.method != "POST":
        return _page(request)
    office = next((one for one in _offices() if str(one.pk) == request.POST.get("office")), None)
    if office is None:
        return _page(request, [Refusal("client.not_yours", status=403)])
    done = register_client(
        office,
        name=request.POST.get("name", ""),
        key_set=request.POST.get("key_set", ""),
        scopes=request.POST.getlist("scopes"),
        begins=today(),
        ends=_day(request.POST.get("ends", "")),
        by=actor(),
        on=today(),
    )
    if isinstance(done, ClientRegistered):
        return redirect(f"{reverse('api_clients')}?new={done.client.pk}")
    return _page(request, done)


@require_POST
def revoke(request: HttpRequest, office: str, client_id: UUID) -> HttpResponse:
    """End a client of an office."""
    get_object_or_404(Client, pk=client_id, appointment__office__code=office)
    done = revoke_client(client_id, by=actor(), at=now())
    if isinstance(done, ClientRevoked):
        return redirect("api_clients")
    return _page(request, [done])


@finds("client")
def _office_of_client(parts: dict[str, Any]) -> Subject | None:
    """The office that the address names; whether the client is one of it is the view's question."""
    return FINDERS["office"](parts)


def _page(request: HttpRequest, refused: list[Refusal] | None = None) -> HttpResponse:
    known = Client.objects.select_related("appointment__office").order_by("revoked_at", "-registered_at")
    offices, on = _offices(), today()
    shown: dict[str, Any] = {
        "clients": [_shown(client, on) for client in known],
        "offices": [(one.pk, _name(one)) for one in offices],
        "scopes": [(scope, words()["scopes"][scope][language_now()]) for scope in SCOPES],
        "chosen": request.POST.getlist("scopes") if request.method == "POST" else list(SCOPES),
        "typed": request.POST,
        "ends": request.POST.get("ends") or (on + FIRST_LIFE).isoformat(),
        "problems": [(_field(one), sentence(one)) for one in refused or ()],
        "new": request.GET.get("new", ""),
        "audience": request.build_absolute_uri(reverse("api:token")),
        "place": "api",
    }
    status = 200 if not refused else max(one.status for one in refused) if len(refused) == 1 else 422
    return render(request, "api/clients.html", shown, status=status)


def _shown(client: Client, on: date) -> dict[str, Any]:
    held = client.appointment
    if client.revoked_at is not None or held.revoked_at is not None:
        state = "revoked"
    else:
        state = "ended" if held.ends < on else "ahead" if on < held.begins else "in_force"
    return {
        "id": str(client.pk),
        "name": client.name,
        "office": _name(held.office),
        "office_code": held.office.code,
        "keys": ", ".join(key["kid"] for key in client.keys),
        "scopes": client.scopes,
        "begins": held.begins,
        "ends": held.ends,
        "state": state,
    }


def _offices() -> list[Office]:
    """The offices one may register clients for."""
    held, on = standing(), today()
    if held.role == Role.INSTITUTION_OFFICER:
        found = Office.objects.filter(pk=held.office_id or 0)
    elif held.role == Role.INSTITUTE_OFFICER:
        found = Office.objects.filter(kind=Office.Kind.INSTITUTION).order_by("code")
    else:
        found = Office.objects.none()
    return [one for one in found if one.holds_on(on)]


def _name(office: Office) -> str:
    return office.name_en if language_now() == "en" else office.name_ko


def _field(refusal: Refusal) -> str:
    """The field that a refusal is about, for the link that leads there."""
    return FIELD_OF.get(refusal.code) or FIELD_OF.get(refusal.code.partition(".")[0], "clients")


def _day(text: str) -> date:
    """The day typed, or one that is refused."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return date.min
