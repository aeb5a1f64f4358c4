"""The header of a page of a Parquet file: a struct of Thrift in its compact form, read by compiled code.

Only numbers that say how the page is laid out are kept, by the field ids of parquet.thrift.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiling import compiled

DATA, DICTIONARY, DATA_2 = 0, 2, 3  # kinds of pages
PLAIN, PLAIN_DICTIONARY, RLE, RLE_DICTIONARY = 0, 2, 3, 8  # encodings

# places in what ``read_header`` fills; LEVELS: how they are encoded, of DATA_2 how many bytes they have
KIND, WHOLE, STORED, COUNT, ENCODING, LEVELS, IS_STORED_SMALL, REPETITIONS = range(8)
FIELDS = 8
DEEPEST = 8  # structs within structs

PAGE, OF_DATA, OF_DICTIONARY, OF_DATA_2, OTHER = range(5)  # structs that are looked at, and others
MOST = 15  # the greatest id of a field that is told apart
STRUCT_OF = np.full((5, MOST + 1), OTHER, np.int64)  # by the struct it stands in, and the id of its field
STRUCT_OF[PAGE, [5, 7, 8]] = OF_DATA, OF_DICTIONARY, OF_DATA_2
PLACES = np.full((5, MOST + 1), -1, np.int64)  # of a number, by its struct and the id of its field
PLACES[PAGE, [1, 2, 3]] = KIND, WHOLE, STORED
PLACES[OF_DATA, [1, 2, 3]] = COUNT, ENCODING, LEVELS
PLACES[OF_DICTIONARY, [1, 2]] = COUNT, ENCODING
PLACES[OF_DATA_2, [1, 4, 5, 6, 7]] = COUNT, ENCODING, LEVELS, REPETITIONS, IS_STORED_SMALL

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
LONGEST = 42  # bits of a number; what counts rows or bytes has fewer, and products of it do not overflow
NOT_WHOLE, STRANGE = -1, -2  # what ``read_header`` returns where there is no header


def number_at(text: Any, at: int) -> Any:
    """An unsigned number of variable length and where it ends; NOT_WHOLE where the bytes end before."""
    value = np.int64(0)
    shift = np.int64(0)
    while at < text.size and shift < LONGEST:
        byte = np.int64(text[at])
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
        shift += 7
    return value, NOT_WHOLE


def value_at(text: Any, at: int, kind: Any) -> Any:
    """A value and where it ends, below 0 where it cannot be read; of what is no number only where it ends."""
    if kind in (TRUE, FALSE):
        return np.int64(kind == TRUE), at
    if kind in (BYTE, DOUBLE):
        return np.int64(0), at + (1 if kind == BYTE else 8)
    if kind not in (I16, I32, I64, BINARY):
        return np.int64(0), STRANGE
    value, end = number_at(text, at)
    if kind == BINARY:
        return np.int64(0), (end + value if 0 <= value <= text.size - end and end > 0 else NOT_WHOLE)
    return (value >> 1) ^ -(value & 1), end


@compiled
def read_header(text: Any, at: int, found: Any, structs: Any) -> int:
    """Fill ``found`` from the header that begins at ``at``; returns where it ends.

    NOT_WHOLE where the bytes end before it does, STRANGE where it is not the header of a page.
    ``structs``: room for two rows of DEEPEST numbers, the structs that are open and the last field of each.
    """
    found[:] = 0
    found[IS_STORED_SMALL] = 1
    depth = 0
    structs[0, 0], structs[1, 0] = PAGE, 0
    while at < text.size:
        byte = np.int64(text[at])
        at += 1
        if byte == 0:
            depth -= 1
            if depth < 0:
                return at
            continue
        kind, field = byte & 15, structs[1, depth] + (byte >> 4)
        if byte >> 4 == 0:
            field, at = value_at(text, at, I16)
            if at < 0:
                return at
        structs[1, depth] = field
        known = min(max(field, 0), MOST)
        if kind == STRUCT:
            depth += 1
            if depth == DEEPEST:
                return STRANGE
            structs[0, depth], structs[1, depth] = STRUCT_OF[structs[0, depth - 1], known], 0
            continue
        value, at = value_at(text, at, kind)
        if at < 0:
            return at
        place = PLACES[structs[0, depth], known]
        if place >= 0:
            found[place] = value
    return NOT_WHOLE
