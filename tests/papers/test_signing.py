"""A paper signed and checked: whole, changed by one byte anywhere, added to, by somebody else, no paper."""

from __future__ import annotations

import asyncio
import io
import random
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from pypdf import PdfReader, PdfWriter
from tests.credentials.making import snapshot
from tests.papers.conftest import AT, QR

from baeum.credentials.snapshot import as_json
from baeum.credentials.strict_json import read_json
from baeum.papers import inspecting, signing
from baeum.papers.attachments import of_badge, of_certificate, of_proof
from baeum.papers.inspecting import TrustedSigner, inspect, read_trusted
from baeum.papers.keys import KeyFault, PaperKey, from_pem, from_pkcs12, make_demo_key
from baeum.papers.rendering import render
from baeum.papers.signing import sign
from baeum.papers.verdict import PaperOutcome

Trust = list[TrustedSigner]
REFUSED = (PaperOutcome.CHANGED, PaperOutcome.UNREADABLE, PaperOutcome.UNSIGNED)


def test_a_signed_paper_is_valid_and_gives_back_what_is_inside(key: PaperKey, trusted: Trust) -> None:
    frozen = snapshot()
    inside = (of_badge(b'{"a":1}'), of_certificate("가~".encode()), of_proof(b'{"index":7}'))
    verdict = inspect(sign(render(frozen, qr=QR, attachments=inside), key, at=AT), trusted=trusted)
    assert verdict.valid, verdict
    assert (verdict.signer_ko, verdict.signer_en, verdict.signed_at) == ("배움진흥원", "Baeum Institute", AT)
    assert read_json(verdict.snapshot or b"") == as_json(frozen)
    assert dict(verdict.credentials) == {
        "credential-1.json": b'{"a":1}',
        "credential-1.sdjwt": "가~".encode(),
    }
    assert verdict.proof == b'{"index":7}'


def test_one_changed_byte_anywhere_is_refused(signed: bytes, key: PaperKey, trusted: Trust) -> None:
    """Every byte of the structure but those of the certificate, some of the certificate and of the rest."""
    place = re.search(rb"/Contents <(30[0-9A-F]+)>", signed)
    assert place
    begin, padding = place.start(1), len(place[1].rstrip(b"0"))
    certificate = key.certificate.public_bytes(Encoding.DER).hex().upper().encode()
    first = signed.index(certificate)
    structure = {begin - 1, *range(begin + 1, first, 2)}  # the second letter of each byte
    structure |= {*range(first + len(certificate) + 1, begin + padding + 2, 2)}
    chance = random.Random(6)
    elsewhere = {0, place.end() - 1, place.end() - 2, len(signed) - 1, *chance.sample(range(len(signed)), 60)}
    for at in structure | elsewhere | {*chance.sample(range(first, first + len(certificate)), 40)}:
        changed = bytearray(signed)
        changed[at] ^= 1
        verdict = inspect(bytes(changed), trusted=trusted)
        assert verdict.outcome in REFUSED, at
        assert verdict.snapshot is None


def test_letters_of_the_structure_in_another_case_are_refused(signed: bytes, trusted: Trust) -> None:
    place = re.search(rb"/Contents <(30[0-9A-F]+)>", signed)
    assert place
    at = next(at for at in range(*place.span(1)) if signed[at : at + 1] in b"ABCDEF")
    changed = signed[:at] + signed[at : at + 1].lower() + signed[at + 1 :]
    assert inspect(changed, trusted=trusted).outcome is PaperOutcome.CHANGED


def test_what_was_added_afterwards_is_told(signed: bytes, trusted: Trust) -> None:
    writer = PdfWriter(io.BytesIO(signed), incremental=True)
    writer.add_metadata({"/Note": "added"})
    out = io.BytesIO()
    writer.write(out)
    for more in (out.getvalue(), signed + b"\n", signed + signed):
        assert more.startswith(signed)
        verdict = inspect(more, trusted=trusted)
        assert verdict.outcome is PaperOutcome.ADDED
        assert verdict.snapshot is not None  # of the part that was signed
        assert str(len(more) - len(signed)) in verdict.reasons[0].ko


def test_a_signature_of_somebody_else(unsigned: bytes, rsa_key: PaperKey, trusted: Trust) -> None:
    signed = sign(unsigned, rsa_key, at=AT)
    verdict = inspect(signed, trusted=trusted)
    assert (verdict.outcome, verdict.snapshot, verdict.signer_ko) == (PaperOutcome.UNKNOWN_SIGNER, None, "")
    known = read_trusted(rsa_key.certificates_pem(), name_ko="다른 곳", name_en="Another")
    assert inspect(signed, trusted=[*trusted, known]).valid


