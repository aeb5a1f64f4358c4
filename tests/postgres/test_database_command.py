"""``baeum database``: on a folder, on a server of others; and what a person sees who gets it wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from baeum.postgres import roles
from baeum.postgres.connecting import connect
from baeum.postgres.installations import Installation
from baeum.postgres.names import ADMINISTRATOR, APP, OWNER
from migrated_folder import MigratedFolder

from .conftest import thrown_away, without_names
from .served import Served
from .started import as_json, baeum, gone


@pytest.fixture(scope="module")
def served(any_installation: Installation) -> Iterator[Served]:
    """A server that others run."""
    with thrown_away() as folder:
        server = Served(folder, any_installation)
        server.start()
        with connect(server.address(ADMINISTRATOR, "postgres")) as admin:
            admin.execute("CREATE ROLE clerk LOGIN CREATEROLE CREATEDB")
            roles.set_passwords(admin, {"clerk": "문 열어"})
        yield server
        server.stop()


@pytest.fixture
def urls(served: Served) -> dict[str, str]:
    """The environment of an operator, who has a database of this test's own."""
    with connect(served.address(ADMINISTRATOR, "postgres")) as admin:
        admin.execute("DROP DATABASE IF EXISTS learning WITH (FORCE)")
    return {
        **without_names(),
        "DATABASE_URL": served.url(APP, "p@ss/1", "learning"),
        "DATABASE_OWNER_URL": served.url(OWNER, "p@ss/2", "learning"),
        "DATABASE_ADMIN_URL": served.url("clerk", "문 열어", "postgres"),
    }


def test_from_nothing_to_a_migrated_database_of_others(urls: dict[str, str]) -> None:
    before = baeum("database", "status", environment=urls)
    assert before.returncode == 2 and "learning" in before.stderr and "p@ss" not in before.stderr
    for _ in range(2):
        prepared = baeum("database", "prepare", environment=urls)
        assert prepared.returncode == 0, prepared.stderr
        assert APP in prepared.stdout and "baeum_auditor" in prepared.stdout and "p@ss" not in prepared.stdout
    waiting = as_json("database", "status", "--json", environment=urls)
    assert waiting["kind"] == "url" and waiting["running"] and waiting["pending"] and waiting["faults"] == []
    migrated = baeum("database", "migrate", environment=urls)
    assert migrated.returncode == 0, migrated.stderr
    assert as_json("database", "status", "--json", environment=urls)["pending"] == []
    again = baeum("database", "migrate", environment=urls)
    assert again.returncode == 0 and ": 0" in again.stdout


def test_migrations_need_the_owners_address(urls: dict[str, str]) -> None:
    del urls["DATABASE_OWNER_URL"]
    answer = baeum("database", "migrate", environment=urls)
    assert answer.returncode == 2 and "DATABASE_OWNER_URL" in answer.stderr


def test_prepare_needs_an_administrator(urls: dict[str, str]) -> None:
    del urls["DATABASE_ADMIN_URL"]
    answer = baeum("database", "prepare", environment=urls)
    assert answer.returncode == 2 and "DATABASE_ADMIN_URL" in answer.stderr and "--sql" in answer.stderr


def test_prepare_as_somebody_who_may_not(urls: dict[str, str], served: Served) -> None:
    assert baeum("database", "prepare", environment=urls).returncode == 0
    urls["DATABASE_ADMIN_URL"] = served.url(APP, "p@ss/1", "learning")
    answer = baeum("database", "prepare", environment=urls)
    assert answer.returncode == 2 and "Traceback" not in answer.stderr and APP in answer.stderr


def test_names_that_differ_are_told(urls: dict[str, str], served: Served) -> None:
    urls["DATABASE_OWNER_URL"] = served.url(OWNER, "x", "other")
    answer = baeum("database", "prepare", "--name", "third", environment=urls)
    assert answer.returncode == 2 and all(name in answer.stderr for name in ("learning", "other", "third"))


def test_the_sql_is_for_psql_and_connects_nowhere(urls: dict[str, str]) -> None:
    del urls["DATABASE_ADMIN_URL"]
    answer = baeum("database", "prepare", "--sql", environment=urls)
    assert answer.returncode == 0 and "CREATE ROLE" in answer.stdout and "'learning'" in answer.stdout
    assert "p@ss" not in answer.stdout


@pytest.mark.parametrize("action", ["start", "stop"])
def test_a_server_of_others_is_not_started_or_stopped(urls: dict[str, str], action: str) -> None:
    answer = baeum("database", action, environment=urls)
    assert answer.returncode == 2 and "DATABASE_URL" in answer.stderr


def test_a_wrong_password_is_not_repeated(urls: dict[str, str], served: Served) -> None:
    assert baeum("database", "prepare", environment=urls).returncode == 0
    urls["DATABASE_URL"] = served.url(APP, "wrong-sesame", "learning")
    answer = baeum("database", "status", environment=urls)
    assert answer.returncode == 2 and "sesame" not in answer.stderr and APP in answer.stderr


def test_a_host_that_is_not_there(urls: dict[str, str]) -> None:
    urls["DATABASE_URL"] = "postgresql://baeum_app:x@127.0.0.1:1/baeum"
    answer = baeum("database", "status", environment=urls)
    assert (
        answer.returncode == 2 and "127.0.0.1:1/baeum" in answer.stderr and "Traceback" not in answer.stderr
    )


def test_an_app_that_can_too_much_is_refused(urls: dict[str, str], served: Served) -> None:
    assert baeum("database", "prepare", environment=urls).returncode == 0
    with connect(served.address(ADMINISTRATOR, "postgres")) as admin:
        admin.execute(f"ALTER ROLE {APP} BYPASSRLS")
        try:
            status = baeum("database", "status", "--lang", "en", environment=urls)
            site = baeum("site", "--port", "0", environment=urls)
        finally:
            admin.execute(f"ALTER ROLE {APP} NOBYPASSRLS")
    assert status.returncode == 0 and "to mend: the role of the connection can do too much" in status.stdout
    assert site.returncode == 2 and "baeum database prepare" in site.stderr


def test_another_role_is_refused_as_app(urls: dict[str, str], served: Served) -> None:
    urls["DATABASE_URL"] = served.url("clerk", "문 열어", "postgres")
    answer = baeum("site", "--port", "0", environment=urls)
    assert answer.returncode == 2 and "baeum_app" in answer.stderr


def test_migrate_starts_the_embedded_one_where_none_runs(migrated: MigratedFolder) -> None:
    assert migrated.answer.returncode == 0, migrated.answer.stderr
    assert gone(migrated.path)
    environment = {**without_names(), "BAEUM_DATABASE_FOLDER": str(migrated.path)}
    assert as_json("database", "status", "--json", environment=environment)["running"] is False


def test_help_names_every_action_and_variable() -> None:
    assert all(
        word in baeum("database", "--help").stdout
        for word in ("status", "start", "stop", "prepare", "migrate")
    )
    assert "DATABASE_ADMIN_URL" in baeum("database", "prepare", "--help").stdout
    assert "DATABASE_OWNER_URL" in baeum("database", "migrate", "--help").stdout


@pytest.mark.parametrize("words", [["statsu"], ["start", "--foldr", "x"], []])
def test_a_typo_is_told(words: list[str]) -> None:
    answer = baeum("database", *words)
    assert answer.returncode == 2 and "usage:" in answer.stderr
