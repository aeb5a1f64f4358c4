"""The key that signs papers, and every signer whose papers this site takes: files of the operator's.

In the folder of keys (``issuer.py``): ``paper.p12`` (its password in BAEUM_PAPER_PASSWORD), or
``paper.key.pem`` with ``paper.crt.pem`` (the signer's certificate first, then those above it), or a key
that never leaves its token (BAEUM_PAPER_TOKEN). Where there is none, one for trying out is made, whose
certificate says so. Certificates of former years: ``paper-*.crt.pem``. docs/operate/issuing.md.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import timedelta
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from baeum.papers.inspecting import TrustedSigner, read_trusted
from baeum.papers.keys import KeyFault, PaperKey, from_pem, from_pkcs12, make_demo_key
from baeum.places.queries import institute_on
from baeum.shared.clock import now, today
from baeum.shared.put_once import put_once

_OPEN = ExitStack()  # closed with the process
PKCS12, KEY, CERTIFICATES, FORMER = "paper.p12", "paper.key.pem", "paper.crt.pem", "paper-*.crt.pem"


def paper_key() -> PaperKey:
    """The key of this site; made, for trying out, where there is none. Raises baeum.papers.keys.KeyFault."""
    return _held(settings.ISSUER_KEYS)


def trusted_signers() -> list[TrustedSigner]:
    """Whose papers are taken here: the signer of today and those of former years, as the institute."""
    office = institute_on(today())
    ko, en = (office.name_ko, office.name_en) if office else (settings.DID, settings.DID)
    key = paper_key()
    own = b"".join(one.public_bytes(Encoding.PEM) for one in (key.certificate, *key.chain))
    former = [file.read_bytes() for file in sorted(settings.ISSUER_KEYS.glob(FORMER))]
    return [read_trusted(one, name_ko=ko, name_en=en) for one in (own, *former)]


@cache
def _held(folder: Path) -> PaperKey:
    password = os.environ.get("BAEUM_PAPER_PASSWORD", "").encode() or None
    if told := os.environ.get("BAEUM_PAPER_TOKEN", ""):
        return _in_token(told, (password or b"").decode(), (folder / CERTIFICATES).read_bytes())
    if (folder / PKCS12).exists():
        return from_pkcs12((folder / PKCS12).read_bytes(), password)
    if not (folder / KEY).exists():
        _make(folder)
    return from_pem((folder / KEY).read_bytes(), (folder / CERTIFICATES).read_bytes(), password)


def _in_token(told: str, pin: str, certificates: bytes) -> PaperKey:
    """``module=…;token=…;key=…``. The session is open for as long as this process lives."""
    from baeum.papers.token_keys import open_token  # needs the extra ``token``

    parts = dict(one.partition("=")[::2] for one in told.split(";"))
    if set(parts) != {"module", "token", "key"}:
        raise KeyFault("BAEUM_PAPER_TOKEN: write module=PATH;token=LABEL;key=LABEL")
    return _OPEN.enter_context(open_token(pin=pin, certificates=certificates, **parts))


def _make(folder: Path) -> None:
    """Both in one file at first, so that two processes that begin together keep a pair that fits."""
    key, certificate = make_demo_key(
        settings.DID[:40], at=now() - timedelta(1)
    )  # a clock beside may be behind
    put_once(folder / "paper.demo.pem", key + certificate)
    both = (folder / "paper.demo.pem").read_bytes()
    place = both.index(b"-----BEGIN CERTIFICATE-----")
    put_once(folder / CERTIFICATES, both[place:])
    put_once(folder / KEY, both[:place])
