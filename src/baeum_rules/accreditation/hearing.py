"""When a hearing may be held: so many days after it was announced, and within its clock."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from baeum_rules.parameters import Law
from baeum_rules.working_days import Due, due

NOTICE = "accreditation.hearing_notice"
CLOCK = "accreditation.clock.hearing"


class HearingDays(NamedTuple):
    """The first and the last day of a hearing that is announced on a day, each with its sum."""

    first: Due
    last: Due

    def hold(self, day: date) -> bool:
        """Whether it may be on the day."""
        return self.first.on <= day <= self.last.on


def hearing_days(announced_on: date, law: Law | None = None) -> HearingDays:
    """Where the notice takes longer than the clock, the clock gives way to it."""
    first, last = due(NOTICE, announced_on, law), due(CLOCK, announced_on, law)
    return HearingDays(first, last if last.on >= first.on else first)
