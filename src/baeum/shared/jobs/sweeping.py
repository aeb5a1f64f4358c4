"""Jobs whose worker gives no sign of life any more are put back, each of them once."""

from __future__ import annotations

from django.db import connection, transaction

ALONE = 0x73776565  # number of the advisory lock: one sweep at a time

# A job of a live worker is never touched. With the lock held nobody else puts jobs back, and so a job seen as
# stalled here can meanwhile only have been finished, which the condition on its row excludes.
PUT_BACK = """\
UPDATE procrastinate_jobs
SET status = CASE WHEN abort_requested THEN 'aborted' ELSE 'todo' END::procrastinate_job_status,
    attempts = attempts + 1, scheduled_at = now(), worker_id = NULL
WHERE status = 'doing' AND NOT EXISTS (
    SELECT FROM procrastinate_workers
    WHERE id = worker_id AND last_heartbeat >= now() - make_interval(secs => %s))
RETURNING id, status = 'todo'"""


def put_back(stalled_after_s: float) -> list[int]:
    """Put stalled jobs back and return their numbers; none where another process is at it.

    Args:
        stalled_after_s: seconds without a sign of life after which a worker counts as gone. More than a few
            of its heartbeats, or a busy worker's job would be begun a second time beside it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ALONE])
        if not cursor.fetchone()[0]:
            return []
        cursor.execute(PUT_BACK, [stalled_after_s])
        return [number for number, again in cursor.fetchall() if again]
