"""The sequencer as a background job: whoever runs it, one at a time, and killed anywhere."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from baeum.credentials.tiles import CHECKPOINT

DEMO_ORIGIN = "baeum.invalid/log"  # a name that nobody can have


@app.periodic(cron="* * * * *")
@app.task(name="transparency.publish", queueing_lock="transparency.publish")
def publish_job(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes it
    """Sequence and publish what was entered; only a site for trying out begins the log by itself."""
    from .log_key import begin
    from .models import Log
    from .publishing import publish

    if not Log.objects.exists():
        if not settings.DEMO:
            return
        _put_aside(settings.LOG_FOLDER)
        begin(DEMO_ORIGIN)
    publish()


def _put_aside(path: Path) -> None:
    """The log of a database for trying out that is no more; no other one is ever moved."""
    if (path / CHECKPOINT).exists():
        path.rename(path.with_name(f"{path.name}.{secrets.token_hex(8)}"))
