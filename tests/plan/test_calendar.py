"""Conferrals to come, with their deadlines; facts 4.1, 4.2."""

from __future__ import annotations

from datetime import date

from baeum_rules.plan.calendar import conferral_of, conferrals, registration_from, term_begins, term_ends
from baeum_rules.recognition.thresholds import thresholds_of

T = thresholds_of()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_the_days_of_a_february_and_an_august_degree():
    february = conferral_of("2027-02", day("2026-11-21"), T)
    assert february.last_day == day("2027-01-15")
    assert february.apply == (day("2026-12-15"), day("2027-01-15"))
    assert february.hand_in == (
        day("2026-12-15"),
        day("2027-01-15"),
    )  # quarter 1, but before the degree closes
    assert february.register_by == day("2026-11-01")  # 75 days before 15 January
    august = conferral_of("2027-08", day("2026-11-21"), T)
    assert august.last_day == day("2027-07-15")
    assert august.apply == (day("2027-06-15"), day("2027-07-15"))
    assert august.hand_in == (day("2027-06-15"), day("2027-07-15"))
    assert august.register_by == day("2027-05-01")


def test_a_conferral_is_over_once_applications_close():
    assert [c.month for c in conferrals(day("2027-01-15"), 3, T)] == ["2027-02", "2027-08", "2028-02"]
    assert [c.month for c in conferrals(day("2027-01-16"), 2, T)] == ["2027-08", "2028-02"]
    assert [c.month for c in conferrals(day("2026-12-20"), 1, T)] == ["2027-02"]


def test_registration_is_possible_in_the_quarters():
    assert registration_from(day("2026-11-21"), T) == day("2026-12-15")
    assert registration_from(day("2026-12-20"), T) == day("2026-12-20")
    assert registration_from(day("2027-02-01"), T) == day("2027-04-01")


def test_terms_end_before_the_next_begins():
    assert term_begins((2027, 1), T) == date(2027, 3, 1)
    assert term_ends((2027, 1), T) == date(2027, 8, 31)
    assert term_ends((2027, 2), T) == date(2028, 2, 29)
