"""A line is never changed, taken out or slipped in: by grants, by triggers, and seen by the chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg
import pytest
from psycopg import Connection, errors
from tests.ledger.conftest import ON, acting, opened, training

from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.move import Accreditation, move
from baeum.ledger.services.open_account import Opened
from baeum.ledger.verify import verify
from baeum.postgres.names import ADMINISTRATOR, APP, AUDITOR, OWNER
from baeum_rules.ledger.invariants import Fault
from cast import Cast

AsRole = Callable[[str], Connection]
TABLES = ("ledger_entry", "ledger_evidence", "ledger_depositrequest")


@pytest.fixture
def written(transactional_db: None, cast: Cast) -> Opened:
    """Nari's account with four lines, the last of them a move."""
    account = opened(cast, "nari")
    by = cast.as_self("nari")
    for number in range(3):
        deposit(account.account_id, training(f"과정 {number}"), key=f"k{number}", by=by, on=ON)
    move(account.account_id, 2, accreditation=Accreditation("2026-1차", date(2026, 6, 1)), by=by, on=ON)
    return account


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "act", ["UPDATE {} SET by_person_id = by_person_id", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_the_app_has_no_right_to_change(written: Opened, as_role: AsRole, table: str, act: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        as_role(APP).execute(act.format(table))


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE ledger_account SET credits = 1",
        "DELETE FROM ledger_account",
        "INSERT INTO ledger_entry SELECT * FROM ledger_entry",
        "INSERT INTO ledger_account (person_id, learner_number, opened_by_id)"
        " VALUES (gen_random_uuid(), 'L0000000000', gen_random_uuid())",
    ],
)
def test_the_app_writes_lines_and_accounts_only_through_functions(
    written: Opened, as_role: AsRole, act: str
) -> None:
    with pytest.raises(errors.InsufficientPrivilege, match="permission denied"):
        as_role(APP).execute(act)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "act", ["UPDATE {} SET by_person_id = by_person_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_triggers_stop_the_owner_too(
    written: Opened, cast: Cast, as_role: AsRole, table: str, act: str
) -> None:
    from tests.ledger.files import png

    from baeum.ledger.services.put_evidence import put_evidence

    put_evidence(written.account_id, png(), by=cast.as_self("nari"))  # a row for every table
    owner = as_role(OWNER)
    assert owner.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
    with pytest.raises(errors.InsufficientPrivilege, match="only ever added to"):
        owner.execute(act.format(table))


@pytest.mark.parametrize("table", ["ledger_account", "ledger_consent"])
def test_accounts_and_consents_are_not_deleted(written: Opened, as_role: AsRole, table: str) -> None:
    for act in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with pytest.raises(errors.InsufficientPrivilege, match="only ever added to"):
            as_role(OWNER).execute(act)


