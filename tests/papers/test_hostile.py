"""Files that strangers bring to be checked: a refusal for each of them, and none of them is ever parsed."""

from __future__ import annotations

import io
import random
import re
import zlib

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pypdf import PdfWriter
from tests.papers.certificates import of_another_kind
from tests.papers.conftest import AT

from baeum.papers import inside, inspecting, signing
from baeum.papers.inspecting import LARGEST, TrustedSigner, inspect
from baeum.papers.keys import PaperKey, from_pem
from baeum.papers.signature import LARGEST_PLACE
from baeum.papers.signing import sign
from baeum.papers.verdict import PaperOutcome, PaperReason, sentences

Trust = list[TrustedSigner]
RANGE = b"/ByteRange [0 20 40 10]"


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsing is a fault: these files have no signature of anybody we trust."""

    def parsed(_: bytes) -> None:
        pytest.fail("a stranger's file was parsed")

    monkeypatch.setattr(inspecting, "files_inside", parsed)


def pdf(**filled: bytes) -> bytes:
    """A PDF of one page, with a file inside, or encrypted."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if "attached" in filled:
        writer.add_attachment("snapshot.json", filled["attached"])
    if "password" in filled:
        writer.encrypt(filled["password"].decode(), algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb(fill: int) -> bytes:
    """An object stream that would fill the memory, if somebody unpacked it."""
    packed = zlib.compress(b"\0" * fill, 9)
    return (
        b"%%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 9999999/First 1/Length %d/Filter/FlateDecode>>stream\n"
        % len(packed)
        + packed
        + b"\nendstream endobj\n"
    )


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "head only": b"%PDF-1.7",
    "a page": pdf(),
    "a bomb inside": pdf(attached=b"\0" * 20_000_000),
    "encrypted": pdf(password=b"secret"),
    "object stream": bomb(50_000_000),
    "object stream, signed": bomb(50_000_000) + RANGE,
    "no place": b"%PDF-1.7 " + RANGE,
    "place of letters": b"%PDF-1.7 01234567890<zz>" + b" " * 40 + RANGE,
    "range backwards": b"%PDF-1.7 /ByteRange [0 40 20 10]" + b" " * 40,
    "range of the whole": b"%PDF-1.7 /ByteRange [0 9999999999 9999999999 9999999999]",
    "range with much space": b"%PDF-1.7 " + (b"/ByteRange" + b" " * 50_000) * 20,
    "many ranges": b"%PDF-1.7 " + RANGE * 100_000,
    "deep": b"%PDF-1.7 " + b"<" + b"3080" * 60_000 + b">" + b"/ByteRange [0 9 240011 42]" + b" " * 20,
    "nested": b"%PDF-1.7 " + b"[" * 1_000_000,
    "far too large": b"%PDF-1.7" + b" " * LARGEST,
}
NO_PDF = {"empty", "text", "far too large"}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.usefixtures("unparsed")
def test_a_hostile_file_is_refused(name: str, trusted: Trust) -> None:
    verdict = inspect(HOSTILE[name], trusted=trusted)
    assert verdict.outcome in (PaperOutcome.UNREADABLE, PaperOutcome.UNSIGNED, PaperOutcome.CHANGED)
    assert (verdict.outcome is PaperOutcome.UNREADABLE) == (name in NO_PDF)
    assert verdict.snapshot is None and not verdict.credentials
    assert verdict.reasons[0].ko and verdict.reasons[0].en


@pytest.mark.usefixtures("unparsed")
def test_a_paper_cut_off_anywhere_is_refused(signed: bytes, trusted: Trust) -> None:
    for end in range(0, len(signed), 1_009):
        assert inspect(signed[:end], trusted=trusted).outcome in (
            PaperOutcome.UNREADABLE,
            PaperOutcome.UNSIGNED,
            PaperOutcome.CHANGED,
        )


@pytest.mark.usefixtures("unparsed")
def test_a_tampered_structure_of_the_signature_is_refused(signed: bytes, trusted: Trust) -> None:
    place = re.search(rb"/Contents <(30[0-9A-F]+)>", signed)
    assert place
    begin, end = place.span(1)
    held = bytes.fromhex(place[1].decode())
    size = len(held.rstrip(b"\0"))
    chance = random.Random(12)
    for _ in range(400):
        at, many = chance.randrange(size), chance.randrange(1, 9)
        other = chance.randbytes(chance.randrange(9))
        changed = (held[:at] + other + held[at + many :]).ljust(len(held), b"\0")[: len(held)]
        if changed == held:
            continue
        tampered = signed[:begin] + changed.hex().upper().encode() + signed[end:]
        assert inspect(tampered, trusted=trusted).outcome is PaperOutcome.CHANGED


@pytest.mark.usefixtures("unparsed")
def test_the_name_of_an_unknown_signer_is_shown_harmlessly(unsigned: bytes, trusted: Trust) -> None:
    name = "한국\u202egnp.exe\u0007 {signer} " + "긴" * 10
    made = from_pem(*of_another_kind(ec.generate_private_key(ec.SECP256R1()), AT, name=name))
    verdict = inspect(sign(unsigned, made, at=AT), trusted=trusted)
    assert verdict.outcome is PaperOutcome.UNKNOWN_SIGNER
    for said in (verdict.reasons[0].ko, verdict.reasons[0].en):
        assert "{signer}" in said and "\u202e" not in said and "\u0007" not in said


def test_what_is_inside_is_unpacked_up_to_a_size(
    signed: bytes, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inspect(signed, trusted=trusted).valid
    monkeypatch.setattr(inside, "LARGEST_FILE", 100)
    assert inspect(signed, trusted=trusted).outcome is PaperOutcome.OTHER


def test_a_place_that_is_far_too_large_is_not_read(
    unsigned: bytes, key: PaperKey, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_reserved", lambda _: LARGEST_PLACE + 2)
    assert inspect(sign(unsigned, key, at=AT), trusted=trusted).outcome is PaperOutcome.CHANGED
    monkeypatch.setattr(signing, "_reserved", lambda _: LARGEST_PLACE - 2)
    assert inspect(sign(unsigned, key, at=AT), trusted=trusted).valid


def test_every_outcome_has_its_sentence_in_both_languages() -> None:
    figures = {"signer": ("가", "A"), "name": "n", "size": 1, "largest": 2, "bytes": 3}
    days = {"at": "1", "since": "2", "until": "3"}
    for code, held in sentences().items():
        assert set(held) == {"ko", "en"}
        reason = PaperReason(code, figures | days)
        assert "{" not in reason.ko + reason.en
    used = {f"paper.{one}" for one in ("valid", "added", "other", "changed", "unsigned", "unknown_signer")}
    assert used <= set(sentences())
