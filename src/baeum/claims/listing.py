"""A line of a conferral list: what the degree will say, sealed with the learner's key."""

from __future__ import annotations

from datetime import date
from typing import Any

from baeum.people.models import Person
from baeum.people.personal import read
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed, unsealed
from baeum_rules.curricula import UnknownCurriculum, load_curriculum
from baeum_rules.recognition.grades import grades_of

from .act import Event, Held
from .decided import last_proposal, proposal_place
from .models import ConferralList, Degree


def list_of(held: Held, body: Office, on: date) -> ConferralList:
    """The list of the conferral and the body, opened where there is none yet."""
    assert held.stands.appointment_id is not None
    found, _ = ConferralList.objects.get_or_create(
        conferral=held.claim.conferral,
        body=body,
        defaults={"opened_on": on, "opened_by_id": held.stands.appointment_id},
    )
    return found


def put_on_list(held: Held, event: Event, body: Office) -> Refusal | None:
    """The line, with name, birth date, average and grade points of what was decided."""
    claim, proposal = held.claim, last_proposal(held)
    person = Person.objects.filter(pk=held.opened.person_id).first()
    who = read(person) if person else None
    if who is None or proposal is None:
        return Refusal("account.erased", status=410)
    place = proposal_place(claim.pk, proposal.number, "{}")
    case = unsealed(held.key, place.format("case"), proposal.case)
    answer = unsealed(held.key, place.format("answer"), proposal.answer)
    grades = grades_of(case, answer)
    new = Degree(
        claim=claim,
        account_id=claim.account_id,
        body=body,
        conferral=claim.conferral,
        degree=claim.degree,
        route=case["goal"]["route"],
        major=claim.major,
        degree_name=degree_name(case["goal"]),
        listed_on=event.on,
    )
    particulars = {
        "name": who.name,
        "birth_date": who.birth_date.isoformat(),
        **{name: grades[name] for name in ("average", "gpa", "scale")},
        "recognised": answer["totals"]["recognised"],
    }
    new.particulars = sealed(held.key, _place(new), particulars)
    new.save(force_insert=True)
    return None


def particulars_of(degree: Degree, key: bytes) -> dict[str, Any]:
    """Name, birth date, average, grade points; empty where it cannot be read any more."""
    return unsealed(key, _place(degree), degree.particulars) or {}


def degree_name(goal: dict[str, Any]) -> str:
    """As awarded (공학사), where the curriculum states it."""
    try:
        return load_curriculum(goal["major"]).degree_name[:60]
    except UnknownCurriculum:
        return ""


def _place(degree: Degree) -> str:
    return f"degree:{degree.pk}:particulars"
