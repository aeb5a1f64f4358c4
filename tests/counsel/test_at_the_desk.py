"""The desk home says how many questions wait for the office."""

from __future__ import annotations

import re

import pytest

from baeum.counsel.answering import Chosen
from baeum.counsel.services.reply import reply
from visiting import as_officer

from .conftest import ON, Counsel

pytestmark = pytest.mark.django_db


def told(counsel: Counsel, who: str = "sora") -> int:
    page = as_officer(counsel.cast, who).get("/desk/").content.decode()
    found = re.search(r'<h2 id="questions">[^<]*<span class="count">(\d+)</span>', page)
    assert found and (("/counsel/desk/" in page.split("<main")[1]) == (found[1] != "0"))
    return int(found[1])


def test_the_desk_home_counts_the_questions_that_wait(counsel: Counsel) -> None:
    assert told(counsel) == 0
    first = counsel.ask()
    counsel.ask("dowon")
    counsel.ask("sora")  # her own question is nobody's work but another officer's
    counsel.ask(chosen=Chosen("course", institution="dasan"))
    assert (told(counsel), told(counsel, "taeo")) == (2, 1)
    reply(first, words="고쳤습니다.", by=counsel.officer("hangang"), on=ON, cites=[])
    assert told(counsel) == 1
