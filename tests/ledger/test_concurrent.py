"""Eight writers on one account, each with a connection of its own: nothing is lost, nothing counted twice."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from tests.ledger.conftest import ON, acting, opened, training

from baeum.ledger.models import Account, DepositRequest, Entry
from baeum.ledger.queries import statement
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.reverse import reverse
from baeum.ledger.verify import verify
from baeum.ledger.writing import Written
from baeum.people.acting import Actor
from baeum.shared.refusal import Refusal
from cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 8, 12
Answers = list[tuple[str, Written | Refusal]]


def together(work: object, count: int = WRITERS) -> list[object]:
    """Run ``work(n)`` in threads that begin at the same moment; each closes its connection."""
    begin = Barrier(count)

    def one(number: int) -> object:
        try:
            begin.wait()
            return work(number)  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_every_invariant_holds(cast: Cast) -> None:
    """Deposits of one's own, twins of shared keys, the same events under new keys, reversals."""
    account = opened(cast, "nari")
    by = [cast.as_self("nari"), cast.as_("sora"), cast.as_("taeo"), cast.as_self("boram")]

    def work(writer: int) -> Answers:
        random, actor, answers = Random(writer), by[writer % 4], []
        for step in range(EACH):
            shared = training(f"함께 {step}", reference=str(writer % 4))
            own = training(f"혼자 {writer} {step}")
            for key, learning in (
                (f"shared {step}", shared),
                (f"own {writer} {step}", own),
                (f"again {writer} {step}", shared),
            ):
                answers.append((key, deposit(account.account_id, learning, key=key, by=actor, on=ON)))
            last = answers[-2][1]
            if isinstance(last, Written) and random.random() < 0.5:
                gone = reverse(account.account_id, last.number, reason="잘못", by=actor)
                assert isinstance(gone, Written)
        return answers

    answers = together(work)
    with acting(cast.as_self("nari")):
        assert verify(account.account_id) == []
        found = statement(account.account_id)
        assert Account.objects.get().hours == found.total.hours == 30 * found.total.lines
        titles = Counter(
            (line.title, line.content["reference"])
            for line in found.lines  # type: ignore[index]
            if line.state == "stands" and line.content
        )
    assert max(titles.values()) == 1  # no event stands twice
    assert len([title for title in titles if title[0].startswith("함께")]) == 4 * EACH  # and none is missing
    by_key: dict[tuple[int, str], list[object]] = {}
    for writer, given in enumerate(answers):
        for key, answer in given:  # type: ignore[attr-defined]
            if key.startswith("again"):
                assert isinstance(answer, Refusal) and answer.status == 409
            else:
                by_key.setdefault((writer % 4, key), []).append(answer)
    for (_, key), same in by_key.items():  # twins got the same answer, whichever was first
        assert len(same) == (2 if key.startswith("shared") else 1) and same.count(same[0]) == len(same)
        assert isinstance(same[0], Written)


def test_one_key_for_two_accounts_at_once(cast: Cast) -> None:
    """No lock of an account helps here: one account gets the deposit, the other is told 422."""
    accounts = [opened(cast, key) for key in ("nari", "dowon")]
    by = cast.as_("sora")
    for round_ in range(5):
        answers = together(
            lambda n, key=f"k{round_}": deposit(
                accounts[n % 2].account_id, training(f"과정 {key}"), key=key, by=by, on=ON
            )
        )
        written = {answer.account_id for answer in answers if isinstance(answer, Written)}
        refused = [answer for answer in answers if isinstance(answer, Refusal)]
        assert len(written) == 1 and len(refused) == 4
        assert set(refused_codes(refused)) == {"deposit.key_reused"}
    with acting(by):
        assert Entry.objects.count() == DepositRequest.objects.count() == 5


def test_a_line_is_reversed_by_one_of_eight(cast: Cast) -> None:
    account = opened(cast, "nari")
    by = cast.as_self("nari")
    deposit(account.account_id, training(), key="k", by=by, on=ON)
    answers = together(lambda _: reverse(account.account_id, 1, reason="잘못", by=by))
    assert sum(isinstance(answer, Written) for answer in answers) == 1
    assert set(refused_codes(answers)) == {"line.gone"}
    with acting(by):
        assert verify(account.account_id) == [] and Account.objects.get().hours == 0


def test_one_of_eight_opens_the_account(cast: Cast) -> None:
    answers = together(lambda _: _open(cast, cast.as_self("nari")))
    assert sum(isinstance(answer, Opened) for answer in answers) == 1
    assert set(refused_codes(answers)) == {"account.open_already"}


def _open(cast: Cast, by: Actor) -> Opened | Refusal:
    from baeum.ledger.services.open_account import open_account

    return open_account(cast.person["nari"].id, purposes=["record"], by=by, on=ON)


def refused_codes(answers: object) -> list[str]:
    return [answer.code for answer in answers if isinstance(answer, Refusal)]  # type: ignore[attr-defined]
