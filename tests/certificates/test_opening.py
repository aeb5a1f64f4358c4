"""Whoever has the number and the day: what they are told, and what not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from baeum.certificates.models import Document
from baeum.certificates.opening import check
from baeum.certificates.services.revoke import revoke
from baeum.ledger.services.reverse import reverse
from baeum.people.acting import acting
from baeum.people.services.erase import erase
from cast import done
from claims.cases import Learner

from .lines import ON, issued
from .test_revoke import AT

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_valid_one_with_the_person_masked(nari: Learner) -> None:
    made = issued(nari, 2, masking="open", recipient="한빛상사")
    found = check(made.number, ON, ON)
    assert found is not None and found.outcome == "valid" and found.snapshot is not None
    assert "*" in found.snapshot.holder["name"] and "*" in found.snapshot.holder["birth_date"]
    assert found.snapshot.recipient == "" and [one.line.title_ko for one in found.lines] == ["자료구조"]
    with acting(nari.by):
        assert Document.objects.get(pk=made.document_id).checks == 1


def test_number_and_day_must_both_be_right(nari: Learner) -> None:
    made = issued(nari, 2)
    assert check(made.number, ON + timedelta(1), ON) is None
    assert check(made.number[::-1], ON, ON) is None


def test_expired_after_its_last_day(nari: Learner) -> None:
    made = issued(nari, 2)
    assert made.valid_until is not None
    days = (made.valid_until, made.valid_until + timedelta(1))
    found = [check(made.number, ON, day) for day in days]
    assert [one.outcome for one in found if one] == ["valid", "expired"]


def test_revoked_at_once(nari: Learner) -> None:
    made = issued(nari, 2)
    revoke(made.document_id, why="holder", by=nari.by, at=AT)
    found = check(made.number, ON, ON)
    assert found is not None and (found.outcome, found.revoked_why) == ("revoked", "holder")


def test_a_line_taken_back_since_is_told(nari: Learner) -> None:
    made = issued(nari, 2, 3)
    done(reverse(nari.account, 2, reason="잘못 올림", by=nari.world.cast.as_("sora")))
    found = check(made.number, ON, ON)
    assert found is not None and [one.later for one in found.lines] == ["reversal", ""]


def test_of_somebody_erased_nothing_can_be_read(nari: Learner) -> None:
    made = issued(nari, 2)
    erase(nari.world.cast.person["nari"].id, by=nari.by, at=AT)
    found = check(made.number, ON, date(2026, 12, 1))
    assert found is not None and (found.outcome, found.snapshot, found.lines) == ("unchecked", None, ())
