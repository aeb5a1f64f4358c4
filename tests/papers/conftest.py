"""Papers of the tests: one of each is made once, signed by a demo key and by an RSA key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.credentials.making import snapshot

from baeum.papers.inspecting import TrustedSigner, read_trusted
from baeum.papers.keys import PaperKey, from_pem, make_demo_key
from baeum.papers.rendering import render
from baeum.papers.signing import sign

AT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)
QR = "https://baeum.example/verify/q/8fK2mQ9xTz41LrWc"


@pytest.fixture(scope="session")
def key() -> PaperKey:
    """A P-256 demo key."""
    return from_pem(*make_demo_key("배움진흥원", at=AT))


@pytest.fixture(scope="session")
def rsa_key() -> PaperKey:
    """An RSA demo key."""
    return from_pem(*make_demo_key("배움진흥원", at=AT, kind="rsa"))


@pytest.fixture(scope="session")
def trusted(key: PaperKey) -> list[TrustedSigner]:
    """Whom the verifier of the tests trusts: the P-256 key."""
    return [read_trusted(key.certificates_pem(), name_ko="배움진흥원", name_en="Baeum Institute")]


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    """A learning history of three lines."""
    return render(snapshot(), qr=QR)


@pytest.fixture(scope="session")
def signed(unsigned: bytes, key: PaperKey) -> bytes:
    """The same, signed by P-256."""
    return sign(unsigned, key, at=AT)
