"""Status lists as they are this moment: of this site a revocation is seen at once, not on the hour."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.conf import settings

from baeum.credentials.issuer import Issuer
from baeum.credentials.reasons import Reason
from baeum.credentials.status import StatusList
from baeum.credentials.status_checking import Entry, Finding, StatusLists
from baeum.credentials.verdict import Outcome
from baeum.outside.registry import lists_at

from . import lists

_ADDRESS = re.compile(r"https?://[^/?#]+(/[^?#]*)?/status/(?P<name>[0-9a-f]{32})/(?P<form>[a-z]+)", re.ASCII)


class StatusNow(StatusLists):
    """Own lists are read from the database, each once; of other issuers those that the registry holds."""

    def __init__(self, at: datetime) -> None:
        super().__init__({})
        self._at, self._read = at, dict[str, StatusList | None]()

    def finding(self, entry: Entry, issuer: Issuer, on: date) -> Finding | None:
        """The bad news that the list has of an entry; None where the bit is clear."""
        name = own_list(entry)
        if name is None or issuer.did != settings.DID:
            self.held = {**self.held, **lists_at([entry.address] if entry.address not in self.held else [])}
            return super().finding(entry, issuer, on)
        if name not in self._read:
            self._read[name] = lists.bits(name, self._at)
        found = self._read[name]
        if found is None:
            return Outcome.UNCHECKED, Reason("status.missing", {"list": entry.address[:200]})
        if entry.index >= found.size:
            return Outcome.UNCHECKED, Reason("status.entry")
        return (Outcome.REVOKED, Reason("verify.revoked")) if found[entry.index] else None


def own_list(entry: Entry) -> str | None:
    """The name of the list in an address of ours; also of a former one, for what we signed keeps it."""
    found = _ADDRESS.fullmatch(entry.address)
    form = "token" if entry.token else "bitstring"
    return found["name"] if found and found["form"] == form and entry.purpose == "revocation" else None
