"""What is refused although nobody would write it by chance: places, lengths, keys and files inside."""

from __future__ import annotations

import io
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from tests.papers.conftest import AT

from baeum.papers import inside, inspecting, signature, signing
from baeum.papers.inspecting import HEAD, TrustedSigner, inspect, read_trusted
from baeum.papers.keys import KeyFault, PaperKey, from_pem, from_pkcs12, make_demo_key
from baeum.papers.qr import qr_svg
from baeum.papers.shown import is_sample
from baeum.papers.signing import sign
from baeum.papers.verdict import PaperOutcome

Trust = list[TrustedSigner]
NO_PLACE = (0, 0, 0)


def ranged(numbers: bytes, before: int = 0, length: int = 200) -> bytes:
    """A file of that length with a /ByteRange behind so many bytes."""
    return (b" " * before + b"/ByteRange [" + numbers + b"]").ljust(length)


@pytest.mark.parametrize(
    ("held", "place"),
    [
        (ranged(b"0 50 100 100"), (50, 100, 200)),
        (ranged(b"1 50 100 100"), NO_PLACE),  # the first byte is not covered
        (ranged(b"0 100 100 100"), NO_PLACE),  # there is no place at all
        (ranged(b"0 100 50 100"), NO_PLACE),
        (ranged(b"0 50 100 101"), NO_PLACE),  # more than there is
        (ranged(b"0 50 100 100", before=60), NO_PLACE),  # its own numbers stand in what is not covered
        (ranged(b"0 20 100 100", before=10), NO_PLACE),
        (ranged(b"0 10 40 60", before=110), NO_PLACE),  # and behind it
    ],
)
def test_where_a_signature_may_say_that_it_is(held: bytes, place: tuple[int, int, int]) -> None:
    assert signature.places(held) == [place]


def test_only_so_many_places_are_looked_at() -> None:
    assert len(signature.places(ranged(b"0 50 100 100") * 20)) == signature.MOST_SIGNATURES


@pytest.mark.parametrize(
    "der",
    [
        "30",  # no length
        "3003020101ff"[:8],  # shorter than it says
        "30020201",  # what is inside ends beyond it
        "308103020101",  # a length of one byte, written in two
        "30820003020101",  # with a zero before it
        "3080020101",  # of no stated length
        "3084",  # a length that is not there
        "0000",  # the end of something
        "1f0100",  # a tag in several bytes
        "3003" * 40 + "020101",  # deeper than anybody writes
    ],
)
def test_a_structure_that_is_not_as_der_writes_it(der: str) -> None:
    held = bytes.fromhex(der)
    with pytest.raises(signature._Broken):
        signature._element(held, 0, len(held), 0)
    assert signature._element(bytes.fromhex("3003020101"), 0, 5, 0) == 5


def test_depth_alone_is_refused() -> None:
    held = b""
    for _ in range(signature.MOST_DEPTH + 2):
        held = b"\x30" + bytes([len(held)]) + held
    with pytest.raises(signature._Broken):
        signature._element(held, 0, len(held), 0)
    assert signature._element(held[4:], 0, len(held) - 4, 0) == len(held) - 4


def test_one_changed_byte_under_an_rsa_signature(unsigned: bytes, rsa_key: PaperKey) -> None:
    known = [read_trusted(rsa_key.certificates_pem(), name_ko="가", name_en="A")]
    signed = sign(unsigned, rsa_key, at=AT)
    assert inspect(signed, trusted=known).valid
    value = signed.index(b"0" * 64, signed.index(b"/Contents <")) - 40  # within the value of the signature
    for at in (100, value):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        assert inspect(changed, trusted=known).outcome is PaperOutcome.CHANGED, at


def test_a_head_that_comes_late_is_none(signed: bytes, trusted: Trust) -> None:
    assert inspect(b" " * HEAD + signed, trusted=trusted).outcome is PaperOutcome.UNREADABLE


def test_after_the_certificates_time(
    unsigned: bytes, key: PaperKey, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_good", lambda *_: None)
    verdict = inspect(sign(unsigned, key, at=AT + timedelta(days=4_000)), trusted=trusted)
    assert verdict.reasons[0].code == "paper.out_of_time"


@pytest.mark.parametrize("at", [None, AT.replace(tzinfo=None)])
def test_a_time_of_signing_that_cannot_be_read(
    signed: bytes, trusted: Trust, monkeypatch: pytest.MonkeyPatch, at: Any
) -> None:
    monkeypatch.setattr(inspecting, "files_inside", lambda _: ({"snapshot.json": b"{}"}, at))
    assert inspect(signed, trusted=trusted).outcome is PaperOutcome.OTHER


def test_files_inside(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two of one name the first; no more than so many; none that is packed in another way."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(signed))
    contents = iter((b"first", b"second"))
    monkeypatch.setattr(inside, "_unpacked", lambda _: next(contents))
    [reference] = list(reader.root["/AF"])
    twice = SimpleNamespace(root={"/AF": [reference, reference]})
    assert inside._files(twice) == {"snapshot.json": b"first"}
    monkeypatch.setattr(inside, "MOST_FILES", 0)
    assert inside._files(twice) == {}
    monkeypatch.undo()
    stream = reference.get_object()["/EF"]["/F"].get_object()
    assert stream.get("/Filter") == "/FlateDecode" and inside._unpacked(stream)
    monkeypatch.setattr(stream, "get", lambda _: "/LZWDecode")
    assert inside._unpacked(stream) is None


def test_keys_that_do_not_go_with_their_certificate() -> None:
    pem, certificate = make_demo_key("가", at=AT)
    other = ed25519.Ed25519PrivateKey.generate()
    asked = (Encoding.PEM, PrivateFormat.PKCS8)
    with pytest.raises(KeyFault, match="another kind"):
        from_pem(other.private_bytes(*asked, NoEncryption()), certificate)
    locked = load_pem_private_key(pem, None).private_bytes(*asked, BestAvailableEncryption(b"pw"))
    with pytest.raises(KeyFault, match="password"):
        from_pem(locked, certificate)
    bare = serialize_key_and_certificates(
        b"paper",
        load_pem_private_key(pem, None),  # type: ignore[arg-type]
        None,
        None,
        BestAvailableEncryption(b"pw"),
    )
    with pytest.raises(KeyFault, match="holds no key with its certificate"):
        from_pkcs12(bare, b"pw")


def test_an_address_and_a_host() -> None:
    with pytest.raises(ValueError, match="has 0"):
        qr_svg("")
    assert is_sample("did:web:Baeum.EXAMPLE")
