"""Witnesses: they sign what grew, refuse what did not, and their signatures come back to the checkpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from baeum.cli import main
from baeum.credentials.checkpoint import (
    WITNESS,
    Checkpoint,
    NoteFault,
    NoteKey,
    NoteSigner,
    cosigners,
    read_checkpoint,
    read_note,
)
from baeum.credentials.log_proof import ProofFault, verify_proof
from baeum.transparency.cosigning import add_cosignatures
from baeum.transparency.entering import enter_each
from baeum.transparency.faults import LogFault
from baeum.transparency.folder import folder
from baeum.transparency.key_files import private_key
from baeum.transparency.log_key import signer, witnesses
from baeum.transparency.models import Cosignature
from baeum.transparency.proving import proof_of
from baeum.transparency.publishing import publish


class Body:
    """A witness, with its files."""

    def __init__(self, name: str, folder: Path, log: NoteKey) -> None:
        self.name, self.log = name, log
        self.key, self.state = folder / f"{name}.key", folder / f"{name}.json"

    def words(self, checkpoint: Path) -> list[str]:
        files = ["--key", str(self.key), "--state", str(self.state)]
        return ["log", "witness", str(checkpoint), *files, "--name", self.name, "--log-key", str(self.log)]

    @property
    def public(self) -> NoteKey:
        return NoteSigner(self.name, private_key(self.key), WITNESS).public


@pytest.fixture
def bodies(log: NoteKey, tmp_path: Path) -> list[Body]:
    return [Body(f"w{number}.example", tmp_path, log) for number in (1, 2, 3)]


def more(count: int, first: int) -> None:
    enter_each("document", [(f"D-{place}", b"issued") for place in range(first, first + count)])
    publish()


def test_cosignatures_come_back(
    log: NoteKey, log_folder: Path, bodies: list[Body], settings: Any, tmp_path: Path, capsysbinary: Any
) -> None:
    more(300, 0)
    lines = []
    for body in bodies:
        assert main(body.words(log_folder / "checkpoint")) == 0
        said = capsysbinary.readouterr()
        lines.append(said.out)
        assert str(body.public).encode() in said.err
    (tmp_path / "witnesses").write_text("# ours\n" + "".join(f"{body.public}\n" for body in bodies))
    settings.LOG_WITNESSES = str(tmp_path / "witnesses")
    known = witnesses()
    assert (len(known.keys), known.quorum) == (3, 2)
    (tmp_path / "lines").write_bytes(lines[0])
    assert add_cosignatures(tmp_path / "lines") == 1
    text = (log_folder / "checkpoint").read_text()
    assert [key.name for key in cosigners(read_note(text), known.keys)] == ["w1.example"]
    assert not (log_folder / "witnessed").exists()
    (tmp_path / "lines").write_bytes(lines[0] + lines[2])
    assert add_cosignatures(tmp_path / "lines") == 1
    more(5, 300)
    assert read_checkpoint((log_folder / "witnessed").read_text(), log, known.keys, 2).size == 300
    with pytest.raises(NoteFault, match="2 of 3 witnesses"):
        read_checkpoint((log_folder / "witnessed").read_text(), log, known.keys, 3)
    proof = proof_of("document", "D-7")
    assert proof is not None
    assert verify_proof(proof, b"issued", log, known.keys, 2).size == 300
    late = proof_of("document", "D-302")
    assert late is not None
    assert verify_proof(late, b"issued", log).size == 305
    with pytest.raises(ProofFault, match="0 of 1"):
        verify_proof(late, b"issued", log, known.keys, 1)


def test_a_witness_signs_only_what_grew(
    log: NoteKey, log_folder: Path, bodies: list[Body], capsysbinary: Any
) -> None:
    body, place = bodies[0], log_folder / "checkpoint"
    more(300, 0)
    older = place.read_bytes()
    assert main(body.words(place)) == 0
    more(10, 300)
    assert main(body.words(place)) == 0
    assert main(body.words(place)) == 0  # the same once more
    state = json.loads(body.state.read_text())
    assert state["size"] == 310
    whole = place.read_bytes()
    capsysbinary.readouterr()

    def refused(text: bytes, why: bytes) -> None:
        place.write_bytes(text)
        assert main([*body.words(place), "--lang", "en"]) == 1
        said = capsysbinary.readouterr()
        assert why in said.err and said.out == b""
        assert json.loads(body.state.read_text()) == state

    own = signer(log)
    refused(older, b"an earlier one had 310")
    refused(Checkpoint(log.name, 310, bytes(32)).signed(own).encode(), b"did not grow")
    refused(Checkpoint(log.name, 311, bytes(32)).signed(own).encode(), b"it is missing")
    refused(whole.replace(b"\n310\n", b"\n311\n"), b"is wrong")
    other = NoteSigner("another.example", own.private)
    refused(Checkpoint("another.example", 310, bytes(32)).signed(other).encode(), b"did not sign")
    place.write_bytes(whole)
    assert main(body.words(place)) == 0


def test_a_log_that_begins_anew_is_refused(
    log: NoteKey, log_folder: Path, bodies: list[Body], capsysbinary: Any
) -> None:
    """The split view: other leaves, the same key, files that agree among themselves."""
    from baeum.credentials.merkle import leaf_hash, root_of

    body, place = bodies[0], log_folder / "checkpoint"
    more(4, 0)
    assert main(body.words(place)) == 0
    forged = [leaf_hash(bytes([number])) for number in range(6)]
    (log_folder / "tile/0/000.p/6").write_bytes(b"".join(forged))
    place.write_text(Checkpoint(log.name, 6, root_of(forged)).signed(signer(log)))
    assert main([*body.words(place), "--lang", "en"]) == 1
    assert b"did not grow" in capsysbinary.readouterr().err


def test_the_first_time_it_is_told_which_log(
    log: NoteKey, log_folder: Path, bodies: list[Body], capsysbinary: Any
) -> None:
    more(1, 0)
    words = bodies[0].words(log_folder / "checkpoint")[:-4]
    assert main([*words, "--lang", "ko"]) == 2
    assert "--log-key" in capsysbinary.readouterr().err.decode()
    assert main(bodies[0].words(log_folder / "nothing")) == 2


def test_lines_of_strangers_and_of_other_checkpoints_are_not_added(
    log: NoteKey, log_folder: Path, bodies: list[Body], settings: Any, tmp_path: Path, capsysbinary: Any
) -> None:
    more(2, 0)
    for body in bodies[:2]:
        assert main(body.words(log_folder / "checkpoint")) == 0
    (tmp_path / "witnesses").write_text(f"{bodies[0].public}\n")
    settings.LOG_WITNESSES = str(tmp_path / "witnesses")
    stranger = NoteSigner(bodies[1].name, private_key(bodies[1].key), WITNESS)
    own = NoteSigner(bodies[0].name, private_key(bodies[0].key), WITNESS)
    body = read_note((log_folder / "checkpoint").read_text()).body
    for line in (stranger.line(body, 1), own.line(body.replace("\n2\n", "\n3\n"), 1), "— w1.example x\n"):
        (tmp_path / "lines").write_text(line)
        with pytest.raises(LogFault):
            add_cosignatures(tmp_path / "lines")
    assert Cosignature.objects.count() == 0
    Cosignature.objects.create(checkpoint_id=2, key=str(bodies[0].public), line="— w1.example AAAAAAAA\n")
    (tmp_path / "lines").write_text("")
    assert add_cosignatures(tmp_path / "lines") == 0  # a wrong line in the table spoils nothing
    assert folder().read("checkpoint").count(b"\xe2\x80\x94") == 1
    settings.LOG_WITNESSES = ""
    more(1, 2)
    assert not (log_folder / "witnessed").exists()  # where nobody is asked, nobody has witnessed
    assert read_checkpoint((log_folder / "checkpoint").read_text(), log).size == 3
    assert folder().read("checkpoint").count(b"\xe2\x80\x94") == 1
