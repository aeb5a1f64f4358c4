"""The days between which a credential is valid, as it writes them: instants, of which the day counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from baeum.credentials.reasons import Reason
from baeum.credentials.verdict import Outcome

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_FIELDS = (("validFrom", "validUntil"), ("issuanceDate", "expirationDate"))  # VCDM 2.0, VCDM 1.1
_MOST_SECONDS = 253_402_300_799  # the last second of the year 9999


class NoDay(ValueError):
    """A time of validity is not one."""


@dataclass(frozen=True)
class Days:
    """The first and the last day; None where there is no end to that side."""

    since: date | None
    until: date | None

    @classmethod
    def of(cls, document: dict[str, Any]) -> Days:
        """Of a VCDM credential, each day where it was written. Raises NoDay."""
        (since, until), (former_since, former_until) = (
            tuple(_day(document.get(name)) for name in names) for names in _FIELDS
        )
        return cls(since or former_since, until or former_until)

    @classmethod
    def of_claims(cls, payload: dict[str, Any]) -> Days:
        """Of a JWT's ``nbf`` (``iat`` where it is missing) and ``exp``. Raises NoDay."""
        since, until = payload.get("nbf", payload.get("iat")), payload.get("exp")
        # east of Greenwich the issuer's first day begins on the day before in UTC, which harms nobody
        return cls(
            None if since is None else seconds_as_day(since), None if until is None else seconds_as_day(until)
        )

    def findings(self, on: date) -> list[tuple[Outcome, Reason]]:
        """What is wrong with these days on a day."""
        found = []
        if self.until and on > self.until:
            found.append((Outcome.EXPIRED, Reason("verify.expired", {"until": self.until})))
        if self.since and on < self.since:
            found.append((Outcome.EXPIRED, Reason("verify.not_yet", {"since": self.since})))
        return found


def seconds_as_day(value: Any) -> date:
    """The day (UTC) of seconds since 1970. Raises NoDay."""
    whole = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not whole or not 0 <= value <= _MOST_SECONDS:
        raise NoDay(str(value)[:40])
    return datetime.fromtimestamp(value, UTC).date()


def _day(value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise NoDay(str(value)[:40])
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise NoDay(value[:40]) from error
