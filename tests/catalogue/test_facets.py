"""Facets: what a filter leaves is what was counted for it; the state agrees with the rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baeum.catalogue.search.filters import FACETS, Filters, state_sql
from baeum.catalogue.search.finding import Asked, search
from baeum.courses.models import Course, Offering, SearchEntry
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.courses.services.grant import grant_accreditation
from baeum_rules.courses.state import Days, state_on
from cast import Cast, done

from .conftest import ON


def asked(query: str = "", **filters: Any) -> Any:
    return search(Asked(query, Filters(**filters), size=50), ON)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("query", ["", "바리스타", "요리", "ㅂㄹㅅㅌ", "바리스터"])
@pytest.mark.parametrize(
    "chosen", [{}, {"province": "11"}, {"field": "vocational", "mode": "offline"}, {"accredited": "account"}]
)
def test_each_count_is_what_one_finds_by_choosing_it(query: str, chosen: dict[str, str]) -> None:
    here = asked(query, **chosen)
    for facet in FACETS:
        for value, number in here.facets.get(facet, {}).items():
            if value:  # "": not stated, which cannot be chosen
                without_city = {**chosen, "city": ""} if facet == "province" else chosen
                there = asked(query, **{**without_city, facet: value})
                assert there.total == number == len(there.entries), (facet, value)


@pytest.mark.usefixtures("catalogue")
def test_filters_together_leave_what_has_all() -> None:
    seoul = asked(province="11")
    assert set(asked(province="11", mode="online").entries) == set(seoul.entries) & set(
        asked(mode="online").entries
    )
    assert asked(province="11", city="26350").total == 0
    days = asked(begins_from=ON, begins_until=ON + timedelta(20))
    begun = SearchEntry.objects.filter(begins__gte=ON, begins__lte=ON + timedelta(20))
    assert set(days.entries) == set(begun.values_list("pk", flat=True)) and 0 < days.total < 23


@pytest.mark.usefixtures("catalogue")
def test_filters_alone_may_leave_nothing_and_the_words_are_not_changed_for_it() -> None:
    answer = asked("굴착기", province="11")
    assert (answer.total, answer.said) == (0, ()) and answer.facets["province"] == {"41": 1}


@pytest.mark.usefixtures("catalogue")
def test_accredited_on_the_day(cast: Cast) -> None:
    offering = Offering.objects.get(source_key="1")
    entry, course = offering.search_entry.pk, Course.objects.get(pk=offering.course_version.course_id)
    by, terms = cast.as_("inseo"), {"purpose": "account", "number": "1", "case_ref": uuid4()}
    before = asked(accredited="account").total
    made = done(grant_accreditation(course, **terms, from_day=ON, until=ON, by=by, on=ON))
    assert entry in asked(accredited="account").entries and asked(accredited="account").total == before + 1
    assert asked().facets["accredited"]["account"] == before + 1
    assert entry not in search(Asked("", Filters(accredited="account"), size=50), ON + timedelta(1)).entries
    done(cancel_accreditation(made, on=ON, reason="x", by=by))
    assert entry not in asked(accredited="account").entries


DAYS = st.dates(ON - timedelta(9), ON + timedelta(9))


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.builds(Days, DAYS, *[st.none() | DAYS] * 5))
def test_the_database_reckons_the_state_as_the_rule_does(days: Days) -> None:
    state = state_sql(ON)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {state.text} FROM (SELECT %s::date AS begins, %s::date AS ends,"
            " %s::date AS application_begins, %s::date AS application_ends, %s::date AS closed_on,"
            " %s::date AS called_off_on) days",
            [*state.values, *days],
        )
        assert cursor.fetchone()[0] == state_on(days, ON)


@pytest.mark.usefixtures("catalogue")
def test_sorted_and_paged() -> None:
    fees = dict(SearchEntry.objects.values_list("pk", "fee"))
    cheapest = search(Asked(sort="cheapest", size=50), ON).entries
    assert [fees[one] for one in cheapest][-1] is None
    assert sorted(fees[one] for one in cheapest[:-1]) == [fees[one] for one in cheapest[:-1]]
    begins = dict(SearchEntry.objects.values_list("pk", "begins"))
    soonest = search(Asked(sort="soonest", size=50), ON).entries
    assert begins[soonest[0]] == min(day for day in begins.values() if day >= ON)
    pages = [search(Asked("", skip=skip, size=5), ON).entries for skip in (0, 5, 10, 15, 20)]
    assert sorted(one for page in pages for one in page) == sorted(fees)
