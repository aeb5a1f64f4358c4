"""The header of a page of a Parquet file: a struct of Thrift in its compact form, read by compiled code.

Only numbers that say how the page is laid out are kept, by the field ids of parquet.thrift; the rest is skipped.
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

PAGE = 0  # the struct that a field belongs to, where it is one of those that are looked at
OF_DATA, OF_DICTIONARY, OF_DATA_2, OTHER = 5, 7, 8, -1

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
NOT_WHOLE, STRANGE = -1, -2  # what ``read_header`` returns where there is no header


def number_at(text: Any, at: int) -> Any:
    """An unsigned number of variable length and where it ends; an end of -1 where the bytes are out."""
    value = np.int64(0)
    shift = np.int64(0)
    while at < text.size and shift < 63:
        byte = np.int64(text[at])
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
        shift += 7
    return value, -1


def place_of(struct: int, field: int) -> int:
    """Where a number goes in what ``read_header`` fills, -1 nowhere."""
    found = -1
    if struct == PAGE:
        if field == 1:
            found = KIND
        elif field == 2:
            found = WHOLE
        elif field == 3:
            found = STORED
    elif struct == OF_DATA or struct == OF_DICTIONARY:
        if field == 1:
            found = COUNT
        elif field == 2:
            found = ENCODING
        elif field == 3 and struct == OF_DATA:
            found = LEVELS
    elif struct == OF_DATA_2:
        if field == 1:
            found = COUNT
        elif field == 4:
            found = ENCODING
        elif field == 5:
            found = LEVELS
        elif field == 6:
            found = REPETITIONS
    return found


@compiled
def read_header(text: Any, at: int, found: Any, structs: Any) -> int:
    """Fill ``found`` from the header that begins at ``at``; returns where it ends.

    NOT_WHOLE where the bytes end before it does, STRANGE where it is not the header of a page.
    ``structs``: room for two rows of DEEPEST numbers, the structs that are open and the last field of each.
    """
    found[:] = 0
    found[IS_STORED_SMALL] = 1
    depth = 0
    structs[0, 0] = PAGE
    structs[1, 0] = 0
    while True:
        if at >= text.size:
            return NOT_WHOLE
        byte = np.int64(text[at])
        at += 1
        if byte == 0:
            depth -= 1
            if depth < 0:
                return at
            continue
        kind, field = byte & 15, structs[1, depth] + (byte >> 4)
        if byte >> 4 == 0:
            value, at = number_at(text, at)
            if at < 0:
                return NOT_WHOLE
            field = (value >> 1) ^ -(value & 1)
        structs[1, depth] = field
        if kind == TRUE or kind == FALSE:
            if structs[0, depth] == OF_DATA_2 and field == 7:
                found[IS_STORED_SMALL] = kind == TRUE
        elif kind == I16 or kind == I32 or kind == I64:
            value, at = number_at(text, at)
            if at < 0:
                return NOT_WHOLE
            place = place_of(structs[0, depth], field)
            if place >= 0:
                found[place] = (value >> 1) ^ -(value & 1)
        elif kind == BINARY:
            value, at = number_at(text, at)
            if at < 0 or value > text.size - at:
                return NOT_WHOLE
            at += value
        elif kind == BYTE:
            at += 1
        elif kind == DOUBLE:
            at += 8
        elif kind == STRUCT:
            named = depth == 0 and (field == OF_DATA or field == OF_DICTIONARY or field == OF_DATA_2)
            depth += 1
            if depth == DEEPEST:
                return STRANGE
            structs[0, depth] = field if named else OTHER
            structs[1, depth] = 0
        else:
            return STRANGE
