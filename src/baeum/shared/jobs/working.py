"""A worker: runs jobs until it is told to stop, and sweeps beside them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from dataclasses import dataclass

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from procrastinate.contrib.django import app

from .sweeping import put_back

log = logging.getLogger(__name__)
AGAIN_AFTER_S = 2.0  # after the database was away


@dataclass(frozen=True)
class Pace:
    """Seconds between two signs of life of a worker, and without one until it counts as gone."""

    heartbeat_s: float = 5.0
    stalled_after_s: float = 20.0


def work(stop: threading.Event, pace: Pace = Pace()) -> None:
    """Run jobs until ``stop`` is set; a job that runs then is finished first. Needs Django set up."""
    while not stop.is_set():
        try:
            asyncio.run(_work(stop, pace))
        except Exception as fault:  # the database went away: a worker outlives that
            log.warning("worker: %s; trying again", type(fault).__name__)
        stop.wait(AGAIN_AFTER_S)


async def _work(stop: threading.Event, pace: Pace) -> None:
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with app.open_async():
            worker = asyncio.create_task(
                app.run_worker_async(
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    update_heartbeat_interval=pace.heartbeat_s,
                    stalled_worker_timeout=pace.stalled_after_s,
                    fetch_job_polling_interval=pace.heartbeat_s,
                )
            )
            sweeper = asyncio.create_task(_sweep(pace))
            stopped = asyncio.create_task(_until(stop))
            try:
                await asyncio.wait({worker, sweeper, stopped}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (sweeper, stopped, worker):
                    task.cancel()  # the worker takes it as a request to finish what it does
                for task in (sweeper, stopped, worker):
                    with contextlib.suppress(asyncio.CancelledError):
                        await task


async def _sweep(pace: Pace) -> None:
    while True:
        await sync_to_async(_sweep_once, thread_sensitive=False)(pace)
        await asyncio.sleep(pace.heartbeat_s)


def _sweep_once(pace: Pace) -> None:
    close_old_connections()
    for number in put_back(pace.stalled_after_s):
        log.warning("job %s was put back: its worker is gone", number)


async def _until(stop: threading.Event) -> None:
    while not stop.is_set():
        await asyncio.sleep(0.1)
