"""The files that grow chunk by chunk: the learners changed, one a row, and the faults of learners."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from baeum_rules.curricula import DEGREES
from baeum_rules.recognition.fields import ROUTES

from ..finding_faults import Error
from ..schema import head_of_errors
from .comparing import GAINS, LOSES, UNCHANGED, Compared
from .groups import birth_year_of

WAYS = {LOSES: "loses", UNCHANGED: "unchanged", GAINS: "gains"}
SIDE: tuple[tuple[str, pa.DataType], ...] = (
    ("remaining", pa.int32()),
    ("recognised", pa.int32()),
    ("complete", pa.bool_()),
    ("refused", pa.int32()),
)
CHANGED = pa.schema(
    [
        ("learner", pa.string()),
        ("region", pa.string()),
        ("birth_year", pa.int32()),
        ("degree", pa.string()),
        ("route", pa.string()),
        ("major", pa.string()),
        ("way", pa.string()),
        *((f"{name}_{side}", kind) for name, kind in SIDE for side in ("before", "after")),
    ]
)


class _Growing:
    """A file that takes its name when it is whole; where something fails, nothing is left of it."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        self.count = 0

    def end(self) -> None:
        """Close what is open; called once, whatever happened."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        if kind is None and (self.count or self.keep_empty):
            self.beside.replace(self.path)
        else:
            self.beside.unlink(missing_ok=True)

    keep_empty = True


class ChangedLearners(_Growing):
    """A Parquet file with a row for each learner of whom a number, or the judgement of a record, differs.

    It names persons: it is for the institute alone, and nothing in it is withheld.
    """

    def __enter__(self) -> ChangedLearners:
        self.writer = parquet.ParquetWriter(str(self.beside), CHANGED, compression="zstd")
        return self

    def add(self, compared: Compared) -> None:
        """The learners of one batch."""
        found = np.zeros(len(compared.way), np.bool_) | compared.concerned.any(axis=1)
        for before, after in zip(compared.before, compared.after, strict=True):
            found |= before != after
        if found.any():
            table = _rows(compared, found)
            self.writer.write_table(table)
            self.count += table.num_rows

    def end(self) -> None:
        """Write the end of the file."""
        self.writer.close()


class ErrorLines(_Growing):
    """A CSV file with a line for each fault; it is there only with some."""

    keep_empty = False

    def __enter__(self) -> ErrorLines:
        self.file = self.beside.open("w", encoding="utf-8", newline="")
        self.file.write(head_of_errors())
        self.lines = csv.writer(self.file, lineterminator="\n")
        return self

    def add(self, errors: Iterable[Error]) -> None:
        """The faults of one batch, their rows as they are to be told."""
        for error in errors:
            self.lines.writerow(error)
            self.count += 1

    def end(self) -> None:
        """Close the file; that of a run before, with other faults, goes."""
        self.file.close()
        if not self.count:
            self.path.unlink(missing_ok=True)


def _rows(compared: Compared, found: Any) -> pa.Table:
    kept = np.flatnonzero(compared.kept)[found]
    nested, learners = compared.prepared.nested, compared.prepared.encoded.learners
    places = pa.array(kept)
    columns: dict[str, Any] = {
        "degree": pa.array([DEGREES[code] for code in learners.degree[kept]], pa.string()),
        "route": pa.array([ROUTES[code] for code in learners.route[kept]], pa.string()),
        "way": pa.array([WAYS[code] for code in compared.way[found].tolist()], pa.string()),
    }
    for name in ("learner", "region", "major"):
        columns[name] = nested.column(name).take(places).cast(pa.string())
    columns["birth_year"] = _years(nested.column("birth_year").take(places))
    for side, values in (("before", compared.before), ("after", compared.after)):
        columns |= _side(side, values, found)
    return pa.Table.from_arrays([columns[field.name] for field in CHANGED], schema=CHANGED)


def _side(side: str, values: Iterable[Any], found: Any) -> dict[str, Any]:
    return {
        f"{name}_{side}": pa.array(column[found]).cast(kind)
        for (name, kind), column in zip(SIDE, values, strict=True)
    }


def _years(column: pa.Array) -> pa.Array:
    """Years of birth as the age bands read them; null where a text is none."""
    return pa.array(map(birth_year_of, column.cast(pa.string()).to_pylist()), pa.int32())
