"""Revoking: by the person, or by those who could have appointed them; at once."""

from __future__ import annotations

import pytest

from baeum.people.acting import acting, standing
from baeum.people.models import Appointment
from baeum.people.services.revoke import revoke
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal
from cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("by", ["sora", "jiho", "haneul", "inseo", "yujin"])
def test_holds_no_more_at_the_next_query(cast: Cast, by: str) -> None:
    made = revoke(cast.appointment["sora"].pk, by=cast.as_(by), at=now())
    assert isinstance(made, Appointment) and made.revoked_by_id == cast.person[by].id
    with acting(cast.as_("sora")):
        assert standing().role is None


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("taeo", "revoke.unknown"),  # a sibling does not even see it
        ("mina", "revoke.unknown"),
        ("bada", "revoke.unknown"),
        ("expired", "revoke.unknown"),
        ("suho", "revoke.not_yours"),
        ("eunchae", "revoke.not_yours"),
    ],
)
def test_refused(cast: Cast, by: str, code: str) -> None:
    made = revoke(cast.appointment["sora"].pk, by=cast.as_(by), at=now())
    assert isinstance(made, Refusal) and made.code == code
    with acting(cast.as_("sora")):
        assert standing().role == "institution_officer"


def test_once(cast: Cast) -> None:
    made = revoke(cast.appointment["revoked"].pk, by=cast.as_("yujin"), at=now())
    assert isinstance(made, Refusal) and (made.code, made.status) == ("revoke.already", 409)


def test_everybody_may_give_up_what_they_were_appointed_to(cast: Cast) -> None:
    """Also a role that they could give nobody."""
    given_up = revoke(cast.appointment["daon"].pk, by=cast.as_self("daon"), at=now())
    assert isinstance(given_up, Appointment) and given_up.revoked_by_id == cast.person["daon"].id
