"""A block as two Arrow tables: learners, and their records (design: the flattened case format)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baeum_rules.curricula import DEGREES

from .blocks import Block
from .draws import Numbers
from .hard_curricula import NAME, hard_curricula
from .people import Setup
from .rows import COLUMNS, DAYS, FLAGS, NULL, SHARES, TEXTS, WORDS, Rows

EPOCH = 719163  # the ordinal of 1970-01-01
ROUTES = ("first", "second")
TEXT = pa.dictionary(pa.int32(), pa.string())
DEGREE = pa.struct([("degree", pa.string()), ("major", pa.string()), ("conferred_on", pa.date32())])
LEARNERS = pa.schema([
    ("learner", pa.string()), ("as_of", pa.date32()), ("degree", TEXT), ("route", TEXT), ("major", TEXT),
    ("conferral", TEXT), ("conferring_university", TEXT), ("curriculum", TEXT),
    ("high_school_completed_on", pa.date32()), ("bdes_degree_on", pa.date32()),
    ("previous_degrees", pa.list_(DEGREE)), ("region", TEXT), ("birth_year", pa.int32()),
])  # fmt: skip
OF_COLUMN = {
    **dict.fromkeys(("learner", "id", "retake_of", *TEXTS, *WORDS), TEXT),
    **dict.fromkeys(DAYS, pa.date32()),
    **dict.fromkeys(SHARES, pa.float64()),
    **dict.fromkeys(FLAGS, pa.bool_()),
}
NEVER_NULL = ("learner", "id", "source", "completed_on")
RECORDS = pa.schema([
    pa.field(name, OF_COLUMN.get(name, pa.int32()), nullable=name not in NEVER_NULL)
    for name in ("learner", *COLUMNS)
])  # fmt: skip


class Texts:
    """The texts of the coded columns, made once for all blocks."""

    def __init__(self, setup: Setup) -> None:
        vocabulary = setup.vocabulary
        places = (
            *vocabulary.institutions, *vocabulary.colleges, *vocabulary.universities, *vocabulary.exempting
        )  # fmt: skip
        self.of = {name: pa.array(words) for name, words in WORDS.items()}
        self.of |= {
            "institution": pa.array(places),
            "subject": pa.array([*dict.fromkeys(vocabulary.subjects)]),
            "name": pa.array(vocabulary.certificates),
            "item": pa.array(setup.marginals.tables["heritage"]["items"]),
            "major": pa.array([*vocabulary.majors, NAME]),
            "curriculum": pa.array(hard_curricula(setup.seed).texts if setup.hard else [], pa.string()),
            "degree": pa.array(DEGREES),
            "route": pa.array(ROUTES),
            "conferral": pa.array(setup.marginals.shares["conferral.share"].values),
            "region": pa.array(setup.marginals.shares["region.share"].values),
        }
        place = {name: at for at, name in enumerate(dict.fromkeys(vocabulary.subjects))}
        self.place_of_subject = np.array([place[name] for name in vocabulary.subjects], np.int32)
        most = int(setup.marginals.share("records.most")) + 100
        self.of["id"] = self.of["retake_of"] = pa.array([f"r{place:03d}" for place in range(1, most)])


def coded(values: Any, texts: pa.Array) -> pa.DictionaryArray:
    """A text column of places in ``texts``; -1 is null."""
    codes = np.ascontiguousarray(values, np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes == NULL), texts)


def days(values: Numbers) -> pa.Array:
    """A date column of ordinals; -1 is null."""
    numbers = np.asarray(values, np.int32)
    return pa.array(numbers - EPOCH, mask=numbers == NULL).cast(pa.date32())


def learners_table(block: Block, count: int, setup: Setup, texts: Texts) -> pa.Table:
    """The first ``count`` learners of a block."""
    columns, n = block.learners, len(block.learners["degree"])
    conferral = np.where(columns["conferral"] == 0, NULL, columns["conferral"])
    table = {
        "learner": names_of(block.first, n),
        "as_of": days(np.full(n, setup.marginals.as_of, np.int32)),
        "degree": coded(columns["degree"], texts.of["degree"]),
        "route": coded(columns["second"], texts.of["route"]),
        "major": coded(columns["major"], texts.of["major"]),
        "conferral": coded(conferral, texts.of["conferral"]),
        "conferring_university": coded(columns["conferring_university"], texts.of["institution"]),
        "curriculum": coded(columns["curriculum"], texts.of["curriculum"]),
        "high_school_completed_on": days(columns["high_school"]),
        "bdes_degree_on": days(columns["bdes_degree"]),
        "previous_degrees": _degrees(columns, texts),
        "region": coded(columns["region"], texts.of["region"]),
        "birth_year": pa.array(columns["birth"]),
    }
    return pa.table(table, schema=LEARNERS).slice(0, count)


def names_of(first: int, count: int) -> pa.Array:
    """The names of learners, of one width so that they sort by number."""
    numbers = pc.utf8_lpad(pa.array(np.arange(first + 1, first + count + 1)).cast(pa.string()), 9, "0")
    return pc.binary_join_element_wise("L", numbers, "")


def _degrees(columns: dict[str, Any], texts: Texts) -> pa.Array:
    """The degree held, in a list of one or none."""
    has = columns["held"] >= 0
    offsets = np.concatenate(([0], np.cumsum(has))).astype(np.int32)
    degree = coded(columns["held"][has], texts.of["degree"]).dictionary_decode()
    major = coded(columns["held_major"][has], texts.of["major"]).dictionary_decode()
    parts = pa.StructArray.from_arrays([degree, major, days(columns["conferred"][has])], fields=list(DEGREE))
    return pa.ListArray.from_arrays(pa.array(offsets), parts)


def records_table(block: Block, count: int, texts: Texts) -> pa.Table:
    """The records of the first ``count`` learners of a block, in their order."""
    rows = block.rows
    end = int(rows.counts[:count].sum())
    columns = {
        "learner": coded(rows.owner[:end], names_of(block.first, len(rows.counts))),
        "id": coded(rows.place[:end], texts.of["id"]),
    }
    columns |= {name: _column(rows, name, end, texts) for name in COLUMNS[1:]}
    return pa.table(columns, schema=RECORDS)


def _column(rows: Rows, name: str, end: int, texts: Texts) -> pa.Array:
    kind, values = RECORDS.field(name).type, rows.columns.get(name)
    if values is None:
        return pa.nulls(end, kind)
    values = values[:end]
    if name == "subject":  # some of its spellings are alike, and a dictionary of Parquet has each text once
        values = np.where(values == NULL, NULL, texts.place_of_subject[values])
    if kind == TEXT:
        return coded(values, texts.of[name])
    if kind == pa.date32():
        return days(values)
    absent = values == NULL
    if kind == pa.float64():
        return pa.array(values / 2, mask=absent)
    return pa.array(values == 1 if kind == pa.bool_() else values, mask=absent)
