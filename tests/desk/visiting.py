"""A person who is signed in and acts, on the pages."""

from __future__ import annotations

import time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baeum.people.acting import APPOINTMENT, Actor
from baeum.people.models import SignIn


def sign_in(client: Client, by: Actor) -> Client:
    """Let the client act from now on."""
    sign_in_of = SignIn.objects.get(person_id=by.person_id)
    client.force_login(sign_in_of)
    session = client.session
    session[APPOINTMENT] = by.appointment_id
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]  # a second factor
    session["account_authentication_methods_user"] = str(sign_in_of.pk)
    session.save()
    return client


def as_file(data: bytes, name: str = "이수.csv") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, data)
