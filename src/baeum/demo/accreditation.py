"""Applications in many states, from a draft to an accreditation that has expired; rounds, a draw, complaints.

Every act is done by its service, on the day that it is of, counted from today.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from baeum.accreditation.granted import grants_of
from baeum.accreditation.models import Round
from baeum.accreditation.services.announce_draw import announce_draw
from baeum.accreditation.services.appeal import appeal
from baeum.accreditation.services.assign_panels import assign_panels
from baeum.accreditation.services.call_hearing import call_hearing
from baeum.accreditation.services.cancel import cancel
from baeum.accreditation.services.complain import Complained, complain
from baeum.accreditation.services.declare import declare
from baeum.accreditation.services.draw import draw
from baeum.accreditation.services.fill_sheet import fill_sheet
from baeum.accreditation.services.hold_hearing import hold_hearing
from baeum.accreditation.services.inspect import inspect
from baeum.accreditation.services.lock_sheet import lock_sheet
from baeum.accreditation.services.order_correction import order_correction
from baeum.accreditation.services.propose_cancellation import propose_cancellation
from baeum.accreditation.services.recommend import recommend
from baeum.accreditation.services.record_investigation import record_investigation
from baeum.accreditation.services.send_back import send_back
from baeum.accreditation.services.take_up import take_up
from baeum.demo.cast import Cast, done
from baeum.demo.rounds import (
    BAD,
    GOOD,
    PRELIMINARY,
    at_province,
    complete,
    draft,
    handed_down,
    later,
    notified,
    proposed,
    round_of,
    scored,
    seats,
    submitted,
)
from baeum.people.acting import acting
from baeum.shared.clock import today


class Told:
    """The examples as they are entered: the day, and how many rounds each year had."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.on = cast, today()
        self.rounds: dict[int, int] = {}

    def ago(self, days: int) -> date:
        """A working day about so many days ago (before today), or to come."""
        return later(self.on - timedelta(days + 1), 1)

    def round(self, opens: int, closes: int) -> Round:
        """A round by how many days ago it opened and closed."""
        year = self.ago(opens).year
        self.rounds[year] = self.rounds.get(year, 0) + 1
        return round_of(self.cast, f"{year}-{self.rounds[year]}", self.ago(opens), self.ago(closes))


def accredit(cast: Cast) -> dict[str, UUID]:
    """All of it, as the app, after ``offer_courses``. The applications by what they show."""
    told = Told(cast)
    return {**_long_ago(told), **_in_force(told), **_under_evaluation(told), **_applying(told)}


def _accredited(told: Told, of_round: Round, codes: tuple[str, ...], on: date) -> dict[str, UUID]:
    """Through every office, about 45 working days after ``on``."""
    cast = told.cast
    cases = {code: complete(cast, of_round, code, on) for code in codes}
    done(assign_panels(of_round, by=cast.as_("inseo"), on=later(on, 9)))
    for found in cases.values():
        scored(cast, found, GOOD, later(on, 20))
    every = list(cases.values())
    put = proposed(cast, every, "accredit", later(on, 25))
    notified(cast, cases, later(handed_down(cast, every, later(put, 2)), 3))
    return cases


def _long_ago(told: Told) -> dict[str, UUID]:
    """Accredited more than five years ago: expired."""
    of_round = told.round(2000, 1980)
    return {"expired": _accredited(told, of_round, ("H-04",), told.ago(1995))["H-04"]}


def _in_force(told: Told) -> dict[str, UUID]:
    """Accredited more than three years ago: drawn, visited, complained about, ordered, heard, cancelled."""
    of_round = told.round(1420, 1400)
    cases = _accredited(told, of_round, ("H-05", "H-09", "D-04", "D-05", "G-03"), told.ago(1415))
    _drawn(told, of_round, list(cases.values()))
    _cancelled(told, cases["G-03"])
    _ordered(told, cases["H-09"], 70, 30)
    words = "약속한 날까지 실습실을 마련하지 않음"
    done(call_hearing(cases["H-09"], fraud=False, reason=words, by=told.cast.as_("inseo"), on=told.ago(6)))
    _ordered(told, cases["D-04"], 25, 45)
    number = _complained(told, cases["D-05"], "강사가 소개와 다릅니다.", 9)
    done(take_up(number, by=told.cast.as_("inseo"), on=told.ago(5)))
    _complained(told, cases["H-05"], "수업이 두 번 열리지 않았습니다. 보강도 없었습니다.", 2)
    names = {"H-05": "accredited", "H-09": "hearing", "D-04": "ordered", "D-05": "investigated"}
    return {"appealed": cases["G-03"], **{name: cases[code] for code, name in names.items()}}


def _drawn(told: Told, of_round: Round, every: list[UUID]) -> None:
    """One in five by a published seed; the visit found nothing wrong."""
    by, seed_on = told.cast.as_("inseo"), told.ago(200)
    made = done(
        announce_draw(of_round, seed_from="그날의 코스피 종가", seed_on=seed_on, by=by, on=told.ago(215))
    )
    drawn = done(draw(made, seed="3127.46", by=by, on=later(seed_on, 1)))
    with acting(by):
        grants = {grant.number: found for found, grant in grants_of(every).items()}
    for number in drawn.drawn:
        words = "예고 없이 방문함. 강의실과 출석부, 강사가 신청한 대로임"
        done(inspect(grants[number], findings=words, fault=False, draw=drawn, by=by, on=told.ago(190)))


