"""The state of an offering on a day: derived from its days, never stored.

Reading of ours (there is no clause): what was called off is that, whatever its days say. Then the time of
application decides, so that whoever finds "open" can apply. An offering that takes applications beyond its
first day is open until the last of them. Where no day of application was published, one may apply until the
day before it begins.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

PLANNED, OPEN, CLOSED, RUNNING, ENDED = "planned", "open", "closed", "running", "ended"
CALLED_OFF = "called_off"
STATES = (PLANNED, OPEN, CLOSED, RUNNING, ENDED, CALLED_OFF)


class Days(NamedTuple):
    """First and last days, both included; None: not stated.

    ``closed_on``: the first without applications; ``called_off_on``: from then on it is not given.
    """

    begins: date
    ends: date | None = None
    application_begins: date | None = None
    application_ends: date | None = None
    closed_on: date | None = None
    called_off_on: date | None = None


def state_on(days: Days, on: date) -> str:
    """planned | open | closed | running | ended | called_off."""
    if days.called_off_on is not None and on >= days.called_off_on:
        return CALLED_OFF
    if days.ends is not None and on > days.ends:
        return ENDED
    if _takes_applications(days, on):
        return OPEN
    if on >= days.begins:
        return RUNNING
    if days.application_begins is not None and on < days.application_begins and not _closed(days, on):
        return PLANNED
    return CLOSED


def _takes_applications(days: Days, on: date) -> bool:
    if _closed(days, on):
        return False
    if days.application_begins is not None and on < days.application_begins:
        return False
    last = days.application_ends or days.begins - timedelta(1)
    return on <= last


def _closed(days: Days, on: date) -> bool:
    return days.closed_on is not None and on >= days.closed_on
