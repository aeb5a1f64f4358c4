"""The ids of records: their order within a learner, what a retake names; by dictionary or by bytes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import types

from baeum_rules.recognition.fields import LONGEST_TEXT

from . import ids
from .arrow import Bytes, aligned, bits_of, is_same, text_of, values_of
from .checks import UNIVERSITY
from .column_reading import as_read
from .columns import Int8, Int32, Int64
from .compiling import compiled
from .held_rows import HeldRows
from .ids import MOST_COUNTED, rank_by_counting
from .room import Room

NOWHERE = -1  # in no dictionary of ids


class _Dictionary(NamedTuple):
    """A dictionary of ids that are read as they stand, no two alike. ``order``: of each among all."""

    texts: pa.Array
    places: dict[str, int]
    order: Int32


class IdReader:
    """Fills ``rank`` and ``retake_of`` batch by batch."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._last: tuple[pa.Array | None, _Dictionary | None] = (None, None)

    def fill(
        self, rows: pa.RecordBatch | HeldRows, start: Int64, source: Int8, found: dict[str, Any], bad: Bytes
    ) -> pa.Array:
        """The columns of a batch into ``found``; returns the ids as read, in a dictionary if they came so."""
        count, given, retakes = rows.num_rows, rows.column("id"), rows.column("retake_of")
        found["rank"] = self._room.of("rank", count, np.int32)
        known = self._dictionary(given)
        if known is not None:
            codes = values_of(given.indices, given.indices.type.to_pandas_dtype())
            longest = int(np.diff(start).max(initial=0))
            room = np.empty(longest, np.uint64)
            if rank_places(start, known.order, codes, found["rank"], room) and self._named_by_places(
                known, codes, start, source, retakes, found, bad
            ):
                return given
        return self._by_bytes(given, retakes, start, source, found, bad)

    def _dictionary(self, given: pa.Array) -> _Dictionary | None:
        """What is known of a dictionary of ids; None where they are to be looked at one by one."""
        if not types.is_dictionary(given.type) or given.null_count:
            return None
        texts, (last, known) = given.dictionary, self._last
        if not is_same(texts, last):
            known = None if len(texts) * 2 > len(given) else _looked_at(texts)
            self._last = (texts, known)
        return known

    def _named_by_places(
        self,
        known: _Dictionary,
        codes: Any,
        start: Int64,
        source: Int8,
        retakes: pa.Array,
        found: dict[str, Any],
        bad: Bytes,
    ) -> bool:
        """Fill ``retake_of``; False where what the retakes name is to be looked at one by one."""
        count = len(codes)
        if retakes.null_count == count:
            found["retake_of"] = self._room.all_of(-1, count, np.int32)
            return True
        if not types.is_dictionary(retakes.type):
            retakes = retakes.dictionary_encode()
        named = retakes.dictionary.cast(pa.string())
        if named.null_count or _is_odd(named):
            return False
        table = np.array([known.places.get(text, NOWHERE) for text in named.to_pylist()], np.int32)
        wanted = values_of(retakes.indices, retakes.indices.type.to_pandas_dtype())
        valid = aligned(bits_of(retakes.indices), count)
        if not valid.size:
            valid = np.full((count + 7) >> 3, 255, np.uint8)
        found["retake_of"] = self._room.of("retake_of", count, np.int32)
        found["retake_of"].fill(-1)
        find_named(start, codes, source, (table, wanted, valid), found["retake_of"], bad)
        return True

    def _by_bytes(
        self,
        given: pa.Array,
        retakes: pa.Array,
        start: Int64,
        source: Int8,
        found: dict[str, Any],
        bad: Bytes,
    ) -> pa.Array:
        """The same from the bytes of each id."""
        count = len(given)
        names = as_read(given, bad, needed=True)
        texts = text_of(names)
        order = self._room.of("order", count, np.int32)
        longest = int(np.diff(start).max(initial=0))
        room = (np.empty(longest, np.int32), np.empty(longest, np.uint64))
        ids.rank_ids(start, texts, found["rank"], order, room, bad)
        if retakes.null_count == count:
            found["retake_of"] = self._room.all_of(-1, count, np.int32)
        else:
            found["retake_of"] = self._room.of("retake_of", count, np.int32)
            bad |= np.asarray(retakes.is_valid()) & (source != UNIVERSITY)
            named = text_of(as_read(retakes, bad, needed=False))
            ids.find_retakes(start, texts, order, named, found["retake_of"], bad)
        return names


def _looked_at(texts: pa.Array) -> _Dictionary | None:
    """What is to be known of a dictionary; None where a text is not read as it stands, or is there twice."""
    plain = texts.cast(pa.string())
    if plain.null_count or _is_odd(plain):
        return None
    names = plain.to_pylist()
    places = {name: place for place, name in enumerate(names)}
    if len(places) < len(names):
        return None
    order = np.empty(len(names), np.int32)
    order[np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)] = np.arange(len(names))
    return _Dictionary(texts, places, order)


def _is_odd(texts: pa.Array) -> bool:
    """Whether a text may not be read as it stands."""
    odd = np.zeros(len(texts), np.uint8)
    ids.mark_odd(text_of(texts), LONGEST_TEXT, odd)
    return bool(odd.any())


@compiled
def rank_places(start: Any, order: Any, codes: Any, rank: Any, room: Any) -> int:
    """The rank of each id within its learner; 0 where one stands twice, or a learner has too many.

    ``order``: the place of each code among all; ``room``: as long as the longest list of records.
    """
    for learner in range(start.size - 1):
        first, end = start[learner], start[learner + 1]
        rising, before = np.int64(1), np.int64(-1)
        for row in range(np.uint64(first), np.uint64(end)):
            here = np.int64(order[np.uint64(codes[row])])  # no code is below 0
            rising &= here > before
            before = here
        ranks = rank[first:end]
        if rising:
            for place in range(ranks.size):
                ranks[place] = place
            continue
        if end - first > MOST_COUNTED:
            return 0
        for place in range(ranks.size):
            room[place] = order[codes[first + place]]
        if not rank_by_counting(room, ranks):
            return 0
    return 1


@compiled
def find_named(start: Any, codes: Any, source: Any, retakes: Any, out: Any, bad: Any) -> None:
    """The place of the record that each retake names, counted from the learner's first."""
    table, wanted, valid = retakes
    learner = np.int64(0)
    for place in range((out.size + 7) >> 3):
        if valid[place] == 0:
            continue
        for row in range(8 * place, min(8 * place + 8, out.size)):
            if (valid[place] >> (row & 7)) & 1 == 0:
                continue
            while start[learner + 1] <= row:
                learner += 1
            first, code = start[learner], table[wanted[row]]
            for other in range(first, start[learner + 1]):
                if codes[other] == code and other != row:
                    out[row] = other - first
            if out[row] < 0 or source[row] != UNIVERSITY:
                bad[row] = 1
