"""What is revoked: one store of bits, published in two formats that must never disagree.

The Bitstring Status List (W3C) counts the bits of a byte from the most significant one and is gzip; the Token
Status List (IETF) counts from the least significant one and is zlib. Read one by the other's rules and the
wrong person is revoked: so both are made from the same ``StatusList`` and by no other way.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

LEAST = 131_072  # entries: the floor of the Bitstring Status List; a shorter list tells more of each
LARGEST = 2**24
_ROUNDS = 8
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class StatusFault(ValueError):
    """A published list cannot be read; the message says why."""


@dataclass(frozen=True)
class StatusEntry:
    """Where a credential's bit stands: an index in the list of these two addresses."""

    index: int
    bitstring: str  # address of the Bitstring Status List credential
    token: str  # address of the Token Status List
    purpose: str = "revocation"

    def bitstring_entry(self) -> dict[str, str]:
        """``credentialStatus`` of a VCDM 2.0 credential."""
        return {
            "id": f"{self.bitstring}#{self.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose,
            "statusListIndex": str(self.index),
            "statusListCredential": self.bitstring,
        }

    def token_entry(self) -> dict[str, Any]:
        """``status`` of an SD-JWT VC."""
        return {"status_list": {"idx": self.index, "uri": self.token}}


@dataclass(frozen=True)
class Indices:
    """The indices of a list in an order that nobody without the key can tell, each of them once.

    The n-th credential gets ``indices[n]``: all the caller keeps is how many were given. A counter would tell
    the order of issue, and drawing at random would need to know what was drawn. A Feistel network over the
    bits of the index, keyed; as it maps the numbers onto themselves, no two are equal.
    """

    key: bytes
    size: int = 2**20

    def __post_init__(self) -> None:
        if self.size & (self.size - 1) or not LEAST <= self.size <= LARGEST:
            raise ValueError(f"a list has a power of two of entries, {LEAST} to {LARGEST}")

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, n: int) -> int:
        if not 0 <= n < self.size:
            raise IndexError(n)
        number = self._mixed(n)
        while number >= self.size:  # one bit more where the width is odd: walk on inside the cycle
            number = self._mixed(number)
        return number

    def __iter__(self) -> Iterator[int]:
        return (self[n] for n in range(self.size))

    def _mixed(self, number: int) -> int:
        half = self.size.bit_length() // 2  # of 2**20: 10 bits, of 2**17: 9
        mask = (1 << half) - 1
        left, right = number >> half, number & mask
        for round_ in range(_ROUNDS):
            text = bytes([round_]) + right.to_bytes(2, "big")
            mixed = int.from_bytes(blake2b(text, key=self.key, digest_size=4).digest(), "big")
            left, right = right, left ^ (mixed & mask)
        return left << half | right


@dataclass
class StatusList:
    """The bits of one purpose; bit n stands in byte n // 8, the least significant first."""

    size: int = 2**20
    _bits: bytearray = field(default_factory=bytearray, repr=False)

    def __post_init__(self) -> None:
        if self.size % 8 or not LEAST <= self.size <= LARGEST:
            raise ValueError(f"a list has {LEAST} to {LARGEST} entries, a multiple of 8")
        self._bits = self._bits or bytearray(self.size // 8)

    def set(self, indices: Iterable[int], value: bool = True) -> None:
        """Set or clear bits, of all copies of one thing together. Raises IndexError, then none is set."""
        wanted = list(indices)
        for index in wanted:
            if not 0 <= index < self.size:
                raise IndexError(index)
        for index in wanted:
            if value:
                self._bits[index // 8] |= 1 << index % 8
            else:
                self._bits[index // 8] &= ~(1 << index % 8)

    def __getitem__(self, index: int) -> bool:
        if not 0 <= index < self.size:
            raise IndexError(index)
        return bool(self._bits[index // 8] >> index % 8 & 1)

    def for_bitstring(self) -> bytes:
        """As the Bitstring Status List wants it: most significant bit first, gzip without a time."""
        return gzip.compress(self._bits.translate(_REVERSED), mtime=0)

    def for_token(self) -> bytes:
        """As the Token Status List wants it: least significant bit first, zlib."""
        return zlib.compress(bytes(self._bits), level=9)

    @classmethod
    def from_bitstring(cls, held: bytes) -> StatusList:
        """The list of a published Bitstring Status List. Raises StatusFault."""
        bits = _inflated(held, zlib.MAX_WBITS | 16)
        return _list_of(cls, bytearray(bits.translate(_REVERSED)))

    @classmethod
    def from_token(cls, held: bytes) -> StatusList:
        """The list of a published Token Status List of one bit each. Raises StatusFault."""
        return _list_of(cls, bytearray(_inflated(held, zlib.MAX_WBITS)))


def _list_of(cls: type[StatusList], bits: bytearray) -> StatusList:
    if not bits:
        raise StatusFault("the list is empty")
    found = cls.__new__(cls)  # another issuer's list may be shorter than we would ever publish
    found.size, found._bits = len(bits) * 8, bits
    return found


def _inflated(held: bytes, window: int) -> bytes:
    """The bytes, at most of the largest list: what unpacks to more is refused before it is unpacked."""
    unpacking = zlib.decompressobj(window)
    try:
        found = unpacking.decompress(held, LARGEST // 8)
    except zlib.error as error:
        raise StatusFault(f"the list cannot be unpacked: {error}") from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise StatusFault(f"the list is cut off, or has more than {LARGEST} entries")
    if unpacking.unused_data:
        raise StatusFault("something follows the list")
    return found
