"""What if, of an account: the goal's audit beside another one; nothing changes by asking."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from baeum.learner.models import Draft, Goal
from baeum.ledger.models import Entry
from baeum.people.acting import acting

from .learners import Learner

GOAL = {"g-degree": "bachelor", "g-route": "first", "g-major": "computer-science"}
CERTIFICATE = {"r-name": "정보처리기사", "r-acquired_on": "2026-06-12", "source": "certificate"}


@pytest.fixture
def aiming(nari: Learner) -> Learner:
    """With high school, one certificate, and a goal."""
    school = {"level": "high", "outcome": "graduated"}
    nari.enter("한강고등학교", kind="school", happened_on=date(2001, 2, 10), details=school)
    nari.enter("컴퓨터활용능력 1급", kind="certificate", happened_on=date(2020, 6, 1))
    assert nari.post("goal/", GOAL).status_code == 302
    return nari


def ask(learner: Learner, action: str = "show", language: str = "", **typed: str) -> tuple[int, str]:
    fields = {"asked": "1", "supposed": "[]", **GOAL, "action": action, **typed}
    response = learner.post("what-if/", fields, language)
    return response.status_code, unescape(response.content.decode())


def kept(learner: Learner) -> Any:
    with acting(learner.cast.as_self(learner.key)):
        return (
            [(one.number, bytes(one.hash)) for one in Entry.objects.filter(account=learner.account)],
            [bytes(one.chosen) for one in Goal.objects.all()],
            Draft.objects.count(),
        )


def test_the_goal_leads_there(aiming: Learner) -> None:
    text = aiming.get("goal/").content.decode()
    assert f'href="/account/{aiming.account}/what-if/"' in text
    page = aiming.get("what-if/").content.decode()
    assert 'id="posted-form"' in page and 'id="what-if-result"' not in page
    assert 'aria-current="page">학위 목표' in page


def test_a_certificate_more_and_nothing_is_stored(aiming: Learner) -> None:
    before = kept(aiming)
    status, text = ask(aiming, "add", **CERTIFICATE)
    assert status == 200 and "인정 학점 <strong>14 → 34</strong>" in text
    assert "남은 학점 126 → 106" in text
    supposed = re.search(r'<textarea name="supposed" hidden>(.*?)</textarea>', text)
    assert supposed and json.loads(supposed[1])[0]["name"] == "정보처리기사"
    status, text = ask(aiming, "show", supposed=supposed[1], **{"w-law_of": "2008-01-01"})
    assert status == 200 and "법령 오늘 → 2008-01-01" in text and "인정 학점 <strong>14 → 48</strong>" in text
    assert kept(aiming) == before


def test_another_goal_beside_the_chosen_one(aiming: Learner) -> None:
    status, text = ask(aiming, **{"g-major": "psychology"})
    assert status == 200 and "내 목표와 다름" in text
    status, text = ask(aiming, language="/en", **{"g-degree": "associate_2y"})
    assert "Credits still to earn: 126 → 66" in text and "Other than my goal" in text


def test_mistakes_are_told_at_their_fields(aiming: Learner) -> None:
    status, text = ask(aiming, "add", **CERTIFICATE | {"r-acquired_on": "어제"}, **{"w-law_of": "그제"})
    assert status == 422 and 'href="#w-law_of"' in text and 'href="#r-acquired_on"' in text  # all at once
    status, text = ask(aiming, "add", **CERTIFICATE | {"r-acquired_on": "어제"})
    assert status == 422 and 'href="#r-acquired_on"' in text and 'value="어제"' in text


def test_without_a_goal_it_says_what_comes_first(nari: Learner) -> None:
    text = nari.get("what-if/").content.decode()
    assert f'href="/account/{nari.account}/goal/"' in text and "먼저 어떤 학위를 바라는지" in text
    assert 'id="posted-form"' not in text


def test_nobody_else_may_ask(aiming: Learner) -> None:
    from django.test import Client

    assert Client().get(f"/account/{aiming.account}/what-if/").status_code in (302, 403, 404)
    assert aiming.client.get(f"/account/{aiming.account + 999}/what-if/").status_code in (403, 404)


def test_colours_keep_the_question(aiming: Learner) -> None:
    status, text = ask(aiming, "display:high-contrast", **{"w-law_of": "2008-01-01"})
    assert status == 200 and 'data-krds-mode="high-contrast"' in text and 'value="2008-01-01"' in text
