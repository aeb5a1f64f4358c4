"""How an application of the examples goes from one office to the next, act by act, on working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from baeum.accreditation.act import Event
from baeum.accreditation.models import Round, Seat
from baeum.accreditation.services.accept_complete import accept_complete
from baeum.accreditation.services.announce_round import announce_round
from baeum.accreditation.services.approve import approve
from baeum.accreditation.services.declare import declare
from baeum.accreditation.services.deliberate import deliberate
from baeum.accreditation.services.fill_sheet import fill_sheet
from baeum.accreditation.services.forward import forward
from baeum.accreditation.services.hand_down import hand_down
from baeum.accreditation.services.lock_sheet import lock_sheet
from baeum.accreditation.services.notify import notify
from baeum.accreditation.services.open_draft import open_draft
from baeum.accreditation.services.propose import propose
from baeum.accreditation.services.recommend import recommend
from baeum.accreditation.services.record_result import record_result
from baeum.accreditation.services.submit import submit
from baeum.accreditation.services.write_draft import write_draft
from baeum.courses.models import Course
from baeum.demo.cast import Cast, done
from baeum.people.acting import Actor, acting
from baeum.shared.refusal import Refusal
from baeum_rules.working_days import counted

Made = TypeVar("Made")
PLACES = {  # by the letter of a course: (institution officer, municipality, province)
    "H": ("sora", "jiho", "haneul"),
    "D": ("taeo", "jiho", "haneul"),
    "G": ("gaon", "dami", "bada"),
}
STATEMENTS = {
    "facilities": "강의실 세 곳(각 20석), 빔 프로젝터와 음향. 승강기와 장애인 화장실이 있습니다.",
    "teaching_process": "매회 학습 목표와 활동을 적은 계획서가 있고, 중간과 끝에 학습자의 의견을 듣습니다.",
    "teachers": "강사 두 명. 관련 학위나 5년 넘는 강의 경력이 있습니다.",
    "learner_management": "출석은 전자 출석부로, 이수는 출석률과 과제로 정합니다. 상담 시간을 매주 둡니다.",
    "other": "학습비 환불 규정을 알리고, 개인정보는 담당자만 봅니다.",
}
GOOD = {"facilities": 18, "teaching_process": 17, "teachers": 16, "learner_management": 18, "other": 15}
PRELIMINARY = {**GOOD, "learner_management": 12}  # four of the five items reach what they need
BAD = {**GOOD, "teaching_process": 11, "teachers": 12, "learner_management": 10}


def later(day: date, working_days: int) -> date:
    """So many working days later."""
    return counted(day, working_days)[0]


def ok(answer: list[Event | Refusal]) -> None:
    """Many acts at once, none of them refused."""
    for one in answer:
        done(one)


def round_of(cast: Cast, number: str, opens: date, closes: date) -> Round:
    """Announced in time, with the criteria of the law."""
    announced = opens - timedelta(40)
    return done(announce_round(number, opens_on=opens, closes_on=closes, by=cast.as_("inseo"), on=announced))


def draft(cast: Cast, of_round: Round, code: str, on: date, items: Sequence[str] = tuple(STATEMENTS)) -> UUID:
    """A draft for a course with something written on some items."""
    officer, _, _ = PLACES[code[0]]
    by, version = cast.as_(officer), Course.objects.get(code=code).versions.earliest("number")
    made = done(open_draft(of_round, version, kind="planned", by=by, on=on))
    written = {item: STATEMENTS[item] for item in items}
    done(write_draft(made.application_id, statements=written, by=by, on=on))
    return made.application_id


def submitted(cast: Cast, of_round: Round, code: str, on: date) -> UUID:
    """At the municipality."""
    found = draft(cast, of_round, code, on)
    done(submit(found, by=cast.as_(PLACES[code[0]][0]), on=on))
    return found


def at_province(cast: Cast, of_round: Round, code: str, on: date) -> UUID:
    """Passed on by the municipality two working days after ``on``."""
    found = submitted(cast, of_round, code, on)
    done(forward(found, by=cast.as_(PLACES[code[0]][1]), on=later(on, 2)))
    return found


def complete(cast: Cast, of_round: Round, code: str, on: date) -> UUID:
    """Waits for a panel, seven working days after ``on``."""
    found = at_province(cast, of_round, code, on)
    done(forward(found, by=cast.as_(PLACES[code[0]][2]), on=later(on, 4)))
    done(accept_complete(found, by=cast.as_("inseo"), on=later(on, 7)))
    return found


def seats(cast: Cast, found: UUID) -> list[tuple[UUID, Actor]]:
    """The panel of an application: each seat with its evaluator."""
    with acting(cast.as_("inseo")):
        held = Seat.objects.filter(application_id=found).select_related("appointment").order_by("pk")
        return [(seat.pk, Actor(seat.appointment.person_id, seat.appointment_id)) for seat in held]


def scored(cast: Cast, found: UUID, scores: Mapping[str, int], on: date) -> None:
    """Every sheet filled in, one point apart from another, and locked; the result recorded."""
    for place, (seat, by) in enumerate(seats(cast, found)):
        given = {item: score - place % 2 for item, score in scores.items()}
        done(declare(seat, tie=False, by=by, on=on))
        done(fill_sheet(seat, scores=given, opinion="현장 자료와 신청 내용이 맞습니다.", by=by))
        done(lock_sheet(seat, by=by, on=on))
    done(record_result(found, by=cast.as_("inseo"), on=later(on, 2)))


def proposed(cast: Cast, found: Sequence[UUID], resolution: str, on: date) -> date:
    """Recommended on the day, deliberated, proposed to the minister. Answers the day of that."""
    meeting, put = later(on, 8), later(on, 11)
    ok(recommend(found, by=cast.as_("inseo"), on=on))
    ok(
        deliberate(
            found,
            resolution=resolution,
            meeting=f"{meeting.year}년 제{meeting.month}차",
            reason="" if resolution == "accredit" else "교수·학습 과정과 강사, 학습자 관리가 기준에 못 미침",
            by=cast.as_("sebin"),
            on=meeting,
        )
    )
    ok(propose(found, by=cast.as_("yujin"), on=put))
    return put


def handed_down(cast: Cast, found: Sequence[UUID], on: date) -> date:
    """Approved by the second officer of the ministry, handed down. Answers the day of that."""
    ok(approve(found, by=cast.as_("garam"), on=on))
    ok(hand_down(found, by=cast.as_("inseo"), on=later(on, 1)))
    return later(on, 1)


def notified(cast: Cast, by_course: Mapping[str, UUID], on: date) -> None:
    """Each institution is told by its municipality."""
    for code, found in by_course.items():
        ok(notify([found], by=cast.as_(PLACES[code[0]][1]), on=on))
