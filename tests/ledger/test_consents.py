"""give_consent, withdraw_consent: one purpose at a time, from one moment to another."""

from __future__ import annotations

import pytest
from tests.ledger.conftest import ON, acting, course, training
from tests.ledger.files import png

from baeum.ledger.models import Consent
from baeum.ledger.services.close_account import close_account
from baeum.ledger.services.confirm import confirm
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.give_consent import ConsentGiven, give_consent
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.put_evidence import put_evidence
from baeum.ledger.services.reverse import reverse
from baeum.ledger.services.withdraw_consent import ConsentWithdrawn, withdraw_consent
from baeum.ledger.writing import Written
from baeum.shared.refusal import Refusal
from cast import Cast

pytestmark = pytest.mark.django_db
MISSING = Refusal("consent.missing", {"purpose": "institution_deposit"}, 403)


def test_without_consent_institutions_enter_nothing_but_may_correct(cast: Cast, nari: Opened) -> None:
    by, sora = cast.as_self("nari"), cast.as_("sora")
    deposit(nari.account_id, course(), key="k0", by=sora, on=ON)
    withdrawn = withdraw_consent(nari.account_id, purpose="institution_deposit", by=by, on=ON)
    assert withdrawn == ConsentWithdrawn(nari.account_id, "institution_deposit")
    assert deposit(nari.account_id, training(), key="k1", by=sora, on=ON) == MISSING
    assert put_evidence(nari.account_id, png(), by=sora) == MISSING
    assert confirm(nari.account_id, 1, by=sora) == MISSING
    assert isinstance(reverse(nari.account_id, 1, reason="잘못", by=sora), Written)
    assert isinstance(deposit(nari.account_id, training(), key="k1", by=by, on=ON), Written)
    given = give_consent(nari.account_id, purpose="institution_deposit", by=by, on=ON)
    assert given == ConsentGiven(nari.account_id, "institution_deposit")
    assert deposit(nari.account_id, training(), key="k1", by=sora, on=ON) == MISSING  # a replay
    assert isinstance(deposit(nari.account_id, course(), key="k2", by=sora, on=ON), Written)


def test_the_database_asks_for_consent_too(cast: Cast, nari: Opened) -> None:
    from datetime import date

    from django.db import ProgrammingError, connection, transaction

    withdraw_consent(nari.account_id, purpose="institution_deposit", by=cast.as_self("nari"), on=ON)
    values = [nari.account_id, "training", date(2026, 5, 29), bytes(16), b"x"]
    call = (
        "SELECT ledger_append(%s, 1, 'deposit', NULL, 'special_note', %s, 'institution_confirmed', NULL,"
        " %s, NULL, NULL, %s, %s, NULL)"
    )
    with acting(cast.as_("sora")), connection.cursor() as cursor:  # noqa: SIM117  one is left by the fault
        with pytest.raises(ProgrammingError, match="no consent"), transaction.atomic():
            cursor.execute(call, values)


def test_every_giving_and_withdrawing_is_kept(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    for _ in range(2):
        give_consent(nari.account_id, purpose="statistics", by=by, on=ON)
        give_consent(nari.account_id, purpose="statistics", by=by, on=ON)  # holds already: nothing changes
        withdraw_consent(nari.account_id, purpose="statistics", by=by, on=ON)
    with acting(by):
        kept = Consent.objects.filter(purpose="statistics")
        assert [bool(consent.withdrawn_at) for consent in kept] == [True, True]
    again = withdraw_consent(nari.account_id, purpose="statistics", by=by, on=ON)
    assert again == Refusal("consent.not_given", {"purpose": "statistics"}, 404)


def test_the_account_cannot_do_without_its_consent(cast: Cast, nari: Opened) -> None:
    by = cast.as_self("nari")
    answer = withdraw_consent(nari.account_id, purpose="record", by=by, on=ON)
    assert answer == Refusal("consent.needed_while_open", {"purpose": "record"}, 409)
    close_account(nari.account_id, by=by)
    assert isinstance(withdraw_consent(nari.account_id, purpose="record", by=by, on=ON), ConsentWithdrawn)


def test_only_the_person_or_a_proxy(cast: Cast, nari: Opened) -> None:
    theirs = Refusal("account.not_theirs", status=403)
    assert give_consent(nari.account_id, purpose="statistics", by=cast.as_("sora"), on=ON) == theirs
    assert withdraw_consent(nari.account_id, purpose="record", by=cast.as_("sora"), on=ON) == theirs
    unknown = Refusal("account.unknown", status=404)
    assert give_consent(nari.account_id, purpose="statistics", by=cast.as_self("dowon"), on=ON) == unknown
    by_proxy = give_consent(nari.account_id, purpose="statistics", by=cast.as_self("boram"), on=ON)
    assert isinstance(by_proxy, ConsentGiven)
    advertising = give_consent(nari.account_id, purpose="advertising", by=cast.as_self("nari"), on=ON)
    assert isinstance(advertising, Refusal) and advertising.code == "consent.unknown"


def test_what_was_never_a_purpose_cannot_be_withdrawn(cast: Cast, nari: Opened) -> None:
    answer = withdraw_consent(nari.account_id, purpose="advertising", by=cast.as_self("nari"), on=ON)
    assert answer == Refusal("consent.not_given", {"purpose": "advertising"}, 404)
