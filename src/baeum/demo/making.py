"""The cast, a life, courses, their accreditation and claims, entered once into a database without them."""

from __future__ import annotations

from django.db import connection, transaction

from baeum.demo.accreditation import accredit
from baeum.demo.cast import assemble
from baeum.demo.claims import claim_credits
from baeum.demo.courses import offer_courses
from baeum.demo.documents import issue_documents
from baeum.demo.life import live
from baeum.demo.officers import engage
from baeum.people.models import SignIn
from baeum.postgres.fault import DatabaseFault

ALONE = 0x64656D6F  # number of the advisory lock: one entering at a time


def make_once() -> None:
    """All of it or nothing; nothing where it is there. Raises DatabaseFault where others are there."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ALONE])
        if not SignIn.objects.filter(login="nari").exists():
            cursor.execute("SELECT baeum_nobody_is_appointed()")
            (nobody,) = cursor.fetchone()
            if not nobody:  # the cast appoints the first of all; those of ``baeum demo`` are not it
                raise DatabaseFault("others_are_there")
            cast = assemble()
            live(cast)
            offer_courses(cast)
            engage(cast)
            accredit(cast)
            claim_credits(cast)
            issue_documents(cast)
