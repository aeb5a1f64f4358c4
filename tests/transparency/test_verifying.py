"""What an administrator changes in the database is found: exactly that row, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from psycopg import Connection
from tests.ledger.conftest import ON, opened, training

from baeum.credentials.checkpoint import NoteKey
from baeum.ledger.services.deposit import deposit
from baeum.ledger.services.move import Accreditation, move
from baeum.people.services.erase import erase
from baeum.postgres.names import ADMINISTRATOR, OWNER
from baeum.shared.clock import now
from baeum.transparency.entering import enter, enter_each
from baeum.transparency.entering_old import enter_old
from baeum.transparency.folder import folder
from baeum.transparency.kinds import Kind, Row, kinds
from baeum.transparency.log_key import Witnesses, begin
from baeum.transparency.publishing import publish
from baeum.transparency.verifying import Verified, verify
from cast import Cast

AsRole = Callable[[str], Connection]
LINES = 5


@pytest.fixture
def log(transactional_db: None, log_folder: Path) -> NoteKey:
    """Begun, with its checkpoints committed."""
    return begin("baeum.example/log")


@pytest.fixture
def written(log: NoteKey, cast: Cast) -> list[int]:
    """The ids of Nari's lines, published in two checkpoints."""
    account, by = opened(cast, "nari"), cast.as_self("nari")
    for number in range(3):
        deposit(account.account_id, training(f"과정 {number}"), key=f"k{number}", by=by, on=ON)
    publish()
    move(account.account_id, 2, accreditation=Accreditation("2026-1차", date(2026, 6, 1)), by=by, on=ON)
    deposit(account.account_id, training("과정 9"), key="k9", by=by, on=ON)
    publish()
    with connection.cursor() as cursor:
        cursor.execute("SELECT index FROM transparency_leaf ORDER BY index")
        assert [index for (index,) in cursor] == list(range(LINES))
    return list(range(LINES))


@pytest.fixture
def ids(written: list[int], as_role: AsRole) -> list[str]:
    """The lines' ids, as subjects."""
    return [str(one) for (one,) in as_role(OWNER).execute("SELECT id FROM ledger_entry ORDER BY id")]


@pytest.fixture
def checked(as_role: AsRole, log: NoteKey) -> Iterator[Callable[[], Verified]]:
    """Verifies everything, as the owner."""
    yield lambda: verify(as_role(OWNER), folder(), log, Witnesses((), 0), kinds(), lambda _: None)


def wrong(found: Verified) -> list[tuple[str, str, str]]:
    return [(one.what, one.kind, one.subject) for one in found.wrong]


def test_everything_agrees(written: list[int], checked: Callable[[], Verified]) -> None:
    found = checked()
    assert (found.wrong, found.broken) == ([], [])
    assert (found.size, found.rows, found.same, found.checkpoints, found.waiting) == (
        LINES,
        LINES,
        LINES,
        2,
        0,
    )


# what an administrator does to the third line or its leaf, and what is found of it
TAMPERED = {
    "credits": ("UPDATE ledger_entry SET credits = 30 WHERE id = {id}", "differs"),
    "sealed content": ("UPDATE ledger_entry SET content = content || 'x' WHERE id = {id}", "differs"),
    "the hash": ("UPDATE ledger_entry SET hash = sha256('x') WHERE id = {id}", "differs"),
    "all of it, with its hash": (
        "UPDATE ledger_entry line SET credits = 30, hash = sha256(convert_to(ledger_canonical("
        "ROW(line.*)::ledger_entry, NULL), 'UTF8')) WHERE id = {id}",
        "differs",
    ),
    "evidence": ("UPDATE ledger_entry SET evidence_id = gen_random_uuid() WHERE id = {id}", "differs"),
    "gone": ("DELETE FROM ledger_entry WHERE id = {id}", "missing"),
    "the nonce": ("UPDATE transparency_leaf SET nonce = NULL WHERE subject = '{id}'", "nonce_gone"),
    "another nonce": ("UPDATE transparency_leaf SET nonce = '\\x00' WHERE subject = '{id}'", "differs"),
    "the leaf gone": ("DELETE FROM transparency_leaf WHERE subject = '{id}'", "inserted"),
    "slipped in": (
        "INSERT INTO ledger_entry SELECT (jsonb_populate_record(line, jsonb_build_object("
        "'id', line.id + 1000, 'number', 6))).* FROM ledger_entry line WHERE id = {id}",
        "inserted",
    ),
    "row and leaf together": (
        "WITH changed AS (UPDATE ledger_entry SET credits = 30 WHERE id = {id} RETURNING *)"
        " UPDATE transparency_leaf SET commitment = sha256(nonce || convert_to(ledger_stated("
        "ROW(changed.*)::ledger_entry, ledger_canonical(ROW(changed.*)::ledger_entry, NULL)), 'UTF8'))"
        " FROM changed WHERE subject = '{id}'",
        "leaf_differs",
    ),
}
KEPT = ("ledger_entry", "transparency_leaf", "transparency_checkpoint")


