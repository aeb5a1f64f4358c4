"""Who may record an act, whatever the code forgets. Rows: tests/permissions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.types.json import Jsonb

from api.conftest import register
from baeum.accreditation.act import RECORD
from baeum.accreditation.models import Application, Round
from baeum.api.models import Client
from baeum.people.acting import Actor, acting
from cast import Cast

from .cases import ON, drafted, submitted

pytestmark = pytest.mark.django_db
NOT_THEIRS = pytest.raises(ProgrammingError, match="not theirs")


def record(by: Actor, found: UUID, before: str, number: str) -> None:
    """An act as the services record it, without their questions."""
    act: list[Any] = [found, "submit", "", before, "at_municipality", None, "", None, ON, "", Jsonb({})]
    with acting(by), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RECORD, [*act, number, 1])


@pytest.mark.parametrize(
    "key", ["taeo", "jiho", "mina", "haneul", "inseo", "yujin", "eunchae", "suho", "daon"]
)
def test_nobody_else_submits_a_draft(cast: Cast, of_round: Round, key: str) -> None:
    """A draft is its institution's alone: also where somebody comes with a number for it."""
    found = drafted(cast, of_round)
    with NOT_THEIRS:
        record(cast.as_(key), found, "draft", "2026-1-0001")
    record(cast.as_("sora"), found, "draft", "2026-1-0001")


@pytest.mark.parametrize("key", ["taeo", "mina", "bada", "eunchae", "suho", "daon"])
def test_only_offices_above_act_on_what_was_submitted(cast: Cast, of_round: Round, key: str) -> None:
    found = submitted(cast, of_round)
    with acting(cast.as_("sora")):
        number = str(Application.objects.get(pk=found).number)
    with NOT_THEIRS:
        record(cast.as_(key), found, "at_municipality", number)
    record(cast.as_("jiho"), found, "at_municipality", number)


def test_a_client_of_the_api_acts_on_nothing(cast: Cast, of_round: Round) -> None:
    """Though it has the role of an officer of its institution, to deposit."""
    found, system = drafted(cast, of_round), register(cast)
    with acting(cast.as_("inseo")):
        client = Actor(system.id, Client.objects.get(pk=system.id).appointment_id)
    with NOT_THEIRS:
        record(client, found, "draft", "2026-1-0001")
    with acting(client):
        assert not Application.objects.exists()
