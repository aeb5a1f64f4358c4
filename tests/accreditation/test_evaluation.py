"""Panels, sheets, results: conflicts are kept apart, sheets lock, a missing sheet is no zero."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from baeum.accreditation.models import Application, Round, Seat, Sheet, Tie
from baeum.accreditation.services.assign_panels import PanelsAssigned, assign_panels
from baeum.accreditation.services.declare import declare
from baeum.accreditation.services.fill_sheet import fill_sheet
from baeum.accreditation.services.lapse import lapse
from baeum.accreditation.services.lock_sheet import lock_sheet
from baeum.accreditation.services.re_evaluate import re_evaluate
from baeum.accreditation.services.record_result import record_result
from baeum.accreditation.services.register_tie import register_tie
from baeum.accreditation.services.replace import replace
from baeum.accreditation.services.supply import supply
from baeum.people.acting import acting
from baeum.shared.refusal import Refusal
from cast import Cast, done

from .cases import ON, code, complete, evaluated, event, scored, seats_of, state
from .people import Officers, appointed

GOOD = {f"i{n}": 14 for n in range(1, 7)}  # exactly 70 % of 20 points
FOUR = {**GOOD, "i5": 13, "i6": 0}  # exactly 2/3 of the items
THREE = {**FOUR, "i4": 13}


@pytest.mark.parametrize(
    ("scores", "result"),
    [(GOOD, "passed"), (FOUR, "preliminary"), (THREE, "failed")],
    ids=["70%", "2/3", "less"],
)
def test_the_sheets_decide(
    cast: Cast, officers: Officers, of_round: Round, scores: dict[str, int], result: str
) -> None:
    found = evaluated(cast, officers, of_round, scores)
    with acting(cast.as_("inseo")):
        one = Application.objects.get(pk=found)
        last = one.history.last()
    assert last is not None and (one.state, last.case, last.act) == (result, result, "record_result")
    assert last.figures["reached"] == sum(score >= 14 for score in scores.values())
    assert last.figures["needed"] == 4 and last.figures["items"][0]["mean"] == "14"


def test_a_missing_sheet_is_a_refusal(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = complete(cast, officers, of_round)
    done(assign_panels(of_round, by=officers.institute[0], on=ON))
    scored(officers, found, GOOD, panel=2)
    refused = record_result(found, by=officers.institute[0], on=ON)
    assert refused == Refusal("sheet.missing_sheets", {"missing": 1, "panel": 3}, 409)
    seat, by = seats_of(officers, found)[2]
    done(declare(seat.pk, tie=False, by=by, on=ON))
    done(fill_sheet(seat.pk, scores=GOOD, opinion="좋음", by=by))
    assert code(record_result(found, by=officers.institute[0], on=ON)) == "sheet.missing_sheets"  # not locked
    done(lock_sheet(seat.pk, by=by, on=ON))
    assert event(record_result(found, by=officers.institute[0], on=ON)).after == "passed"


def test_a_locked_sheet_never_changes(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = complete(cast, officers, of_round)
    done(assign_panels(of_round, by=officers.institute[0], on=ON))
    seat, by = seats_of(officers, found)[0]
    done(declare(seat.pk, tie=False, by=by, on=ON))
    done(fill_sheet(seat.pk, scores={"i1": 20}, opinion="", by=by))
    assert lock_sheet(seat.pk, by=by, on=ON) == Refusal("sheet.missing", {"missing": 5, "items": 6})
    done(fill_sheet(seat.pk, scores=GOOD, opinion="", by=by))
    done(lock_sheet(seat.pk, by=by, on=ON))
    assert code(fill_sheet(seat.pk, scores={"i1": 20}, opinion="", by=by)) == "sheet.locked"
    assert code(lock_sheet(seat.pk, by=by, on=ON)) == "sheet.locked"
    with acting(by), pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Sheet.objects.filter(seat=seat).update(scores={})
    for attack in (lambda: Sheet.objects.all().delete(), lambda: Sheet.objects.update(attempt=2)):
        with acting(by), pytest.raises(DatabaseError), transaction.atomic():
            attack()


def test_without_a_declaration_there_is_no_sheet(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = complete(cast, officers, of_round)
    done(assign_panels(of_round, by=officers.institute[0], on=ON))
    seat, by = seats_of(officers, found)[0]
    assert code(fill_sheet(seat.pk, scores=GOOD, opinion="", by=by)) == "seat.not_declared"
    with acting(by), pytest.raises(DatabaseError), transaction.atomic():
        Sheet.objects.create(seat=seat, attempt=1, scores=GOOD)
    done(declare(seat.pk, tie=False, by=by, on=ON))
    assert fill_sheet(seat.pk, scores={"i1": 21}, opinion="", by=by) == Refusal(
        "sheet.score", {"score": 21, "points": 20}
    )
    assert code(fill_sheet(seat.pk, scores={"z": 1}, opinion="", by=by)) == "application.item_unknown"


def test_an_evaluator_sees_only_their_own(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = complete(cast, officers, of_round)
    done(assign_panels(of_round, by=officers.institute[0], on=ON))
    (first, by), (other, _), _ = seats_of(officers, found)
    scored(officers, found, GOOD)
    with acting(by):
        assert list(Seat.objects.all()) == [first]
        assert [sheet.seat_id for sheet in Sheet.objects.all()] == [first.pk]
        assert [one.pk for one in Application.objects.all()] == [found]
        assert Application.objects.get(pk=found).history.count() == 0
    assert code(fill_sheet(other.pk, scores=GOOD, opinion="", by=by)) == "seat.unknown"
    for key in ("sora", "jiho", "yujin", "suho"):
        with acting(cast.as_(key)):
            assert not Seat.objects.exists() and not Sheet.objects.exists() and not Tie.objects.exists()
    idle = next(
        held
        for held in range(4)
        if officers.evaluator(held) not in [who for _, who in seats_of(officers, found)]
    )
    with acting(officers.evaluator(idle)):
        assert not Application.objects.exists()


def register(cast: Cast, officers: Officers, ended: date | None) -> None:
    """The first evaluator worked at hangang."""
    done(
        register_tie(
            officers.evaluators[0],
            cast.office["hangang"],
            kind="works",
            begins=date(2015, 1, 1),
            ends=ended,
            by=officers.institute[0],
        )
    )


def worked(cast: Cast, officers: Officers, _: date | None) -> None:
    """The first evaluator is an officer of the municipality of hangang beside it."""
    appointed(cast, "", "municipal_officer", "jongno", officers.evaluators[0].person_id)


@pytest.mark.parametrize(
    ("ties", "ended", "apart"),
    [
        (register, None, True),
        (register, date(2023, 4, 7), True),  # three years before, to the day
        (register, date(2023, 4, 6), False),
        (worked, None, True),
    ],
    ids=["works", "worked three years ago", "worked earlier", "municipality"],
)
def test_conflicts_are_kept_apart(
    cast: Cast,
    officers: Officers,
    of_round: Round,
    ties: Callable[..., None],
    ended: date | None,
    apart: bool,
) -> None:
    ties(cast, officers, ended)
    panels = set()
    for _ in range(4):
        found = complete(cast, officers, of_round)
        done(assign_panels(of_round, by=officers.institute[0], on=ON))
        panels |= {seat.appointment_id for seat, _ in seats_of(officers, found)}
    assert (officers.evaluators[0].pk not in panels) == apart


def test_a_declared_tie_excuses_and_is_kept(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = complete(cast, officers, of_round)
    done(assign_panels(of_round, by=officers.institute[0], on=ON))
    (seat, by), *_ = seats_of(officers, found)
    assert code(declare(seat.pk, tie=True, by=by, on=ON)) == "seat.tie_reason"
    excused = done(declare(seat.pk, tie=True, kind="family", reason="원장이 제 언니입니다", by=by, on=ON))
    assert excused.state == "excused"
    with acting(by):
        assert not Application.objects.exists()
    assert code(declare(seat.pk, tie=False, by=by, on=ON)) == "seat.unknown"
    scored(officers, found, GOOD)
    assert record_result(found, by=officers.institute[0], on=ON) == Refusal(
        "panel.seats_empty", {"lacking": 1}, 409
    )
    event(replace(found, by=officers.institute[0], on=ON, reason="이해관계"))
    assert by not in [who for _, who in seats_of(officers, found)] and len(seats_of(officers, found)) == 3
    assert code(replace(found, by=officers.institute[0], on=ON, reason="x")) == "panel.whole"
    assert code(record_result(found, by=officers.institute[0], on=ON)) == "sheet.missing_sheets"
    with acting(officers.institute[0]):
        assert [(tie.kind, tie.source) for tie in Tie.objects.all()] == [("family", "declared")]


def test_a_field_without_evaluators_is_named(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = complete(cast, officers, of_round, field="arts")
    answer = assign_panels(of_round, by=officers.institute[0], on=ON)
    assert answer == PanelsAssigned(0, 0, {found: 3})
    assert state(officers.institute[0], found) == "complete"
    assert code(assign_panels(of_round, by=cast.as_("jiho"), on=ON)) == "round.not_yours"


def test_preliminary_is_supplied_once_and_evaluated_again(
    cast: Cast, officers: Officers, of_round: Round
) -> None:
    found, institute = evaluated(cast, officers, of_round, FOUR), officers.institute[0]
    late = ON + timedelta(60)
    assert supply(found, by=cast.as_("sora"), on=ON, reason="") == Refusal("application.supply_nothing")
    assert code(supply(found, by=cast.as_("sora"), on=late, reason="출석부")) == "application.supply_late"
    assert code(lapse(found, by=institute, on=ON)) == "application.not_late"
    assert event(supply(found, by=cast.as_("sora"), on=ON, reason="출석부를 더함")).after == "supplied"
    assert event(re_evaluate(found, by=institute, on=ON)).after == "re_scoring"
    assert code(record_result(found, by=institute, on=ON)) == "sheet.missing_sheets"  # new sheets
    scored(officers, found, {**GOOD, "i1": 13})
    assert event(record_result(found, by=institute, on=ON)).after == "failed"  # there is one re-evaluation


def test_preliminary_lapses_when_nothing_comes(cast: Cast, officers: Officers, of_round: Round) -> None:
    found = evaluated(cast, officers, of_round, FOUR)
    with acting(officers.institute[0]):
        due_on = Application.objects.get(pk=found).due_on
    assert due_on is not None
    assert code(lapse(found, by=officers.institute[0], on=due_on)) == "application.not_late"
    assert event(lapse(found, by=officers.institute[0], on=due_on + timedelta(1))).after == "failed"
