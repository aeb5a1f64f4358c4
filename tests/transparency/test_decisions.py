"""Decisions on accreditation are in the log, and what an administrator makes of them is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from psycopg import Connection
from tests.accreditation.cases import announced
from tests.accreditation.people import officers as some
from tests.accreditation.test_afterwards import accredited

from baeum.courses.models import GrantedAccreditation
from baeum.courses.services.cancel_grant import cancel_accreditation
from baeum.postgres.names import ADMINISTRATOR, OWNER
from baeum.transparency.folder import folder
from baeum.transparency.kinds import kinds
from baeum.transparency.log_key import Witnesses, begin
from baeum.transparency.publishing import publish
from baeum.transparency.verifying import Verified, verify
from cast import Cast

AsRole = Callable[[str], Connection]


def test_the_one_decision_that_was_changed_is_named(
    transactional_db: None, log_folder: Path, cast: Cast, as_role: AsRole
) -> None:
    log = begin("baeum.example/log")
    people = some(cast)
    found = accredited(cast, people, announced(people))
    publish()

    def checked() -> Verified:
        return verify(as_role(OWNER), folder(), log, Witnesses((), 0), kinds(), lambda _: None)

    whole = checked()
    assert whole.good
    assert dict(whole.of_kind) == {"accreditation": 1, "grant": 1}
    admin = as_role(ADMINISTRATOR)
    admin.execute("SET session_replication_role = replica")
    number = admin.execute("SELECT number FROM accreditation_act WHERE act = 'approve'").fetchone()
    assert number is not None
    decision = f"{found}:{number[0]}"
    _found(
        admin, checked, "accreditation_act", "act = 'approve'", "reason = 'x'", ("accreditation", decision)
    )
    _found(admin, checked, "accreditation_act", "act = 'approve'", "figures = '{\"a\": 1}'",
           ("accreditation", decision))  # fmt: skip
    grant = GrantedAccreditation.objects.get()
    _found(
        admin,
        checked,
        "courses_grantedaccreditation",
        "true",
        "until = until + 365",
        ("grant", str(grant.pk)),
    )
    cancelled = cancel_accreditation(grant, on=grant.from_day, reason="거짓", by=people.institute[0])
    assert isinstance(cancelled, GrantedAccreditation)
    publish()
    assert checked().of_kind["grant_cancellation"] == 1
    _found(admin, checked, "courses_grantedaccreditation", "true", "reason = 'x'",
           ("grant_cancellation", str(grant.pk)))  # fmt: skip
    admin.execute(
        'INSERT INTO accreditation_act SELECT (jsonb_populate_record(one, \'{"id": 9999, "number": 99}\')).*'
        " FROM accreditation_act one WHERE act = 'approve'"
    )
    admin.execute("DELETE FROM courses_grantedaccreditation")
    assert [(one.what, one.kind, one.subject) for one in checked().wrong] == [
        ("inserted", "accreditation", f"{found}:99"),
        ("missing", "grant", str(grant.pk)),
        ("missing", "grant_cancellation", str(grant.pk)),
    ]


def _found(
    admin: Connection,
    checked: Callable[[], Verified],
    table: str,
    where: str,
    change: str,
    subject: tuple[str, str],
) -> None:
    """Changed, named, and changed back."""
    admin.execute(f"CREATE TEMPORARY TABLE kept AS TABLE {table}".encode())
    assert admin.execute(f"UPDATE {table} SET {change} WHERE {where}".encode()).rowcount == 1
    assert [(one.what, one.kind, one.subject) for one in checked().wrong] == [("differs", *subject)], change
    admin.execute(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept".encode())
    assert checked().good