TAMPERED: dict[str, tuple[str, int | None]] = {  # what an administrator does, and the line that shows it
    "credits": ("UPDATE ledger_entry SET credits = 30 WHERE number = 2", 2),
    "a day": ("UPDATE ledger_entry SET happened_on = happened_on - 1 WHERE number = 1", 1),
    "the time": ("UPDATE ledger_entry SET recorded_at = recorded_at - interval '1 us' WHERE number = 3", 3),
    "sealed content": ("UPDATE ledger_entry SET content = content || 'x' WHERE number = 4", 4),
    "who it was": (
        "UPDATE ledger_entry SET by_person_id = (SELECT id FROM people_person WHERE id <> by_person_id"
        " LIMIT 1) WHERE number = 3",
        3,
    ),
    "a line gone": ("DELETE FROM ledger_entry WHERE number = 3", 4),
    "the last line gone": ("DELETE FROM ledger_entry WHERE number = 4", None),
    "the head": ("UPDATE ledger_account SET head_hash = sha256('x')", None),
    "a hash recomputed": (
        "UPDATE ledger_entry line SET credits = 30, hash = sha256(convert_to(ledger_canonical("
        "ROW(line.*)::ledger_entry, NULL), 'UTF8')) WHERE number = 2",
        2,
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_chain_names_the_first_broken_line(
    written: Opened, cast: Cast, as_role: AsRole, what: str
) -> None:
    """By an administrator who turns the triggers off; found by the rules, by the database, by the auditor."""
    statement, number = TAMPERED[what]
    admin = as_role(ADMINISTRATOR)
    assert admin.execute("SELECT * FROM ledger_broken_chains()").fetchall() == []
    admin.execute("SET session_replication_role = replica")  # no trigger fires, no reference is checked
    admin.execute(statement)
    auditor = as_role(AUDITOR)
    assert auditor.execute("SELECT * FROM ledger_broken_chains()").fetchall() == [
        (written.account_id, number)
    ]
    with acting(cast.as_self("nari")):
        fault = next(fault for fault in verify(written.account_id) if fault.invariant == "chain_holds")
    assert fault.number == number


def test_sums_that_were_changed_are_found(written: Opened, cast: Cast, as_role: AsRole) -> None:
    as_role(ADMINISTRATOR).execute("UPDATE ledger_account SET hours = hours + 1")
    with acting(cast.as_self("nari")):
        assert verify(written.account_id) == [Fault("sums_agree", None, "0, 91, not 0, 90")]


def test_database_and_rules_write_the_same_canonical_form(
    written: Opened, cast: Cast, as_role: AsRole
) -> None:
    from baeum.ledger.rows import entries_of
    from baeum_rules.ledger.entries import canonical

    found = (
        as_role(AUDITOR)
        .execute("SELECT ledger_canonical(line, NULL) FROM ledger_entry line ORDER BY number")
        .fetchall()
    )
    with acting(cast.as_self("nari")):
        assert [text for (text,) in found] == [
            canonical(entry).decode() for entry in entries_of(written.account_id)
        ]


CALL = """SELECT ledger_append(%(account)s, %(number)s, %(act)s, %(of)s, %(part)s, %(kind)s, %(standing)s,
    NULL, %(on)s, %(credits)s, NULL, %(event)s, 'sealed', NULL)"""
FORGED: dict[str, dict[str, object]] = {
    "a standing of one's own choice": {"standing": "officially_verified"},
    "a number ahead": {"number": 9},
    "a number again": {"number": 4},
    "a reversal of what is gone": {"act": "reversal", "of": 2},
    "a reversal of nothing": {"act": "reversal", "of": None},
    "a deposit that takes a place": {"of": 1},
    "a move of what is no note": {"act": "move", "of": 4, "part": "accredited_learning"},
    "a move elsewhere": {"act": "move", "of": 1, "part": "schooling"},
    "a supplement with other credits": {"act": "supplement", "of": 1, "credits": 9},
    "another day": {"act": "supplement", "of": 1, "on": date(2026, 1, 1)},
    "a confirmation by the person": {"act": "confirmation", "of": 1, "standing": "institution_confirmed"},
    "an act that is none": {"act": "gift"},
}


@pytest.mark.parametrize("what", FORGED)
def test_the_function_refuses_what_the_services_never_ask(
    written: Opened, cast: Cast, as_role: AsRole, what: str
) -> None:
    app = as_role(APP)
    app.execute("SELECT set_config('baeum.person', %s, false)", [str(cast.person["nari"].id)])
    of = FORGED[what].get("of")
    key = app.execute("SELECT natural_key FROM ledger_entry WHERE number = %s", [of]).fetchone()
    values: dict[str, object] = {
        "account": written.account_id,
        "number": 5,
        "act": "deposit",
        "of": None,
        "part": "special_note",
        "kind": "training",
        "standing": "self_declared",
        "on": date(2026, 5, 29),
        "credits": None,
        "event": bytes(key[0]) if key else bytes(16),
    }
    with pytest.raises((errors.InsufficientPrivilege, errors.IntegrityError)):
        app.execute(CALL, values | FORGED[what])
    app.execute(CALL, values | {"of": None, "event": bytes(16)})  # and nothing else was wrong with it


@pytest.mark.parametrize("standing", ["self_declared", "officially_verified"])
def test_an_institution_vouches_as_an_institution(
    written: Opened, cast: Cast, as_role: AsRole, standing: str
) -> None:
    """Its office stands in the line, so that only the function knows it may not say more."""
    app, sora = as_role(APP), cast.as_("sora")
    settings = "SELECT set_config('baeum.person', %s, false), set_config('baeum.appointment', %s, false)"
    app.execute(settings, [str(sora.person_id), str(sora.appointment_id)])
    values = {
        "account": written.account_id,
        "number": 5,
        "act": "deposit",
        "of": None,
        "part": "special_note",
        "kind": "training",
        "standing": standing,
        "on": date(2026, 5, 29),
        "credits": None,
        "event": bytes(16),
    }
    with pytest.raises(errors.InsufficientPrivilege, match="ledger_append: deposit"):
        app.execute(CALL, values)
    app.execute(CALL, values | {"standing": "institution_confirmed"})


def test_the_function_refuses_a_second_line_for_an_event(
    written: Opened, cast: Cast, as_role: AsRole
) -> None:
    app = as_role(APP)
    app.execute("SELECT set_config('baeum.person', %s, false)", [str(cast.person["nari"].id)])
    with pytest.raises(errors.UniqueViolation, match="stands already"):
        app.execute(
            "SELECT ledger_append(account_id, 5, 'deposit', NULL, part, kind, standing, happened_from,"
            " happened_on, credits, hours, natural_key, content, NULL) FROM ledger_entry WHERE number = 1"
        )


def test_without_an_actor_nothing_is_written_or_seen(written: Opened, as_role: AsRole) -> None:
    app = as_role(APP)
    for table in (*TABLES, "ledger_account", "ledger_consent", "ledger_correctionrequest"):
        assert app.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert app.execute("SELECT * FROM ledger_lock(%s)", [written.account_id]).fetchall() == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="not your account"):
        app.execute(
            CALL,
            {
                "account": written.account_id,
                "number": 5,
                "act": "deposit",
                "of": None,
                "part": "special_note",
                "kind": "training",
                "standing": "self_declared",
                "on": date(2026, 5, 29),
                "credits": None,
                "event": bytes(16),
            },
        )


def test_only_one_place_in_the_code_calls_the_function() -> None:
    """Nothing else can insert; and nobody else tries."""
    source = Path(__file__).parents[2] / "src"
    calling = [
        file.name
        for file in source.rglob("*.py")
        if "ledger_append(" in file.read_text(encoding="utf-8") and "migrations" not in file.parts
    ]
    assert calling == ["writing.py"]
