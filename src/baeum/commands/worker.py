"""``baeum worker``: runs the background jobs of a site, beside it or on another machine."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading
from collections.abc import Callable

from baeum.commands.wording import complain


def describe(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--heartbeat", type=_seconds, default=5.0, help="seconds between two signs of life (default: 5)"
    )
    parser.add_argument(
        "--stalled-after",
        type=_seconds,
        default=20.0,
        help="seconds without one after which another worker's job is put back (default: 20)",
    )
    parser.add_argument("--with-site", action="store_true", help=argparse.SUPPRESS)


def _seconds(text: str) -> float:
    """A positive number of seconds."""
    with contextlib.suppress(ValueError):
        if 0 < (found := float(text)) < 86_400:
            return found
    raise argparse.ArgumentTypeError(f"{text!r}: 초를 적습니다(예: 5) / seconds such as 5 are expected")


def run(arguments: argparse.Namespace) -> int:
    """Work until interrupted; returns 2 where the database cannot be used."""
    if arguments.stalled_after < 2 * arguments.heartbeat:
        return complain(
            "--stalled-after는 --heartbeat의 두 배 이상이어야 합니다.\n"
            "--stalled-after must be at least twice --heartbeat."
        )
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    if arguments.with_site:  # the site holds the other end, however it ends
        threading.Thread(target=_at_the_end_of_input, args=(stop.set,), daemon=True).start()
    # here: `baeum --help` needs no framework
    from baeum.config.bringing_up import bring_up_to_date, database, set_up_django
    from baeum.postgres.fault import DatabaseFault

    try:
        with contextlib.nullcontext() if arguments.with_site else database():
            set_up_django()
            bring_up_to_date()
            from baeum.shared.jobs.working import Pace, work

            if not arguments.with_site:
                print("일을 기다립니다. 멈추기: Ctrl+C · waiting for jobs; stop: Ctrl+C", flush=True)
            work(stop, Pace(arguments.heartbeat, arguments.stalled_after))
    except DatabaseFault as fault:
        return complain(str(fault))
    return 0


def _at_the_end_of_input(act: Callable[[], None]) -> None:
    while sys.stdin.buffer.read(1024):
        pass
    act()
