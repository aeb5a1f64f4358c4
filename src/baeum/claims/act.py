"""The door of every act on a claim: what the table says, asked of the locked row, then recorded.

An act's own file gives a plan: its case and figures, or why not. Everything happens in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from baeum.people.acting import Actor, Standing, at_once, standing
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.sealed import sealed
from baeum_rules.claims.path import LEARNER, STATES, Row, row_of, rows, states_of
from baeum_rules.working_days import Due, due

from .models import Claim, ClaimAct
from .opening import HANDED, SELF, Opened, act_place, open_claims, terms_of
from .telling import tell
from .words import Said

TYPES = "%s, %s, %s, %s, %s, %s::bigint, %s, %s::date, %s::date, %s::bytea, %s::jsonb, %s, %s, %s::bigint, %s"
RECORD = f"SELECT claims_record({TYPES})"


@dataclass(frozen=True)
class Event:
    """What happened: an act was recorded. ``due``: until when the next one is expected, with its sum."""

    claim_id: UUID
    number: int
    act: str
    case: str
    before: str
    after: str
    on: date
    due: Due | None


@dataclass(frozen=True)
class Held:
    """A claim whose row is locked, opened to the one who acts on a day."""

    claim: Claim
    opened: Opened
    stands: Standing
    by: Actor
    on: date

    @property
    def state(self) -> str:
        """Where it stands; "" before its first act."""
        return self.claim.state if self.claim.acts else ""

    @property
    def role(self) -> str:
        """As what one acts on it."""
        return LEARNER if self.opened.relation == SELF else self.stands.role or ""

    @property
    def key(self) -> bytes:
        """Of the person whose claim it is."""
        return self.opened.key

    @property
    def terms(self) -> dict[str, Any]:
        """What is asked for."""
        return terms_of(self.key, self.claim.pk, self.claim.terms)


Then = Callable[[Held, Event], Refusal | None]


@dataclass(frozen=True)
class Plan:
    """How an act ends. ``then``: in the same transaction. The rest is what the claim gets by it."""

    case: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    number: str | None = None
    window: str | None = None
    conferral_list: int | None = None
    degree_number: str | None = None
    then: Then | None = None


Planner = Callable[[Held], Plan | Refusal]


class _Undone(Exception):
    """What follows from an act was refused: takes the act back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def perform(
    claim_id: UUID, act: str, *, by: Actor, on: date, reason: str = "", plan: Planner | None = None
) -> Event | Refusal:
    """One act on one claim."""
    return perform_all([claim_id], act, by=by, on=on, reason=reason, plan=plan)[0]


def perform_all(
    claim_ids: Sequence[UUID],
    act: str,
    *,
    by: Actor,
    on: date,
    reason: str = "",
    plan: Planner | None = None,
) -> list[Event | Refusal]:
    """The same act on many, each done or refused."""
    reason = reason.strip()
    try:
        with at_once(by):
            held = hold(claim_ids, by, on)
            done = _doers(held.values(), act)
            planned = [_planned(held.get(one), act, reason, plan, done) for one in claim_ids]
            recorded = [one for one in planned if not isinstance(one, Refusal)]
            _record(recorded, reason)
            for one, way, event in recorded:
                refusal = way.then(one, event) if way.then else None
                if refusal:
                    raise _Undone(refusal)
            tell([(one.claim, event) for one, _, event in recorded])
            return [one if isinstance(one, Refusal) else one[2] for one in planned]
    except _Undone as undone:
        return [undone.refusal] * len(claim_ids)


def hold(ids: Sequence[UUID], by: Actor, on: date) -> dict[UUID, Held | Refusal]:
    """Lock claims until the end of the transaction and open them; without those that are nothing to one."""
    wanted = Claim.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    locked = {one.pk: one for one in wanted.select_related("office", "via", "holder", "conferral_list")}
    opened = open_claims({pk: one.number for pk, one in locked.items()})
    stands = standing()
    return {
        pk: found if isinstance(found, Refusal) else Held(locked[pk], found, stands, by, on)
        for pk, found in opened.items()
    }


def _doers(held: Iterable[Held | Refusal], act: str) -> dict[UUID, set[str]]:
    """Which acts that bar this one the same person did, by claim."""
    barring = {other for row in rows(act) for other in row.not_by}
    found = [one for one in held if isinstance(one, Held)]
    if not barring or not found:
        return {}
    did: dict[UUID, set[str]] = {}
    for claim, name in ClaimAct.objects.filter(
        claim_id__in=[one.claim.pk for one in found], act__in=barring, by_person_id=found[0].by.person_id
    ).values_list("claim_id", "act"):
        did.setdefault(claim, set()).add(name)
    return did


