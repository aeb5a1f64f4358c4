"""The cast, a life of learning, courses and claims, entered once into a database that does not have them."""

from __future__ import annotations

from django.db import connection, transaction

from baeum.demo.cast import assemble
from baeum.demo.claims import claim_credits
from baeum.demo.courses import offer_courses
from baeum.demo.life import live
from baeum.people.models import SignIn

ALONE = 0x64656D6F  # number of the advisory lock: one entering at a time


def make_once() -> None:
    """All of it or nothing; nothing where it is there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ALONE])
        if not SignIn.objects.filter(login="nari").exists():
            cast = assemble()
            live(cast)
            offer_courses(cast)
            claim_credits(cast)
