"""What this site issued comes back: by the ids it was given, the line of the account that it is."""

from __future__ import annotations

from collections.abc import Collection

from baeum.ledger.models import Entry

from .models import DocumentLine
from .rendering import credential_id


def lines_of_ids(account_id: int, ids: Collection[str]) -> dict[str, int]:
    """The numbers of the lines that these ids were given to, each as it stands now; of this account alone."""
    found: dict[str, int] = {}
    shown = DocumentLine.objects.filter(document__account_id=account_id).select_related("entry")
    for one in shown:
        for known in (one.line_id.urn, credential_id(one.document_id, one.line_id.urn)):
            if known in ids and known not in found:
                found[known] = last_of(one.entry).number
    return found


def last_of(entry: Entry) -> Entry:
    """The line in whose place others have come, followed to the last; one that was taken back is itself."""
    while (later := getattr(entry, "later", None)) is not None and later.act != "reversal":
        entry = later
    return entry
