"""What each role may do, however the roles were made: at the start of an embedded server, by us, by hand."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from baeum.postgres import roles
from baeum.postgres.address import Address
from baeum.postgres.connecting import connect
from baeum.postgres.fitness import faults
from baeum.postgres.names import ADMINISTRATOR, APP, AUDITOR, DATABASE, OWNER, ROLES

from .conftest import of_origin, thrown_away
from .served import Served

CLERK = "by an administrator without superuser"
WAYS = [
    ("machine", "by a superuser"),
    ("machine", CLERK),
    ("machine", "by psql"),
    ("wheel", "by a superuser"),
    ("wheel", CLERK),
    ("wheel", "by psql"),
]


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def server(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A server with the roles, made in each way."""
    origin, way = request.param
    installation = of_origin(origin)
    with thrown_away() as folder:
        server = Served(folder, installation)
        server.start()
        make(server, way)
        yield server
        server.stop()


@pytest.fixture
def prepared(server: Served) -> Served:
    """The server, with a table of the owner's that has a row."""
    with connect(server.address(ADMINISTRATOR, "postgres")) as admin:
        roles.set_passwords(admin, dict.fromkeys(ROLES, "열려라"))
    with as_role(server, OWNER) as owner:
        owner.execute("DROP TABLE IF EXISTS word")
        owner.execute("CREATE TABLE word (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)")
        owner.execute("INSERT INTO word (text) VALUES ('first')")
    return server


def as_role(server: Served, role: str) -> psycopg.Connection:
    """A connection with the role's password."""
    return connect(Address(server.address(role), password="열려라"))


def make(server: Served, way: str = "by a superuser") -> None:
    """The roles and the database, in one of the ways."""
    admin = server.address(ADMINISTRATOR, "postgres")
    if way == "by psql":
        assert server.installation is not None
        command = [server.installation.bin / "psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
        address = " ".join(f"{key}={value}" for key, value in admin.items())
        subprocess.run([*command, address], input=roles.script(), text=True, check=True, capture_output=True)
        return
    if way == CLERK:
        with connect(admin) as superuser:
            superuser.execute("CREATE ROLE clerk LOGIN CREATEROLE CREATEDB")
            roles.set_passwords(superuser, {"clerk": "열려라"})
        admin = {**server.address("clerk", "postgres"), "password": "열려라"}
    with connect(admin) as connection:
        roles.prepare(connection)
    with connect({**admin, "dbname": DATABASE}) as connection:
        roles.prepare_rights(connection)


FORBIDDEN = [
    "CREATE TABLE mine (a int)",
    "CREATE TEMPORARY TABLE mine (a int)",
    "CREATE SCHEMA mine",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE SEQUENCE mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE mine",
    "CREATE DATABASE mine",
    "DROP EXTENSION plpgsql",
    "CREATE INDEX ON word (text)",
    "ALTER TABLE word ADD COLUMN more int",
    "ALTER TABLE word DISABLE TRIGGER ALL",
    "ALTER TABLE word OWNER TO CURRENT_USER",
    "ALTER TABLE word DISABLE ROW LEVEL SECURITY",
    "DROP TABLE word",
    "TRUNCATE word",
    f"GRANT {OWNER} TO CURRENT_USER",
    f"SET ROLE {OWNER}",
    "SET ROLE postgres",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    f"ALTER ROLE {OWNER} PASSWORD 'mine'",
    "SET session_replication_role = replica",
    "COPY word TO PROGRAM 'cat'",
    "SELECT pg_read_file('PG_VERSION')",
]


def refused(connection: psycopg.Connection, statement: str) -> bool:
    """Whether the server forbids it."""
    try:
        connection.execute(statement)
    except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction):
        return True
    return False


def test_the_app_writes_rows_and_makes_nothing(prepared: Served) -> None:
    with as_role(prepared, APP) as app:
        app.execute("INSERT INTO word (text) VALUES ('second')")
        app.execute("UPDATE word SET text = 'changed' WHERE text = 'second'")
        assert app.execute("DELETE FROM word WHERE text = 'changed'").rowcount == 1
        assert app.execute("SELECT text FROM word").fetchall() == [("first",)]
        assert [statement for statement in FORBIDDEN if not refused(app, statement)] == []
        assert faults(app) == []


def test_the_auditor_only_reads(prepared: Served) -> None:
    writes = ["INSERT INTO word (text) VALUES ('x')", "UPDATE word SET text = 'x'", "DELETE FROM word"]
    with as_role(prepared, AUDITOR) as auditor:
        assert auditor.execute("SELECT text FROM word").fetchall() == [("first",)]
        assert auditor.execute("SELECT last_value FROM word_id_seq").fetchone() == (1,)
        assert [statement for statement in (*writes, *FORBIDDEN) if not refused(auditor, statement)] == []
        auditor.execute(
            "SET default_transaction_read_only = off"
        )  # the setting is not what keeps it from writing
        assert [statement for statement in (*writes, *FORBIDDEN) if not refused(auditor, statement)] == []


