"""request_correction, answer_correction: a deadline, a reason, and the line changes with the answer."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.ledger.conftest import ON, acting, course, training

from baeum.ledger.learning import Learning
from baeum.ledger.models import CorrectionRequest
from baeum.ledger.queries import (
    balances,
    corrections_of,
    corrections_of_office,
    keys_of,
    newest,
    open_corrections,
    overdue,
)
from baeum.ledger.services.answer_correction import CorrectionAnswered, answer_correction
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.request_correction import (
    CorrectionRequested,
    request_correction,
    unsealed_answer,
    unsealed_reason,
)
from baeum.ledger.services.reverse import reverse
from baeum.ledger.services.withdraw_consent import withdraw_consent
from baeum.ledger.verify import verify
from baeum.ledger.writing import Written
from baeum.places.models import Office
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.statement import Sums
from cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast: Cast, nari: Opened) -> CorrectionRequested:
    """Nari asks hangang to correct its line 1."""
    deposit(nari.account_id, course(), key="k1", by=cast.as_("sora"), on=ON)
    answer = request_correction(nari.account_id, 1, reason="학점이 다릅니다", by=cast.as_self("nari"), on=ON)
    assert isinstance(answer, CorrectionRequested)
    return answer


def test_a_request_has_a_deadline_and_stands_in_the_queue(
    cast: Cast, nari: Opened, asked: CorrectionRequested
) -> None:
    assert asked.due_on == date(2026, 12, 4)  # seven working days after Wednesday 25 November
    with acting(cast.as_("sora")):
        (request,) = corrections_of_office(cast.office["hangang"].pk)
        key = keys_of([nari.account_id])[nari.account_id]
        assert key and unsealed_reason(key, request) == "학점이 다릅니다"
        assert unsealed_answer(key, request) is None
        assert not overdue(cast.office["hangang"].pk, asked.due_on)
        assert overdue(cast.office["hangang"].pk, asked.due_on + timedelta(1)).count() == 1
    with acting(cast.as_("taeo")):
        assert not corrections_of_office(cast.office["hangang"].pk)


def test_declined_with_a_reason_the_line_stays(cast: Cast, nari: Opened, asked: CorrectionRequested) -> None:
    answer = answer_correction(
        asked.request_id, grant=False, reason="기록이 맞습니다", by=cast.as_("sora"), on=ON
    )
    assert answer == CorrectionAnswered(asked.request_id, "declined")
    with acting(cast.as_self("nari")):
        (request,) = corrections_of(nari.account_id)
        key = keys_of([nari.account_id])[nari.account_id]
        assert key and unsealed_answer(key, request) == "기록이 맞습니다"
        assert request.answered_by_id == cast.person["sora"].id and not open_corrections(nari.account_id)
        assert balances(nari.account_id)["accredited_learning"].credits == 3
    with acting(cast.as_("sora")):
        assert corrections_of_office(cast.office["hangang"].pk, answered=True).count() == 1


def test_granted_the_line_is_reversed_and_entered_anew(
    cast: Cast, nari: Opened, asked: CorrectionRequested
) -> None:
    answer = answer_correction(
        asked.request_id,
        grant=True,
        reason="고쳤습니다",
        by=cast.as_("sora"),
        on=ON,
        correction=course(credits=2),
    )
    assert isinstance(answer, CorrectionAnswered)
    assert [(written.act, written.of_number) for written in answer.written] == [
        ("reversal", 1),
        ("deposit", None),
    ]
    with acting(cast.as_self("nari")):
        assert [one.answer for one in corrections_of(nari.account_id)] == ["granted"]
        assert [line.state for line in newest(nari.account_id)] == ["stands", "reverses", "reversed"]
        assert balances(nari.account_id) == {"accredited_learning": Sums(1, 2, 45)}
        assert verify(nari.account_id) == []


def test_a_correction_that_is_refused_changes_nothing(
    cast: Cast, nari: Opened, asked: CorrectionRequested
) -> None:
    by = cast.as_("sora")
    wrong = course(credits=-1)
    answer = answer_correction(asked.request_id, grant=True, reason="고침", by=by, on=ON, correction=wrong)
    assert isinstance(answer, Refusal) and answer.code == "learning.faults"
    with acting(cast.as_self("nari")):
        assert [line.state for line in newest(nari.account_id)] == ["stands"]
        assert open_corrections(nari.account_id).count() == 1
    right = answer_correction(
        asked.request_id, grant=True, reason="고침", by=by, on=ON, correction=course(credits=2)
    )
    assert isinstance(right, CorrectionAnswered)


def test_a_request_is_answered_once_by_the_office_asked(cast: Cast, asked: CorrectionRequested) -> None:
    def answer(who: str, reason: str = "기록이 맞습니다") -> object:
        return answer_correction(asked.request_id, grant=False, reason=reason, by=cast.as_(who), on=ON)

    assert answer("taeo") == Refusal("request.unknown", status=404)
    assert answer("sora", " ") == Refusal("reason", {"problem": "text.empty", "expected": ""})
    theirs = answer_correction(
        asked.request_id, grant=True, reason="내가 답함", by=cast.as_self("nari"), on=ON
    )
    assert theirs == Refusal("request.of_others", status=403)
    assert isinstance(answer("sora"), CorrectionAnswered)
    assert answer("sora") == Refusal("request.answered", status=409)
    unknown = answer_correction(uuid4(), grant=False, reason="없음", by=cast.as_("sora"), on=ON)
    assert unknown == Refusal("request.unknown", status=404)


def test_what_can_be_asked_of_whom(cast: Cast, nari: Opened, asked: CorrectionRequested) -> None:
    by, account, hangang = cast.as_self("nari"), nari.account_id, cast.office["hangang"].pk
    deposit(account, training(), key="k2", by=by, on=ON)

    def ask(number: int, office: int | None = None, who: object = by) -> object:
        return request_correction(account, number, reason="확인 바람", by=who, on=ON, confirmation_by=office)  # type: ignore[arg-type]

    assert ask(1) == Refusal("request.open_already", {"number": 1}, 409)
    assert ask(2) == Refusal("request.correction_impossible", {"number": 2}, 409)
    assert ask(1, hangang) == Refusal("request.confirmation_impossible", {"number": 1}, 409)
    assert ask(2, cast.office["seoul"].pk) == Refusal("office.unknown", status=404)
    assert ask(2, 10**9) == Refusal("office.unknown", status=404)
    assert ask(9) == Refusal("line.unknown", {"number": 9}, 404)
    assert ask(1, None, cast.as_("sora")) == Refusal("account.not_theirs", status=403)
    assert isinstance(ask(2, hangang, cast.as_self("boram")), CorrectionRequested)


def test_an_office_that_was_asked_confirms(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    deposit(nari.account_id, training(), key="k1", by=by, on=ON)
    office = cast.office["hangang"].pk
    asked = request_correction(nari.account_id, 1, reason="확인 바람", by=by, on=ON, confirmation_by=office)
    assert isinstance(asked, CorrectionRequested)
    with acting(cast.as_("sora")):
        assert [line.title for line in newest(nari.account_id)] == ["생활 도예"]
    answer = answer_correction(asked.request_id, grant=True, reason="이수 확인", by=cast.as_("sora"), on=ON)
    assert isinstance(answer, CorrectionAnswered)
    assert [(written.act, written.standing) for written in answer.written] == [
        ("confirmation", "institution_confirmed")
    ]
    with acting(by):
        assert verify(nari.account_id) == []


def test_what_was_written_is_sealed(cast: Cast, asked: CorrectionRequested) -> None:
    with acting(cast.as_self("nari")):
        assert "학점".encode() not in bytes(CorrectionRequest.objects.get().reason)


def test_granted_without_a_correction_the_line_is_taken_back(
    cast: Cast, nari: Opened, asked: CorrectionRequested
) -> None:
    answer = answer_correction(asked.request_id, grant=True, reason="취소함", by=cast.as_("sora"), on=ON)
    assert isinstance(answer, CorrectionAnswered)
    assert [(written.act, written.of_number) for written in answer.written] == [("reversal", 1)]
    with acting(cast.as_self("nari")):
        assert balances(nari.account_id) == {}


@pytest.mark.parametrize("correction", [None, course(credits=2)])
def test_a_line_that_is_gone_cannot_be_corrected(
    cast: Cast, nari: Opened, asked: CorrectionRequested, correction: Learning | None
) -> None:
    sora = cast.as_("sora")
    assert isinstance(reverse(nari.account_id, 1, reason="잘못 적음", by=sora), Written)
    answer = answer_correction(
        asked.request_id, grant=True, reason="고침", by=sora, on=ON, correction=correction
    )
    assert answer == Refusal("line.gone", {"number": 1}, 409)
    with acting(cast.as_self("nari")):
        assert open_corrections(nari.account_id).count() == 1
        assert len(newest(nari.account_id)) == 2


def test_what_the_learner_took_back_or_consents_to_no_more_is_not_confirmed(cast: Cast, nari: Opened) -> None:
    by, sora, office = cast.as_self("nari"), cast.as_("sora"), cast.office["hangang"].pk
    asked = []
    for number in (1, 2):
        deposit(nari.account_id, training(f"과정 {number}"), key=f"k{number}", by=by, on=ON)
        made = request_correction(
            nari.account_id, number, reason="확인 바람", by=by, on=ON, confirmation_by=office
        )
        assert isinstance(made, CorrectionRequested)
        asked.append(made.request_id)
    reverse(nari.account_id, 1, reason="잘못 적음", by=by)
    gone = answer_correction(asked[0], grant=True, reason="이수 확인", by=sora, on=ON)
    assert gone == Refusal("line.gone", {"number": 1}, 409)
    withdraw_consent(nari.account_id, purpose="institution_deposit", by=by, on=ON)
    refused = answer_correction(asked[1], grant=True, reason="이수 확인", by=sora, on=ON)
    assert refused == Refusal("consent.missing", {"purpose": "institution_deposit"}, 403)
    with acting(by):
        assert open_corrections(nari.account_id).count() == 2


def test_an_office_that_is_no_more_is_not_asked(cast: Cast, nari: Opened) -> None:
    by, office = cast.as_self("nari"), cast.office["hangang"].pk
    deposit(nari.account_id, training(), key="k1", by=by, on=ON)
    Office.objects.filter(pk=office).update(ends=ON - timedelta(days=1))
    answer = request_correction(nari.account_id, 1, reason="확인 바람", by=by, on=ON, confirmation_by=office)
    assert answer == Refusal("office.unknown", status=404)
