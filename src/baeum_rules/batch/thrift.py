"""What a Parquet file says of itself: structs of Thrift in their compact form, written or copied in part."""

from __future__ import annotations

from collections.abc import Iterable

from .page_headers import BINARY, BYTE, DOUBLE, FALSE, I16, I32, I64, LIST, SET, STRUCT, TRUE

LONG_LIST = 15  # items from which on a list tells its length apart
SMALL = [bytes([value]) for value in range(128)]  # numbers of one byte
Field = tuple[int, bytes]  # the kind of a field and its bytes


def number(value: int) -> bytes:
    """An unsigned number of variable length."""
    if value < 128:
        return SMALL[value]
    if value < 1 << 14:
        return bytes((value & 127 | 128, value >> 7))
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def _signed(value: int) -> bytes:
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def i16(value: int) -> Field:
    """A whole number of 16 bits."""
    return I16, _signed(value)


def i32(value: int) -> Field:
    """A whole number of 32 bits."""
    return I32, _signed(value)


def i64(value: int) -> Field:
    """A whole number of 64 bits."""
    return I64, _signed(value)


def binary(value: bytes) -> Field:
    """Bytes, or a text in UTF-8."""
    return BINARY, number(len(value)) + value


def list_of(items: Iterable[Field], kind: int) -> Field:
    """A list; ``kind``: of each item."""
    bodies = [body for _, body in items]
    short = len(bodies) < LONG_LIST
    head = bytes([len(bodies) << 4 | kind]) if short else bytes([0xF0 | kind]) + number(len(bodies))
    return LIST, head + b"".join(bodies)


def struct(fields: dict[int, Field | None]) -> Field:
    """A struct by the ids of its fields, rising; None: not there."""
    found, last = bytearray(), 0
    for field, value in fields.items():
        if value is not None:
            assert 0 < field - last <= 15  # ids further apart are not needed here
            found += bytes([(field - last) << 4 | value[0]]) + value[1]
            last = field
    return STRUCT, bytes(found) + b"\0"


def fields_of(text: bytes) -> dict[int, Field]:
    """The fields of a struct as they stand in its bytes."""
    found: dict[int, Field] = {}
    at, field = 0, 0
    while text[at]:
        kind, field = text[at] & 15, field + (text[at] >> 4)
        if text[at] >> 4 == 0:
            raised, at = _number(text, at + 1)
            field, at = (raised >> 1) ^ -(raised & 1), at - 1
        begin = at + 1
        at = _after(text, begin, kind)
        found[field] = (kind, text[begin:at])
    return found


def _number(text: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (text[at] & 127) << shift
        at += 1
        if text[at - 1] < 128:
            return value, at
        shift += 7


def _after(text: bytes, at: int, kind: int) -> int:
    """Where a value ends that begins at a place."""
    if kind in (TRUE, FALSE):
        return at
    if kind in (I16, I32, I64):
        return _number(text, at)[1]
    if kind in (BYTE, DOUBLE):
        return at + (1 if kind == BYTE else 8)
    if kind == BINARY:
        length, at = _number(text, at)
        return at + length
    if kind in (LIST, SET):
        count, item = text[at] >> 4, text[at] & 15
        at += 1
        if count == LONG_LIST:
            count, at = _number(text, at)
        for _ in range(count):
            at = at + 1 if item in (TRUE, FALSE) else _after(text, at, item)
        return at
    assert kind == STRUCT  # a map stands in no file that is made here
    while text[at]:
        one = text[at] & 15
        at = _number(text, at + 1)[1] if text[at] >> 4 == 0 else at + 1
        at = _after(text, at, one)
    return at + 1
