"""Commands are tried as where nobody looks at their tables; a test that narrows the terminal says so."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test workers are given the width of the terminal that started them."""
    monkeypatch.delenv("COLUMNS", raising=False)
