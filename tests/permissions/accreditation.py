"""How the routes of accreditation are asked for: a case of every institution, a seat of the evaluator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from accreditation.cases import ITEMS, OFFICERS, course
from baeum.accreditation.models import Application, Evidence, Round, RoundItem, Seat
from baeum.accreditation.services.announce_draw import announce_draw
from baeum.accreditation.services.open_draft import open_draft
from baeum.accreditation.services.put_evidence import put_evidence
from baeum.accreditation.services.submit import submit
from baeum.accreditation.services.write_draft import write_draft
from baeum.people.acting import acting
from baeum.shared.clock import today
from cast import Cast, done

from .papers import pdf_that_says
from .signs import Sign, Signs

Parts = dict[str, Any]
CASES: dict[str, tuple[UUID, UUID]] = {}  # by office: the application and its evidence
SEATS: dict[str, UUID] = {}  # by office: of the cast's evaluator
PARTS: dict[str, Parts] = {
    "accreditation:draw_page": {"draw_id": 0},
    "accreditation:round": {"round_id": 0},
    "accreditation:complaint_case": {"number": "AAAA-BBBB-CCCC"},
}
NOTHING_THERE = {"accreditation:draw_page", "accreditation:round", "accreditation:complaint_case"}


def _application(office: str) -> Parts:
    return {"application_id": CASES[office][0]}


# what a permission is ``of``, where only institutions have such things
OF_INSTITUTION: dict[str, Callable[[str], Parts]] = {"application": _application}


def parts_of_institution(_: Cast, route: str, of: str, office: str) -> Parts:
    """The whole address of a route about an institution."""
    parts = OF_INSTITUTION[of](office)
    if route == "accreditation:evidence":
        parts["evidence_id"] = CASES[office][1]
    if route == "accreditation:act":
        parts["act"] = "withdraw"
    return parts


def parts_of_seat(office: str) -> Parts:
    """Of the evaluator of an office; only the institute has any."""
    return {"seat_id": SEATS.get(office) or uuid4()}


def parts_of_seat_file(office: str) -> Parts:
    """With a file of its application."""
    return {**parts_of_seat(office), "evidence_id": CASES["hangang"][1]}


def open_cases(cast: Cast, signs: Signs) -> None:
    """A submitted application of every institution, with one file; that of hangang has a panel of one."""
    on, institute = today(), cast.as_("inseo")
    with acting(institute):
        of_round = Round.objects.create(
            number="2026-1",
            announced_on=on - timedelta(40),
            opens_on=on - timedelta(1),
            closes_on=on + timedelta(9),
            panel_size=1,
            announced_by=cast.appointment["inseo"],
        )
        RoundItem.objects.bulk_create(
            RoundItem(round=of_round, place=n, **vars(i)) for n, i in enumerate(ITEMS)
        )
    for key, who in OFFICERS.items():
        by = cast.as_(who)
        made = done(open_draft(of_round, course(cast, key=key), kind="completed", by=by, on=on))
        said, shown = Sign("statement", "", key), Sign("application file", "", key)
        statements = {item.code: said.word() for item in ITEMS}
        done(write_draft(made.application_id, statements=statements, by=by, on=on))
        file = done(
            put_evidence(made.application_id, pdf_that_says(shown.word()), item="i1", title="사진", by=by)
        )
        done(submit(made.application_id, by=by, on=on))
        CASES[key] = (made.application_id, file.pk)
        signs.add(said)
        signs.add(shown)
        signs.add(Sign("application id", "", key), str(made.application_id))
    with acting(institute):
        seat = Seat.objects.create(
            application_id=CASES["hangang"][0], appointment=cast.appointment["eunchae"], assigned_on=on
        )
        assert Application.objects.count() == len(CASES) == Evidence.objects.count()
    SEATS["institute"] = seat.pk
    done(announce_draw(of_round, seed_from="코스피", seed_on=on + timedelta(1), by=institute, on=on))
