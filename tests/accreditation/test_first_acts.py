"""From a draft to the institute: what is lacking, who may, returned and submitted again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from baeum.accreditation.models import Act, Application, Round
from baeum.accreditation.services.forward import forward
from baeum.accreditation.services.open_draft import open_draft
from baeum.accreditation.services.resubmit import resubmit
from baeum.accreditation.services.send_back import send_back
from baeum.accreditation.services.submit import submit
from baeum.accreditation.services.withdraw import withdraw
from baeum.accreditation.services.write_draft import write_draft
from baeum.people.acting import acting
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from cast import Cast

from .cases import ON, at_institute, code, drafted, event, state, submitted


def test_submitted_through_the_municipality(cast: Cast, of_round: Round) -> None:
    found = drafted(cast, of_round)
    done = event(submit(found, by=cast.as_("sora"), on=ON))
    assert (done.before, done.after, done.case) == ("draft", "at_municipality", "to_municipality")
    assert done.due is not None and done.due.on == date(2026, 4, 14)
    with acting(cast.as_("jiho")):
        one = Application.objects.get(pk=found)
        assert (one.number, one.holder, one.due_on) == ("2026-1-0001", cast.office["jongno"], done.due.on)
        assert [(act.act, act.before, act.after) for act in one.history.all()] == [
            ("open_draft", "", "draft"),
            ("submit", "draft", "at_municipality"),
        ]


def test_numbers_of_a_round_run(cast: Cast, of_round: Round) -> None:
    made = [submitted(cast, of_round, key=key) for key in ("hangang", "dasan")]
    with acting(cast.as_("inseo")):
        numbers = Application.objects.filter(pk__in=made).order_by("number").values_list("number", flat=True)
        assert list(numbers) == ["2026-1-0001", "2026-1-0002"]


def test_everything_that_is_lacking_is_counted(cast: Cast, of_round: Round) -> None:
    found = drafted(cast, of_round)
    by = cast.as_("sora")
    write_draft(found, statements={"i1": " ", "i4": ""}, by=by, on=ON)
    answer = submit(found, by=by, on=of_round.closes_on + timedelta(1))
    assert answer == Refusal("application.incomplete", {"count": 3})
    assert state(by, found) == "draft"


def test_a_completed_course_has_ended(cast: Cast, of_round: Round) -> None:
    found = drafted(cast, of_round, ended="")
    assert submit(found, by=cast.as_("sora"), on=ON) == Refusal("application.incomplete", {"count": 1})
    write_draft(found, statements={}, kind="planned", by=cast.as_("sora"), on=ON)
    assert event(submit(found, by=cast.as_("sora"), on=ON)).after == "at_municipality"


@pytest.mark.parametrize(
    "key", ["taeo", "gaon", "mina", "bada", "haneul", "inseo", "yujin", "eunchae", "suho", "daon"]
)
def test_nobody_else_passes_on(cast: Cast, of_round: Round, key: str) -> None:
    found = submitted(cast, of_round)
    refused = forward(found, by=cast.as_(key), on=ON)
    assert code(refused) in ("accreditation.not_yours", "accreditation.unknown"), key
    assert state(cast.as_("sora"), found) == "at_municipality"


def test_the_province_only_where_it_exists_on_the_day(cast: Cast, of_round: Round) -> None:
    found = submitted(cast, of_round)
    Office.objects.filter(pk=cast.office["seoul"].pk).update(begins=ON + timedelta(2))
    done = event(forward(found, by=cast.as_("jiho"), on=ON))
    assert (done.case, done.after) == ("to_institute", "at_institute")
    other = submitted(cast, of_round)
    done = event(forward(other, by=cast.as_("jiho"), on=ON + timedelta(2)))
    assert (done.case, done.after) == ("to_province", "at_province")


@pytest.mark.parametrize(
    ("steps", "key", "returned"),
    [
        (0, "jiho", "returned_municipality"),
        (1, "haneul", "returned_province"),
        (2, "inseo", "returned_institute"),
    ],
)
def test_every_tier_returns_and_gets_it_again(
    cast: Cast, of_round: Round, steps: int, key: str, returned: str
) -> None:
    found = submitted(cast, of_round)
    for tier in ("jiho", "haneul")[:steps]:
        event(forward(found, by=cast.as_(tier), on=ON))
    before = state(cast.as_("inseo"), found)
    assert code(send_back(found, by=cast.as_(key), on=ON, reason="  ")) == "accreditation.reason"
    done = event(send_back(found, by=cast.as_(key), on=ON, reason="교강사 증빙이 없습니다"))
    assert done.after == returned and done.due is not None and done.due.amount == 10
    assert code(forward(found, by=cast.as_("jiho"), on=ON)).startswith("accreditation.not")
    late = of_round.closes_on + timedelta(3)  # mended after the round closed
    assert event(resubmit(found, by=cast.as_("sora"), on=late)).after == before


def test_a_refused_act_says_what_would_be_possible(cast: Cast, of_round: Round) -> None:
    found = at_institute(cast, of_round)
    refused = submit(found, by=cast.as_("sora"), on=ON)
    assert code(refused) == "accreditation.not_now"
    assert isinstance(refused, Refusal)
    assert (
        sentence(refused, "ko")
        == "“제출”은(는) 지금 상태(진흥원 접수(서류 확인))에서 할 수 없습니다. 할 수 있는 상태: 작성 중."
    )


def test_withdrawn_until_it_is_decided(cast: Cast, of_round: Round) -> None:
    found = at_institute(cast, of_round)
    assert code(withdraw(found, by=cast.as_("taeo"), on=ON, reason="x")) == "accreditation.unknown"
    assert event(withdraw(found, by=cast.as_("sora"), on=ON, reason="과정을 바꿉니다")).after == "withdrawn"
    assert code(withdraw(found, by=cast.as_("sora"), on=ON, reason="x")) == "accreditation.not_now"


def test_one_application_for_a_course_at_a_time(cast: Cast, of_round: Round) -> None:
    found = submitted(cast, of_round)
    with acting(cast.as_("sora")):
        version = Application.objects.get(pk=found).course_version
    second = event(open_draft(of_round, version, kind="planned", by=cast.as_("sora"), on=ON)).application_id
    statements = {item.code: "x" for item in of_round.items.all()}
    write_draft(second, statements=statements, by=cast.as_("sora"), on=ON)
    assert submit(second, by=cast.as_("sora"), on=ON) == Refusal("application.incomplete", {"count": 1})
    event(withdraw(found, by=cast.as_("sora"), on=ON, reason="다시 합니다"))
    assert event(submit(second, by=cast.as_("sora"), on=ON)).after == "at_municipality"


def test_history_is_only_ever_added_to(cast: Cast, of_round: Round) -> None:
    found = submitted(cast, of_round)
    with acting(cast.as_("sora")):
        for attack in (
            lambda: Act.objects.filter(application_id=found).update(reason="x"),
            lambda: Act.objects.filter(application_id=found).delete(),
            lambda: Application.objects.filter(pk=found).update(state="accredited"),
            lambda: Application.objects.filter(pk=found).update(due_on=None),
            lambda: Application.objects.filter(pk=found).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attack()
