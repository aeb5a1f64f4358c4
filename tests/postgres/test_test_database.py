"""The database of the tests: the app's role, a copy for each worker, fresh after a transactional test."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection

from baeum.places.models import Office
from baeum.postgres.cluster import Cluster
from baeum.postgres.connecting import connect
from baeum.postgres.names import ADMINISTRATOR, APP, DATABASE, OWNER
from baeum.postgres.roles import copy_database
from cast import OFFICES, Cast

SOON = datetime(2030, 1, 1, tzinfo=UTC)


def asked(query: str) -> object:
    """The first value of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_are_neither_superuser_nor_owner(database_name: str) -> None:
    assert asked("SELECT current_user") == APP
    assert asked("SELECT current_database()") == database_name
    assert asked("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
    assert asked("SELECT tableowner FROM pg_tables WHERE tablename = 'django_session'") == OWNER


@pytest.mark.django_db
@pytest.mark.parametrize("_", [1, 2])
def test_rows_of_one_test_are_not_seen_by_the_next(_: int) -> None:
    assert not Session.objects.exists()
    Session.objects.create(session_key="one", session_data="", expire_date=SOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", [1, 2])
def test_nor_are_rows_that_were_committed(_: int, as_role: object) -> None:
    assert not Session.objects.exists()
    Session.objects.create(session_key="one", session_data="", expire_date=SOON)
    seen = as_role(APP).execute("SELECT count(*) FROM django_session").fetchone()
    assert seen == (1,)


def the_cast_is_as_it_was(cast: Cast) -> None:
    """Then something of it is changed, here and in the database."""
    assert set(cast.office) == {one.code for one in Office.objects.all()} == set(OFFICES)
    assert not Session.objects.exists()
    Session.objects.create(session_key="one", session_data="", expire_date=SOON)
    del cast.office["hangang"]


@pytest.mark.django_db
@pytest.mark.parametrize("_", [1, 2, 3])
def test_the_cast_is_as_it_was_before_a_test_that_is_rolled_back(_: int, cast: Cast) -> None:
    the_cast_is_as_it_was(cast)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", [1, 2, 3])
def test_the_cast_is_as_it_was_before_one_that_commits(_: int, cast: Cast, as_role: object) -> None:
    the_cast_is_as_it_was(cast)
    assert as_role(APP).execute("SELECT count(*) FROM places_office").fetchone() == (len(OFFICES),)


@pytest.mark.django_db
def test_nobody_stands_where_the_cast_is_not_asked_for() -> None:
    assert not Office.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_app_may_not_truncate_so_a_flush_would_have_failed() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE django_session")


@pytest.mark.django_db(transaction=True, reset_sequences=True)
@pytest.mark.parametrize("_", [1, 2])
def test_sequences_begin_anew_where_asked_for(_: int, as_role: object) -> None:
    assert asked("SELECT is_called FROM django_migrations_id_seq") is True  # as the migrations left it
    last = asked("SELECT last_value FROM django_migrations_id_seq")
    as_role(OWNER).execute("SELECT nextval('django_migrations_id_seq')")
    assert asked("SELECT last_value FROM django_migrations_id_seq") == last + 1


@pytest.mark.django_db
def test_another_role_sees_the_same_database(as_role: object, database_name: str) -> None:
    answer = as_role(OWNER).execute("SELECT current_user, current_database()").fetchone()
    assert answer == (OWNER, database_name)


@pytest.mark.django_db
def test_the_list_of_migrations_is_not_the_apps_to_change() -> None:
    assert asked("SELECT count(*) FROM django_migrations") > 0
    with pytest.raises(ProgrammingError, match="permission denied"):
        asked("DELETE FROM django_migrations RETURNING 1")


def test_a_test_without_a_mark_has_no_database() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Session.objects.exists()


def test_psycopg_is_there_with_its_own_library() -> None:
    assert psycopg.pq.__impl__ == "binary"


@pytest.mark.django_db
def test_a_database_that_is_in_use_is_copied(database_server: Cluster, database_name: str) -> None:
    """A site of the worker may be connected, whatever test it began for."""
    one, other = f"{database_name}_one", f"{database_name}_other"
    with connect(database_server.address(ADMINISTRATOR, "postgres")) as admin:
        copy_database(admin, DATABASE, one)  # not "postgres": other workers are connected to that
        with connect(database_server.address(OWNER, one)) as connected:
            copy_database(admin, one, other)
            with pytest.raises(psycopg.OperationalError):
                connected.execute("SELECT 1")
        for name in (one, other):
            admin.execute(f"DROP DATABASE {name}")
