"""DATABASE_URL and its like: read, or refused with all that is wrong, never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baeum.config.database import app_address, connection_settings, is_embedded, owner_address
from baeum.postgres.address import named, shown
from baeum.postgres.fault import DatabaseFault
from baeum.postgres.folder import Folder


def fault(variable: str, text: str) -> DatabaseFault:
    """What is said of an address."""
    with pytest.raises(DatabaseFault) as told:
        named(variable, {variable: text})
    return told.value


def test_a_whole_address() -> None:
    text = "postgresql://baeum_app:p%40ss%20w%C3%B6rd@db.example.org:5433/baeum?sslmode=verify-full"
    assert named("DATABASE_URL", {"DATABASE_URL": f"  {text}\n"}) == {
        "user": "baeum_app", "password": "p@ss wörd", "host": "db.example.org", "port": "5433",
        "dbname": "baeum", "sslmode": "verify-full",
    }  # fmt: skip
    assert named("DATABASE_URL", {}) is None and named("DATABASE_URL", {"DATABASE_URL": "  "}) is None


def test_as_settings_of_django() -> None:
    found = connection_settings(app_address({"DATABASE_URL": "postgres://baeum_app:x@h/b?sslmode=require"}))
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "b", "USER": "baeum_app", "PASSWORD": "x", "HOST": "h", "PORT": "",
    }  # fmt: skip
    assert found["OPTIONS"] == {"connect_timeout": "10", "sslmode": "require"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mysql://baeum_app:sesame@h/b", ["postgresql://"]),
        ("baeum", ["postgresql://"]),
        ("postgresql://", ["user name", "name of the database"]),
        ("postgresql://:sesame@h:0/", ["user name", "name of the database", "port"]),
        ("postgresql://baeum_app:sesame@h:port/b", ["port"]),
        ("postgresql://baeum_app:sesame@h:70000/b", ["port"]),
        ("postgresql://baeum_app:sesame@[::1/b", ["malformed"]),
        ("postgresql://baeum_app:sesame@h/b?nope=1", ["malformed"]),
        ("postgresql://baeum_app:%zz@h/b", ["malformed"]),
        ("postgresql://postgres:sesame@h/", ["baeum_app", "name of the database"]),
    ],
)
def test_all_that_is_wrong_is_said_and_the_password_is_not(text: str, words: list[str]) -> None:
    told = fault("DATABASE_URL", text)
    assert told.code == "address" and "DATABASE_URL" in told.sentence.en
    assert all(word in told.sentence.en for word in words) and "sesame" not in str(told)
    assert told.sentence.ko != told.sentence.en


@pytest.mark.parametrize(
    ("variable", "role"),
    [("DATABASE_OWNER_URL", "baeum_owner"), ("DATABASE_AUDITOR_URL", "baeum_auditor")],
)
def test_each_variable_has_its_role(variable: str, role: str) -> None:
    assert "baeum_app" not in fault(variable, "postgresql://baeum_app:x@h/b").sentence.en.replace(role, "")
    assert named(variable, {variable: f"postgresql://{role}@h/b"}) is not None
    assert named("DATABASE_ADMIN_URL", {"DATABASE_ADMIN_URL": "postgresql://anyone@h/b"}) is not None


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, f"postgresql://{text}"):
        try:
            found = named("DATABASE_URL", {"DATABASE_URL": whole})
        except DatabaseFault as told:
            assert told.code == "address"
        else:
            assert found is None or found["user"] == "baeum_app"


def test_what_is_shown_has_no_password() -> None:
    address = named("DATABASE_URL", {"DATABASE_URL": "postgresql://baeum_app:sesame@h/b"})
    assert address is not None and shown(address) == "baeum_app@h:5432/b"


def test_embedded_unless_a_url_is_set(tmp_path: Path) -> None:
    here = {"BAEUM_DATABASE_FOLDER": str(tmp_path / "database")}
    assert is_embedded(here) and not is_embedded({"DATABASE_URL": "postgresql://baeum_app@h/b"})
    assert app_address(here)["host"] == str(Folder(tmp_path / "database").socket)
    assert app_address(here)["user"] == "baeum_app"
    owner = owner_address(here)
    assert owner is not None and owner["user"] == "baeum_owner"
    assert not (tmp_path / "database").exists()  # looking it up makes nothing


def test_the_owner_of_a_server_of_others_is_named_or_there_is_none() -> None:
    url = {"DATABASE_URL": "postgresql://baeum_app@h/b"}
    assert owner_address(url) is None
    named_too = {**url, "DATABASE_OWNER_URL": "postgresql://baeum_owner@h/b"}
    assert owner_address(named_too) == {"user": "baeum_owner", "host": "h", "dbname": "b"}
    with pytest.raises(DatabaseFault) as told:
        owner_address({"DATABASE_OWNER_URL": "postgresql://baeum_owner@h/b"})
    assert told.value.code == "url_missing"
