"""The log at /log/: what anybody may copy, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from baeum.credentials.checkpoint import NoteKey
from baeum.transparency.entering import enter_each
from baeum.transparency.publishing import publish


def test_files_are_served_as_they_lie(log: NoteKey, log_folder: Path, client: Client) -> None:
    enter_each("document", [(f"D-{place}", b"issued") for place in range(257)])
    publish()
    for name, cache in (
        ("checkpoint", "max-age=5"),
        ("tile/0/000", "immutable"),
        ("tile/0/001.p/1", "immutable"),
        ("tile/1/000.p/1", "immutable"),
        ("tile/entries/000", "immutable"),
    ):
        answer = client.get(f"/log/{name}")
        assert answer.status_code == 200, name
        assert answer.content == (log_folder / name).read_bytes()
        assert cache in answer.headers["Cache-Control"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/log/checkpoint").headers["Content-Type"] == "text/plain; charset=utf-8"
    assert client.post("/log/checkpoint").status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".lock",
        "tile/0/999",
        "tile/0/0",
        "tile/0/../0/000",
        "tile/00/000",
        "witnessed",
        "../log.key",
        "tile/0",
    ],
)
def test_nothing_else_is_served(log: NoteKey, log_folder: Path, client: Client, name: str) -> None:
    enter_each("document", [("D-1", b"issued")])
    publish()
    assert client.get(f"/log/{name}").status_code == 404
