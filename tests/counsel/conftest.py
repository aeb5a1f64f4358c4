"""Questions of the cast, and short ways to ask and to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from baeum.counsel.answering import Chosen
from baeum.counsel.services.ask import Asked, ask
from baeum.people.acting import Actor
from baeum.shared.clock import today
from cast import Cast
from visiting import as_officer, as_self

ON: date = today()
TITLE, WORDS = "이수 시간이 다릅니다", "서른 시간을 들었는데\n스무 시간으로 적혔습니다."
OFFICERS = {"hangang": "sora", "dasan": "taeo", "jongno": "jiho", "seoul": "haneul", "institute": "inseo"}


@dataclass
class Counsel:
    """The cast, and how they ask."""

    cast: Cast

    def ask(self, who: str = "nari", chosen: Chosen | None = None, **values: Any) -> UUID:
        """A question of Nari's to hangang, unless said otherwise."""
        given = {"title": TITLE, "words": WORDS, **values}
        whose = self.cast.person[given.pop("whose", who)].id
        chosen = chosen or Chosen("course", institution="hangang")
        by = self.cast.as_self(who)
        named = given.pop("named", None) or self.office(chosen)
        made = ask(given.pop("id", uuid4()), whose, chosen, named=named, by=by, on=today(), **given)
        assert isinstance(made, Asked), made
        return made.question_id

    def office(self, chosen: Chosen) -> int:
        """The office that answers."""
        from baeum.counsel.answering import Answering, answering

        found = answering(chosen, on=today())
        assert isinstance(found, Answering), found
        return found.office.pk

    def officer(self, office: str) -> Actor:
        """Somebody who answers there."""
        return self.cast.as_(OFFICERS[office])


@pytest.fixture
def counsel(cast: Cast) -> Counsel:
    """Everybody, and nothing asked yet."""
    return Counsel(cast)


@pytest.fixture
def nari(counsel: Counsel) -> Client:
    return as_self(counsel.cast, "nari")


@pytest.fixture
def sora(counsel: Counsel) -> Client:
    return as_officer(counsel.cast, "sora")


@pytest.fixture
def inseo(counsel: Counsel) -> Client:
    return as_officer(counsel.cast, "inseo")
