"""Who sees what, with no filter in the query at all: the database decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from tests.ledger.conftest import ON, acting, course, training
from tests.ledger.files import png

from baeum.ledger.models import Account, Consent, CorrectionRequest, DepositRequest, Entry, Evidence
from baeum.ledger.queries import keys_of, lines_of_office, newest
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.put_evidence import EvidencePut, put_evidence
from baeum.ledger.services.request_correction import request_correction
from baeum.people.acting import Actor
from baeum.people.models import Look, Proxy
from baeum.shared.clock import now
from cast import Cast

pytestmark = pytest.mark.django_db
MODELS = (Account, Consent, Entry, Evidence, DepositRequest, CorrectionRequest)
NOTHING = dict.fromkeys((model.__name__ for model in MODELS), 0)


@pytest.fixture
def filled(cast: Cast, nari: Opened, dowon: Opened) -> Opened:
    """Nari: a line of her own and one of hangang, each with evidence; Dowon: one of dasan."""
    for by, learning in ((cast.as_self("nari"), training()), (cast.as_("sora"), course())):
        put = put_evidence(nari.account_id, png(), by=by)
        assert isinstance(put, EvidencePut)
        from dataclasses import replace

        deposit(nari.account_id, replace(learning, evidence=put.evidence_id), key="k1", by=by, on=ON)
    deposit(dowon.account_id, course(), key="k1", by=cast.as_("taeo"), on=ON)
    return nari


def seen(by: Actor) -> dict[str, int]:
    """How many rows of each table, asked without any filter."""
    with acting(by):
        return {model.__name__: model.objects.count() for model in MODELS}


def look_at(cast: Cast, key: str, by: Actor) -> Look:
    with acting(by):
        return Look.objects.create(
            person=cast.person[key],
            by_person_id=by.person_id,
            appointment_id=by.appointment_id,
            office=next(a.office for a in cast.appointment.values() if a.pk == by.appointment_id),
            reason="민원 처리",
            subject="record",
        )


OWN = {"Account": 1, "Consent": 2, "Entry": 2, "Evidence": 2, "DepositRequest": 1, "CorrectionRequest": 0}


def test_the_person_sees_their_own_account(cast: Cast, filled: Opened) -> None:
    assert seen(cast.as_self("nari")) == OWN


def test_a_proxy_sees_it_while_the_proxy_holds(cast: Cast, filled: Opened) -> None:
    assert seen(cast.as_self("boram")) == {**OWN, "DepositRequest": 0}
    with acting(cast.as_self("nari")):
        Proxy.objects.update(revoked_at=now(), revoked_by=cast.person["nari"])
    assert seen(cast.as_self("boram")) == NOTHING


def test_an_institution_sees_the_lines_it_deposited_and_their_evidence(cast: Cast, filled: Opened) -> None:
    assert seen(cast.as_("sora")) == {**NOTHING, "Entry": 1, "Evidence": 1, "DepositRequest": 1}
    with acting(cast.as_("sora")):
        assert [line.title for line in newest(filled.account_id)] == ["사회복지학개론"]
        assert [line.title for line in lines_of_office(cast.office["hangang"].pk)] == ["사회복지학개론"]
        assert lines_of_office(cast.office["dasan"].pk) == []


@pytest.mark.parametrize(
    "who",
    [
        "jiho",
        "mina",
        "haneul",
        "bada",
        "yujin",
        "eunchae",
        "daon",
        "gaon",
        "inseo",
        "suho",
        "expired",
        "revoked",
    ],
)
def test_nobody_else_sees_anything(cast: Cast, filled: Opened, who: str) -> None:
    """Superiors neither: siblings, parents, other provinces, the institute and auditors without a look."""
    assert seen(cast.as_(who)) == NOTHING
    assert seen(cast.as_self(who)) == NOTHING
    with acting(cast.as_(who)):
        assert keys_of([filled.account_id]) == {}


def test_nothing_is_seen_as_nobody(filled: Opened) -> None:
    assert {model.__name__: model.objects.count() for model in MODELS} == NOTHING


@pytest.mark.parametrize("who", ["inseo", "suho"])
def test_a_look_opens_one_record_for_a_quarter_of_an_hour(cast: Cast, filled: Opened, who: str) -> None:
    by = cast.as_(who)
    look_at(cast, "nari", by)
    assert seen(by) == {**OWN, "DepositRequest": 0}
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT baeum_person()")  # the look of another appointment opens nothing
        assert seen(cast.as_self(who)) == NOTHING


def test_a_look_ends(cast: Cast, filled: Opened) -> None:
    by = cast.as_("inseo")
    with acting(by):
        Look.objects.create(
            person=cast.person["nari"],
            by_person_id=by.person_id,
            appointment_id=by.appointment_id,
            office=cast.office["institute"],
            reason="민원 처리",
            subject="record",
            at=now() - timedelta(minutes=16),
        )
    assert seen(by) == NOTHING


def test_a_request_shows_the_office_one_line_until_it_is_answered(cast: Cast, filled: Opened) -> None:
    from baeum.ledger.services.answer_correction import answer_correction
    from baeum.ledger.services.request_correction import CorrectionRequested

    asked = request_correction(
        filled.account_id,
        1,
        reason="이수 확인",
        by=cast.as_self("nari"),
        on=ON,
        confirmation_by=cast.office["dasan"].pk,
    )
    assert isinstance(asked, CorrectionRequested)
    before = {**NOTHING, "Entry": 1, "Evidence": 0, "DepositRequest": 1}  # dasan's line for Dowon
    assert seen(cast.as_("taeo")) == {**before, "Entry": 2, "Evidence": 1, "CorrectionRequest": 1}
    answer_correction(asked.request_id, grant=False, reason="이수 기록 없음", by=cast.as_("taeo"), on=ON)
    assert seen(cast.as_("taeo")) == {**before, "CorrectionRequest": 1}


def test_an_unscoped_query_uses_indexes(cast: Cast, filled: Opened) -> None:
    """The sets are asked once a query (init plans), and an index could find the rows."""
    with acting(cast.as_self("nari")), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM ledger_entry")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "InitPlan" in plan and "SubPlan" not in plan
    assert "Bitmap Index Scan" in plan and "Seq Scan on ledger_entry" not in plan


@pytest.mark.parametrize(("office", "by"), [("dasan", "sora"), ("hangang", "taeo"), (None, "sora")])
def test_evidence_is_put_only_in_ones_own_name(
    cast: Cast, filled: Opened, office: str | None, by: str
) -> None:
    """Not for another office, not as another person, not as if the learner had put it."""
    from django.db import ProgrammingError, connection, transaction

    values = [
        filled.account_id,
        office and cast.office[office].pk,
        cast.person[by].id,
    ]
    with (  # nothing is returned, so that only the check of the policy can say no
        acting(cast.as_("sora")),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        cursor.execute(
            "INSERT INTO ledger_evidence"
            " (id, account_id, type, size, digest, sealed, office_id, by_person_id)"
            " SELECT gen_random_uuid(), %s, 'image/png', 1, '', '', %s, %s",
            values,
        )


def test_a_withdrawn_consent_stays_withdrawn(cast: Cast, filled: Opened) -> None:
    from django.db import ProgrammingError, transaction

    with acting(cast.as_self("nari")):
        for changes in ({"withdrawn_at": now()}, {"withdrawn_at": None}):
            if changes["withdrawn_at"]:
                assert Consent.objects.filter(purpose="record").update(**changes) == 1
            else:
                with pytest.raises(ProgrammingError, match="only ever withdrawn"), transaction.atomic():
                    Consent.objects.filter(purpose="record").update(**changes)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Consent.objects.update(purpose="statistics")