def test_no_right_is_passed_on(prepared: Served) -> None:
    rights = "SELECT relacl::text FROM pg_class WHERE relname = 'word'"
    with as_role(prepared, OWNER) as owner, as_role(prepared, APP) as app:
        before = owner.execute(rights).fetchone()
        app.execute("GRANT SELECT, DELETE ON word TO PUBLIC")  # the server only warns
        assert owner.execute(rights).fetchone() == before


def test_the_owner_makes_tables_and_is_no_superuser(prepared: Served) -> None:
    with as_role(prepared, OWNER) as owner:
        owner.execute("ALTER TABLE word ADD COLUMN more int")
        assert refused(owner, "CREATE ROLE mine") and refused(owner, "COPY word TO PROGRAM 'cat'")
        assert refused(owner, "SET ROLE postgres")


def test_row_level_security_holds_for_the_app(prepared: Served) -> None:
    with as_role(prepared, OWNER) as owner:
        owner.execute("ALTER TABLE word ENABLE ROW LEVEL SECURITY")
        owner.execute("INSERT INTO word (text) VALUES ('second')")
        owner.execute("CREATE POLICY second ON word USING (text = 'second')")
    with as_role(prepared, APP) as app:
        assert app.execute("SELECT text FROM word").fetchall() == [("second",)]
        app.execute("SET row_security = off")
        assert refused(app, "SELECT text FROM word")


def test_what_a_migration_took_away_stays_away(prepared: Served) -> None:
    with as_role(prepared, OWNER) as owner:
        owner.execute(f"REVOKE UPDATE, DELETE ON word FROM {APP}")
    make(prepared)
    with as_role(prepared, APP) as app:
        assert refused(app, "UPDATE word SET text = 'x'") and refused(app, "DELETE FROM word")
        app.execute("INSERT INTO word (text) VALUES ('second')")


def test_routines_of_the_owner_are_for_the_app(prepared: Served) -> None:
    with as_role(prepared, OWNER) as owner:
        owner.execute(
            "CREATE OR REPLACE FUNCTION two() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 2'"
        )
    with as_role(prepared, APP) as app:
        assert app.execute("SELECT two()").fetchone() == (2,)
    with as_role(prepared, AUDITOR) as auditor:
        assert refused(auditor, "SELECT two()")


def test_others_stay_outside(prepared: Served) -> None:
    with connect(prepared.address(ADMINISTRATOR, "postgres")) as admin:
        admin.execute("DROP ROLE IF EXISTS stranger")
        admin.execute("CREATE ROLE stranger LOGIN")
        roles.set_passwords(admin, {"stranger": "열려라"})
    with pytest.raises(Exception, match="permission denied for database"):
        connect({**prepared.address("stranger"), "password": "열려라"})


def test_the_database_sorts_by_code_points(prepared: Served) -> None:
    with as_role(prepared, APP) as app:
        words = "unnest(ARRAY['나', 'a', '가', 'B', '각']) AS word"
        answer = app.execute(
            f"SELECT string_agg(word, ' ' ORDER BY word), lower('ÀÉ') FROM {words}"
        ).fetchone()
        assert answer == ("B a 가 각 나", "àé")
        assert app.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_roles_that_can_too_much_are_put_right(prepared: Served) -> None:
    with connect(prepared.address(ADMINISTRATOR, "postgres")) as admin:
        admin.execute(f"ALTER ROLE {APP} SUPERUSER BYPASSRLS CREATEROLE")
        admin.execute(f"GRANT {OWNER} TO {APP}")
    with as_role(prepared, APP) as app:
        assert len(faults(app)) == 2  # too powerful, and so may make tables
    make(prepared)
    with as_role(prepared, APP) as app:
        assert faults(app) == []


def test_a_password_is_never_sent_as_it_is(prepared: Served) -> None:
    with connect(prepared.address(ADMINISTRATOR, "postgres")) as admin:
        admin.execute("SET log_statement = 'all'")
        roles.set_passwords(admin, {APP: "비밀-sesame"})
    written = prepared.folder.log.read_text()
    assert "ALTER ROLE" in written and "SCRAM-SHA-256" in written and "sesame" not in written
    with connect({**prepared.address(APP), "password": "비밀-sesame"}) as app:
        assert app.execute("SELECT current_user").fetchone() == (APP,)
