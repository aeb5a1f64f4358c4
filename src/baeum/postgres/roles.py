"""The three roles of the database, made the same way on every server, as often as one likes.

owner    owns the schema and runs the migrations
app      runs the site: reads and writes rows, makes nothing, bypasses nothing
auditor  reads

Only rights on tables to come are granted here, never on those that are there: what a migration took away
again (a ledger's UPDATE and DELETE) stays away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import LiteralString

from psycopg import Connection, errors, sql

from baeum.postgres.address import Address, shown
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.names import APP, AUDITOR, DATABASE, OWNER, ROLES

ALONE = 0x62616575  # number of the advisory lock: one preparation at a time

ROLE: LiteralString = """\
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN
        CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = {name} AND (NOT rolcanlogin
            OR rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls)) THEN
        ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
END $$;"""

# Neither of the two may become the owner; the auditor writes nothing, even where a right slips.
APART: LiteralString = """\
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_auth_members WHERE roleid = {owner_name}::regrole
               AND member IN ({app_name}::regrole, {auditor_name}::regrole)) THEN
        REVOKE {owner} FROM {app}, {auditor};
    END IF;
END $$;
ALTER ROLE {auditor} SET default_transaction_read_only = on;"""

# Answers the statements that are still needed. Sorted by code points, which is dictionary order for Hangul.
MAKE: LiteralString = """\
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8''', {name}, {owner_name})
    || ' LC_COLLATE ''C''' || CASE
        WHEN current_setting('server_version_num')::int >= 170000
            THEN ' LC_CTYPE ''C'' LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'''
        WHEN EXISTS (SELECT FROM pg_collation WHERE collname = 'C.utf8')
            THEN ' LC_CTYPE ''C.UTF-8'' LOCALE_PROVIDER libc'
        ELSE ' LOCALE_PROVIDER libc'
    END
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {name})
UNION ALL
SELECT format('ALTER DATABASE %I OWNER TO %I', {name}, {owner_name})
WHERE EXISTS (SELECT FROM pg_database WHERE datname = {name} AND datdba <> {owner_name}::regrole)"""

# In the database, as administrator: databases older than PostgreSQL 15 left this schema to everyone.
SCHEMA: LiteralString = """\
DO $$ BEGIN
    IF (SELECT nspowner FROM pg_namespace WHERE nspname = 'public') <> 'pg_database_owner'::regrole THEN
        ALTER SCHEMA public OWNER TO pg_database_owner;
    END IF;
END $$;"""

# In any database, as the owner of this one.
DOOR: LiteralString = """\
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {app}, {auditor}, SESSION_USER;"""

# In the database, as its owner.
RIGHTS: LiteralString = """\
REVOKE ALL ON SCHEMA public FROM PUBLIC, {app}, {auditor};
GRANT USAGE ON SCHEMA public TO {app}, {auditor};
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO {auditor};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {app};
ALTER DEFAULT PRIVILEGES GRANT SELECT ON SEQUENCES TO {auditor};
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON ROUTINES TO {app};"""


def prepare(admin: Connection, database: str = DATABASE) -> None:
    """Make the roles and the database. ``admin``: an autocommit connection, to any database, that may."""
    with _alone(admin):
        for role in ROLES:
            admin.execute(_role(role))
        admin.execute(_filled(APART, database))
        with _owner_lent(admin):
            for (statement,) in admin.execute(_filled(MAKE, database)).fetchall():
                admin.execute(statement)
            admin.execute(_filled(DOOR, database))


def copy_database(admin: Connection, origin: str, copy: str) -> None:
    """A database like another, in the place of any of that name; who is connected is put out. For tests."""
    names = {"copy": sql.Identifier(copy), "origin": sql.Identifier(origin), "owner": sql.Identifier(OWNER)}
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {copy} WITH (FORCE)").format(**names))
    others = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    admin.execute(f"SELECT pg_terminate_backend(pid) FROM ({others}) AS others", (origin,))
    admin.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {origin} OWNER {owner}").format(**names))
    admin.execute(_filled(DOOR, copy))


def prepare_rights(admin: Connection, database: str = DATABASE) -> None:
    """Set who may do what. ``admin``: an autocommit connection to the prepared database."""
    with _alone(admin):
        admin.execute(SCHEMA)
        with _owner_lent(admin):
            admin.execute(_filled("SET ROLE {owner}", database))
            try:
                admin.execute(_filled(RIGHTS, database))
            finally:
                admin.execute("RESET ROLE")


def set_passwords(admin: Connection, passwords: Mapping[str, str]) -> None:
    """Give roles their passwords: hashed here, so that no log of the server ever holds them."""
    for role, password in passwords.items():
        hashed = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        words = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed))
        admin.execute(words)


def script(database: str = DATABASE) -> str:
    """The same as text for ``psql``, for administrators who rather run it themselves."""
    target = "'" + database.replace("\\", "\\\\").replace("'", "\\'") + "'"
    parts = [
        "-- psql --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres --file THIS",
        "-- Then give the roles passwords, each with \\password.",
        *(_role(role).as_string(None) for role in ROLES),
        _filled(APART, database).as_string(None),
        f"GRANT {OWNER} TO CURRENT_USER;",
        _filled(MAKE, database).as_string(None) + "\n\\gexec",
        _filled(DOOR, database).as_string(None),
        f"\\connect -reuse-previous=on {sql.Literal(f'dbname={target}').as_string(None)}",
        SCHEMA,
        f"SET ROLE {OWNER};",
        _filled(RIGHTS, database).as_string(None),
        "RESET ROLE;",
        f"REVOKE {OWNER} FROM CURRENT_USER;",
    ]
    return "\n".join(parts) + "\n"


def not_prepared(address: Address, error: Exception) -> DatabaseFault:
    """What to say where a server refused a statement of ours."""
    return DatabaseFault("not_prepared", address=shown(address), said=" ".join(str(error).split()))


def _role(role: str) -> sql.Composed:
    return sql.SQL(ROLE).format(name=sql.Literal(role), role=sql.Identifier(role))


def _filled(text: LiteralString, database: str) -> sql.Composed:
    """A text with the names in their places."""
    names = {"owner": OWNER, "app": APP, "auditor": AUDITOR, "database": database}
    return sql.SQL(text).format(
        name=sql.Literal(database),
        **{key: sql.Identifier(name) for key, name in names.items()},
        **{f"{key}_name": sql.Literal(name) for key, name in names.items()},
    )


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    connection.execute("SELECT pg_advisory_lock(%s)", (ALONE,))
    try:
        yield
    finally:
        connection.execute("SELECT pg_advisory_unlock(%s)", (ALONE,))


@contextmanager
def _owner_lent(admin: Connection) -> Iterator[None]:
    """An administrator who is no superuser (as on rented servers) is the owner's member meanwhile."""
    try:
        admin.execute(_filled("SET ROLE {owner}", DATABASE))
        admin.execute("RESET ROLE")
    except errors.InsufficientPrivilege:
        admin.execute(_filled("GRANT {owner} TO CURRENT_USER", DATABASE))
    else:
        yield
        return
    try:
        yield
    finally:
        admin.execute(_filled("REVOKE {owner} FROM CURRENT_USER", DATABASE))