def test_who_signs_again_does_not_make_it_ours(signed: bytes, rsa_key: PaperKey, trusted: Trust) -> None:
    """A second signature, by a stranger, over ours: what we signed is still told apart from what followed."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, sign_pdf

    from baeum.papers.signing import _signer

    out = io.BytesIO()

    async def again() -> None:
        writer = IncrementalPdfFileWriter(io.BytesIO(signed))
        del writer.root["/Perms"]  # ours allows none
        await asyncio.to_thread(
            sign_pdf,
            writer,
            PdfSignatureMetadata("Second", md_algorithm="sha256"),
            _signer(rsa_key),
            output=out,
        )

    asyncio.run(again())
    assert inspect(out.getvalue(), trusted=trusted).outcome is PaperOutcome.ADDED
    stranger = read_trusted(rsa_key.certificates_pem(), name_ko="다른 곳", name_en="Another")
    assert inspect(out.getvalue(), trusted=[stranger]).signer_en in ("", "Another")


def test_a_certificate_beside_it_must_be_listed(
    unsigned: bytes, key: PaperKey, rsa_key: PaperKey, trusted: Trust
) -> None:
    beside = replace(key, chain=(rsa_key.certificate,))
    signed = sign(unsigned, beside, at=AT)
    assert inspect(signed, trusted=trusted).outcome is PaperOutcome.CHANGED
    listed = read_trusted(beside.certificates_pem(), name_ko="배움진흥원", name_en="Baeum Institute")
    assert inspect(signed, trusted=[listed]).valid


def test_a_file_that_is_signed_but_no_paper(
    signed: bytes, key: PaperKey, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspecting, "SNAPSHOT", "not-inside.json")
    assert inspect(signed, trusted=trusted).outcome is PaperOutcome.OTHER
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    assert inspect(out.getvalue(), trusted=trusted).outcome is PaperOutcome.UNSIGNED
    assert inspect(sign(out.getvalue(), key, at=AT), trusted=trusted).outcome is PaperOutcome.OTHER


def test_signed_inside_a_running_loop(unsigned: bytes, key: PaperKey, trusted: Trust) -> None:
    async def within() -> bytes:
        return sign(unsigned, key, at=AT)

    assert inspect(asyncio.run(within()), trusted=trusted).valid


def test_keys_of_pkcs12_and_with_a_password(unsigned: bytes) -> None:
    pem, certificate = make_demo_key("배움진흥원", at=AT)
    key = load_pem_private_key(pem, None)
    held = from_pem(pem, certificate)
    p12 = serialize_key_and_certificates(
        b"paper",
        key,  # type: ignore[arg-type]
        held.certificate,
        None,
        BestAvailableEncryption(b"pw"),
    )
    known = [read_trusted(certificate, name_ko="가", name_en="A")]
    assert inspect(sign(unsigned, from_pkcs12(p12, b"pw"), at=AT), trusted=known).valid
    with pytest.raises(KeyFault, match="password"):
        from_pkcs12(p12, b"wrong")


def test_keys_that_no_reader_would_accept_are_refused() -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from tests.papers.certificates import of_another_kind

    for made in (
        ed25519.Ed25519PrivateKey.generate(),
        ec.generate_private_key(ec.SECP384R1()),
        rsa.generate_private_key(65_537, 1_024),
    ):
        with pytest.raises(KeyFault, match=r"P-256|2048"):
            from_pem(*of_another_kind(made, AT))
    with pytest.raises(KeyFault, match="key usage"):
        from_pem(*of_another_kind(ec.generate_private_key(ec.SECP256R1()), AT, signs=False))
    first, _ = make_demo_key("가", at=AT)
    _, second = make_demo_key("가", at=AT)
    with pytest.raises(KeyFault, match="another key"):
        from_pem(first, second)
    with pytest.raises(KeyFault, match="PEM"):
        from_pem(b"no", second)
    with pytest.raises(KeyFault, match="PEM"):
        from_pem(first, b"no")


def test_signing_outside_the_certificates_time_is_a_fault(unsigned: bytes, key: PaperKey) -> None:
    for at in (AT - timedelta(seconds=1), AT + timedelta(days=3_661)):
        with pytest.raises(KeyFault, match="good from"):
            sign(unsigned, key, at=at)
    with pytest.raises(ValueError, match="time zone"):
        sign(unsigned, key, at=AT.replace(tzinfo=None))


def test_a_demo_key_says_so(key: PaperKey) -> None:
    assert from_pem(*make_demo_key("긴 이름" * 30, at=AT)).demo
    assert key.demo
    assert "DEMO 시범" in key.certificate.subject.rfc4514_string()
    assert "DEMO 시범" in key.certificate.issuer.rfc4514_string()


def test_a_paper_signed_outside_its_certificates_time_is_not_taken(
    unsigned: bytes, key: PaperKey, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_good", lambda *_: None)
    verdict = inspect(sign(unsigned, key, at=AT - timedelta(days=1)), trusted=trusted)
    assert (verdict.outcome, verdict.reasons[0].code) == (
        PaperOutcome.UNKNOWN_SIGNER,
        "paper.out_of_time",
    )
    assert verdict.snapshot is None


def test_the_signature_begins_on_a_line_of_its_own(unsigned: bytes, signed: bytes) -> None:
    assert unsigned.endswith(b"%%EOF") and signed.startswith(unsigned + b"\n")  # PDF/A, 6.1.9


def test_the_signature_forbids_changes_and_has_its_own_name(signed: bytes) -> None:
    reader = PdfReader(io.BytesIO(signed))
    field = reader.trailer["/Root"]["/AcroForm"]["/Fields"][0].get_object()
    assert field["/TU"] and field["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
    assert field["/V"]["/Reference"][0]["/TransformParams"]["/P"] == 1
    assert reader.pages[0]["/Tabs"] == "/S"
    assert all(place < 0 for place in field["/Rect"]) and field["/F"] & 4  # beside the page, and "print"
