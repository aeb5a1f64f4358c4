"""The claims of the demo: every queue of the officers has something, one degree is conferred."""

from __future__ import annotations

import pytest

from baeum.claims.models import Claim, Degree
from baeum.demo.claims import claim_credits
from baeum.demo.officers import engage
from baeum.people.acting import acting
from baeum.people.models import SignIn
from cast import Cast

pytestmark = pytest.mark.django_db


def test_every_queue_has_something_to_do(cast: Cast) -> None:
    engage(cast)
    claim_credits(cast)
    with acting(cast.as_("inseo")):
        states = list(Claim.objects.order_by("kind", "number").values_list("kind", "state"))
    assert sorted(states) == [
        ("degree", "conferred"),
        ("recognition", "granted"),
        ("recognition", "granted"),
        ("recognition", "returned"),
        ("recognition", "submitted"),
        ("recognition", "with_subcommittee"),
        ("registration", "granted"),
        ("registration", "granted"),
    ]
    with acting(cast.as_self("boram")):
        assert Degree.objects.get().number == "2026-08-000001"
    with acting(cast.as_self("dowon")):
        assert Claim.objects.filter(state="draft").count() == 1
    assert SignIn.objects.filter(login__in=("sebin", "yerin", "garam")).count() == 3