def _planned(
    held: Held | Refusal | None, act: str, reason: str, plan: Planner | None, done: Mapping[UUID, set[str]]
) -> tuple[Held, Plan, Event] | Refusal:
    if not isinstance(held, Held):
        return held or Refusal("claim.unknown", status=404)
    did = done.get(held.claim.pk, set())
    if refusal := may(held, act) or _barred(held, act, did):
        return refusal
    way = plan(held) if plan else Plan()
    if isinstance(way, Refusal):
        return way
    row = row_of(act, held.state, held.claim.kind, way.case)
    if row is None or held.role not in row.who:
        return _not_now(held, act)
    if barred := did & set(row.not_by):
        return _same_person(act, barred)
    if row.reason and not reason:
        return Refusal("claim.reason", {"act": Said("act", act)})
    return _event(held, row, way)


def _barred(held: Held, act: str, did: set[str]) -> Refusal | None:
    """Where every way in which the act can end bars them: before a number is given out for it."""
    now = [row for row in rows(act, kind=held.claim.kind) if held.state in row.states]
    if now and all(did & set(row.not_by) for row in now):
        return _same_person(act, did & set(now[0].not_by))
    return None


def _same_person(act: str, barred: set[str]) -> Refusal:
    names = {"act": Said("act", act), "others": Said("act", *sorted(barred))}
    return Refusal("claim.same_person", names, 403)


def may(held: Held, act: str) -> Refusal | None:
    """Why this act is not for the one who acts, or not now, by the table."""
    of_act, state = rows(act, kind=held.claim.kind), held.state
    known = [row for row in of_act if state in row.states or (not state and not row.states)]
    theirs = [row for row in known or of_act if held.role in row.who]
    if not theirs:
        who = sorted({who for row in known or of_act for who in row.who})
        return Refusal("claim.not_yours", {"act": Said("act", act), "who": Said("who", *who)}, 403)
    return None if known else _not_now(held, act)


def _not_now(held: Held, act: str) -> Refusal:
    figures = {
        "act": Said("act", act),
        "state": Said("state", *([held.state] if held.state else [])),
        "possible": Said("state", *states_of(act, held.claim.kind)),
    }
    return Refusal("claim.not_now", figures, 409)


def _event(held: Held, row: Row, way: Plan) -> tuple[Held, Plan, Event] | Refusal:
    claim, before = held.claim, held.state
    after = row.to or before
    clock = STATES[after].clock
    sum_ = due(clock, held.on) if clock and after != before else None
    until = claim.due_on if after == before else sum_.on if sum_ else None
    holder = _holder(after, held)
    if isinstance(holder, Refusal):
        return holder
    number = claim.acts + 1
    claim.holder, claim.state, claim.acts = holder, after, number
    claim.since = claim.since if after == before else held.on
    claim.clock, claim.due_on = clock, until
    claim.number, claim.window = way.number or claim.number, way.window or claim.window
    if row.act in ("submit", "call_hearing"):
        claim.applied_on = held.on
    if way.conferral_list:
        claim.conferral_list_id = way.conferral_list
    return held, way, Event(claim.pk, number, row.act, row.case, before, after, held.on, sum_)


def _holder(state: str, held: Held) -> Office | Refusal | None:
    """The office that has it in a state: none where the learner has it, or nobody any more."""
    holder, claim = STATES[state].holder, held.claim
    if holder in ("learner", "nobody"):
        return None
    if holder in (HANDED, "university"):
        return claim.via or Refusal("claim.no_office", {"holder": Said("holder", holder)}, 409)
    if holder == "ministry":
        found = Office.objects.filter(kind=Office.Kind.MINISTRY).order_by("begins", "pk")
        ministry = next((one for one in found if one.holds_on(held.on)), None)
        return ministry or Refusal("claim.no_office", {"holder": Said("holder", holder)}, 409)
    return claim.office


def _record(recorded: Sequence[tuple[Held, Plan, Event]], reason: str) -> None:
    values: list[list[Any]] = []
    for held, way, event in recorded:
        one = held.claim
        holder = one.holder.pk if one.holder else None
        said = sealed(held.key, act_place(one.pk, event.number), reason) if reason else None
        act = [one.pk, event.act, event.case, event.before, event.after, holder, one.clock, one.due_on]
        values.append(
            [*act, event.on, said, Jsonb(dict(way.figures)), one.number, one.window,
             one.conferral_list_id, way.degree_number]
        )  # fmt: skip
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(RECORD, values)
