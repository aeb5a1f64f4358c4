"""What a batch consulted as an Arrow table, one learner a row (docs/reference/batch.md, "Consulted")."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from baeum_rules.curricula import UnknownCurriculum, load_curriculum
from baeum_rules.parameters import Law
from baeum_rules.recognition.codes import CERTIFICATE
from baeum_rules.recognition.fields import read_text
from baeum_rules.recognition.numbers import Numbers
from baeum_rules.recognition.thresholds import thresholds_of

from .arrow import records_of
from .asking import WORD
from .cells import EPOCH
from .columns import CLASH, Decided
from .consulted_places import Place, is_cap, is_compared, places_of
from .consulting import Consulted, consult
from .encoding import Encoded
from .judging import judge, numbers_as_arrays

LAW, BITS, REFERENCE = "baeum.law", "baeum.asked", "docs/reference/batch.md"
MOST, ABOVE, BELOW = "most", "above", "below"


def consulted_schema(law: Law) -> pa.Schema:
    """The columns for a law; the metadata name its revision and the version of each bit of ``asked``."""
    return _schema(law.revision, places_of(_numbers(law)))


def _schema(revision: str, places: list[Place]) -> pa.Schema:
    fields = [
        pa.field("learner", pa.string(), nullable=False),
        *(pa.field(name, pa.date32()) for name in ("as_of", "earliest", "latest")),
        pa.field("take_clash", pa.bool_()),
        pa.field("major", pa.string()),
        pa.field("curriculum", pa.int64()),
        pa.field("certificates", pa.list_(pa.string())),
        *(pa.field(f"asked_{word}", pa.uint64()) for word in range(-(-len(places) // WORD))),
        *(pa.field(name, pa.int32()) for name, _, _ in _number_columns(places)),
    ]
    told = {LAW: revision, BITS: ",".join(place.title for place in places), "baeum.reference": REFERENCE}
    return pa.schema(fields, told)


def _number_columns(places: list[Place]) -> list[tuple[str, str, int]]:
    """Name, kind and column of each array of sums and of numbers compared."""
    found = [(f"{MOST}:{place.title}", MOST, place.column) for place in places if is_cap(place.name)]
    for kind in (ABOVE, BELOW):
        found += [(f"{kind}:{p.title}", kind, p.column) for p in places if is_compared(p.name)]
    return found


@lru_cache(maxsize=8)
def _numbers(law: Law) -> Numbers:
    return numbers_as_arrays(thresholds_of(law))


def consulted_of(nested: pa.RecordBatch, encoded: Encoded, decided: Decided, law: Law) -> pa.RecordBatch:
    """The rows of the learners of a batch, in their order; all of them without faults."""
    numbers = _numbers(law)
    judged = judge(encoded.learners, encoded.records, encoded.certificates, numbers)
    consulted = consult(encoded.learners, encoded.records, encoded.certificates, judged, numbers)
    names, major = (nested.column(name).cast(pa.string()) for name in ("learner", "major"))
    major = _trimmed(major)
    own = pa.compute.match_substring(nested.column("curriculum").cast(pa.string()), "{").fill_null(False)
    earliest, latest = _days(encoded)
    found: list[Any] = [
        names,
        _day(encoded.learners.as_of, None),
        _day(earliest, latest == 0),
        _day(latest, latest == 0),
        pa.array(decided.state == CLASH),
        pa.compute.if_else(own, pa.scalar(None, pa.string()), major),
        _curricula(major, own),
        _certificates(nested, encoded),
        *(pa.array(np.ascontiguousarray(word)) for word in consulted.asked.T),
    ]
    found += [pa.array(column) for column in _columns(consulted, places_of(numbers))]
    return pa.RecordBatch.from_arrays(found, schema=consulted_schema(law))


def _columns(consulted: Consulted, places: list[Place]) -> list[Any]:
    return [
        np.ascontiguousarray(getattr(consulted, kind)[:, column])
        for _, kind, column in _number_columns(places)
    ]


def _days(encoded: Encoded) -> tuple[Any, Any]:
    """The first and last day of each learner's records; 0 without any."""
    start, days = encoded.records.start, encoded.records.completed_on
    held = np.flatnonzero(np.diff(start))
    found = np.zeros((2, len(start) - 1), np.int32)
    if held.size:
        found[0, held] = np.minimum.reduceat(days, start[held])
        found[1, held] = np.maximum.reduceat(days, start[held])
    return found[0], found[1]


def _day(ordinals: Any, missing: Any) -> pa.Array:
    return pa.array((ordinals - EPOCH).astype(np.int32), pa.int32(), mask=missing).view(pa.date32())


def _trimmed(texts: pa.Array) -> pa.Array:
    """Texts as the case format reads them."""
    coded = texts.dictionary_encode()
    return pa.array([read_text(text) for text in coded.dictionary.to_pylist()], pa.string()).take(
        coded.indices
    )


def _curricula(major: pa.Array, own: pa.Array) -> pa.Array:
    """What the curriculum of each major was, as a checksum; null for one of the learner's own."""
    coded = major.dictionary_encode()
    sums = pa.array([curriculum_sum(name) for name in coded.dictionary.to_pylist()], pa.int64())
    return pa.compute.if_else(own, pa.scalar(None, pa.int64()), sums.take(coded.indices))


def curriculum_sum(major: str) -> int | None:
    """A checksum of all that the curriculum of a major says today; None where there is none."""
    try:
        found = load_curriculum(major)
    except UnknownCurriculum:
        return None
    return int.from_bytes(hashlib.sha256(repr(found).encode()).digest()[:8], signed=True)


def _certificates(nested: pa.RecordBatch, encoded: Encoded) -> pa.Array:
    """The names of each learner's certificates, as they stand in the records."""
    start, rows = records_of(nested.column("records"))
    held = encoded.records.source == CERTIFICATE
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(held)])
    names = rows.column("name").cast(pa.string()).filter(pa.array(held))
    return pa.ListArray.from_arrays(pa.array(before[start].astype(np.int32)), names)


__all__ = ["consulted_of", "consulted_schema", "curriculum_sum"]
