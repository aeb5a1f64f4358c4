"""What verifiers fetch: enough to verify everything, also without a network."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from baeum.certificates.services.revoke import revoke
from baeum.credentials.issuer import Trusted, read_issuer
from baeum.credentials.sd_jwt import read
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.verify import verify
from baeum.shared.clock import now, today
from claims.cases import Learner

from . import forms
from .lines import issued

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
HERE = "https://baeum.example"


@pytest.fixture(autouse=True)
def nothing_published() -> None:
    """As at the beginning of an hour."""
    cache.clear()


def test_everything_that_verifies_is_fetched(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    badge = forms.badge(nari, made, today())
    certificate = forms.disclosed(nari, made, today(), "자료구조")
    bit = json.loads(badge)["credentialStatus"]["statusListCredential"]
    token = read(certificate.decode()).issued.payload["status"]["status_list"]["uri"]
    fetched = {one: client.get(one.removeprefix(HERE)) for one in (bit, token)}
    did = client.get("/.well-known/did.json")
    kinds = [one.headers["Content-Type"] for one in (did, *fetched.values())]
    assert kinds == ["application/did+ld+json", "application/vc", "application/statuslist+jwt"]
    for one in (did, *fetched.values()):
        assert one.headers["Access-Control-Allow-Origin"] == "*"
        kept = one.headers["Cache-Control"].removeprefix("public, max-age=")
        assert 0 < int(kept) <= 3_600
    trusted = Trusted.of([read_issuer(did.content)])
    status = StatusLists.of([one.content for one in fetched.values()])
    for held in (badge, certificate):
        assert verify(held, trusted=trusted, status=status, on=today()).valid


def test_a_site_for_trying_out_publishes_too(nari: Learner, client: Client, settings: Any) -> None:
    """As ``make run`` has it: without HTTPS, on this machine."""
    settings.ADDRESS, settings.DID = "http://localhost:8000", "did:web:localhost%3A8000"
    badge = forms.badge(nari, issued(nari, 2, on=today()), today())
    bit = json.loads(badge)["credentialStatus"]["statusListCredential"]
    status = StatusLists.of([client.get(bit.removeprefix(settings.ADDRESS)).content])
    trusted = Trusted.of([read_issuer(client.get("/.well-known/did.json").content)])
    assert verify(badge, trusted=trusted, status=status, on=today()).valid


def test_a_list_is_the_same_until_the_next_hour(nari: Learner, client: Client) -> None:
    made = issued(nari, 2, on=today())
    badge = json.loads(forms.badge(nari, made, today()))
    path = badge["credentialStatus"]["statusListCredential"].removeprefix(HERE)
    before = client.get(path).content
    revoke(made.document_id, why="holder", by=nari.by, at=now())
    assert client.get(path).content == before


def test_types_and_keys_of_wallets(client: Client) -> None:
    found = client.get("/types/transcript").json()
    assert found["vct"] == f"{HERE}/types/transcript"
    assert [one["name"] for one in found["display"]] == ["성적증명서", "Academic Transcript"]
    assert {one["sd"] for one in found["claims"] if one["path"][0] == "holder"} == {"always"}
    keys = client.get("/.well-known/jwt-vc-issuer").json()
    assert keys["issuer"] == "did:web:baeum.example" and {one["crv"] for one in keys["jwks"]["keys"]} == {
        "P-256"
    }


@pytest.mark.parametrize(
    "path",
    [
        "/types/passport",
        f"/status/{'0' * 32}/token",
        f"/status/{'0' * 32}/other",
        f"/status/{'0' * 99}/token",
    ],
)
def test_what_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_bundle_is_all_that_the_offline_verifier_needs(
    nari: Learner, client: Client, tmp_path: Path
) -> None:
    made = issued(nari, 2, on=today())
    (tmp_path / "badge.json").write_bytes(badge := forms.badge(nari, made, today()))
    (tmp_path / "forged.json").write_bytes(badge.replace("자료구조".encode(), "고급수학".encode()))
    (tmp_path / "certificate.sdjwt").write_bytes(forms.disclosed(nari, made, today(), "자료구조"))
    answer = client.get("/verify/bundle.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.content)) as bundled:
        bundled.extractall(tmp_path)
    assert "baeum-verify.pyz" in (tmp_path / "README.txt").read_text(encoding="utf-8")
    tool = tmp_path / "baeum-verify.pyz"
    subprocess.run(
        [sys.executable, ROOT / "tools/offline_verifier.py", tool], check=True, capture_output=True
    )
    lists = sorted(map(str, (tmp_path / "status").iterdir()))
    ways = [word for one in lists for word in ("--status", one)]
    asked = [sys.executable, "-I", str(tool), "--issuer", "did.json", *ways]
    for name, code, words in (
        ("badge.json", 0, "VALID"),
        ("certificate.sdjwt", 0, "VALID"),
        ("forged.json", 1, "CHANGED"),
    ):
        said = subprocess.run([*asked, name], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (said.returncode, words in said.stdout) == (code, True), said
