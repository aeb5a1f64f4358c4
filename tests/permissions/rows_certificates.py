"""Whose the rows of issued documents are: the learner's, and of the office whose seal a document bears."""

from __future__ import annotations

from .whose import (
    Guarded,
    Row,
    Viewer,
    all_of,
    any_of,
    as_learner,
    is_system,
    mine,
    of_depositor,
    of_institution,
    still_open,
)

HOLDER = "(SELECT person_id FROM ledger_account WHERE id = {})"
seen = any_of(as_learner, of_depositor)


def as_issuer(row: Row, viewer: Viewer) -> bool:
    """By the kind that is theirs: a completion by the institution's officer, everything else by the learner."""
    if row.submitted:
        return as_learner(row, viewer)
    return of_institution(row, viewer) and not is_system(viewer)


def made(row: Row, viewer: Viewer) -> bool:
    """Of a document that the viewer has issued."""
    return bool(viewer.key) and row.seat == viewer.key


def _of_document(column: str) -> str:
    return f"(SELECT {column} FROM certificates_document d WHERE d.id = t.document_id)"


OF_BATCH = "(SELECT office_id FROM certificates_batch b WHERE b.id = t.batch_id)"
OF_DOCUMENT = HOLDER.format(_of_document("d.account_id"))
CERTIFICATES: dict[str, Guarded] = {
    "certificates_document": Guarded(
        HOLDER.format("t.account_id"),
        seen,
        office="t.issuer_id",
        by="t.made_by_id",
        open="t.revoked_at IS NULL",
        submitted="t.kind <> 'course_completion'",
        changed=all_of(seen, still_open),
        rewritten=False,
        added=all_of(as_issuer, mine, still_open),
    ),
    "certificates_documentline": Guarded(
        OF_DOCUMENT,
        seen,
        office=_of_document("d.issuer_id"),
        seat=_of_document("d.made_by_id"),
        added=all_of(seen, made),
    ),
    "certificates_issuedcopy": Guarded(
        OF_DOCUMENT,
        seen,
        office=_of_document("d.issuer_id"),
        open=_of_document("d.revoked_at IS NULL"),
        added=all_of(seen, still_open),
    ),
    "certificates_paper": Guarded(OF_DOCUMENT, seen, office=_of_document("d.issuer_id"), added=seen),
    "certificates_batch": Guarded(
        "",
        of_institution,
        office="t.office_id",
        by="t.by_person_id",
        changed=of_institution,
        added=of_institution,
    ),
    "certificates_batchrefusal": Guarded("", of_institution, office=OF_BATCH, added=of_institution),
    "certificates_batchdocument": Guarded(
        "",
        of_institution,
        office=OF_BATCH,
        seat=_of_document("d.made_by_id"),
        added=all_of(of_institution, made),
    ),
}
