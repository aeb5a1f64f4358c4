"""Which groups a learner belongs to: region, age band, degree, route, major, source of a record concerned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import compute, types

from baeum_rules.curricula import DEGREES
from baeum_rules.recognition.fields import ROUTES

from ..cells import EPOCH
from ..columns import SOURCES, Int64
from .comparing import Compared

REGION, AGE, DEGREE, ROUTE, MAJOR, SOURCE = "region", "age", "degree", "route", "major", "source"
DIMENSIONS = (REGION, AGE, DEGREE, ROUTE, MAJOR, SOURCE)
BAND = 10  # years of an age band
FIRST_BIRTH = 1900  # who was born before learnt before there was anything to recognise
OLDEST = 90  # the last band: from here on there are few
UNKNOWN, OTHERS = "", "*"  # the keys of who states none, and of the groups beyond MOST
MOST = 2_000  # groups of one dimension that are told apart, so that memory has a bound
APART = "\t"  # between degree and major: a major is told within its degree


class Codes(NamedTuple):
    """The group of each learner by number, and the key of each number."""

    of: Int64
    keys: list[str]


def groups_of(compared: Compared) -> Iterator[tuple[str, Codes]]:
    """The dimensions that divide the learners: each learner is in one group of each."""
    kept = compared.kept
    nested, learners = compared.prepared.nested, compared.prepared.encoded.learners
    degree, route = learners.degree[kept].astype(np.int64), learners.route[kept].astype(np.int64)
    yield REGION, _words(nested.column("region"), kept)
    yield AGE, _ages(nested.column("birth_year"), learners.as_of[kept], kept)
    yield DEGREE, Codes(degree, list(DEGREES))
    yield ROUTE, Codes(route, list(ROUTES))
    majors = _words(nested.column("major"), kept)
    keys = [f"{of}{APART}{major}" for of in DEGREES for major in majors.keys]
    yield MAJOR, Codes(degree * len(majors.keys) + majors.of, keys)


def source_groups(compared: Compared) -> Iterator[tuple[str, Any]]:
    """Each source with the learners of whom a record of it is judged otherwise; they overlap."""
    for place, source in enumerate(SOURCES):
        yield source, compared.concerned[:, place] != 0


def _words(column: pa.Array, kept: Any) -> Codes:
    """Texts with their spaces trimmed; a text of nothing else is none."""
    if types.is_null(column.type):
        return Codes(np.zeros(int(kept.sum()), np.int64), [UNKNOWN])
    if not types.is_dictionary(column.type):
        column = compute.dictionary_encode(column)
    indices = column.indices.fill_null(-1)
    places = np.asarray(indices, np.int64)[kept]
    met = np.unique(places)
    keys: dict[str, int] = {}
    number = np.zeros(len(column.dictionary) + 1, np.int64)  # the last place is that of -1
    for place in met:
        text = column.dictionary[int(place)].as_py() if place >= 0 else None
        number[place] = keys.setdefault(" ".join((text or "").split()), len(keys))
    return Codes(number[places], list(keys) or [UNKNOWN])


def _ages(years: pa.Array, as_of: Any, kept: Any) -> Codes:
    """Bands of ten years by year of birth: the age that is reached in the year of the answer."""
    bands = [*(str(first) for first in range(0, OLDEST + 1, BAND)), UNKNOWN]
    born = _words(years if types.is_null(years.type) else years.cast(pa.string()), kept)
    year = np.array([birth_year_of(key) or -1 for key in born.keys])[born.of]
    of_answer = (as_of - EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    age = of_answer - year
    band = np.minimum(age // BAND, OLDEST // BAND)
    return Codes(np.where((year < 0) | (age < 0), len(bands) - 1, band), bands)


def birth_year_of(text: str | None) -> int | None:
    """A year of birth; None where a text is none: it is only carried, so it is told of nobody as a fault."""
    text = (text or "").strip()
    whole = text.isascii() and text.isdigit() and len(text) == len("1970")
    return int(text) if whole and int(text) >= FIRST_BIRTH else None
