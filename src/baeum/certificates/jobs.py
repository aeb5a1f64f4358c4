"""Background jobs of certificates: arguments are ids only."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from baeum.people.acting import Actor
from baeum.shared.clock import today

TRIES = 5
KEPT_DAYS = 14


def defer_batch(batch_id: UUID, by: Actor) -> int:
    """Have a worker issue a batch, once this transaction is committed; answers the number of the job."""
    return int(
        batch_job.configure(lock=f"certificates.batch:{batch_id}").defer(
            batch_id=str(batch_id), person_id=str(by.person_id), appointment_id=by.appointment_id
        )
    )


@app.task(name="certificates.batch", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=3))
def batch_job(batch_id: str, person_id: str, appointment_id: int) -> None:
    """Issue a batch as the officer who asked; nothing where the appointment no longer holds."""
    from .services.issue_batch import issue_batch  # a page that only defers needs no ledger

    issue_batch(UUID(batch_id), by=Actor(UUID(person_id), appointment_id), on=today())


@app.periodic(cron="27 3 * * *")
@app.task(name="certificates.forget", queueing_lock="certificates.forget")
def forget_job(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes it
    """Destroy what batches hold that nobody has touched for long."""
    from .services.end_batch import forget_batches

    forget_batches(KEPT_DAYS)
