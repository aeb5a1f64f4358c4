"""The door of every act on an application: what the table says, asked of the locked row, then recorded.

An act's own file gives a plan: its case and figures, or why not. Everything happens in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import prefetch_related_objects
from psycopg.types.json import Jsonb

from baeum.courses.models import GrantedAccreditation
from baeum.people.acting import Actor, Standing, at_once, standing
from baeum.places.models import Office
from baeum.places.queries import superiors_on
from baeum.shared.refusal import Refusal
from baeum_rules.accreditation.path import (
    INSTITUTE,
    INSTITUTION,
    MINISTRY,
    STATES,
    Row,
    row_of,
    rows,
    states_of,
)
from baeum_rules.accreditation.steps import NOT_YET_TOLD, step_of
from baeum_rules.working_days import Due, due

from .granted import grants_of, state_on
from .models import Act, Application
from .statements import DECISIONS, enter_decisions
from .telling import tell
from .words import Said

HOLDERS = {"institution": Office.Kind.INSTITUTION, "municipality": Office.Kind.MUNICIPALITY}
HOLDERS |= {"province": Office.Kind.PROVINCE, "institute": Office.Kind.INSTITUTE}
HOLDERS |= {"panel": Office.Kind.INSTITUTE, "ministry": Office.Kind.MINISTRY}
ABOVE = "office__superior__superior__superior__superior"
RECORD = "SELECT accreditation_record(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::smallint)"


@dataclass(frozen=True)
class Event:
    """What happened: an act was recorded. ``due``: until when the next one is expected, with its sum.

    ``figures``: what the act itself adds, such as the day of a hearing.
    """

    application_id: UUID
    number: int
    act: str
    case: str
    before: str
    after: str
    on: date
    due: Due | None
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """An application whose row is locked, and who acts on which day.

    ``tiers``: the offices above, the nearest first. ``stored``: the state in the row, which does not know
    that an accreditation has expired.
    """

    application: Application
    state: str
    stored: str
    stands: Standing
    by: Actor
    on: date
    tiers: Sequence[Office]
    grant: GrantedAccreditation | None

    def tier(self, kind: str) -> Office | None:
        """The nearest office of a kind above the institution on the day."""
        return next((office for office in self.tiers if office.kind == kind), None)


Then = Callable[[Held, Event], Refusal | None]


@dataclass(frozen=True)
class Plan:
    """How an act ends. ``due_on``: instead of the state's clock. ``then``: in the same transaction."""

    case: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    due_on: date | None = None
    number: str | None = None
    attempt: int | None = None
    then: Then | None = None


Planner = Callable[[Held], Plan | Refusal]


