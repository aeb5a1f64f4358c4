"""Whether somebody is at a batch: a job that waits or runs."""

from __future__ import annotations

from procrastinate.contrib.django.models import ProcrastinateJob

from ..models import Batch

ALIVE = ("todo", "doing")  # a stalled job is among them: it is put back


def is_running(batch: Batch) -> bool:
    """Whether the job of a batch is still to end."""
    return batch.job is not None and ProcrastinateJob.objects.filter(pk=batch.job, status__in=ALIVE).exists()
