"""The cases that ``baeum audit`` is asked about: files, folders, lines, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from baeum.commands.audit_words import ENDINGS, FAULTS, error_answer, fault, word

# more bytes than the rules' largest document can have: a line or file is read no further
LARGEST = 20_000_000
CASES, LINES, SHEETS = ".json", ".jsonl", (".xlsx", ".xls", ".csv", ".tsv")
STANDARD_INPUT = "-"


class Given(NamedTuple):
    """One case as it was given; ``failure``: the error answer where it could not even be read.

    ``done``: bytes of the input that are behind it, for the progress bar.
    """

    name: str
    document: bytes | dict[str, Any]
    failure: dict[str, Any] | None
    done: int


class Inputs(NamedTuple):
    """All cases in order; ``many``: whether the answer is a list. ``size``: bytes, 0 where not known."""

    cases: Iterator[Given]
    many: bool
    size: int


def inputs(paths: list[str]) -> Inputs:
    """The cases of these paths, read one by one as they are asked for; nothing is raised for a bad path."""
    if paths == [STANDARD_INPUT]:
        return _standard_input()
    files = [file for path in paths for file in _files_of(path)]
    many = len(files) != 1 or files[0][0].endswith(LINES) or os.path.isdir(paths[0])  # noqa: PTH112
    size = sum(_size(file) for file, _ in files)
    return Inputs(_read_all(files), many, size)


def _standard_input() -> Inputs:
    """One case, or one a line where the first line is an object by itself and more follow."""
    source = sys.stdin.buffer
    first = source.readline(LARGEST + 1)
    while first and not first.strip():
        first = source.readline(LARGEST + 1)
    one = first.strip()
    whole = one.startswith(b"{") and one.endswith(b"}") and one.count(b"{") == one.count(b"}")
    second = source.readline(LARGEST + 1) if whole else b""
    while second and not second.strip():
        second = source.readline(LARGEST + 1)
    if whole and second:
        return Inputs(_lines(STANDARD_INPUT, source, 0, [first, second]), True, 0)
    data = first + source.read(LARGEST + 1)
    return Inputs(iter([_given(STANDARD_INPUT, data, len(data))]), False, 0)


def _files_of(path: str) -> list[tuple[str, dict[str, Any] | None]]:
    """The files of a path, each with its error answer if it is none; those of a folder by name."""
    if path == STANDARD_INPUT:
        return [(path, None)]
    if path.lower().endswith(SHEETS):
        return [(path, error_answer([fault("file.sheet", path)]))]
    if not os.path.isdir(path):  # noqa: PTH112  pathlib costs more than the reading
        return [(path, None)]
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208
    except OSError as error:
        return [(path, error_answer([fault("file.unreadable", error.strerror)]))]
    found = [(f"{path.rstrip('/')}/{name}", None) for name in names if name.endswith((CASES, LINES))]
    return [*found] or [(path, error_answer([fault("folder.empty")]))]


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116
    except (OSError, ValueError):  # a NUL in the path is a ValueError
        return 0


def _read_all(files: list[tuple[str, dict[str, Any] | None]]) -> Iterator[Given]:
    done = 0
    for path, failure in files:
        size = _size(path)
        if failure is not None:
            yield Given(path, b"", failure, done + size)
        else:
            yield from _read_one(path, done)
        done += size


def _read_one(path: str, done: int) -> Iterator[Given]:
    try:
        with _opened(path) as file:
            if path.endswith(LINES):
                yield from _lines(path, file, done, [])
            else:
                data = file.read(LARGEST + 1)
                yield _given(path, data, done + len(data))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        if isinstance(error, FileNotFoundError):
            failure = error_answer([_missing(path)])
        else:
            failure = error_answer([fault("file.unreadable", error.strerror)])
        yield Given(path, b"", failure, done)
    except ValueError as error:  # a NUL in the path
        yield Given(path, b"", error_answer([fault("file.unreadable", error)]), done)


def whole_file(path: str) -> bytes | dict[str, Any]:
    """All bytes of a file or of standard input, or the error that it cannot be read, with the remedy."""
    try:
        with _opened(path) as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return _missing(path)
    except (OSError, ValueError) as error:  # a NUL in the path is a ValueError
        return fault("file.unreadable", getattr(error, "strerror", None) or error)
    return fault("file.large", LARGEST) if len(data) > LARGEST else data


def _opened(path: str) -> IO[bytes]:
    if path == STANDARD_INPUT:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    return open(path, "rb")  # noqa: PTH123


def _lines(path: str, source: IO[bytes], done: int, begin: list[bytes]) -> Iterator[Given]:
    """One case a line; empty lines are skipped, a file without any case is one empty document."""
    number, found = 0, False
    while line := begin.pop(0) if begin else source.readline(LARGEST + 1):
        number += 1
        done += len(line)
        if len(line) > LARGEST and not line.endswith(b"\n"):
            done += _skip_line(source)
        if len(line) > LARGEST or line.strip():
            found = True
            yield _given(f"{path}:{number}", line, done)
    if not found:
        yield _given(path, b"", done)


def _skip_line(source: IO[bytes]) -> int:
    skipped = 0
    while part := source.readline(LARGEST):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _given(name: str, data: bytes, done: int) -> Given:
    if len(data) > LARGEST:
        return Given(name, b"", error_answer([fault("file.large", LARGEST)]), done)
    return Given(name, data, None, done)


def _missing(path: str) -> dict[str, Any]:
    """The error of a file that is not there, with the name it may be a misspelling of."""
    import difflib  # only after a mistake

    folder, _, name = path.rpartition("/")
    try:
        names = os.listdir(folder or ("/" if path.startswith("/") else "."))  # noqa: PTH208
    except OSError:
        names = []
    near = difflib.get_close_matches(name, names, 1, 0.6)
    close = f"{folder}/{near[0]}" if near and folder else near[0] if near else ""
    hints = [f" {word('mean', lang).format(close)}" if close else "" for lang in ENDINGS]
    ko, en = FAULTS["file.missing"]
    return {**fault("file.missing", ""), "ko": ko.format(hints[0]), "en": en.format(hints[1])}
