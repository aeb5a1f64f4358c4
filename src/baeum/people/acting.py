"""Who acts: told to the database, whose row-level security decides by it. Nothing told: nothing seen.

Two settings of the connection say it: ``baeum.person`` and ``baeum.appointment``; only this module sets them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

APPOINTMENT = "appointment"  # key of the session: the appointment one has chosen to act under


@dataclass(frozen=True)
class Actor:
    """A person, and the appointment they act under; without one they act as themselves or as a proxy."""

    person_id: UUID | None = None
    appointment_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """What the database makes of an actor: None where the appointment does not hold now."""

    appointment_id: int | None = None
    office_id: int | None = None
    role: str | None = None


NOBODY = Actor()
_now: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


def actor() -> Actor:
    """Who acts at the moment."""
    return _now.get()


@contextmanager
def acting(by: Actor) -> Iterator[Actor]:
    """Everything inside happens as this actor, in the database too; afterwards as the one before."""
    before = _now.get()
    token = _now.set(by)
    try:
        _tell(by)
        yield by
    finally:
        _now.reset(token)
        _restore(before)


@contextmanager
def at_once(by: Actor) -> Iterator[None]:
    """All of it or nothing, as this actor."""
    if actor() == by:
        with transaction.atomic():
            yield
    else:
        with acting(by), transaction.atomic():
            yield


def standing() -> Standing:
    """The appointment that the actor of the moment holds today, its office and role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT baeum_appointment(), baeum_office(), baeum_role()")
        return Standing(*cursor.fetchone())


def acting_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Each request happens as the person who signed in. A visitor without a session costs no query.

    Sets ``request.actor`` (Actor) and ``request.standing`` (Standing).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        who = _who(request)
        request.actor, request.standing = who, Standing()  # type: ignore[attr-defined]
        if who == NOBODY:
            return get_response(request)
        with acting(who):
            if who.appointment_id is not None:
                request.standing = standing()  # type: ignore[attr-defined]
            response = get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return middleware


def _who(request: HttpRequest) -> Actor:
    """The person signed in, and the appointment chosen: only with a second factor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return NOBODY
    from baeum.people.sessions import is_strong  # it needs the models, which need the settings

    chosen = request.session.get(APPOINTMENT) if is_strong(request) else None
    return Actor(request.user.person_id, chosen)


def _tell(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('baeum.person', %s, false), set_config('baeum.appointment', %s, false)",
            [str(by.person_id or ""), str(by.appointment_id or "")],
        )


def _restore(before: Actor) -> None:
    """Also after a fault: an aborted transaction takes the settings back by itself when it is rolled back."""
    if connection.connection is None or connection.connection.closed:
        return  # a new connection begins with nothing set
    status = connection.connection.info.transaction_status
    if status == status.INERROR:
        return
    try:
        _tell(before)
    except BaseException:
        connection.close()  # never keep a connection that may still act as somebody
        raise
