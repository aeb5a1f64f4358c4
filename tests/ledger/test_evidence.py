"""put_evidence(): PDF, PNG, JPEG, whole, by their content; sealed."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.conftest import acting
from tests.ledger.files import jpeg, pdf, png

from baeum.ledger.models import Evidence
from baeum.ledger.queries import keys_of
from baeum.ledger.services.open_account import Opened
from baeum.ledger.services.put_evidence import EvidencePut, put_evidence, unsealed_file
from baeum.shared.files import JPEG, LARGEST, PDF, PNG, type_of
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import Unreadable
from cast import Cast

FILES = {PDF: pdf(), PNG: png(), JPEG: jpeg()}


@pytest.mark.django_db
@pytest.mark.parametrize("type_", FILES)
def test_a_file_is_sealed_and_read_again(cast: Cast, nari: Opened, type_: str) -> None:
    by, file = cast.as_self("nari"), FILES[type_]
    put = put_evidence(nari.account_id, file, by=by)
    assert isinstance(put, EvidencePut) and (put.type, put.size) == (type_, len(file))
    with acting(by):
        stored = Evidence.objects.get(pk=put.evidence_id)
        sealed = bytes(stored.sealed)
        assert file[:40] not in sealed and sha256(sealed).digest() == bytes(stored.digest)
        key = keys_of([nari.account_id])[nari.account_id]
        assert key and unsealed_file(key, stored) == file
        stored.pk = put_evidence(nari.account_id, png(), by=by).evidence_id  # type: ignore[union-attr]
        with pytest.raises(Unreadable):
            unsealed_file(key, stored)


@pytest.mark.django_db
def test_too_large_is_refused(cast: Cast, nari: Opened) -> None:
    answer = put_evidence(nari.account_id, png() + bytes(LARGEST), by=cast.as_self("nari"))
    assert isinstance(answer, Refusal) and (answer.code, answer.status) == ("evidence.large", 413)


@pytest.mark.django_db
def test_an_institution_puts_it_for_its_own_lines(cast: Cast, nari: Opened) -> None:
    assert isinstance(put_evidence(nari.account_id, png(), by=cast.as_("sora")), EvidencePut)
    stranger = put_evidence(nari.account_id, png(), by=cast.as_self("dowon"))
    assert stranger == Refusal("account.unknown", status=404)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (b"", "evidence.type"),
        (b"GIF89a", "evidence.type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "evidence.type"),
        (b"PK\x03\x04", "evidence.type"),
        (b"MZ" + pdf(), "evidence.type"),
        (png()[:-1], "evidence.broken"),
        (png() + b"<script>", "evidence.broken"),
        (png()[:20] + b"\x07" + png()[21:], "evidence.broken"),  # a check sum
        (png(20_001, 1), "evidence.broken"),
        (png(1, 0), "evidence.broken"),
        (png()[:8], "evidence.broken"),
        (png()[:8] + png()[33:], "evidence.broken"),  # no header
        (jpeg()[:-2], "evidence.broken"),
        (jpeg((0, 8)), "evidence.broken"),
        (jpeg((20_001, 8)), "evidence.broken"),
        (b"\xff\xd8\xff\xe0\x00\x01", "evidence.broken"),
        (jpeg()[:20] + jpeg()[-13:], "evidence.broken"),  # no frame
        (b"%PDF-1.7\n", "evidence.broken"),
        (pdf()[:100], "evidence.broken"),
        (pdf(password="secret"), "evidence.locked"),
        (pdf(script=True), "evidence.active"),
        (pdf(attached=True), "evidence.active"),
    ],
)
def test_what_is_not_whole_or_runs_is_refused(file: bytes, code: str) -> None:
    answer = type_of(file)
    assert isinstance(answer, Refusal) and answer.code == code


def test_telephones_append_to_their_pictures() -> None:
    assert type_of(jpeg() + b"SEFT") == JPEG


def test_a_pdf_may_open_at_a_page_but_not_launch() -> None:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    for action, expected in (("/GoTo", PDF), ("/Launch", None), ("/URI", None)):
        writer = PdfWriter()
        writer.add_blank_page(10, 10)
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("x")}
        )
        out = BytesIO()
        writer.write(out)
        answer = type_of(out.getvalue())
        assert (
            answer == expected
            if expected
            else isinstance(answer, Refusal) and answer.code == "evidence.active"
        )


@given(st.sampled_from(list(FILES)), st.integers(0, 2000), st.binary(max_size=30))
def test_a_damaged_file_is_never_a_fault(type_: str, place: int, noise: bytes) -> None:
    """Whatever is cut or overwritten: a type or a refusal, nothing raised."""
    file = FILES[type_]
    place %= len(file)
    for damaged in (file[:place], file[:place] + noise, file[:place] + noise + file[place + len(noise) :]):
        assert isinstance(type_of(damaged), str | Refusal)


def test_the_largest_file_is_stored_and_what_is_no_file_is_not(cast: Cast, nari: Opened) -> None:
    by, picture = cast.as_self("nari"), jpeg()
    put = put_evidence(nari.account_id, picture + bytes(LARGEST - len(picture)), by=by)
    assert isinstance(put, EvidencePut) and put.size == LARGEST
    refused = put_evidence(nari.account_id, b"MZ", by=by)
    assert isinstance(refused, Refusal) and refused.code == "evidence.type"
    with acting(by):
        assert Evidence.objects.count() == 1
