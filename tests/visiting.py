"""Clients of Django that have signed in as one of the cast, without the pages of sign-in."""

from __future__ import annotations

import time

from django.test import Client

from baeum.people.acting import APPOINTMENT
from baeum.people.models import SignIn
from cast import Cast


def as_self(cast: Cast, key: str, client: Client | None = None) -> Client:
    """Signed in, acting as themselves or as a proxy."""
    client = client or Client()
    client.force_login(SignIn.objects.get(person=cast.person[key]))
    return client


def as_officer(cast: Cast, key: str, client: Client | None = None) -> Client:
    """Signed in with a second factor, and switched to their one appointment, which need not hold."""
    client = as_self(cast, key, client)
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session[APPOINTMENT] = cast.appointment[key].pk
    session.save()
    return client
