"""deposit(): a line once, however often it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.ledger.conftest import ON, acting, course, opened, training

from baeum.ledger.learning import Learning
from baeum.ledger.models import Account, DepositRequest, Entry
from baeum.ledger.queries import account_for_deposit, balances, line_of, newest
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.reverse import reverse
from baeum.ledger.verify import verify
from baeum.ledger.writing import Written
from baeum.people.acting import Actor
from baeum.people.services.appoint import appoint
from baeum.shared.clock import today
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.statement import Sums
from cast import Cast, done

pytestmark = pytest.mark.django_db


def test_a_deposit_is_a_line_that_can_be_read(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    answer = deposit(nari.account_id, training(), key="k1", by=by, on=ON)
    assert isinstance(answer, Written)
    assert (answer.number, answer.act, answer.standing) == (1, "deposit", "self_declared")
    with acting(by):
        (line,) = newest(nari.account_id)
        account = Account.objects.get()
        assert line.content == {
            "title": "생활 도예",
            "where": "한강평생교육원",
            "reference": "",
            "details": {},
        }
        assert (line.state, line.entry.part, line.entry.kind) == ("stands", "special_note", "training")
        assert (account.head_number, account.hours, account.credits) == (1, 30, 0)
        assert balances(nari.account_id) == {"special_note": Sums(1, 0, 30)}
        assert verify(nari.account_id) == []


def test_nothing_personal_is_stored_in_clear(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    deposit(nari.account_id, training("남몰래 배운 것"), key="k1", by=by, on=ON)
    with acting(by):
        for row in (*Entry.objects.values(), *DepositRequest.objects.values()):
            stored = b"".join(
                bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
                for value in row.values()
            )
            assert "남몰래".encode() not in stored


def test_an_institution_deposits_by_learner_number_and_name(cast: Cast, nari: Opened) -> None:
    by = cast.as_("sora")
    with acting(by):
        found = account_for_deposit(nari.learner_number, "김나리")
        assert not isinstance(found, Refusal) and found.account_id == nari.account_id
        assert account_for_deposit(nari.learner_number, "김나라") == Refusal("account.unknown", status=404)
        assert account_for_deposit("L0000000000", "김나리") == Refusal("account.unknown", status=404)
    answer = deposit(nari.account_id, course(), key="k1", by=by, on=ON)
    assert isinstance(answer, Written) and answer.standing == "institution_confirmed"
    with acting(by):
        assert Account.objects.count() == 0  # the account itself stays unseen
        line = line_of(nari.account_id, 1)
        assert line is not None and line.title == "사회복지학개론"
        assert (line.entry.office, line.entry.appointment) == (
            cast.office["hangang"].pk,
            cast.appointment["sora"].pk,
        )


@pytest.mark.parametrize("by", ["self", "office"])
def test_same_key_same_content_same_answer(cast: Cast, nari: Opened, by: str) -> None:
    actor = cast.as_self("nari") if by == "self" else cast.as_("sora")
    first = deposit(nari.account_id, course(), key="k1", by=actor, on=ON)
    again = deposit(nari.account_id, course(), key="k1", by=actor, on=ON + timedelta(days=1))
    assert isinstance(first, Written) and again == first
    with acting(actor):
        assert Entry.objects.count() == DepositRequest.objects.count() == 1


def test_same_content_in_other_spelling_is_the_same_content(cast: Cast, nari: Opened) -> None:
    import unicodedata

    by = cast.as_self("nari")
    first = deposit(nari.account_id, training("생활 도예"), key="k1", by=by, on=ON)
    nfd = unicodedata.normalize("NFD", " 생활 도예 ")
    assert deposit(nari.account_id, training(nfd), key="k1", by=by, on=ON) == first


def test_same_key_other_content_is_422_and_changes_nothing(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    first = deposit(nari.account_id, training(), key="k1", by=by, on=ON)
    for other in (training(hours=31), training("다른 것"), training(details={"a": 1})):
        assert deposit(nari.account_id, other, key="k1", by=by, on=ON) == Refusal("deposit.key_reused")
    assert deposit(nari.account_id, training(), key="k1", by=by, on=ON) == first
    with acting(by):
        assert Entry.objects.count() == 1


def test_a_key_belongs_to_its_depositor(cast: Cast, nari: Opened) -> None:
    """The same key of two offices, and of the person: three deposits."""
    for by, title in (("sora", "가"), ("taeo", "나"), ("nari", "다")):
        actor = cast.as_self(by) if by == "nari" else cast.as_(by)
        assert isinstance(deposit(nari.account_id, training(title), key="k1", by=actor, on=ON), Written)


def test_the_key_of_one_account_is_not_free_for_another(cast: Cast, nari: Opened, dowon: Opened) -> None:
    by = cast.as_("sora")
    assert isinstance(deposit(nari.account_id, training(), key="k1", by=by, on=ON), Written)
    assert deposit(dowon.account_id, training(), key="k1", by=by, on=ON) == Refusal("deposit.key_reused")


def test_same_event_new_key_is_409_until_it_is_reversed(cast: Cast, nari: Opened) -> None:
    by = cast.as_("sora")
    deposit(nari.account_id, course(), key="k1", by=by, on=ON)
    stands = Refusal("deposit.event_stands", {"number": 1}, 409)
    assert deposit(nari.account_id, course(), key="k2", by=by, on=ON) == stands
    spaced = course("사회복지학개론 ", hours=44)  # other hours, but the same event
    assert deposit(nari.account_id, spaced, key="k3", by=by, on=ON) == stands
    assert isinstance(reverse(nari.account_id, 1, reason="잘못 적음", by=by), Written)
    assert isinstance(deposit(nari.account_id, course(), key="k4", by=by, on=ON), Written)


def test_a_replayed_refusal_repeats_its_status(cast: Cast, nari: Opened) -> None:
    """Even where it would be granted by now."""
    by = cast.as_("sora")
    deposit(nari.account_id, course(), key="k1", by=by, on=ON)
    refused = deposit(nari.account_id, course(), key="k2", by=by, on=ON)
    assert isinstance(refused, Refusal) and refused.status == 409
    reverse(nari.account_id, 1, reason="잘못 적음", by=by)
    assert deposit(nari.account_id, course(), key="k2", by=by, on=ON) == refused
    wrong = training(hours=-1)
    first = deposit(nari.account_id, wrong, key="k3", by=by, on=ON)
    assert isinstance(first, Refusal) and first.status == 422
    assert deposit(nari.account_id, wrong, key="k3", by=by, on=ON) == first


def test_what_differs_by_day_place_or_reference_is_another_event(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    variants = [
        training(),
        training(happened_on=date(2026, 5, 28)),
        training(happened_from=date(2026, 5, 1)),
        training(where="다산평생교육원"),
        training(reference="오후반"),
        replace(training(), kind="volunteering"),
    ]
    for number, learning in enumerate(variants):
        assert isinstance(deposit(nari.account_id, learning, key=f"k{number}", by=by, on=ON), Written)


def test_an_office_confirms_the_event_that_the_person_declared(cast: Cast, nari: Opened) -> None:
    """One line stands, with the office's figures: nothing is counted twice."""
    deposit(nari.account_id, training(), key="k1", by=cast.as_self("nari"), on=ON)
    answer = deposit(nari.account_id, training(hours=32), key="k1", by=cast.as_("sora"), on=ON)
    assert isinstance(answer, Written)
    assert (answer.act, answer.of_number, answer.standing) == ("confirmation", 1, "institution_confirmed")
    with acting(cast.as_self("nari")):
        new, old = newest(nari.account_id)
        assert (old.state, old.by_number, new.state) == ("confirmed", 2, "stands")
        assert balances(nari.account_id) == {"special_note": Sums(1, 0, 32)}
        assert verify(nari.account_id) == []


