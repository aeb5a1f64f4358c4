"""``baeum site`` finds a port, or says why there is none."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from baeum.cli import main
from baeum.commands import site


def busy() -> socket.socket:
    """A socket that holds a port."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    held.listen()
    return held


def test_a_busy_port_is_named_with_a_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    with busy() as held:
        port = held.getsockname()[1]
        assert main(["site", "--port", str(port)]) == 2
    shown = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in shown
    assert "--port" in shown


def test_the_next_port_is_taken_where_the_first_is_busy(monkeypatch: Any) -> None:
    with busy() as held:
        first = held.getsockname()[1]
        monkeypatch.setattr(site, "FIRST_PORT", first)
        found = site._listen("127.0.0.1", None)
        assert not isinstance(found, str)
        with found:
            assert first < found.getsockname()[1] < first + site.PORTS_TRIED


def test_a_port_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["site", "--port", "70000"]) == 2
    assert "70000" in capsys.readouterr().err
