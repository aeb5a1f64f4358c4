"""A key in a token (SoftHSM) signs a paper; where CI has installed it, it must be there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from tests.papers.conftest import AT
from tests.papers.independent import without

from baeum.papers.inspecting import inspect, read_trusted
from baeum.papers.keys import KeyFault, make_demo_key
from baeum.papers.signing import sign
from baeum.papers.token_keys import open_token

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "6543"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The library of SoftHSM with an empty token named baeum."""
    library = next((one for one in MODULES if Path(one).exists()), None)
    if library is None or not shutil.which("softhsm2-util"):
        without("softhsm2 is not on this machine")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    softhsm("--init-token", "--free", "--label", "baeum", "--pin", PIN, "--so-pin", "9999")
    assert library
    return library


def softhsm(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True, timeout=60)


def imported(pem: bytes, label: str, number: str, folder: Path) -> None:
    """Put a key into the token."""
    key = load_pem_private_key(pem, None)
    file = folder / f"{label}.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    softhsm("--import", str(file), "--token", "baeum", "--label", label, "--id", number, "--pin", PIN)


@pytest.mark.parametrize(("kind", "number"), [("p256", "01"), ("rsa", "02")])
def test_a_key_in_a_token_signs(module: str, kind: str, number: str, unsigned: bytes, tmp_path: Path) -> None:
    pem, certificate = make_demo_key("배움진흥원", at=AT, kind=kind)
    imported(pem, kind, number, tmp_path)
    with open_token(module, token="baeum", pin=PIN, key=kind, certificates=certificate) as key:
        signed = sign(unsigned, key, at=AT)
    assert inspect(signed, trusted=[read_trusted(certificate, name_ko="가", name_en="A")]).valid
    _, another = make_demo_key("배움진흥원", at=AT, kind=kind)
    for changed in ({"certificates": another}, {"pin": "0000"}, {"key": "none"}, {"token": "none"}):
        told = {"token": "baeum", "pin": PIN, "key": kind, "certificates": certificate, **changed}
        with pytest.raises(KeyFault), open_token(module, **told):  # type: ignore[arg-type]
            pass
