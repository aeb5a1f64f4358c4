"""queries.statement and its kin: two dates, filters, pages, a fixed number of queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.ledger.conftest import ON, acting, course, training

from baeum.ledger.queries import Filters, balances, lines_of_office, newest, statement
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.reverse import reverse
from baeum_rules.ledger.statement import Sums
from cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(cast: Cast, nari: Opened) -> Opened:
    """Two notes of Nari's, one of them reversed, and two courses of hangang."""
    by = cast.as_self("nari")
    deposit(nari.account_id, training("가", happened_on=date(2024, 3, 4)), key="k1", by=by, on=ON)
    deposit(nari.account_id, training("나", happened_on=date(2025, 3, 4)), key="k2", by=by, on=ON)
    for number, subject in enumerate(("사회복지학개론", "사회복지정책론")):
        deposit(nari.account_id, course(subject), key=f"k{number}", by=cast.as_("sora"), on=ON)
    reverse(nari.account_id, 2, reason="두 번 적음", by=by)
    return nari


def titles(lines: object) -> list[str]:
    return [line.title for line in lines]  # type: ignore[attr-defined]


def test_as_of_a_day_and_known_by_a_moment(cast: Cast, filled: Opened) -> None:
    with acting(cast.as_self("nari")):
        now = statement(filled.account_id)
        assert now.total == Sums(3, 6, 120)
        assert statement(filled.account_id, as_of=date(2025, 3, 3)).total == Sums(1, 0, 30)
        gone_at = now.lines[0].entry.recorded_at
        before = statement(filled.account_id, known_by=gone_at - timedelta(microseconds=1))
        assert before.total == Sums(4, 6, 150)
        assert {line.state for line in before.lines} == {"stands"}
        assert statement(filled.account_id, as_of=date(2025, 3, 4), known_by=gone_at).total == Sums(1, 0, 30)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(parts=frozenset({"special_note"}), states=frozenset({"stands"})), ["가"]),
        (Filters(kinds=frozenset({"accredited_course"})), ["사회복지정책론", "사회복지학개론"]),
        (Filters(standings=frozenset({"institution_confirmed"})), ["사회복지정책론", "사회복지학개론"]),
        (Filters(states=frozenset({"reversed"})), ["나"]),
        (Filters(happened_from=date(2025, 1, 1), happened_until=date(2025, 6, 1)), ["", "나"]),
    ],
)
def test_filters_leave_lines_out_and_sums_alone(
    cast: Cast, filled: Opened, filters: Filters, found: list[str]
) -> None:
    with acting(cast.as_self("nari")):
        answer = statement(filled.account_id, filters=filters)
        assert titles(answer.lines) == found
        assert answer.total == Sums(3, 6, 120)
        by_office = statement(filled.account_id, filters=Filters(office_id=cast.office["hangang"].pk))
        assert len(by_office.lines) == 2


def test_the_newest_come_first_and_in_pages(cast: Cast, filled: Opened) -> None:
    with acting(cast.as_self("nari")):
        assert [line.entry.number for line in newest(filled.account_id)] == [5, 4, 3, 2, 1]
        assert [line.entry.number for line in newest(filled.account_id, count=2)] == [5, 4]
        assert [line.entry.number for line in newest(filled.account_id, count=2, before=4)] == [3, 2]
    with acting(cast.as_("sora")):
        office = cast.office["hangang"].pk
        first, second = lines_of_office(office)
        assert titles([first, second]) == ["사회복지정책론", "사회복지학개론"]
        assert lines_of_office(office, count=1, before=first.entry_id) == [second]


def test_balances_by_part_agree_with_the_statement(cast: Cast, filled: Opened) -> None:
    with acting(cast.as_self("nari")):
        assert balances(filled.account_id) == statement(filled.account_id).by_part


@pytest.mark.parametrize("lines", [1, 5])
def test_a_fixed_number_of_queries(
    cast: Cast, filled: Opened, django_assert_num_queries: object, lines: int
) -> None:
    with acting(cast.as_self("nari")), django_assert_num_queries(3):  # type: ignore[operator]
        assert len(newest(filled.account_id, count=lines)) == lines  # lines, person, key


def test_others_find_nothing(cast: Cast, filled: Opened) -> None:
    with acting(cast.as_self("dowon")):
        assert newest(filled.account_id) == [] and statement(filled.account_id).lines == ()
        assert balances(filled.account_id) == {}
