"""What the learner's pages keep is seen by the person and their proxies alone, by the database itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from baeum.learner.models import Draft, Goal, Share, SharedLine
from baeum.learner.services.choose_goal import choose_goal
from baeum.learner.services.keep_draft import keep_draft
from baeum.learner.services.share import Shared, Wanted, share
from baeum.people.acting import Actor, acting
from baeum.people.keys import key_of
from baeum.people.services.look import look
from baeum.shared.clock import today

from .learners import Learner

KEPT = (Draft, Goal, Share, SharedLine)


@pytest.fixture
def kept(nari: Learner) -> Learner:
    nari.enter("요리")
    by = nari.cast.as_self("nari")
    with acting(by):
        key = key_of(nari.cast.person["nari"].id)
        assert key is not None
        keep_draft(nari.account, "book", {"title": "토지"}, key=key)
        choose_goal(nari.account, {"degree": "bachelor"}, key=key)
        wanted = Wanted([1], today() + timedelta(1), "지원", True)
        assert isinstance(share(nari.account, wanted, key=key, by=by, on=today()), Shared)
    return nari


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


@pytest.mark.parametrize(
    ("key", "seen"), [("nari", True), ("boram", True), ("dowon", False), ("sora", False)]
)
def test_as_themselves(kept: Learner, key: str, seen: bool) -> None:
    with acting(kept.cast.as_self(key)):
        assert counts() == ([1, 1, 1, 1] if seen else [0, 0, 0, 0])


@pytest.mark.parametrize(
    "key", ["sora", "taeo", "jiho", "haneul", "inseo", "yujin", "suho", "expired", "revoked"]
)
def test_under_an_appointment_nothing_even_after_a_look(kept: Learner, key: str) -> None:
    by = kept.cast.as_(key)
    with acting(by):
        look(kept.cast.person["nari"].id, by=by, reason="성적을 확인하려고")
        assert counts() == [0, 0, 0, 0]


@pytest.mark.usefixtures("kept")
def test_nobody_sees_nothing() -> None:
    with acting(Actor()):
        assert counts() == [0, 0, 0, 0]


def refused(query: str, *values: object) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(query, values)


def test_others_make_nothing_for_the_account(kept: Learner) -> None:
    with acting(kept.cast.as_self("dowon")) as by:
        refused("INSERT INTO learner_draft (account_id, kind, typed) VALUES (%s, 'award', '')", kept.account)
        refused(
            "INSERT INTO learner_share (id, account_id, token_hash, purpose, shows_name, made_by_id, ends)"
            " VALUES (gen_random_uuid(), %s, %s, '', true, %s, now())",
            kept.account,
            bytes(32),
            by.person_id,
        )


def test_a_share_is_never_changed_but_withdrawn(kept: Learner) -> None:
    with acting(kept.cast.as_self("nari")):
        refused("UPDATE learner_share SET ends = ends + 100")
        refused("UPDATE learner_share SET views = 0")
        refused("DELETE FROM learner_share")
        refused("DELETE FROM learner_sharedline")
        refused("UPDATE learner_share SET withdrawn_at = NULL")
