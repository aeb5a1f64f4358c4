"""Map an institution's system: which activities are courses, and whose its accounts are."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models.functions import Now

from baeum.courses.models import Course
from baeum.ledger.queries import account_for_deposit
from baeum.people.acting import Actor, at_once, standing
from baeum.people.keys import master
from baeum.people.roles import Role
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import blind_index

from ..models import Activity, LmsAccount
from ..statements import EITHER, LONGEST_ADDRESS, LONGEST_NAME

VERBS = ("completed", "passed", EITHER)


@dataclass(frozen=True)
class Mapped:
    """An account of the system that is now a learner's; ``new`` unless it was that already."""

    new: bool


def map_activity(
    address: str, course: Course | None, *, verb: str, least_score: int | None, by: Actor
) -> Activity | list[Refusal]:
    """From now on this activity is that course of the office; an earlier mapping of it ends."""
    with at_once(by):
        office = _office()
        if office is None:
            return [Refusal("xapi.office", status=403)]
        wrong = []
        if not (0 < len(address) <= LONGEST_ADDRESS and ":" in address and address.isprintable()):
            wrong.append(Refusal("activity.address", {"longest": LONGEST_ADDRESS}))
        if course is None or course.institution.office_id != office:
            wrong.append(Refusal("activity.course"))
        if verb not in VERBS:
            wrong.append(Refusal("activity.verb"))
        if least_score is not None and not 0 <= least_score <= 100:
            wrong.append(Refusal("activity.score"))
        if wrong or course is None:
            return wrong
        Activity.objects.filter(office_id=office, address=address, ended_at=None).update(ended_at=Now())
        return Activity.objects.create(
            office_id=office,
            address=address,
            course=course,
            verb=verb,
            least_score=least_score,
            made_by_id=by.appointment_id,  # type: ignore[misc]  # an officer has an appointment
        )


def end_activity(activity_id: int, *, by: Actor) -> Refusal | None:
    """No statement about it becomes a completion from now on."""
    with at_once(by):
        ended = Activity.objects.filter(pk=activity_id, ended_at=None).update(ended_at=Now())
        return None if ended else Refusal("activity.unknown", status=404)


def map_account(
    home_page: str, name: str, learner_number: str, learner_name: str, *, by: Actor
) -> Mapped | Refusal:
    """From now on this account of the office's system is that learner's, whose name must be right."""
    with at_once(by):
        office = _office()
        if office is None:
            return Refusal("xapi.office", status=403)
        if not 0 < len(home_page) <= LONGEST_NAME or not 0 < len(name) <= LONGEST_NAME:
            return Refusal("xapi.actor")
        found = account_for_deposit(learner_number, learner_name)
        if isinstance(found, Refusal):
            return found
        key = name_key(home_page, name)
        held = LmsAccount.objects.filter(office_id=office, home_page=home_page, name=key, ended_at=None)
        if held.filter(account_id=found.account_id).exists():
            return Mapped(new=False)
        held.update(ended_at=Now())
        LmsAccount.objects.create(
            office_id=office,
            home_page=home_page,
            name=key,
            account_id=found.account_id,
            by_person_id=by.person_id,  # type: ignore[misc]  # an officer is a person
        )
        return Mapped(new=True)


def name_key(home_page: str, name: str) -> bytes:
    """What an account of a system is known by again; keyed, so that nobody reads its name here."""
    return blind_index(master(), "outside.lms", json.dumps([home_page, name]))


def _office() -> int | None:
    held = standing()
    return held.office_id if held.role == Role.INSTITUTION_OFFICER else None
