"""So many complaints an hour from one address, with a clear answer and nothing typed lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from baeum.accreditation.models import Complaint, Round
from baeum.people.acting import acting
from cast import Cast

from .people import Officers
from .test_afterwards import accredited
from .test_pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Whatever was counted."""
    cache.clear()
    yield
    cache.clear()


def test_one_address_complains_so_often_an_hour(cast: Cast, officers: Officers, of_round: Round) -> None:
    accredited(cast, officers, of_round)
    sent = {"number": "제2026-1-0001호", "text": "교재가 없습니다"}
    for _ in range(10):
        assert Client().post(at("complain"), sent).status_code == 302  # another browser is no other address
    refused = Client().post("/en" + at("complain"), sent)
    text = refused.content.decode()
    assert refused.status_code == 429 and "At most 10 complaints an hour" in text
    assert "교재가 없습니다</textarea>" in text and 'value="제2026-1-0001호"' in text
    assert Client().get(at("complain")).status_code == 200
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post(at("complain"), sent)
    assert elsewhere.status_code == 302
    with acting(officers.institute[0]):
        assert Complaint.objects.count() == 11
