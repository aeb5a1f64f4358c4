"""Another reader than the one that signed: poppler accepts what we sign and refuses one changed byte."""

from __future__ import annotations

import random

import pytest
from tests.papers.certificates import under_an_authority
from tests.papers.conftest import AT
from tests.papers.independent import Pdfsig

from baeum.papers.inspecting import inspect, read_trusted
from baeum.papers.keys import PaperKey, from_pem
from baeum.papers.signing import sign

HOLDS, ALL = "Signature Validation: Signature is Valid.", "Total document signed"


@pytest.fixture(scope="module")
def pdfsig(tmp_path_factory: pytest.TempPathFactory) -> Pdfsig:
    return Pdfsig(tmp_path_factory.mktemp("nss"))


@pytest.mark.parametrize("kind", ["key", "rsa_key"])
def test_poppler_accepts_what_we_sign(
    pdfsig: Pdfsig, kind: str, unsigned: bytes, request: pytest.FixtureRequest
) -> None:
    key: PaperKey = request.getfixturevalue(kind)
    said = pdfsig.says(sign(unsigned, key, at=AT))
    for part in (
        HOLDS,
        ALL,
        "ETSI.CAdES.detached",
        "SHA-256",
        "DEMO 시범 배움진흥원",
        "Nov 26 2026 03:30:00",
    ):
        assert part in said, said


def test_poppler_refuses_one_changed_byte(pdfsig: Pdfsig, unsigned: bytes, signed: bytes) -> None:
    assert HOLDS in pdfsig.says(signed)
    for at in random.Random(7).sample(range(2_000, len(unsigned) - 2_000), 12):
        changed = bytearray(signed)
        changed[at] ^= 1
        assert HOLDS not in pdfsig.says(bytes(changed)), at


def test_poppler_tells_of_what_was_added(pdfsig: Pdfsig, signed: bytes) -> None:
    assert ALL not in pdfsig.says(signed + b"\n% added\n")
    assert "not contain any signatures" in pdfsig.says(signed[: signed.index(b"%%EOF") + 6])


def test_poppler_trusts_what_an_authority_it_trusts_has_certified(
    pdfsig: Pdfsig, unsigned: bytes, signed: bytes
) -> None:
    pem, certificates, root = under_an_authority(AT)
    held = sign(unsigned, from_pem(pem, certificates), at=AT)
    assert "Certificate is Trusted" not in pdfsig.says(held)
    pdfsig.trust("authority", root)
    assert "Certificate is Trusted" in pdfsig.says(held)
    assert "Certificate is Trusted" not in pdfsig.says(signed)  # a demo key's
    known = read_trusted(certificates, name_ko="가", name_en="A")
    assert inspect(held, trusted=[known]).valid
