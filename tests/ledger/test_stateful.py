"""Any acts in any order: after every step sums are those of the lines, the chain holds, both dates agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.ledger.conftest import ON, acting, opened

from baeum.ledger.learning import Learning
from baeum.ledger.models import Account
from baeum.ledger.queries import balances, statement
from baeum.ledger.services.confirm import confirm
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.move import Accreditation, move
from baeum.ledger.services.reverse import reverse
from baeum.ledger.verify import verify
from baeum.ledger.writing import Written
from baeum.people.models import Look
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.statement import Sums
from cast import Cast

pytestmark = pytest.mark.django_db
NUMBERS = st.integers(1, 12)
WHO = st.sampled_from(["nari", "boram", "sora", "taeo", "inseo"])
OFFICERS = ("sora", "taeo", "inseo")


def learnings() -> st.SearchStrategy[Learning]:
    """Few titles and days, so that the same event comes again."""
    return st.builds(
        Learning,
        kind=st.sampled_from(["training", "book", "course", "degree"]),
        title=st.sampled_from(["가", "나", "다"]),
        where=st.just("한강"),
        happened_on=st.sampled_from([date(2024, 1, 1), date(2025, 1, 1)]),
        credits=st.sampled_from([None, 0, 3]),
        hours=st.sampled_from([None, 30]),
    )


class Acts(RuleBasedStateMachine):
    """What a plain list of lines says, beside what the database says."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.lines: dict[int, tuple[Learning | None, int | None]] = {}  # number: what it adds, of which line
        self.known: list[tuple[datetime, Sums]] = []  # the sums at each moment a line was written
        self.keys: dict[tuple[str, str], tuple[Learning, Written | Refusal]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.account = opened(self.cast, "nari").account_id
        by = self.cast.as_("inseo")
        with acting(by):
            Look.objects.create(
                person=self.cast.person["nari"],
                by_person_id=by.person_id,
                appointment_id=by.appointment_id,
                office=self.cast.office["institute"],
                reason="민원 처리",
                subject="record",
            )

    def by(self, who: str) -> object:
        return self.cast.as_(who) if who in OFFICERS else self.cast.as_self(who)

    def note(self, answer: Written | Refusal, adds: Learning | None) -> None:
        if not isinstance(answer, Written):
            return
        assert answer.number == len(self.lines) + 1
        self.lines[answer.number] = (adds, answer.of_number)
        with acting(self.cast.as_self("nari")):
            recorded_at = statement(self.account).lines[0].entry.recorded_at
        assert not self.known or recorded_at >= self.known[-1][0]
        if self.known and self.known[-1][0] == recorded_at:
            self.known.pop()
        self.known.append((recorded_at, self.sums()))

    def standing(self) -> list[Learning]:
        gone = {of for _, of in self.lines.values()}
        return [adds for number, (adds, _) in self.lines.items() if adds is not None and number not in gone]

    def sums(self, as_of: date = ON) -> Sums:
        found = [adds for adds in self.standing() if adds.happened_on <= as_of]
        return Sums(len(found), sum(a.credits or 0 for a in found), sum(a.hours or 0 for a in found))

    @rule(learning=learnings(), who=WHO, key=st.integers(0, 6))
    def deposit(self, learning: Learning, who: str, key: int) -> None:
        scope = who
        answer = deposit(self.account, learning, key=str(key), by=self.by(who), on=ON)  # type: ignore[arg-type]
        earlier = self.keys.get((scope, str(key)))
        if earlier is None:
            self.keys[(scope, str(key))] = (learning, answer)
            self.note(answer, learning)
        elif earlier[0] == learning:
            assert answer == earlier[1]
        else:
            assert answer == Refusal("deposit.key_reused")

    @rule(number=NUMBERS, who=WHO)
    def reverse(self, number: int, who: str) -> None:
        self.note(reverse(self.account, number, reason="잘못", by=self.by(who)), None)  # type: ignore[arg-type]

    @rule(number=NUMBERS, who=WHO)
    def confirm(self, number: int, who: str) -> None:
        adds = self.lines.get(number, (None, None))[0]
        self.note(confirm(self.account, number, by=self.by(who)), adds)  # type: ignore[arg-type]

    @rule(number=NUMBERS, who=WHO)
    def move(self, number: int, who: str) -> None:
        adds = self.lines.get(number, (None, None))[0]
        accreditation = Accreditation("1차", date(2026, 1, 1))
        self.note(move(self.account, number, accreditation=accreditation, by=self.by(who), on=ON), adds)  # type: ignore[arg-type]

    @invariant()
    def all_agrees(self) -> None:
        if not hasattr(self, "account"):
            return
        with acting(self.cast.as_self("nari")):
            assert verify(self.account) == []
            row = Account.objects.get(pk=self.account)
            found = statement(self.account)
            assert found.total == self.sums() == Sums(found.total.lines, row.credits, row.hours)
            assert balances(self.account) == found.by_part
            for day in (date(2023, 12, 31), date(2024, 6, 1)):
                assert statement(self.account, as_of=day).total == self.sums(day)
            for moment, then in self.known[-3:]:
                assert statement(self.account, known_by=moment).total == then
                before = statement(self.account, known_by=moment - timedelta(microseconds=1))
                assert len(before.lines) < len(self.lines)


def test_any_acts_in_any_order(cast: Cast, django_db_blocker: Callable[..., object]) -> None:
    machine = type("ActsOfTheCast", (Acts,), {"cast": cast})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
