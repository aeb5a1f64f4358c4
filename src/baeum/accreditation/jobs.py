"""Background jobs of accreditation: notices go out by e-mail. Arguments are ids only."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

TRIES = 8


def defer_mail(notices: Iterable[UUID]) -> None:
    """Have a worker mail notices, once this transaction is committed."""
    jobs: list[dict[str, JSONValue]] = [{"notice_id": str(notice)} for notice in notices]
    mail_job.batch_defer(*jobs)


@app.task(name="accreditation.mail", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=5))
def mail_job(notice_id: str) -> None:
    """Mail a notice to the addresses of its office; nothing where it has none, or once it went."""
    from .mailing import mail_notice  # a page that only defers needs no mail

    mail_notice(UUID(notice_id))
