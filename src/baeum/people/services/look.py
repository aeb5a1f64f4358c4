"""An officer looks at another's record: the reason is asked first and kept, and the person can read it."""

from __future__ import annotations

from unicodedata import normalize
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from baeum.people.acting import Actor, acting, standing
from baeum.people.models import Look, Person
from baeum.people.roles import LOOKS
from baeum.shared.refusal import Refusal

SHORTEST, LONGEST = 5, 500  # characters of a reason


def look(person: Person | UUID, *, by: Actor, reason: str, subject: str = "record") -> Look | Refusal:
    """The entry of the access log, which opens the record to this appointment for a quarter of an hour.

    ``subject``: what is looked at, at most 40 letters of a code.
    """
    given = " ".join(normalize("NFC", reason).replace("\0", "").split())
    if not SHORTEST <= len(given) <= LONGEST:
        return Refusal("look.reason", {"given": len(given), "shortest": SHORTEST, "longest": LONGEST})
    with acting(by):
        stands = standing()
        if stands.role not in LOOKS or by.person_id is None:
            return Refusal("look.not_yours", status=403)
        assert stands.appointment_id is not None and stands.office_id is not None  # a role comes with both
        try:
            with transaction.atomic():
                made = Look.objects.create(
                    person_id=person.pk if isinstance(person, Person) else person,
                    by_person_id=by.person_id,
                    appointment_id=stands.appointment_id,
                    office_id=stands.office_id,
                    reason=given,
                    subject=subject,
                )
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the row itself is not to be seen yet
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except IntegrityError:
            return Refusal("look.unknown", status=404)
        return made
