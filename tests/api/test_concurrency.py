"""One key from eight threads is one line; eight keys for one event are one line; buckets are shared."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from baeum.shared.allowance import spend
from baeum.shared.clock import now
from cast import Cast

from .conftest import System, account, register, training

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """The answers of as many threads, which begin together."""
    gate, answers = threading.Barrier(THREADS), [None] * THREADS

    def run(place: int) -> None:
        gate.wait()
        try:
            answers[place] = act(place)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def same(system: System) -> System:
    """The same client over a connection of its own."""
    return System(system.id, system.key, Browser(), system.token)


def test_one_key_from_eight_threads_is_one_line(cast: Cast) -> None:
    number, system = account(cast).learner_number, register(cast).sign_in()
    for round_ in range(3):
        body = training(number, title=f"학습 {round_}")
        answers = at_once(lambda _, body=body, key=f"k{round_}": same(system).deposit(body, key))
        assert Counter(one.status_code for one in answers) == {201: 1, 200: THREADS - 1}
        assert len({one.content for one in answers}) == 1
        assert len(system.get("/deposits").json()["items"]) == round_ + 1


def test_eight_keys_for_one_event_are_one_line(cast: Cast) -> None:
    number, system = account(cast).learner_number, register(cast).sign_in()
    answers = at_once(lambda place: same(system).deposit(training(number), f"k{place}"))
    assert Counter(one.status_code for one in answers) == {201: 1, 409: THREADS - 1}
    assert len(system.get("/deposits").json()["items"]) == 1


def test_one_key_for_two_learners_is_one_line(cast: Cast) -> None:
    numbers = {one: account(cast, one).learner_number for one in ("nari", "dowon")}
    system = register(cast).sign_in()
    people = ["nari", "dowon"] * (THREADS // 2)
    answers = at_once(
        lambda place: same(system).deposit(training(numbers[people[place]], people[place]), "one")
    )
    counted = Counter(one.status_code for one in answers)
    assert (counted[201], counted[422]) == (1, THREADS // 2)
    assert len(system.get("/deposits").json()["items"]) == 1


def test_one_assertion_from_eight_threads_is_one_token(cast: Cast) -> None:
    system = register(cast)
    assertion = system.key.assertion(str(system.id))
    answers = at_once(lambda _: same(system).ask_token(assertion))
    assert Counter(one.status_code for one in answers) == {200: 1, 401: THREADS - 1}


def test_a_line_is_reversed_once(cast: Cast) -> None:
    number, system = account(cast).learner_number, register(cast).sign_in()
    line = system.deposit(training(number)).json()["id"]
    answers = at_once(lambda _: same(system).post(f"/deposits/{line}/reversal", {"reason": "잘못"}))
    assert Counter(one.status_code for one in answers) == {201: 1, 200: THREADS - 1}
    assert len({one.content for one in answers}) == 1


def test_eight_threads_share_one_bucket() -> None:
    at = now()
    answers = at_once(lambda _: [spend("k", limit=20, cost=1, at=at).allowed for _ in range(5)])
    assert sum(sum(one) for one in answers) == 20