def test_a_person_does_not_lower_what_an_office_confirmed(cast: Cast, nari: Opened) -> None:
    deposit(nari.account_id, training(), key="k1", by=cast.as_("sora"), on=ON)
    answer = deposit(nari.account_id, training(), key="k1", by=cast.as_self("nari"), on=ON)
    assert answer == Refusal("deposit.event_stands", {"number": 1}, 409)


def test_all_faults_at_once_and_never_what_was_written(cast: Cast, nari: Opened) -> None:
    wrong = Learning(
        "juggling",
        " ",
        "곳\x00",
        ON + timedelta(days=1),
        ON + timedelta(days=2),
        credits=-1,
        hours=10**9,
        details={"bad": float("nan")},
    )
    answer = deposit(nari.account_id, wrong, key="k1", by=cast.as_self("nari"), on=ON)
    assert isinstance(answer, Refusal) and answer.status == 422
    found = {(fault["field"], fault["code"]) for fault in answer.figures["faults"]}
    assert found == {
        ("title", "text.empty"),
        ("where", "text.control"),
        ("details", "details.json"),
        ("happened_on", "day.future"),
        ("happened_from", "day.future"),
        ("happened_from", "day.order"),
        ("kind", "kind.unknown"),
        ("credits", "amount"),
        ("hours", "amount"),
    }


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "\ud800"}, ("title", "text.control")),
        ({"title": 3}, ("title", "type.text")),
        ({"title": "가" * 501}, ("title", "text.long")),
        ({"reference": "\x07"}, ("reference", "text.control")),
        ({"details": {"a": "\ud800"}}, ("details", "details.json")),
        ({"details": {1: 1, "a": 2}}, ("details", "details.json")),
        ({"details": {"a": "가" * 9000}}, ("details", "text.long")),
        ({"happened_on": date(1, 1, 1)}, ("happened_on", "day.early")),
        ({"happened_on": date(9999, 12, 31)}, ("happened_on", "day.future")),
        ({"happened_on": "2026-01-01"}, ("happened_on", "type.date")),
        ({"credits": 2**63}, ("credits", "amount")),
        ({"credits": True}, ("credits", "amount")),
        ({"hours": 1.5}, ("hours", "amount")),
        ({"kind": None}, ("kind", "kind.unknown")),
    ],
)
def test_bad_input_is_a_refusal_and_stores_no_line(
    cast: Cast, nari: Opened, changes: dict[str, object], fault: tuple[str, str]
) -> None:
    by = cast.as_self("nari")
    answer = deposit(nari.account_id, replace(training(), **changes), key="k1", by=by, on=ON)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal) and answer.status == 422
    assert fault in {(found["field"], found["code"]) for found in answer.figures["faults"]}
    with acting(by):
        assert Entry.objects.count() == 0


