"""Background jobs of the desk: arguments are ids only."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from baeum.people.acting import Actor
from baeum.shared.clock import today

TRIES = 5


def defer_store(import_id: UUID, by: Actor) -> int:
    """Have a worker store an import, once this transaction is committed; answers the number of the job."""
    return int(
        store_job.configure(lock=f"desk.import:{import_id}").defer(
            import_id=str(import_id), person_id=str(by.person_id), appointment_id=by.appointment_id
        )
    )


@app.task(name="desk.store", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=3))
def store_job(import_id: str, person_id: str, appointment_id: int) -> None:
    """Store the rows of an import as the officer who asked; nothing where the appointment no longer holds."""
    from .services.store import store  # a page that only defers needs no ledger

    store(UUID(import_id), by=Actor(UUID(person_id), appointment_id), on=today())


@app.periodic(cron="17 3 * * *")
@app.task(name="desk.forget", queueing_lock="desk.forget")
def forget_job(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes it
    """Destroy what imports hold that nobody has touched for long."""
    from .services.forget import forget_old

    forget_old()
