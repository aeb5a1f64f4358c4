"""More of the made-up people: those whom decisions by two persons and panels need beside the cast."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from baeum.accreditation.services.name_fields import name_fields
from baeum.demo.cast import Cast, done, person_id
from baeum.people.models import SignIn
from baeum.people.personal import Personal
from baeum.people.services.appoint import appoint
from baeum.people.services.register_person import register_person
from baeum.shared.clock import today

FROM_THE_FIRST = date(2020, 1, 1)  # as long as there are offices: some applications are years old
# key: (name, birth date, contacts, role, office)
OFFICERS: dict[str, tuple[str, date, str, str, str]] = {
    "sebin": ("유세빈", date(1982, 2, 14), "010-0000-0021", "institute_officer", "institute"),
    "garam": ("송가람", date(1976, 6, 25), "010-0000-0022", "ministry_officer", "ministry"),
    "yerin": ("하예린", date(1988, 8, 18), "010-0000-0027", "committee_member", "institute"),
    "dami": ("홍다미", date(1988, 9, 3), "010-0000-0023", "municipal_officer", "haeundae"),
    "hyeon": ("고현", date(1968, 4, 19), "010-0000-0024", "evaluator", "institute"),
    "mireu": ("남미르", date(1973, 11, 8), "010-0000-0025", "evaluator", "institute"),
    "yeoul": ("백여울", date(1979, 1, 27), "010-0000-0026", "evaluator", "institute"),
}
EVALUATORS = ("eunchae", "hyeon", "mireu", "yeoul")
FIELDS = ("vocational", "humanities", "arts", "civic", "literacy", "schooling", "career")


def engage(cast: Cast) -> None:
    """Enter and appoint them, and name the fields of every evaluator, as the app."""
    ends = today() + timedelta(days=365)
    for key, (name, birth_date, contacts, role, office) in OFFICERS.items():
        values = Personal(name, birth_date, contacts)
        cast.person[key] = done(register_person(values, on=today(), person_id=person_id(key)))
        SignIn.objects.create(login=key, person=cast.person[key], password=make_password(None))
        made = appoint(
            cast.person[key].id,
            role,
            cast.office[office],
            begins=FROM_THE_FIRST,
            ends=ends,
            by=cast.as_("yujin"),
            on=FROM_THE_FIRST,
        )
        cast.appointment[key] = done(made)
    for key in EVALUATORS:
        done(name_fields(cast.appointment[key], FIELDS, by=cast.as_("inseo"), on=FROM_THE_FIRST))
