"""Take a statement: it becomes a completion, takes one back, or is noted as not used with the reason.

The same statement again gets the same answer. One that was not used is looked at anew: its activity or its
learner may have been mapped since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from baeum.courses.models import CourseVersion
from baeum.courses.queries import accreditations_on
from baeum.ledger.learning import Learning
from baeum.ledger.models import Entry
from baeum.ledger.services.deposit import Asked, deposit_each
from baeum.ledger.services.reverse import reverse
from baeum.ledger.writing import Written
from baeum.people.acting import Actor, at_once, standing
from baeum.people.roles import Role
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import REVERSAL

from ..models import Activity, LmsAccount, Statement
from ..statements import EITHER, VERBS, VOIDED, Said, read_statement
from .map_system import name_key

LINE, TAKEN_BACK, NOT_USED, REFUSED = "line", "taken_back", "not_used", "refused"
HOUR = 3_600


@dataclass(frozen=True)
class Answer:
    """``outcome``: line, taken_back, not_used, or refused (it was not kept). ``why``: of the last two."""

    id: str
    outcome: str
    entry_id: int | None = None
    why: Refusal | None = None


def take_statement(raw: Any, *, by: Actor, on: date) -> Answer:
    """One statement, whole or not at all, whatever becomes of the others it came with."""
    said = read_statement(raw)
    if isinstance(said, Refusal):
        told = raw.get("id") if isinstance(raw, dict) else None
        return Answer(str(told)[:40] if isinstance(told, str) else "", REFUSED, why=said)
    with at_once(by):
        held = standing()
        if held.role != Role.INSTITUTION_OFFICER or held.office_id is None:
            return Answer(str(said.id), REFUSED, why=Refusal("xapi.office", status=403))
        office = held.office_id
        _one_at_a_time(office, said)
        before = Statement.objects.filter(office_id=office, statement=said.id).first()
        if before is not None and bytes(before.digest) != said.digest:
            return Answer(str(said.id), REFUSED, why=Refusal("xapi.conflict", status=409))
        if before is not None and before.entry_id is not None:
            return Answer(str(said.id), _outcome(said), before.entry_id)
        found = _voided(office, said, by) if said.is_voiding else _completed(office, said, by, on)
        _note(before, office, said, found, by)
        if isinstance(found, Refusal):
            return Answer(str(said.id), NOT_USED, why=found)
        return Answer(str(said.id), _outcome(said), found.entry_id)


def _outcome(said: Said) -> str:
    return TAKEN_BACK if said.is_voiding else LINE


def _one_at_a_time(office: int, said: Said) -> None:
    """Whoever sends the same statement at the same moment waits, and then finds the answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"xapi:{office}:{said.id}"])


def _note(before: Statement | None, office: int, said: Said, found: Written | Refusal, by: Actor) -> None:
    why, figures, entry = "", {}, None
    if isinstance(found, Refusal):
        why, figures = found.code, _plain(found)
    else:
        entry = found.entry_id
    if before is not None:
        Statement.objects.filter(pk=before.pk).update(entry_id=entry, why=why, figures=figures)
        return
    Statement.objects.create(
        office_id=office,
        statement=said.id,
        digest=said.digest,
        verb=said.verb,
        activity=str(said.target) if said.is_voiding and said.target else said.activity,
        entry_id=entry,
        why=why,
        figures=figures,
        by_person_id=by.person_id,  # type: ignore[misc]  # a client is a person
    )


def _plain(refusal: Refusal) -> dict[str, Any]:
    """The figures of a reason that may be kept: of a learning's faults only their codes and fields."""
    if refusal.code == "learning.faults":
        return {"faults": [{"field": one["field"], "code": one["code"]} for one in refusal.figures["faults"]]}
    return {name: value for name, value in refusal.figures.items() if isinstance(value, (int, str))}


def _completed(office: int, said: Said, by: Actor, on: date) -> Written | Refusal:
    """The line of a completion, where every rule of the mapping holds."""
    if said.why is not None:
        return said.why
    if Statement.objects.filter(office_id=office, verb=VOIDED, activity=str(said.id)).exists():
        return Refusal("xapi.voided_before")
    activity = (
        Activity.objects.filter(office_id=office, address=said.activity, ended_at=None)
        .select_related("course")
        .first()
    )
    if activity is None:
        return Refusal("xapi.activity")
    if activity.verb not in (EITHER, VERBS[said.verb]):
        return Refusal("xapi.other_verb", {"verb": activity.verb})
    if activity.least_score is not None and (said.scaled or 0) * 100 < activity.least_score:
        return Refusal("xapi.score", {"least": activity.least_score})
    learner = LmsAccount.objects.filter(
        office_id=office, home_page=said.home_page, name=name_key(said.home_page, said.name), ended_at=None
    ).first()
    if learner is None:
        return Refusal("xapi.account")
    if (line := _standing(office, said.activity, learner.account_id)) is not None:
        return Refusal("xapi.already", {"number": line})
    learning = _learning(activity, said, Office.objects.get(pk=office).name_ko)
    asked = Asked(learner.account_id, learning, f"xapi:{said.id}")
    return deposit_each([asked], by=by, on=on, keep_refusals=False)[0]  # what was refused may come again


def _standing(office: int, activity: str, account_id: int) -> int | None:
    """The number of the line that this learner has of this activity already."""
    lines = Statement.objects.filter(
        office_id=office, activity=activity, entry__account_id=account_id
    ).values_list("entry__number", "entry__later__act")
    return next((number for number, later in lines if later != REVERSAL), None)


def _learning(activity: Activity, said: Said, where: str) -> Learning:
    """The completion, in the words of the course's newest version; its hours before those that were taken."""
    version = CourseVersion.objects.filter(course=activity.course_id).latest("number")
    assert said.on is not None  # a statement without a day is not used
    granted = accreditations_on([activity.course_id], said.on).get(activity.course_id, [])
    accredited = any(one.purpose == "account" for one in granted)
    spent = (said.seconds or 0) // HOUR or None
    details = {
        "course_code": activity.course.code,
        "xapi_statement": str(said.id),
        "xapi_activity": said.activity,
        "score_percent": f"{said.scaled * 100:.1f}" if said.scaled is not None else "",
        "minutes_spent": str(said.seconds // 60) if said.seconds else "",
    }
    return Learning(
        kind="course" if accredited else "training",
        title=version.title,
        where=where,
        happened_on=said.on,
        hours=version.hours or spent,
        details={name: value for name, value in details.items() if value},
    )


def _voided(office: int, said: Said, by: Actor) -> Written | Refusal:
    """Take back the line of the statement that this one voids, or of what took its place."""
    if said.why is not None or said.target is None:
        return said.why or Refusal("xapi.target")
    target = Statement.objects.filter(office_id=office, statement=said.target).select_related("entry").first()
    if target is None:
        return Refusal("xapi.target_unknown")
    if target.entry is None or target.verb == VOIDED:
        return Refusal("xapi.target_unused")
    line: Entry = target.entry
    while (later := Entry.objects.filter(of_entry=line).first()) is not None:
        line = later
    return reverse(line.account_id, line.number, reason=f"xAPI voided {said.id}", by=by)
