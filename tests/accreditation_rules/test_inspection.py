"""The draw can be repeated by anybody, with SHA-256 alone."""

from __future__ import annotations

import subprocess
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum_rules.accreditation.inspection import draw, how_many

ON = date(2029, 6, 1)
NUMBERS = [f"2026-1-{number:04}" for number in range(1, 24)]


def test_it_is_repeated_with_the_shell() -> None:
    found = draw(NUMBERS, "코스피 2,612.43", ON)
    key = "printf '%s' \"$SEED:$n\" | sha256sum | cut -c1-64"
    shell = f'while read -r n; do echo "$({key})" "$n"; done | sort'
    shown = subprocess.run(
        ["/bin/sh", "-c", shell],
        input="\n".join(NUMBERS) + "\n",
        capture_output=True,
        check=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "SEED": found.seed},
    )
    by_hand = [line.split(" ")[1] for line in shown.stdout.splitlines()]
    assert list(found.drawn) == sorted(by_hand[:5]) and len(found.drawn) == 5  # 20 % of 23 is 4.6: 5


def test_20_percent_is_rounded_up() -> None:
    assert [how_many(n, 20, "up") for n in (0, 1, 4, 5, 6, 10, 11, 1000)] == [0, 1, 1, 1, 2, 2, 3, 200]
    assert [how_many(n, 20, "down") for n in (0, 4, 5, 9, 10)] == [0, 0, 1, 1, 2]
    with pytest.raises(ValueError, match="rounding"):
        how_many(5, 20, "half")


@given(
    st.sets(st.text("abc0123-", min_size=1, max_size=6), max_size=40),
    st.randoms(),
    st.text(min_size=1).filter(str.strip),
)
def test_the_order_of_the_list_does_not_matter(numbers: set[str], shuffle: Random, seed: str) -> None:
    given_ = sorted(numbers)
    found = draw(given_, seed, ON)
    shuffle.shuffle(given_)
    assert draw(given_, seed, ON) == found
    assert set(found.drawn) <= numbers and found.listed == tuple(sorted(numbers))
    assert 5 * len(found.drawn) >= len(numbers) > 5 * (len(found.drawn) - 1)


def test_another_seed_draws_others() -> None:
    assert len({draw(NUMBERS, f"seed {number}", ON).drawn for number in range(20)}) > 15


@pytest.mark.parametrize(("numbers", "seed"), [(["1", "1"], "s"), (["1"], " ")])
def test_what_cannot_be_repeated_is_a_fault(numbers: list[str], seed: str) -> None:
    with pytest.raises(ValueError, match="a seed"):
        draw(numbers, seed, ON)
