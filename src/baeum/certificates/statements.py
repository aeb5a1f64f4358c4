"""What the transparency log knows of documents: that each was issued, and that some were revoked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from baeum.transparency.kinds import Row, register, stated

from .freezing import DOCUMENT, statement_of

REVOCATION = "document_revocation"
AT_ONCE = 1_000  # rows on the way
SELECT = """
SELECT document.id, document.number, document.kind, document.issued_on, document.digest,
    sha256(document.content), document.revoked_at, document.revoked_why
FROM certificates_document document
"""


def revocation_of(document_id: UUID, revoked_at: datetime, why: str) -> bytes:
    """What the log commits to when a document is revoked."""
    return stated("baeum.document_revocation/1", document=document_id, revoked_at=revoked_at, why=why)


def _documents(owner: Connection) -> Iterator[Row]:
    """The content itself is hashed again: a statement is of what is stored, not of what is said of it."""
    with owner.transaction(), owner.cursor(name="documents") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(SELECT)
        for document_id, number, kind, issued_on, digest, content_digest, _, _ in cursor:
            yield Row(str(document_id), statement_of(number, kind, issued_on, digest, content_digest))


def _revocations(owner: Connection) -> Iterator[Row]:
    with owner.transaction(), owner.cursor(name="revocations") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(f"{SELECT} WHERE document.revoked_at IS NOT NULL")
        for document_id, *_, revoked_at, why in cursor:
            yield Row(str(document_id), revocation_of(document_id, revoked_at, why))


register(DOCUMENT, "발급 문서", "issued document", _documents)
register(REVOCATION, "거둔 문서", "revoked document", _revocations)
