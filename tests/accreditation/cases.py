"""Courses, a round, and applications that have come some way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from baeum.accreditation.act import Event
from baeum.accreditation.models import Application, Round, Seat
from baeum.accreditation.services.accept_complete import accept_complete
from baeum.accreditation.services.announce_round import NewItem, announce_round
from baeum.accreditation.services.assign_panels import assign_panels
from baeum.accreditation.services.declare import declare
from baeum.accreditation.services.fill_sheet import fill_sheet
from baeum.accreditation.services.forward import forward
from baeum.accreditation.services.lock_sheet import lock_sheet
from baeum.accreditation.services.open_draft import open_draft
from baeum.accreditation.services.record_result import record_result
from baeum.accreditation.services.submit import submit
from baeum.accreditation.services.write_draft import write_draft
from baeum.courses.models import Course, CourseVersion, Institution, Offering
from baeum.courses.services.register_institution import register_institution
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from cast import Cast, done

from .people import Officers

ANNOUNCED, OPENS, CLOSES = date(2026, 3, 2), date(2026, 4, 6), date(2026, 4, 24)
ON = date(2026, 4, 7)  # a Tuesday
ITEMS = tuple(
    NewItem(
        f"i{n}",
        "other"
        if n > 5
        else ("facilities", "teaching_process", "teachers", "learner_management", "other")[n - 1],
        f"항목 {n}",
        f"Item {n}",
        20,
    )
    for n in range(1, 7)
)
OFFICERS = {"hangang": "sora", "dasan": "taeo", "gwangan": "gaon"}


def institution(cast: Cast, key: str = "hangang") -> Institution:
    """The institution of an office of the cast."""
    found = Institution.objects.filter(office=cast.office[key]).first()
    return found or done(
        register_institution(
            cast.office[key], legal_basis="human_resources", by=cast.as_(OFFICERS[key]), on=ON
        )
    )


def course(
    cast: Cast,
    title: str = "생활 글쓰기",
    key: str = "hangang",
    field: str = "humanities",
    ended: bool = True,
) -> CourseVersion:
    """A course with its first version, and a run that has ended."""
    of = institution(cast, key)
    made = Course.objects.create(institution=of, code=f"C{Course.objects.count()}")
    version = CourseVersion.objects.create(
        course=made, number=1, title=title, field_scheme="act", field_version="2023", field_code=field
    )
    if ended:
        begins = date(2024, 9, 2)
        Offering.objects.create(
            course_version=version, begins=begins, ends=begins + timedelta(60), source_key=f"o{made.pk}"
        )
    return version


def announced(officers: Officers, number: str = "2026-1", opens: date = OPENS, **other: object) -> Round:
    """A round with six items of 20 points."""
    terms: dict[str, object] = {
        "closes_on": opens + timedelta(18),
        "on": opens - timedelta(35),
        "items": ITEMS,
    }
    made = announce_round(number, opens_on=opens, by=officers.institute[0], **{**terms, **other})  # type: ignore[arg-type]
    return done(made)


def drafted(cast: Cast, of_round: Round, key: str = "hangang", on: date = ON, **other: str) -> UUID:
    """A draft with something on every item."""
    version, by = course(cast, key=key, **other), cast.as_(OFFICERS[key])
    made = done(open_draft(of_round, version, kind="completed", by=by, on=on))
    statements = {item.code: f"{item.ko}: 갖추었음" for item in of_round.items.all()}
    done(write_draft(made.application_id, statements=statements, by=by, on=on))
    return made.application_id


def submitted(cast: Cast, of_round: Round, key: str = "hangang", on: date = ON, **other: str) -> UUID:
    """Submitted to the municipality."""
    found = drafted(cast, of_round, key, on, **other)
    done(submit(found, by=cast.as_(OFFICERS[key]), on=on))
    return found


def at_institute(cast: Cast, of_round: Round, key: str = "hangang", on: date = ON, **other: str) -> UUID:
    """Passed on by the municipality and the province."""
    found = submitted(cast, of_round, key, on, **other)
    assert key != "gwangan", "haeundae has no officer in the cast"
    done(forward(found, by=cast.as_("jiho"), on=on))
    done(forward(found, by=cast.as_("haneul"), on=on))
    return found


def complete(cast: Cast, officers: Officers, of_round: Round, on: date = ON, **other: str) -> UUID:
    """Waits for a panel."""
    found = at_institute(cast, of_round, on=on, **other)
    done(accept_complete(found, by=officers.institute[0], on=on))
    return found


def scored(
    officers: Officers, application: UUID, scores: Mapping[str, int] | int, on: date = ON, panel: int = 99
) -> None:
    """Every evaluator of the panel (the first so many) gives these scores, and locks the sheet."""
    seats = seats_of(officers, application)[:panel]
    for seat, by in seats:
        items = [item.code for item in seat.application.round.items.all()]
        given = {code: scores if isinstance(scores, int) else scores[code] for code in items}
        if seat.state == Seat.State.ASSIGNED:
            done(declare(seat.pk, tie=False, by=by, on=on))
        done(fill_sheet(seat.pk, scores=given, opinion="", by=by))
        done(lock_sheet(seat.pk, by=by, on=on))


def seats_of(officers: Officers, application: UUID) -> list[tuple[Seat, Actor]]:
    """The seats of an application that are not excused, each with its evaluator."""
    with acting(officers.institute[0]):
        found = Seat.objects.filter(application_id=application).exclude(state="excused")
        seats = list(found.select_related("appointment", "application__round").order_by("appointment_id"))
    return [(seat, Actor(seat.appointment.person_id, seat.appointment_id)) for seat in seats]


def evaluated(
    cast: Cast,
    officers: Officers,
    of_round: Round,
    scores: Mapping[str, int] | int,
    on: date = ON,
    **other: str,
) -> UUID:
    """A result was recorded."""
    found = complete(cast, officers, of_round, on, **other)
    done(assign_panels(of_round, by=officers.institute[0], on=on))
    scored(officers, found, scores, on)
    done(record_result(found, by=officers.institute[0], on=on))
    return found


def state(by: Actor, application: UUID) -> str:
    """As the one who acts sees it."""
    with acting(by):
        return Application.objects.get(pk=application).state


def event(answer: Event | Refusal) -> Event:
    """What was done, where a refusal would be a fault of the test."""
    assert isinstance(answer, Event), answer
    return answer


def code(answer: object) -> str:
    """The code of a refusal; the type of anything else."""
    return answer.code if isinstance(answer, Refusal) else type(answer).__name__
