"""The reference page of the path is what the table says."""

from __future__ import annotations

from tools.claims_page import PAGE, page


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: .venv/bin/python -m tools.claims_page"
