"""Whether somebody is at an import: a job that waits or runs."""

from __future__ import annotations

from procrastinate.contrib.django.models import ProcrastinateJob

from .models import Import

ALIVE = ("todo", "doing")  # a stalled job is among them: it is put back


def is_running(found: Import) -> bool:
    """Whether the job of an import is still to end."""
    return found.job is not None and ProcrastinateJob.objects.filter(pk=found.job, status__in=ALIVE).exists()
