"""Whose rows of what comes from elsewhere are shown and taken: issuers to all, mappings to their office."""

from __future__ import annotations

from .whose import (
    INSTITUTE,
    Guarded,
    Row,
    Viewer,
    all_of,
    as_learner,
    mine,
    of_institution,
    of_office,
    still_open,
    visible,
)


def grants(row: Row, viewer: Viewer) -> bool:
    """Of the institute, by its officer."""
    return viewer.role == INSTITUTE and of_office(row, viewer) and mine(row, viewer)


ACCOUNT = "(SELECT person_id FROM ledger_account WHERE id = t.account_id)"
OUTSIDE: dict[str, Guarded] = {
    "outside_issuerversion": Guarded(
        "", lambda *_: True, office="t.office_id", by="t.by_person_id", added=grants
    ),
    "outside_issuerlist": Guarded(
        "", lambda *_: True, office="t.office_id", by="t.by_person_id", added=grants
    ),
    "outside_broughtin": Guarded(ACCOUNT, visible, by="t.by_person_id", added=all_of(as_learner, mine)),
    "outside_activity": Guarded(
        "", of_institution, office="t.office_id", changed=of_institution, added=of_institution
    ),
    "outside_lmsaccount": Guarded(
        "", of_institution, office="t.office_id", changed=of_institution, added=of_institution
    ),
    "outside_statement": Guarded(
        "",
        of_institution,
        office="t.office_id",
        open="t.entry_id IS NULL",
        changed=all_of(of_institution, still_open),
        added=of_institution,
    ),
}
