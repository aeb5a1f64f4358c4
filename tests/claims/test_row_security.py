"""The database's last word on claims: only acts change a state, decisions stay, a registration only ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from baeum.claims.models import Claim, ClaimAct, Decision, Registration
from baeum.claims.opening import open_claim
from baeum.people.acting import acting

from .cases import BACHELOR, Q4, Learner, World

pytestmark = pytest.mark.django_db


def refused(statement: str, *values: object) -> bool:
    """Whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


def test_only_acts_change_a_state_and_what_was_decided_stays(world: World, nari: Learner) -> None:
    nari.registered()
    claim = nari.granted("recognition", numbers=[nari.course("자료구조")])
    one = world.officers.institute[0]
    with acting(one):
        open_claim(claim, "2026-Q4-000002")
        assert refused("UPDATE claims_claim SET state = 'draft' WHERE id = %s", claim)
        assert refused("INSERT INTO claims_claimact SELECT * FROM claims_claimact LIMIT 1")
        assert refused("UPDATE claims_decision SET number = 9")
        assert refused("DELETE FROM claims_proposal")
        assert Decision.objects.count() == 1 and ClaimAct.objects.filter(claim_id=claim).count() > 4


def test_a_registration_only_ever_ends(world: World, nari: Learner) -> None:
    nari.registered()
    with acting(world.officers.institute[0]):
        open_claim(Claim.objects.get().pk, "2026-Q4-000001")
        assert Registration.objects.count() == 1
        assert refused("UPDATE claims_registration SET ends = NULL")
        assert refused("UPDATE claims_registration SET registered_on = %s", Q4 - timedelta(99))
        assert not refused("UPDATE claims_registration SET ends = begins")


def test_others_see_nothing_and_erasure_leaves_acts_without_words(world: World, nari: Learner) -> None:
    claim = nari.submitted("registration", terms={"goal": BACHELOR}, numbers=[1])
    for who in ("dowon", "sora"):
        by = world.cast.as_self(who) if who == "dowon" else world.cast.as_(who)
        with acting(by):
            assert not Claim.objects.exists() and not ClaimAct.objects.exists()
    draft = nari.draft("withdrawal", numbers=[1])
    with acting(world.officers.institute[0]):
        assert [one.pk for one in Claim.objects.all()] == [claim] and draft != claim
        with transaction.atomic(), connection.cursor() as cursor:
            open_claim(claim, "2026-Q4-000001")
            cursor.execute("UPDATE people_personkey SET wrapped = NULL, destroyed_at = now()")
        found = open_claim(claim, "2026-Q4-000001")
        assert getattr(found, "code", "") == "account.erased"
