"""The output of a batch: one Parquet or Arrow file, or a folder of Parquet files; and the file of errors."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import ipc, parquet

from .finding_faults import Error
from .parquet_writing import join_files, write_file
from .parts import ANSWERS, ANSWERS_IN_ARROW, CONSULTED, ERRORS, Parts, in_order, write_whole
from .schema import ANSWER, head_of_errors

ONE_FILE = (".parquet", ".arrow")
COMPRESSION = "zstd"
PART = re.compile(r"part-\d{6,}\.parquet")  # of a folder
MARKS = {ANSWERS: b"baeum.rules", CONSULTED: b"baeum.asked"}  # what the schema of a part of a folder says


def is_folder(out: str) -> bool:
    """Whether an output is a folder of files: its name has no suffix."""
    return not Path(out).suffix


def in_parquet(out: str) -> bool:
    """Whether an output is of Parquet files: one, or a folder of them."""
    return not out.endswith(ONE_FILE[1])


def write_part(
    parts: Parts,
    number: int,
    out: str,
    answers: pa.RecordBatch,
    errors: Iterable[Error],
    consulted: pa.RecordBatch | None = None,
) -> None:
    """The files of one chunk. Of answers that become a Parquet file the part holds what that will hold."""

    def arrow(batch: pa.RecordBatch, file: Any) -> None:
        options = ipc.IpcWriteOptions(compression="lz4")
        with ipc.new_file(file, batch.schema, options=options) as writer:
            writer.write_batch(batch)

    if in_parquet(out):
        schema = ANSWER.with_metadata(answers.schema.metadata)
        write_whole(parts.path(number, ANSWERS), partial(write_file, answers, schema))
    else:
        write_whole(parts.path(number, ANSWERS_IN_ARROW), partial(arrow, answers))
    if consulted is not None:
        write_whole(parts.path(number, CONSULTED), partial(arrow, consulted))
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(errors)
    write_whole(parts.path(number, ERRORS), lambda file: file.write(lines.getvalue().encode()))


def join_parts(parts: Parts, count: int, out: str, errors: str, consulted: str | None = None) -> None:
    """The outputs from all parts, and then the file of errors."""
    kinds = {out: ANSWERS if in_parquet(out) else ANSWERS_IN_ARROW}
    if consulted is not None:
        kinds[consulted] = CONSULTED
    for name, kind in kinds.items():
        if is_folder(name):
            _folder(parts, count, kind, Path(name))
        elif kind == ANSWERS:
            paths = list(in_order(parts, count, kind))
            write_whole(Path(name), partial(join_files, paths, parquet.read_schema(paths[0])))
        else:
            write_whole(Path(name), partial(_one_file, parts, count, kind, name))

    def lines(file: Any) -> None:
        file.write(head_of_errors().encode())
        for path in in_order(parts, count, ERRORS):
            with path.open("rb") as part:
                shutil.copyfileobj(part, file)

    write_whole(Path(errors), lines)


def not_ours(folder: str, *, consulted: bool = False) -> list[str]:
    """What a folder of parts holds that no batch wrote there: a run would mix it up, or destroy it.

    Hidden files are left out, as by every reader of a folder.
    """
    if not is_folder(folder) or not Path(folder).is_dir():
        return []
    there = sorted(path for path in Path(folder).iterdir() if not path.name.startswith((".", "_")))
    return [path.name for path in there if not _is_ours(path, CONSULTED if consulted else ANSWERS)]


def _is_ours(path: Path, kind: str) -> bool:
    """Whether a batch wrote this part: by its name, and by what its schema says."""
    try:
        return bool(PART.fullmatch(path.name)) and MARKS[kind] in (parquet.read_schema(path).metadata or {})
    except (pa.ArrowException, OSError):
        return False


def _folder(parts: Parts, count: int, kind: str, folder: Path) -> None:
    """The parts of this run, and then none of an earlier one that was cut into more."""
    folder.mkdir(parents=True, exist_ok=True)
    written = set()
    for path in in_order(parts, count, kind):
        name = folder / f"part-{path.name.removesuffix(kind)}.parquet"
        write_whole(name, partial(_copied, path) if kind == ANSWERS else partial(_parquet, _read(path)))
        written.add(name)
    for old in folder.iterdir():
        if old not in written and _is_ours(old, kind):
            old.unlink()


def _copied(path: Path, file: Any) -> None:
    with path.open("rb") as part:
        shutil.copyfileobj(part, file)


def _parquet(table: pa.Table, file: Any) -> None:
    parquet.write_table(table, file, compression=COMPRESSION)


def _one_file(parts: Parts, count: int, kind: str, out: str, file: Any) -> None:
    """A row group or a batch for each chunk."""
    writer: Any = None
    for path in in_order(parts, count, kind):
        table = _read(path)
        if writer is None and out.endswith(ONE_FILE[0]):
            writer = parquet.ParquetWriter(file, table.schema, compression=COMPRESSION)
        elif writer is None:
            writer = ipc.new_file(file, table.schema, options=ipc.IpcWriteOptions(compression="lz4"))
        writer.write_table(table)
    writer.close()


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as source:
        return ipc.open_file(source).read_all()
