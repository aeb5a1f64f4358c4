"""Applications at every point that tells people apart: a draft, at an office, with a panel, decided, granted.

Eunchae, the one evaluator, scores one, has locked two, and was excused from one; hangang has the most cases.
Whatever is signed, somebody signs whom the matrix does not ask: so it shows whether others may sign for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from accreditation.cases import ITEMS, OFFICERS, course
from accreditation.people import appointed
from baeum.accreditation.models import Complaint, Round, Seat
from baeum.accreditation.services.accept_complete import accept_complete
from baeum.accreditation.services.announce_draw import announce_draw
from baeum.accreditation.services.announce_round import announce_round
from baeum.accreditation.services.approve import approve
from baeum.accreditation.services.assign_panels import assign_panels
from baeum.accreditation.services.complain import complain
from baeum.accreditation.services.declare import declare
from baeum.accreditation.services.deliberate import deliberate
from baeum.accreditation.services.fill_sheet import fill_sheet
from baeum.accreditation.services.forward import forward
from baeum.accreditation.services.hand_down import hand_down
from baeum.accreditation.services.inspect import inspect
from baeum.accreditation.services.lock_sheet import lock_sheet
from baeum.accreditation.services.name_fields import name_fields
from baeum.accreditation.services.notify import notify
from baeum.accreditation.services.open_draft import open_draft
from baeum.accreditation.services.propose import propose
from baeum.accreditation.services.put_evidence import put_evidence
from baeum.accreditation.services.recommend import recommend
from baeum.accreditation.services.record_result import record_result
from baeum.accreditation.services.register_tie import register_tie
from baeum.accreditation.services.send_back import send_back
from baeum.accreditation.services.set_notice_address import set_notice_address
from baeum.accreditation.services.submit import submit
from baeum.accreditation.services.take_up import take_up
from baeum.accreditation.services.write_draft import write_draft
from baeum.people.acting import Actor, acting
from baeum.shared.clock import today
from cast import APPOINTMENTS, Cast, done

from .papers import pdf_that_says
from .signs import Sign, Signs

EVALUATOR, SCORE = "eunchae", 14  # of 20 points: enough
TO_BE_MAILED = ("sora", "taeo", "jiho", "inseo", "yujin")
SECOND = {"institute": "institute_officer", "ministry": "ministry_officer", "hangang": "institution_officer"}
DAY_OF_TIE = date(1999, 5, 7)


@dataclass(frozen=True)
class Case:
    """An application of an institution, with its one file; ``name``: what makes it different."""

    name: str
    office: str
    application: UUID
    evidence: UUID


@dataclass
class Cases:
    """All of them, each known by its signs, whose ``about`` is the name of the case."""

    cast: Cast
    signs: Signs
    of_round: Round
    second: dict[str, Actor]  # another officer, by office
    all: dict[UUID, Case] = field(default_factory=dict)
    seat: dict[str, UUID] = field(default_factory=dict)  # of the evaluator, by the name of the case
    complaint: str = ""

    def of(self, office: str) -> Iterator[Case]:
        """Those of an institution."""
        return (case for case in self.all.values() if case.office == office)

    def word(self, *sign: str, more: str = "") -> str:
        """A text that is known again."""
        said = Sign(*sign)
        self.signs.add(said)
        return said.word() + more

    def draft(self, name: str, office: str) -> UUID:
        """Written on, with a file."""
        by, on = self.cast.as_(OFFICERS[office]), today()
        version = course(self.cast, key=office)
        found = done(open_draft(self.of_round, version, kind="completed", by=by, on=on)).application_id
        text = self.word("statement", name, office)
        done(write_draft(found, statements={item.code: text for item in ITEMS}, by=by, on=on))
        paper = pdf_that_says(self.word("application file", name, office))
        put = done(put_evidence(found, paper, item="i1", title="사진", by=by))
        self.all[found] = Case(name, office, found, put.pk)
        self.signs.add(Sign("application id", name, office), str(found))
        self.signs.add(Sign("application file id", name, office), str(put.pk))
        return found

    def submitted(self, name: str, office: str) -> UUID:
        """Sent to the municipality."""
        found = self.draft(name, office)
        done(submit(found, by=self.cast.as_(OFFICERS[office]), on=today()))
        return found

    def complete(self, name: str, office: str) -> UUID:
        """Passed on, and taken in by the institute."""
        found = self.submitted(name, office)
        done(forward(found, by=self.cast.as_("jiho"), on=today()))
        done(forward(found, by=self.cast.as_("haneul"), on=today()))
        done(accept_complete(found, by=self.cast.as_("inseo"), on=today()))
        return found

    def scored(self, name: str, *, lock: bool = True) -> None:
        """By the evaluator, with an opinion."""
        by, seat = self.cast.as_(EVALUATOR), self.seat[name]
        done(declare(seat, tie=False, by=by, on=today()))
        opinion = self.word("opinion", name, "hangang")
        done(fill_sheet(seat, scores={item.code: SCORE for item in ITEMS}, opinion=opinion, by=by))
        if lock:
            done(lock_sheet(seat, by=by, on=today()))

    def recommended(self, name: str, found: UUID) -> None:
        """Its result was recorded; what the institute recommends the institution does not read yet."""
        by = self.cast.as_("inseo")
        done(record_result(found, by=by, on=today()))
        done(recommend([found], by=by, on=today(), reason=self.word("why recommended", name, "hangang"))[0])

    def granted(self, found: UUID) -> None:
        """Deliberated by another officer, approved by a third and notified."""
        on, inseo, yujin = today(), self.cast.as_("inseo"), self.cast.as_("yujin")
        second, third = self.second["institute"], self.second["ministry"]
        done(deliberate([found], resolution="accredit", meeting="제1차", by=second, on=on, reason="심의")[0])
        done(propose([found], by=yujin, on=on)[0])
        done(approve([found], by=third, on=on)[0])
        done(hand_down([found], by=inseo, on=on)[0])
        done(notify([found], by=self.cast.as_("jiho"), on=on)[0])

    def complained(self, found: UUID) -> None:
        """A complaint that is investigated, and a visit for that."""
        by, on, about = self.second["institute"], today(), ("granted", "hangang")
        made = done(complain(found, text=self.word("complaint", *about), on=on))
        done(take_up(made.number, by=by, on=on, reason=self.word("complaint answer", *about)))
        self.complaint = made.number
        self.signs.add(Sign("complaint number", *about), made.number)
        findings = self.word("findings", *about)
        with acting(by):
            complaint = Complaint.objects.get(number=made.number)
        done(inspect(found, findings=findings, fault=True, complaint=complaint, by=by, on=on))


def open_cases(cast: Cast, signs: Signs) -> Cases:
    """Everything of accreditation that the scene has, through the services."""
    on, inseo, eunchae = today(), cast.as_("inseo"), cast.appointment[EVALUATOR]
    days = {"opens_on": on - timedelta(1), "closes_on": on + timedelta(9), "on": on - timedelta(40)}
    of_round = done(announce_round("2026-1", by=inseo, items=ITEMS, panel_size=1, **days))
    made = Cases(cast, signs, of_round, {office: _second(cast, office) for office in SECOND})
    done(name_fields(eunchae, ["humanities"], by=inseo, on=on))
    done(
        register_tie(
            eunchae, cast.office["gwangan"], kind="works", begins=DAY_OF_TIE, by=made.second["institute"]
        )
    )
    signs.add_day(Sign("day of tie", EVALUATOR, "gwangan"), DAY_OF_TIE)
    for key in TO_BE_MAILED:
        address = made.word("notice address", "", APPOINTMENTS[key][1], more="@example.kr")
        done(set_notice_address(address, by=cast.as_(key), on=on))
    for office in OFFICERS:
        found = made.draft("draft", office)
        if office in SECOND:
            put = put_evidence(found, pdf_that_says(""), item="i2", title="사진", by=made.second[office])
            signs.add(Sign("application file id", "draft", office), str(done(put).pk))
        made.submitted("submitted", office)
    why = made.word("why sent back", "returned", "dasan")
    done(send_back(made.submitted("returned", "dasan"), by=cast.as_("jiho"), on=on, reason=why))
    _evaluated(made)
    done(announce_draw(of_round, seed_from="코스피", seed_on=on + timedelta(1), by=inseo, on=on))
    return made


def _second(cast: Cast, office: str) -> Actor:
    held = appointed(cast, f"{office} 둘", SECOND[office], office)
    return Actor(held.person_id, held.pk)


def _evaluated(made: Cases) -> None:
    """Four cases with a panel; from one the evaluator is excused, after a few words."""
    names = {"scoring": "hangang", "recommended": "hangang", "granted": "hangang", "excused": "dasan"}
    found = {name: made.complete(name, office) for name, office in names.items()}
    inseo, eunchae = made.cast.as_("inseo"), made.cast.as_(EVALUATOR)
    done(assign_panels(made.of_round, by=inseo, on=today()))
    with acting(inseo):
        seats = dict(Seat.objects.values_list("application_id", "pk"))
    for name, application in found.items():
        made.seat[name] = seats[application]
        made.signs.add(Sign("seat id", name, names[name]), str(seats[application]))
    for name in ("recommended", "granted"):
        made.scored(name)
        made.recommended(name, found[name])
    made.scored("scoring", lock=False)
    seat, why = made.seat["excused"], made.word("why excused", "excused", "dasan")
    done(declare(seat, tie=False, by=eunchae, on=today()))
    done(fill_sheet(seat, scores={"i1": 3}, opinion=made.word("opinion", "excused", "dasan"), by=eunchae))
    done(declare(seat, tie=True, kind="family", reason=why, by=eunchae, on=today()))
    made.granted(found["granted"])
    made.complained(found["granted"])
