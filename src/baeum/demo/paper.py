"""A small grey picture, whole, in the place of a scanned paper."""

from __future__ import annotations

PAPER = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000200000002080000000057dd52f80000000b49444154789c6360000100"
    "00060001fe8c67c80000000049454e44ae426082"
)
