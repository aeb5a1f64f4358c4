"""The page of rules says what the rule data say."""

from __future__ import annotations

from tools.rules_page import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: .venv/bin/python -m tools.rules_page"