def _complained(told: Told, found: UUID, text: str, ago: int) -> str:
    made = complain(found, text=text, on=told.ago(ago))
    assert isinstance(made, Complained), made
    return made.number


def _ordered(told: Told, found: UUID, ago: int, days: int) -> None:
    """A complaint was founded; an order of correction of so many days was made so many days ago."""
    by = told.cast.as_("inseo")
    number = _complained(told, found, "실습실이 닫혀 있어 이론 수업만 들었습니다.", ago + 20)
    done(take_up(number, by=by, on=told.ago(ago + 16)))
    words = "방문하여 확인함. 실습실을 쓸 수 없었음"
    done(record_investigation(number, founded=True, reason=words, by=by, on=told.ago(ago + 4)))
    until = told.ago(ago) + timedelta(days)
    done(order_correction(found, until=until, reason="실습실을 다시 열 것", by=by, on=told.ago(ago)))


def _cancelled(told: Told, found: UUID) -> None:
    """Not corrected, heard, cancelled; the institution appealed."""
    by, cast = told.cast.as_("inseo"), told.cast
    _ordered(told, found, 120, 40)
    done(call_hearing(found, fraud=False, reason="시정하지 않음", by=by, on=told.ago(70)))
    words = "기관의 의견: 건물 임대가 끝나 새로 구하는 중임"
    done(hold_hearing(found, by=by, on=told.ago(50), reason=words))
    done(propose_cancellation(found, by=by, on=told.ago(45), reason="언제 열지 정한 것이 없음"))
    done(cancel(found, by=cast.as_("yujin"), on=told.ago(24), reason="시정 명령을 따르지 않음"))
    words = "새 실습실을 계약했습니다. 다시 살펴 주십시오."
    done(appeal(found, by=cast.as_("gaon"), on=told.ago(5), reason=words))


def _under_evaluation(told: Told) -> dict[str, UUID]:
    """A round that closed: something at every office, one of them overdue."""
    cast, of_round, on = told.cast, told.round(110, 96), told.ago(108)
    names = ("D-07", "H-08", "D-09", "G-01", "H-10")
    cases = {code: complete(cast, of_round, code, on) for code in names}
    done(assign_panels(of_round, by=cast.as_("inseo"), on=later(on, 9)))
    for code in ("H-08", "D-09", "G-01"):
        scored(cast, cases[code], GOOD, later(on, 20))
    scored(cast, cases["H-10"], BAD, later(on, 20))
    scored(cast, cases["D-07"], PRELIMINARY, told.ago(8))
    put = proposed(cast, [cases["G-01"]], "accredit", later(on, 25))
    proposed(cast, [cases["H-10"]], "refuse", later(on, 25))
    handed_down(cast, [cases["H-10"]], later(put, 2))
    notified(cast, {"H-10": cases["H-10"]}, later(put, 5))
    handed_down(cast, [cases["G-01"]], told.ago(4))
    proposed(cast, [cases["D-09"]], "accredit", told.ago(18))
    done(recommend([cases["H-08"]], by=cast.as_("inseo"), on=told.ago(3))[0])
    late = at_province(cast, of_round, "G-04", told.ago(98))
    scoring = complete(cast, of_round, "H-07", told.ago(98))
    done(assign_panels(of_round, by=cast.as_("inseo"), on=told.ago(7)))
    _half_scored(told, scoring)
    waiting = complete(cast, of_round, "D-03", told.ago(98))
    shown = {"preliminary": "D-07", "recommended": "H-08", "proposed": "D-09"}
    shown |= {"notifying": "G-01", "refused": "H-10"}
    found = {name: cases[code] for name, code in shown.items()}
    return {**found, "late": late, "scoring": scoring, "waiting": waiting}


def _half_scored(told: Told, found: UUID) -> None:
    """One sheet locked, one begun, one seat that has declared nothing yet."""
    (first, one), (second, two), *_ = seats(told.cast, found)
    on = told.ago(4)
    for seat, by in ((first, one), (second, two)):
        done(declare(seat, tie=False, by=by, on=on))
    done(fill_sheet(first, scores=GOOD, opinion="작품과 계획서가 충실합니다.", by=one))
    done(lock_sheet(first, by=one, on=on))
    done(fill_sheet(second, scores={"facilities": 16, "teachers": 15}, opinion="", by=two))


def _applying(told: Told) -> dict[str, UUID]:
    """A round that takes applications today, and one to come."""
    cast, of_round = told.cast, told.round(12, -16)
    back = submitted(cast, of_round, "D-08", told.ago(9))
    words = "강사의 경력 증빙이 없습니다. 붙여서 다시 내 주십시오."
    done(send_back(back, by=cast.as_("jiho"), on=told.ago(6), reason=words))
    found = {
        "draft": draft(cast, of_round, "H-03", told.ago(3), ("facilities", "teachers")),
        "at_municipality": submitted(cast, of_round, "H-06", told.ago(3)),
        "at_province": at_province(cast, of_round, "G-07", told.ago(8)),
    }
    told.round(-50, -70)
    return {"returned": back, **found}
