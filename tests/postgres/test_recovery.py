"""A server that needs long to recover is waited for, and said to be."""

from __future__ import annotations

import time

from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.sentences import Sentence

LONG_S = 11  # the wheel's own start gives up after 10


def test_a_recovery_of_more_than_ten_seconds_is_not_given_up(cluster: Cluster, told: list[Sentence]) -> None:
    cluster.start()
    cluster.stop()
    # a real recovery, made slow: the server asks for archived log, and the answer takes its time
    mark = cluster.folder.cluster / "asked"
    (cluster.folder.cluster / "recovery.signal").touch()
    cluster.folder.give(cluster.folder.cluster / "recovery.signal", cluster.folder.account())
    cluster.settings["restore_command"] = f"test -e {mark} || {{ touch {mark}; sleep {LONG_S}; }}; false"
    began = time.monotonic()
    cluster.start()
    assert time.monotonic() - began > LONG_S  # it did take that long
    assert mark.exists()
    with connect(cluster.address()) as app:
        assert app.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)
    waited = [said for said in told if "waiting for the database" in said.en]
    assert len(waited) >= 2 and "초)" in waited[0].ko


def test_a_start_in_a_moment_says_nothing(cluster: Cluster, told: list[Sentence]) -> None:
    cluster.start()
    cluster.stop()
    assert told == []
