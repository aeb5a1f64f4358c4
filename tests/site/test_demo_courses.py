"""The courses of the examples: found by a visitor, of every state, once."""

from __future__ import annotations

import pytest
from django.test import Client

from baeum.courses.models import GrantedAccreditation, Offering
from baeum.demo.courses import HALLS, offer_courses
from cast import Cast


@pytest.mark.django_db
def test_a_visitor_finds_the_sample_courses(client: Client, cast: Cast) -> None:
    offer_courses(cast)
    assert Offering.objects.count() > 40 and GrantedAccreditation.objects.count() == 6
    page = client.get("/courses/")
    assert set(page.context["answer"].facets["state"]) >= {
        "open",
        "planned",
        "closed",
        "running",
        "ended",
        "called_off",
    }
    assert set(page.context["answer"].facets["accredited"]) == {"account", "credit_bank"}
    assert "바리스타" in client.get("/courses/?q=ㅂㄹㅅㅌ").content.decode()
    assert len(HALLS) == 3