@contextmanager
def tampering(admin: Connection) -> Iterator[None]:
    """No trigger fires and no reference is checked; afterwards everything is as it was."""
    admin.execute("SET session_replication_role = replica")
    for table in KEPT:
        admin.execute(f"CREATE TEMPORARY TABLE kept_{table} AS TABLE {table}".encode())
    try:
        yield
    finally:
        for table in KEPT:
            admin.execute(f"DELETE FROM {table}".encode())
            admin.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}".encode())
            admin.execute(f"DROP TABLE kept_{table}".encode())


def test_the_one_line_that_was_tampered_with_is_named(
    ids: list[str], as_role: AsRole, checked: Callable[[], Verified]
) -> None:
    admin = as_role(ADMINISTRATOR)
    for what, (statement, found_as) in TAMPERED.items():
        with tampering(admin):
            assert admin.execute(statement.format(id=ids[2]).encode()).rowcount == 1, what
            found = checked()
            subject = str(int(ids[2]) + 1000) if what == "slipped in" else ids[2]
            assert wrong(found) == [(found_as, "ledger", subject)], what
            gone = [("leaf_gone", {"index": 2})] if what == "the leaf gone" else []
            assert (found.broken, found.good) == (gone, False), what
            if what == "slipped in":
                publish()  # which does not make it good
                assert wrong(checked()) == [(found_as, "ledger", subject)]
        assert checked().good, what


def test_a_waiting_leaf_without_its_row_is_named(
    ids: list[str], checked: Callable[[], Verified], cast: Cast, as_role: AsRole
) -> None:
    enter("ledger", "999999", b"no such line")
    enter("sundries", "1", b"a kind nobody reads")
    found = checked()
    assert wrong(found) == [("missing", "ledger", "999999")]
    assert found.waiting == 2
    publish()
    assert wrong(checked()) == [("missing", "ledger", "999999"), ("unknown_kind", "sundries", "1")]


def _tile(place: Path, name: str) -> None:
    held = bytearray((place / name).read_bytes())
    held[5] ^= 1
    (place / name).write_bytes(held)


FILES: dict[str, Callable[[Path], None]] = {
    "an entry": lambda place: _tile(place, "tile/entries/000.p/5"),
    "a tile": lambda place: _tile(place, "tile/0/000.p/5"),
    "an entry gone": lambda place: (place / "tile/entries/000.p/5").unlink(),
}


CHECKPOINTS = {
    "note": "UPDATE transparency_checkpoint SET note = replace(note, E'\\n3\\n', E'\\n4\\n') WHERE size = 3",
    "root": "UPDATE transparency_checkpoint SET root = sha256('x') WHERE size = 3",
}


