"""Badges inside pictures: found where the standard puts them, and nothing else is read."""

from __future__ import annotations

import zlib
from hashlib import sha256

import pytest

from baeum.outside.names import Binding, Stated, binding, stated_in_claims, stated_in_subject
from baeum.outside.unbaking import LARGEST, LARGEST_TEXT, unbaked
from baeum.shared.refusal import Refusal
from learner.learners import PICTURE

BADGE = b'{"type": "badge"}'


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def png(keyword: bytes = b"openbadgecredential", text: bytes = BADGE, *, packed: bool = False) -> bytes:
    body = keyword + b"\0" + bytes([packed, 0]) + b"\0\0" + (zlib.compress(text) if packed else text)
    return PICTURE[:33] + chunk(b"iTXt", b"other\0\0\0\0\0x") + chunk(b"iTXt", body) + PICTURE[33:]


def svg(inside: str, before: str = "") -> bytes:
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">{inside}</svg>'
    ).encode()


@pytest.mark.parametrize(
    "held",
    [
        BADGE,
        b" \n" + BADGE,
        png(),
        png(packed=True),
        png(b"openbadges"),
        svg(f"<openbadges:credential><![CDATA[{BADGE.decode()}]]></openbadges:credential>"),
        svg(f"<openbadges:credential verify='{BADGE.decode()}'/>", '<?xml version="1.0"?>\n<!-- a -->'),
    ],
)
def test_a_credential_is_found(held: bytes) -> None:
    assert unbaked(held) == BADGE


@pytest.mark.parametrize(
    "held",
    [
        PICTURE,
        png(b"comment"),
        png()[:80],
        png(text=b"0" * (LARGEST_TEXT + 1), packed=True),
        svg("<openbadges:credential/>"),
        svg("<a>"),
        svg(
            "<openbadges:credential>&b;</openbadges:credential>",
            '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY b "x">]>',
        ),
    ],
)
def test_a_picture_without_one_or_with_a_trap_is_refused(held: bytes) -> None:
    assert unbaked(held) == Refusal("outside.picture")


def test_too_large() -> None:
    found = unbaked(b"{" + b" " * LARGEST)
    assert isinstance(found, Refusal) and found.code == "outside.large"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (Stated("김나리"), Binding.SAME),
        (Stated("김 나리"), Binding.SAME),
        (Stated("김나라"), Binding.OTHER),
        (Stated("김*리"), Binding.NOT_TOLD),
        (Stated(""), Binding.NOT_TOLD),
        (None, Binding.NOT_TOLD),
        (Stated("sha256$" + sha256("김나리소금".encode()).hexdigest(), True, "소금"), Binding.SAME),
        (Stated("sha256$" + sha256("김나라소금".encode()).hexdigest(), True, "소금"), Binding.OTHER),
        (Stated("md5$00", True), Binding.NOT_TOLD),
    ],
)
def test_names(stated: Stated | None, expected: Binding) -> None:
    assert binding(stated, "김나리") is expected


def test_where_names_are_stated() -> None:
    entry = {"identityType": "name", "identityHash": "김나리", "hashed": False}
    assert stated_in_subject({"identifier": [{"identityType": "email"}, entry]}) == Stated("김나리")
    assert stated_in_subject({"identifier": "x"}) is None and stated_in_subject("x") is None
    assert stated_in_claims({"holder": {"name": "김나리"}}) == Stated("김나리")
    assert stated_in_claims({"family_name": "김", "given_name": "나리"}) == Stated("김나리")
    assert stated_in_claims({"holder": "x"}) is None
