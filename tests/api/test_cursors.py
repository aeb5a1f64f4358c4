"""Cursors are ours, of one list and of one client, or they are refused."""

from __future__ import annotations

import pytest

from baeum.api import cursors
from baeum.api.problems import Problem


def test_a_cursor_comes_back_as_its_position() -> None:
    assert cursors.read(cursors.write(41, bound_to="a"), bound_to="a") == 41


@pytest.mark.parametrize("text", ["", "41", "~", "WzQxXQ~x", "x" * 1000, "\x00", "가"])
def test_a_made_up_cursor_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        cursors.read(text, bound_to="a")


def test_a_cursor_of_another_list_or_a_changed_one_is_refused() -> None:
    cursor = cursors.write(41, bound_to="a")
    for text, bound_to in ((cursor, "b"), (cursor[:-1] + ("A" if cursor[-1] != "A" else "B"), "a")):
        with pytest.raises(Problem):
            cursors.read(text, bound_to=bound_to)