def test_changed_files_and_checkpoints_are_found(
    written: list[int], as_role: AsRole, log_folder: Path, checked: Callable[[], Verified]
) -> None:
    for what, change in FILES.items():
        kept = {path: path.read_bytes() for path in log_folder.rglob("*") if path.is_file()}
        change(log_folder)
        found = checked()
        assert found.broken and not found.good, what
        for path, held in kept.items():
            path.write_bytes(held)
        assert checked().good, what
    admin = as_role(ADMINISTRATOR)
    for what, words in CHECKPOINTS.items():
        with tampering(admin):
            admin.execute(words.encode())
            found = checked()
            broken = [(code, figures["size"]) for code, figures in found.broken]
            assert broken == [("checkpoint_changed", 3)], what


def test_an_earlier_checkpoint_of_another_past_is_found(
    written: list[int], as_role: AsRole, checked: Callable[[], Verified], log: NoteKey
) -> None:
    """Signed with the log's own key: only that somebody kept it tells."""
    from baeum.credentials.checkpoint import Checkpoint
    from baeum.transparency.log_key import signer

    other = Checkpoint(log.name, 2, bytes(32))
    as_role(OWNER).execute(
        "INSERT INTO transparency_checkpoint (size, root, edge, note) VALUES (2, %s, '', %s)",
        [other.root, other.signed(signer(log))],
    )
    assert checked().broken == [("contradicts", {"size": 2})]


def test_who_is_erased_leaves_leaves_that_tell_nothing(
    ids: list[str], cast: Cast, as_role: AsRole, checked: Callable[[], Verified]
) -> None:
    nari = cast.person["nari"].id
    assert not hasattr(erase(nari, by=cast.as_self("nari"), at=now()), "code")
    owner = as_role(OWNER)
    assert owner.execute("SELECT count(nonce) FROM transparency_leaf").fetchone() == (0,)
    found = checked()
    assert (found.good, found.erased, found.same) == (True, LINES, 0)
    admin = as_role(ADMINISTRATOR)
    admin.execute("SET session_replication_role = replica")
    admin.execute("DELETE FROM transparency_leaf")
    assert enter_old(owner, kinds(), lambda _: None)["ledger"] == LINES
    assert owner.execute("SELECT count(nonce) FROM transparency_leaf").fetchone() == (0,)


def test_rows_from_before_the_log_are_entered_once(
    ids: list[str], as_role: AsRole, checked: Callable[[], Verified]
) -> None:
    admin, owner = as_role(ADMINISTRATOR), as_role(OWNER)
    admin.execute("SET session_replication_role = replica")
    admin.execute("DELETE FROM transparency_checkpoint")
    admin.execute("DELETE FROM transparency_leaf")
    for name in ("checkpoint", "witnessed"):
        (folder().path / name).unlink(missing_ok=True)
    assert enter_old(owner, kinds(), lambda _: None)["ledger"] == LINES
    assert enter_old(owner, kinds(), lambda _: None)["ledger"] == 0
    publish()
    found = checked()
    assert (found.good, found.same) == (True, LINES)


def test_every_tile_is_checked(log: NoteKey, log_folder: Path, as_role: AsRole) -> None:
    """A log of more than one tile: each of its files in turn, the one above the others too."""
    rows = [Row(f"L-{number}", b"said") for number in range(600)]
    known = {"load": Kind("load", "", "", lambda _: iter(rows))}
    enter_each("load", [(row.subject, row.statement) for row in rows])
    publish()
    owner, none = as_role(OWNER), Witnesses((), 0)

    def checked() -> Verified:
        return verify(owner, folder(), log, none, known, lambda _: None)

    assert checked().good
    files = sorted(path for path in (log_folder / "tile").rglob("*") if path.is_file())
    assert len(files) == 7  # three bundles, three tiles, one above them
    for path in files:
        held = path.read_bytes()
        path.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))
        assert any(code == "tile" for code, _ in checked().broken), path
        path.write_bytes(held)
    rows.pop(300)
    assert wrong(checked()) == [("missing", "load", "L-300")]
    rows[1] = Row("L-1", b"unsaid")
    rows.append(Row("L-600", b"said"))
    assert wrong(checked()) == [
        ("differs", "load", "L-1"),
        ("inserted", "load", "L-600"),
        ("missing", "load", "L-300"),
    ]
