"""Codes and tokens: drawn, told once, kept by what only they lead to."""

from __future__ import annotations

import secrets
from hashlib import sha256

from baeum.people.keys import master
from baeum.shared.sealing import blind_index

TX_DIGITS = 6
BYTES = 32
LONGEST = 200  # characters of a code or token that is looked up


def new_code() -> str:
    """256 bits that nobody guesses."""
    return secrets.token_urlsafe(BYTES)


def new_tx_code() -> str:
    """Six digits that a person types over."""
    return f"{secrets.randbelow(10**TX_DIGITS):0{TX_DIGITS}}"


def digest(code: str) -> bytes:
    """By which a code is found: SHA-256."""
    return sha256(code.encode("utf-8", "replace")).digest()


def tx_digest(code: str, tx_code: str) -> bytes:
    """What a tx_code is compared by: of this code alone, and without the master key nobody tries it."""
    return blind_index(master(), "wallet_tx_code", f"{code}:{tx_code}")
