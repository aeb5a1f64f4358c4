"""An officer registers a system of an institution: it may act as that office from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from baeum.api.keys import read_key_set
from baeum.api.models import SCOPES, Client
from baeum.people.acting import Actor, acting, standing
from baeum.people.permissions import REGISTRARS
from baeum.people.personal import Personal
from baeum.people.roles import OFFICE_OF, Role
from baeum.people.services.appoint import appoint
from baeum.people.services.register_person import register_person
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.recognition.fields import Problem, read_text

LONGEST_NAME = 60
LONGEST_LIFE_DAYS = 366 * 2  # keys grow old: after two years a client is registered anew


@dataclass(frozen=True)
class ClientRegistered:
    """The new client; its id is what it signs as."""

    client: Client


def register_client(
    office: Office,
    *,
    name: str,
    key_set: str,
    scopes: Sequence[str],
    begins: date,
    ends: date,
    by: Actor,
    on: date,
) -> ClientRegistered | list[Refusal]:
    """Register a system of an office, with the keys of a JWK set; or every fault of what was given."""
    with acting(by), transaction.atomic():
        refused = _may_not(office, on)
        if refused or by.person_id is None:
            return [refused or Refusal("client.not_yours", status=403)]
        keys = read_key_set(key_set)
        faults = [one for one in keys if isinstance(one, Refusal)]
        faults += _faults(name, scopes, begins, ends, on)
        if faults:
            return faults
        person = register_person(Personal(name.strip(), birth_date=on), on=on)  # the day it came to be
        if isinstance(person, Refusal):
            return [Refusal("client.name", {"limit": LONGEST_NAME})]
        role = Role.INSTITUTION_OFFICER
        appointment = appoint(person.pk, role, office, begins=begins, ends=ends, by=by, on=on)
        if isinstance(appointment, Refusal):
            transaction.set_rollback(True)
            return [Refusal("client.not_yours", status=403)]
        client = Client.objects.create(
            person=person,
            appointment=appointment,
            name=name.strip(),
            keys=keys,
            scopes=sorted(set(scopes)),
            registered_by_id=by.person_id,
        )
        return ClientRegistered(client)


def _may_not(office: Office, on: date) -> Refusal | None:
    """Why the one who acts registers nothing for this office; None where they may."""
    held = standing()
    if held.role not in REGISTRARS or (held.role == Role.INSTITUTION_OFFICER and held.office_id != office.pk):
        return Refusal("client.not_yours", status=403)
    if office.kind not in OFFICE_OF[Role.INSTITUTION_OFFICER] or not office.holds_on(on):
        return Refusal("client.no_institution", status=409)
    return None


def _faults(name: str, scopes: Sequence[str], begins: date, ends: date, on: date) -> list[Refusal]:
    found = []
    read = read_text(name)
    if isinstance(read, Problem) or len(read) > LONGEST_NAME:
        found.append(Refusal("client.name", {"limit": LONGEST_NAME}))
    if not scopes or not set(scopes) <= set(SCOPES):
        found.append(Refusal("client.scopes"))
    if not on <= ends or ends < begins or ends - begins > timedelta(days=LONGEST_LIFE_DAYS):
        found.append(Refusal("client.days", {"limit": LONGEST_LIFE_DAYS}))
    return found
