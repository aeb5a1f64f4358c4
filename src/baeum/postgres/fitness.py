"""Whether a connection is the app's as it should be: a server prepared by hand may differ from ours."""

from __future__ import annotations

from psycopg import Connection

from baeum.postgres.fault import DatabaseFault
from baeum.postgres.names import APP, OWNER
from baeum.postgres.sentences import Sentence, sentence

OLDEST = 150000  # server_version_num
FITNESS = """
SELECT
    current_setting('server_version_num')::int < %(oldest)s AS unfit_version,
    current_setting('server_encoding') <> 'UTF8' AS unfit_encoding,
    current_user <> %(app)s AS unfit_role,
    rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR EXISTS (
        SELECT FROM pg_roles AS high
        WHERE (high.rolsuper OR high.rolbypassrls OR high.rolname IN (%(owner)s, 'pg_write_all_data'))
            AND pg_has_role(current_user, high.oid, 'MEMBER')
    ) AS unfit_powers,
    has_schema_privilege('public', 'CREATE')
        OR has_database_privilege(current_database(), 'CREATE') AS unfit_making,
    NOT has_schema_privilege('public', 'USAGE') AS unfit_usage
FROM pg_roles WHERE rolname = current_user
"""


def faults(connection: Connection) -> list[Sentence]:
    """What is wrong with the server, or with the role of this connection; all of it."""
    cursor = connection.execute(FITNESS, {"oldest": OLDEST, "app": APP, "owner": OWNER})
    row = cursor.fetchone() or ()
    names = [column.name for column in cursor.description or ()]
    return [sentence(name, app=APP) for name, unfit in zip(names, row, strict=False) if unfit]


def refuse_unfit(connection: Connection) -> None:
    """Raises DatabaseFault where the app would run with the wrong rights: its promises would be empty."""
    if found := faults(connection):
        raise DatabaseFault(
            "unfit", ko=", ".join(one.ko for one in found), en=", ".join(one.en for one in found)
        )