@pytest.mark.parametrize("key", ["", "k" * 201, "k\x00", "k\n", None])
def test_a_key_is_a_printable_text(cast: Cast, nari: Opened, key: str) -> None:
    answer = deposit(nari.account_id, training(), key=key, by=cast.as_self("nari"), on=ON)
    assert answer == Refusal("deposit.key", {"longest": 200})


def test_a_source_of_credit_is_complete_or_refused(cast: Cast, nari: Opened) -> None:
    """As the calculator would refuse it; all that is wrong at once."""
    wrong = course(credits=None, details={"score": 101})
    answer = deposit(nari.account_id, wrong, key="k1", by=cast.as_("sora"), on=ON)
    assert isinstance(answer, Refusal)
    assert {(fault["field"], fault["code"]) for fault in answer.figures["faults"]} >= {
        ("credits", "field.null"),
        ("attendance", "field.missing"),
    }
    assert "101" not in str(answer.figures)


def test_evidence_must_have_been_put_by_the_depositor(cast: Cast, nari: Opened) -> None:
    answer = deposit(nari.account_id, training(evidence=uuid4()), key="k1", by=cast.as_self("nari"), on=ON)
    assert answer == Refusal("evidence.unknown", status=404)


def test_who_has_no_relation_learns_nothing(cast: Cast, nari: Opened) -> None:
    unknown = Refusal("account.unknown", status=404)
    for actor in (
        cast.as_self("dowon"),
        cast.as_("jiho"),
        cast.as_("suho"),
        cast.as_("inseo"),
        cast.as_("expired"),
        cast.as_("revoked"),
        cast.as_("daon"),
    ):
        assert deposit(nari.account_id, training(), key="k1", by=actor, on=ON) == unknown
    assert deposit(10**9, training(), key="k1", by=cast.as_self("nari"), on=ON) == unknown


def test_a_proxy_deposits_for_the_principal(cast: Cast, nari: Opened) -> None:
    answer = deposit(nari.account_id, training(), key="k1", by=cast.as_self("boram"), on=ON)
    assert isinstance(answer, Written) and answer.standing == "self_declared"


def test_nobody_vouches_for_themselves(cast: Cast) -> None:
    """An officer who is a learner too: as themselves yes, under the appointment no."""
    own = opened(cast, "sora")
    assert isinstance(deposit(own.account_id, training(), key="k1", by=cast.as_self("sora"), on=ON), Written)
    answer = deposit(own.account_id, training("나"), key="k2", by=cast.as_("sora"), on=ON)
    assert answer == Refusal("account.unknown", status=404)


def test_the_longest_key_is_a_key(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    assert isinstance(deposit(nari.account_id, training(), key="k" * 200, by=by, on=ON), Written)
    longer = deposit(nari.account_id, training("둘"), key="k" * 201, by=by, on=ON)
    assert isinstance(longer, Refusal) and longer.code == "deposit.key"


def test_the_keys_of_an_office_are_the_same_for_all_its_officers(cast: Cast, nari: Opened) -> None:
    colleague = cast.person["dowon"].id
    office, days = cast.office["hangang"], {"begins": today(), "ends": today()}
    held = done(appoint(colleague, "institution_officer", office, **days, by=cast.as_("sora"), on=today()))
    first = deposit(nari.account_id, training(), key="k", by=cast.as_("sora"), on=ON)
    by = Actor(colleague, held.pk)
    assert deposit(nari.account_id, training(), key="k", by=by, on=ON) == first
    other = deposit(nari.account_id, training("둘"), key="k", by=by, on=ON)
    assert isinstance(other, Refusal) and other.code == "deposit.key_reused"


def test_what_a_source_lacks_is_told_only_of_what_is_else_in_order(cast: Cast, nari: Opened) -> None:
    """Else one fault would be told twice, in two ways."""
    answer = deposit(
        nari.account_id, course("", details={"score": 188}), key="k", by=cast.as_self("nari"), on=ON
    )
    assert isinstance(answer, Refusal)
    assert [fault["field"] for fault in answer.figures["faults"]] == ["title"]