class _Undone(Exception):
    """What follows from an act was refused: takes the act back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def perform(
    application_id: UUID, act: str, *, by: Actor, on: date, reason: str = "", plan: Planner | None = None
) -> Event | Refusal:
    """One act on one application."""
    return perform_all([application_id], act, by=by, on=on, reason=reason, plan=plan)[0]


def perform_all(
    application_ids: Sequence[UUID],
    act: str,
    *,
    by: Actor,
    on: date,
    reason: str = "",
    plan: Planner | None = None,
) -> list[Event | Refusal]:
    """The same act on many, each done or refused, in a fixed number of queries but for the recording."""
    reason = reason.strip()
    try:
        with at_once(by):
            held = _hold(application_ids, by, on)
            done = _doers(held.values(), act)
            planned = [_planned(held.get(one), act, reason, plan, done) for one in application_ids]
            recorded = [one for one in planned if not isinstance(one, Refusal)]
            _record(recorded, reason)
            for one, way, event in recorded:
                refusal = way.then(one, event) if way.then else None
                if refusal:
                    raise _Undone(refusal)
            tell([(one, event) for one, _, event in recorded], reason)
            return [one if isinstance(one, Refusal) else one[2] for one in planned]
    except _Undone as undone:
        return [undone.refusal] * len(application_ids)


def _hold(ids: Sequence[UUID], by: Actor, on: date) -> dict[UUID, Held]:
    locked = list(Application.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    prefetch_related_objects(locked, "round", "holder", "course_version")
    above = Office.objects.select_related(ABOVE.removeprefix("office__"))
    offices = {office.pk: office for office in above.filter(pk__in={one.office_id for one in locked})}
    stands, grants = standing(), grants_of(one.pk for one in locked)
    held = {}
    for one in locked:
        one.office = offices[one.office_id]
        grant = grants.get(one.pk)
        tiers = superiors_on(one.office, on)
        stored = one.state if one.acts else ""
        held[one.pk] = Held(one, state_on(one, grant, on), stored, stands, by, on, tiers, grant)
    return held


def _doers(held: Iterable[Held], act: str) -> dict[UUID, set[str]]:
    """Which acts that bar this one the same person did, by application."""
    barring = {other for row in rows(act) for other in row.not_by}
    ids = [one.application.pk for one in held]
    if not barring or not ids:
        return {}
    who = next(iter(held)).by.person_id
    found: dict[UUID, set[str]] = {}
    for application, name in Act.objects.filter(
        application_id__in=ids, act__in=barring, by_person_id=who
    ).values_list("application_id", "act"):
        found.setdefault(application, set()).add(name)
    return found


def _planned(
    held: Held | None, act: str, reason: str, plan: Planner | None, done: Mapping[UUID, set[str]]
) -> tuple[Held, Plan, Event] | Refusal:
    if held is None:
        return Refusal("accreditation.unknown", status=404)
    state = held.state if held.application.acts else ""
    if refusal := may(held, act, state):
        return refusal
    way = plan(held) if plan else Plan()
    if isinstance(way, Refusal):
        return way
    row = row_of(act, state, way.case)
    if row is None:
        return _not_now(held, act, state)
    if barred := done.get(held.application.pk, set()) & set(row.not_by):
        names = {"act": Said("act", act), "others": Said("act", *sorted(barred))}
        return Refusal("accreditation.same_person", names, 403)
    if row.reason and not reason:
        return Refusal("accreditation.reason", {"act": Said("act", act)})
    return _event(held, row, way, state)


def may(held: Held, act: str, state: str) -> Refusal | None:
    """Why this act is not for the one who acts, or not now, by the table."""
    known = [row for row in rows(act) if state in row.states or (not state and not row.states)]
    theirs = [row for row in known or rows(act) if held.stands.role in row.who]
    if not theirs or not _in_charge(held):
        who = sorted({who for row in known or rows(act) for who in row.who})
        names = {"act": Said("act", act), "who": Said("who", *who)}
        return Refusal("accreditation.not_yours", names, 403)
    return None if known else _not_now(held, act, state)


def _not_now(held: Held, act: str, state: str) -> Refusal:
    """An institution is told the step only, where the outcome is not for it to know yet."""
    early = held.stands.role == INSTITUTION and state in NOT_YET_TOLD
    now = Said("step", step_of(state)) if early else Said("state", *([state] if state else []))
    figures = {
        "act": Said("act", act),
        "state": now,
        "possible": Said("state", *states_of(act)),
    }
    return Refusal("accreditation.not_now", figures, 409)


def _in_charge(held: Held) -> bool:
    """Whether it is their office's: the institution, the tier that has it, or institute and ministry."""
    office, role = held.stands.office_id, held.stands.role
    if office is None:
        return False
    if role == INSTITUTION:
        return office == held.application.office_id
    if role in (INSTITUTE, MINISTRY):
        return office in {tier.pk for tier in held.tiers}
    return office == held.application.holder_id


def _event(held: Held, row: Row, way: Plan, state: str) -> tuple[Held, Plan, Event] | Refusal:
    application = held.application
    after = row.to or state
    clock = STATES[after].clock
    until = way.due_on or (application.due_on if after == state else None)
    sum_ = due(clock, held.on) if clock and until is None else None
    holder = holder_of(after, held)
    if isinstance(holder, Refusal):
        return holder
    application.holder, application.state = holder, after
    application.clock, application.due_on = clock, sum_.on if sum_ else until
    application.number = way.number or application.number
    application.attempt = way.attempt or application.attempt
    number = application.acts + 1
    return (
        held,
        way,
        Event(application.pk, number, row.act, row.case, state, after, held.on, sum_, way.figures),
    )


def holder_of(state: str, held: Held) -> Office | Refusal | None:
    """The office that has it in a state, on the day."""
    holder = STATES[state].holder
    if holder == "nobody":
        return None
    if holder == "institution":
        return held.application.office
    found = held.tiers[0] if holder == "nearest" and held.tiers else held.tier(HOLDERS.get(holder, ""))
    return found or Refusal("accreditation.no_office", {"holder": Said("holder", holder), "on": held.on}, 409)


def _record(recorded: Sequence[tuple[Held, Plan, Event]], reason: str) -> None:
    values: list[list[Any]] = []
    for held, way, event in recorded:
        one = held.application
        holder = one.holder.pk if one.holder else None
        act = [one.pk, event.act, event.case, held.stored, event.after, holder, one.clock, one.due_on]
        values.append([*act, event.on, reason, Jsonb(dict(way.figures)), one.number, one.attempt])
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(RECORD, values)
    enter_decisions(
        [(event.application_id, event.number) for _, _, event in recorded if event.act in DECISIONS]
    )
