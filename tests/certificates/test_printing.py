"""The paper of a document: signed, kept, with its credentials and the proof of the log inside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from baeum.certificates.freezing import snapshot_of
from baeum.certificates.models import Document, Paper
from baeum.certificates.paper_key import trusted_signers
from baeum.certificates.printing import paper_of
from baeum.certificates.proving import holds
from baeum.credentials.snapshot_reading import read_snapshot
from baeum.credentials.verify import verify
from baeum.papers.inspecting import inspect
from baeum.people.acting import acting
from baeum.shared.clock import now
from baeum.transparency.log_key import begin, begun
from claims.cases import Learner, code

from .checking import status_lists, trusted
from .lines import frozen, issued

AT = now()  # the certificate of the signer is of today
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def log(settings: object, tmp_path: Path) -> Iterator[None]:
    """A log of the test's own."""
    settings.LOG_FOLDER, settings.LOG_KEY_FILE = tmp_path / "log", tmp_path / "log.key"  # type: ignore[attr-defined]
    begin("baeum.example/log")
    yield


def printed(one: Learner, document_id: object) -> bytes:
    """The paper, as its learner gets it."""
    with acting(one.by):
        document = Document.objects.select_related("issuer").get(pk=document_id)
        key = one.world.key(one.who)
        snapshot = snapshot_of(document, key)
        assert snapshot is not None
        made = paper_of(document, snapshot, key, AT)
    assert isinstance(made, bytes)
    return made


def test_it_is_the_same_paper_again_and_holds_what_machines_need(nari: Learner) -> None:
    made = issued(nari, 2, 3)
    first = printed(nari, made.document_id)
    assert printed(nari, made.document_id) == first
    with acting(nari.by):
        assert first not in bytes(Paper.objects.get().sealed)
    found = inspect(first, trusted=trusted_signers())
    assert found.valid and found.snapshot is not None and found.proof is not None, found
    inside = read_snapshot(json.loads(found.snapshot))
    assert inside == frozen(nari, made)
    outcomes = [
        verify(held, trusted=trusted(), status=status_lists(AT), on=AT.date()).outcome
        for _, held in found.credentials
    ]
    assert outcomes == ["valid", "valid"]
    assert holds(found.proof, inside, begun())  # type: ignore[arg-type]
    other = replace(inside, purpose="다른 용도")  # type: ignore[type-var]
    assert not holds(found.proof, other, begun())  # type: ignore[arg-type]
    changed = first.replace(b"startxref", b"startxreg", 1)
    assert inspect(changed, trusted=trusted_signers()).outcome == "changed"
    assert inspect(first, trusted=[]).outcome == "unknown_signer"


def test_a_key_that_cannot_sign_is_told_and_nothing_is_kept(
    nari: Learner, settings: object, tmp_path: Path
) -> None:
    made = issued(nari, 2)
    settings.ISSUER_KEYS = tmp_path / "keys"  # type: ignore[attr-defined]
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "paper.p12").write_bytes(b"no such thing")
    with acting(nari.by):
        document = Document.objects.select_related("issuer").get(pk=made.document_id)
        answer = paper_of(document, frozen(nari, made), nari.world.key(nari.who), AT)
        assert code(answer) == "document.cannot_sign" and not Paper.objects.exists()
