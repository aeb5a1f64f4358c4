"""A publisher that dies at any of its steps leaves a published log, and the next one completes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from baeum.credentials.checkpoint import Checkpoint, Note, NoteKey, read_body, read_checkpoint, read_note
from baeum.credentials.merkle import consistency, edge_of, grew
from baeum.credentials.tiles import Tiles
from baeum.transparency import publishing, sequencing
from baeum.transparency.entering import enter_each
from baeum.transparency.faults import LogFault
from baeum.transparency.folder import Folder, folder
from baeum.transparency.models import Checkpoint as Stored
from baeum.transparency.publishing import publish

BEFORE, AFTER = 250, 530  # over the edge of a tile, and of the one after it


class Died(BaseException):
    """What kill -9 is like from inside."""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """[n]: the n-th step that changes the disk or the database is the last; [0]: none is."""
    left = [0]
    for of, name in (
        (Folder, "write"),
        (Folder, "settle"),
        (publishing, "sequence"),
        (publishing, "write_witnessed"),
    ):
        before = getattr(of, name)

        def stepped(*given: object, before=before, **named: object) -> object:  # type: ignore[no-untyped-def]
            if left[0] == 1:
                raise Died
            left[0] -= 1
            return before(*given, **named)

        monkeypatch.setattr(of, name, stepped)
    yield left


def head(log: NoteKey, place: Path) -> Checkpoint:
    """What is published, with all that it needs."""
    found = read_checkpoint((place / "checkpoint").read_text(), log)
    assert edge_of(found.size, Tiles(folder().read, found.size).node).root == found.root
    for number in range(-(-found.size // 256)):
        Tiles(folder().read, found.size).entries(number)
    return found


def test_every_step_may_be_the_last(log: NoteKey, log_folder: Path, steps: list[int]) -> None:
    number, size = 0, 0
    before = Checkpoint(log.name, 0, b"")
    while True:
        more = BEFORE if size == 0 else (AFTER - BEFORE if number % 2 else 3)
        enter_each("document", [(f"D-{size + place}", b"issued") for place in range(more)])
        size += more
        steps[0] = number
        try:
            publish()
        except Died:
            if (log_folder / "checkpoint").exists():
                middle = head(log, log_folder)
                assert before.size <= middle.size <= size
        else:
            if number:
                break  # there are not so many steps
        steps[0] = 0
        publish()
        after = head(log, log_folder)
        assert after.size == size
        if before.size:
            proof = consistency(before.size, after.size, Tiles(folder().read, after.size).node)
            assert grew(before.size, before.root, after.size, after.root, proof)
        before, number = after, number + 1
    assert number > 9


def test_what_was_signed_is_published_as_it_was_signed(
    log: NoteKey, log_folder: Path, steps: list[int]
) -> None:
    """Dead between signing and publishing: no second checkpoint is signed in the place of the first."""
    enter_each("document", [(f"D-{place}", b"issued") for place in range(5)])
    steps[0] = 2
    with pytest.raises(Died):
        publish()
    signed = Stored.objects.get().note
    assert not (log_folder / "checkpoint").exists()
    steps[0] = 0
    publish()
    assert (log_folder / "checkpoint").read_text() == signed
    assert Stored.objects.count() == 1


def test_a_database_from_an_older_backup_signs_nothing(log: NoteKey, log_folder: Path) -> None:
    enter_each("document", [("D-1", b"issued")])
    publish()
    kept = (log_folder / "checkpoint").read_bytes()
    enter_each("document", [("D-2", b"issued")])
    publish()
    note: Note = read_note((log_folder / "checkpoint").read_text())
    ahead = Checkpoint(log.name, 9, read_body(note.body).root).signed(sequencing_signer(log))
    (log_folder / "checkpoint").write_text(ahead)
    enter_each("document", [("D-3", b"issued")])
    with pytest.raises(LogFault) as fault:
        publish()
    assert fault.value.code == "published_unknown"
    assert Stored.objects.count() == 2
    (log_folder / "checkpoint").write_bytes(kept)  # an older one of ours is completed
    assert publish().size == 3


def sequencing_signer(log: NoteKey):  # type: ignore[no-untyped-def]
    from baeum.transparency.log_key import signer

    return signer(log)


def test_tiles_that_were_lost_are_written_again(log: NoteKey, log_folder: Path) -> None:
    import shutil

    enter_each("document", [(f"D-{place}", b"issued") for place in range(300)])
    publish()
    shutil.rmtree(log_folder / "tile")
    enter_each("document", [("more", b"issued")])
    publish()
    assert head(log, log_folder).size == 301


def test_another_sequencer_at_work_is_left_alone(
    transactional_db: None,
    log_folder: Path,
    as_role,  # type: ignore[no-untyped-def]
) -> None:
    from baeum.transparency.log_key import begin, signer

    own = signer(begin("baeum.example/log"))
    enter_each("document", [("D-1", b"issued")])
    other = as_role("baeum_app")
    with other.transaction():
        other.execute("SELECT pg_advisory_xact_lock(%s)", [sequencing.ALONE])
        assert sequencing.sequence(own) is None
    found = sequencing.sequence(own)
    assert found is not None and found.size == 1


def test_a_stored_checkpoint_that_was_changed_stops_the_sequencer(
    transactional_db: None,
    log_folder: Path,
    as_role,  # type: ignore[no-untyped-def]
) -> None:
    from baeum.transparency.log_key import begin

    begin("baeum.example/log")
    enter_each("document", [("D-1", b"issued"), ("D-2", b"issued")])
    publish()
    admin = as_role("postgres")
    admin.execute("SET session_replication_role = replica")
    admin.execute("UPDATE transparency_checkpoint SET edge = sha256('x')")
    enter_each("document", [("D-3", b"issued")])
    with pytest.raises(LogFault) as fault:
        publish()
    assert fault.value.code == "checkpoint_changed"


def test_another_key_signs_nothing(log: NoteKey, log_folder: Path, settings) -> None:  # type: ignore[no-untyped-def]
    from baeum.transparency.key_files import make_key

    enter_each("document", [("D-1", b"issued")])
    settings.LOG_KEY_FILE = log_folder.parent / "another.key"
    with pytest.raises(LogFault) as fault:
        publish()
    assert fault.value.code == "key_unreadable"
    make_key(settings.LOG_KEY_FILE)
    with pytest.raises(LogFault) as fault:
        publish()
    assert fault.value.code == "other_key"


def test_the_tables_never_change_but_in_the_two_ways(
    transactional_db: None,
    log_folder: Path,
    as_role,  # type: ignore[no-untyped-def]
) -> None:
    """Against the owner too. An administrator can turn triggers off, and is found (test_verifying)."""
    from psycopg import errors

    from baeum.transparency.log_key import begin

    begin("baeum.example/log")
    enter_each("document", [("D-1", b"issued"), ("D-2", b"issued")])
    publish()
    owner = as_role("baeum_owner")
    for words in (
        "UPDATE transparency_leaf SET index = 9 WHERE index = 1",
        "UPDATE transparency_leaf SET index = NULL",
        "UPDATE transparency_leaf SET nonce = 'x'",
        "UPDATE transparency_leaf SET commitment = 'x'",
        "UPDATE transparency_leaf SET subject = 'x' WHERE index = 1",
        "DELETE FROM transparency_leaf",
        "TRUNCATE transparency_leaf",
        "UPDATE transparency_checkpoint SET note = 'x'",
        "DELETE FROM transparency_checkpoint",
        "TRUNCATE transparency_checkpoint CASCADE",
        "UPDATE transparency_log SET origin = 'x'",
        "DELETE FROM transparency_log",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            owner.execute(words)
    app = as_role("baeum_app")
    with pytest.raises(errors.SerializationFailure, match="the log has grown"):
        app.execute("SELECT transparency_sequence(ARRAY[1, 2], 0, 'x', 'x', 'x')")
    with pytest.raises(errors.SerializationFailure, match="not waiting"):
        app.execute("SELECT transparency_sequence(ARRAY[1, 2], 2, 'x', 'x', 'x')")
