"""The faults of learners, exactly those of ``recognition.read`` for the same case, with their rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.parameters import Law
from baeum_rules.recognition import read
from baeum_rules.recognition.case import Fault
from baeum_rules.recognition.fields import Problem, read_text
from baeum_rules.recognition.sentences import sentences_of

from .arrow import Bytes, records_of
from .documents import Document, documents
from .held_rows import chosen


class Error(NamedTuple):
    """One line of the file of errors.

    ``row``: of the table of records, or of learners where no record is named, from 0 within the batch.
    """

    learner: str
    record: str | None
    field: str
    code: str
    ko: str
    en: str
    row: int


def find_faults(nested: pa.RecordBatch, bad: Bytes, law: Law) -> Iterator[Error]:
    """Every fault of the learners that are marked ``bad``."""
    start, _ = records_of(nested.column("records"))
    table = chosen(nested, bad)
    names = table.column("learner").to_pylist()
    for place, name, document in zip(np.flatnonzero(bad), names, documents(table), strict=True):
        found = read(document.case)
        faults = [*(found if isinstance(found, list) else []), *document.faults]
        if not faults:
            raise AssertionError(f"learner {name!r} was marked as having a fault, and has none")
        for fault in faults:
            yield error_of(name, fault, rows_of(document, int(place), int(start[place])), law)


def rows_of(document: Document, place: int, first: int) -> dict[str | None, int]:
    """The row of each record by the name its faults have; None: the row of the learner."""
    rows: dict[str | None, int] = {None: place}
    for at, record in enumerate(document.case["records"]):
        name = read_text(record.get("id"))
        rows.setdefault(f"#{at + 1}" if isinstance(name, Problem) else name, first + at)
    return rows


def error_of(learner: str, fault: Fault, rows: dict[str | None, int], law: Law) -> Error:
    """One fault with its sentences and its row."""
    said = sentences_of(law).error(fault)
    row = rows.get(fault.record, rows[None])
    return Error(learner, said["record"], said["field"], fault.code, said["ko"], said["en"], row)
