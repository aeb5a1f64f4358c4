"""Into the log: a statement is committed to in the transaction of what it is about, or not at all.

Where the data of a subject are destroyed, a trigger of their table has its nonce destroyed with them
(``transparency_forget``): the commitment tells nothing any more. The app itself cannot do that.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from baeum.credentials.log_proof import commitment_of, new_nonce


def enter(kind: str, subject: str, statement: bytes) -> None:
    """Commit to a statement about a subject of a kind; once for each subject.

    The log gets SHA-256 of a nonce and the statement. The caller keeps what the statement is made of, so that
    the kind's reader can tell it again (``kinds.register``). Raises IntegrityError for a subject that is in.
    """
    enter_each(kind, [(subject, statement)])


def enter_each(kind: str, statements: Iterable[tuple[str, bytes]]) -> None:
    """The same for many (subject, statement) in one query, in their order."""
    rows = [(subject, nonce := new_nonce(), commitment_of(nonce, said)) for subject, said in statements]
    subjects, nonces, commitments = zip(*rows, strict=True) if rows else ((), (), ())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT transparency_enter(%s, %s::text[], %s::bytea[], %s::bytea[])",
            [kind, list(subjects), list(nonces), list(commitments)],
        )
