"""Document numbers: sixteen characters that nobody can guess and nobody can mistype unseen.

Thirty-two characters without 0, O, 1 and I, each of them five bits: 75 bits are drawn at random, the last
character checks the rest. It is a Reed-Solomon code of one check symbol over GF(32): any one wrong character
and any two exchanged ones, wherever they stand, are found for certain.
"""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 16
GROUP = 4
_PLACE = {character: value for value, character in enumerate(ALPHABET)}
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: its root generates all 31 numbers but 0


def new_number() -> str:
    """A new number, without its groups."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return drawn + _check(drawn)


def grouped(number: str) -> str:
    """As people read it: ``7K2M-9QRS-ABCD-EFGH``."""
    return "-".join(number[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read_number(typed: str) -> str | None:
    """The number that was typed, however it was grouped and in whichever case; None where it is none."""
    found = "".join(one for one in typed.upper() if one.isalnum())
    if len(found) != LENGTH or any(one not in _PLACE for one in found):
        return None
    return found if found[-1] == _check(found[:-1]) else None


def _check(drawn: str) -> str:
    """The character that makes the sum of all, each times its own power of the root, nothing."""
    total = 0
    for character in drawn:
        total = _times_root(total ^ _PLACE[character])
    return ALPHABET[total]


def _times_root(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 0b100000 else doubled
