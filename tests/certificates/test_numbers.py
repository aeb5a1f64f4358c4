"""Numbers of documents: nobody mistypes one unseen."""

from __future__ import annotations

import pytest

from baeum.certificates.numbers import ALPHABET, grouped, new_number, read_number


def test_as_it_is_read_aloud_and_typed() -> None:
    number = new_number()
    assert not set("01OI") & set(ALPHABET) and len(number) == 16 and grouped(number).count("-") == 3
    for typed in (number, grouped(number), grouped(number).lower(), f" {number[:8]} {number[8:]}"):
        assert read_number(typed) == number


def test_every_single_mistake_is_found() -> None:
    number = new_number()
    places = [(n, other) for n in range(16) for other in ALPHABET if other != number[n]]
    wrong = [number[:n] + other + number[n + 1 :] for n, other in places]
    assert len(wrong) == 16 * 31 and not any(map(read_number, wrong))


def test_every_exchange_of_two_is_found() -> None:
    number = new_number()
    for n in range(16):
        for m in range(n):
            if number[n] != number[m]:
                other = list(number)
                other[n], other[m] = other[m], other[n]
                assert read_number("".join(other)) is None


HANGUL = "가나다라-마바사아-자차카타-파하거너"


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QRS-ABCD-EFG0", HANGUL, "A" * 400])
def test_what_is_no_number(typed: str) -> None:
    assert read_number(typed) is None
