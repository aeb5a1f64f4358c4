"""Background jobs of cached audits: a refresh goes in short jobs, so that a worker can stop between them.

Only where the operator has named a database to read from (DATABASE_REPLICA_URL): a site has no role that
sees every row.
"""

from __future__ import annotations

import contextlib
import logging
import time
from importlib.util import find_spec

from django.conf import settings
from procrastinate import exceptions
from procrastinate.contrib.django import app

from baeum.shared.clock import today
from baeum_rules.parameters import load_law

log = logging.getLogger(__name__)
AT_MOST_S = 5.0  # of one job: a worker that is told to stop finishes it first
NAME = "audits.refresh"


@app.periodic(cron="* * * * *")
@app.task(name="audits.watch", queueing_lock="audits.watch")
def watch_job(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes it
    """Have a refresh begun or gone on with where one is due: within a minute of a law change, else daily."""
    if settings.REPLICA is None:
        return
    if find_spec("numba") is None or find_spec("pyarrow") is None:
        log.warning("audits.watch: DATABASE_REPLICA_URL is set, and baeum[batch] is not installed")
        return
    from .refreshes import is_due

    if is_due(load_law(), today()):
        defer_refresh()


def defer_refresh() -> None:
    """Have a worker go on, once this transaction is committed; nothing where that waits already."""
    with contextlib.suppress(exceptions.AlreadyEnqueued):
        refresh_audits.defer()


@app.task(name=NAME, queueing_lock=NAME, lock=NAME)
def refresh_audits() -> None:
    """Go on for some seconds, and have the next job go on from there."""
    if settings.REPLICA is None:
        return
    from .faults import AuditsFault  # large libraries, only for whoever refreshes
    from .pace import usual_pace
    from .services.refresh import refresh

    end = time.monotonic() + AT_MOST_S
    try:
        going = refresh(
            settings.REPLICA,
            load_law(),
            on=today(),
            pace=usual_pace(),
            until=lambda: time.monotonic() > end,
            tell=lambda _: None,
        )
    except AuditsFault as fault:  # the next watch tries again
        log.warning("audits.refresh: %s", fault)
        return
    if going.state == "going":
        defer_refresh()
