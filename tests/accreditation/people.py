"""More officers than the cast has: two of the institute, two of the ministry, evaluators with fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from baeum.accreditation.services.name_fields import name_fields
from baeum.people.acting import Actor
from baeum.people.models import Appointment
from baeum.people.personal import Personal
from baeum.people.services.appoint import appoint
from baeum.people.services.register_person import register_person
from baeum.shared.clock import today
from cast import Cast, done

BEGAN = date(2024, 1, 1)
FIELDS = ("vocational", "humanities")


@dataclass
class Officers:
    """By role: the first of each is the cast's, the second somebody else."""

    institute: list[Actor] = field(default_factory=list)
    ministry: list[Actor] = field(default_factory=list)
    evaluators: list[Appointment] = field(default_factory=list)

    def evaluator(self, number: int) -> Actor:
        """As the evaluator of a number."""
        held = self.evaluators[number]
        return Actor(held.person_id, held.pk)


def person(name: str) -> UUID:
    """Somebody new."""
    return done(register_person(Personal(name, date(1970, 1, 1)), on=today())).pk


def appointed(cast: Cast, name: str, role: str, office: str, who: UUID | None = None) -> Appointment:
    """Somebody new under an appointment, for long."""
    ends = today() + timedelta(days=4000)
    who = who or person(name)
    made = appoint(who, role, cast.office[office], begins=BEGAN, ends=ends, by=cast.as_("yujin"), on=BEGAN)
    return done(made)


def officers(cast: Cast, evaluators: int = 4, fields: tuple[str, ...] = FIELDS) -> Officers:
    """The officers of a round."""
    made = Officers([cast.as_("inseo")], [cast.as_("yujin")])
    second = appointed(cast, "진흥둘", "institute_officer", "institute")
    other = appointed(cast, "부처둘", "ministry_officer", "ministry")
    third = appointed(cast, "부처셋", "ministry_officer", "ministry")
    made.institute.append(Actor(second.person_id, second.pk))
    made.ministry += [Actor(other.person_id, other.pk), Actor(third.person_id, third.pk)]
    for number in range(evaluators):
        held = appointed(cast, f"평가{number}", "evaluator", "institute")
        done(name_fields(held, fields, by=made.institute[0], on=BEGAN))
        made.evaluators.append(held)
    return made
