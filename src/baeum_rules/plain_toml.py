"""TOML, fast for the plain lines our law data is written in.

Loading the standard reader costs more than the rest of a short command, so lines of the plain kind
(headers, strings, integers, dates, true and false, lists) are read here. Whatever is not
plain, right or wrong, goes to the standard reader as a whole: the answer is always its answer.
"""

from __future__ import annotations

from datetime import date
from typing import Any

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_WORDS = {"true": True, "false": False}


class _NotPlainError(Exception):
    """This text needs the standard reader."""


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML; numbers with a point become Decimal.

    Raises tomllib.TOMLDecodeError (a ValueError) naming line and column.
    """
    try:
        return _Reader().read(text)
    except _NotPlainError:
        import tomllib  # only for text that is not plain: it doubles the start of a short command
        from decimal import Decimal

        return tomllib.loads(text, parse_float=Decimal)


class _Reader:
    """One pass over the lines of one text."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self.here = self.root
        self.tables: set[tuple[str, ...]] = set()
        self.lists: set[tuple[str, ...]] = set()

    def read(self, text: str) -> dict[str, Any]:
        open_key, pieces = "", [""]
        for raw in text.split("\n"):
            line = raw.strip(" ")
            if not line.isprintable():
                raise _NotPlainError
            if open_key:
                pieces.append(line)
                if line == "]":
                    self.put(open_key, _array(" ".join(pieces)))
                    open_key = ""
            elif not line or line[0] == "#":
                continue
            elif line[0] == "[":
                self.header(line)
            else:
                key, _, value = line.partition(" = ")
                if value == "[":
                    open_key, pieces = key, ["["]
                else:
                    self.put(key, _value(value))
        if open_key:
            raise _NotPlainError
        return self.root

    def put(self, key: str, value: object) -> None:
        if not key or not _BARE.issuperset(key) or key in self.here:
            raise _NotPlainError
        self.here[key] = value

    def header(self, line: str) -> None:
        if line[:2] == "[[" and line[-2:] == "]]":
            path = _path(line[2:-2])
            parent = self.descend(path[:-1])
            if path[-1] in parent and path not in self.lists:
                raise _NotPlainError
            self.lists.add(path)
            self.here = {}
            parent.setdefault(path[-1], []).append(self.here)
            return
        path = _path(line[1:-1])
        if line[-1] != "]" or path in self.tables or path in self.lists:
            raise _NotPlainError
        self.tables.add(path)
        self.here = self.descend(path)

    def descend(self, path: tuple[str, ...]) -> dict[str, Any]:
        table = self.root
        for walked, key in enumerate(path, 1):
            below = table.setdefault(key, {})
            if isinstance(below, list) and path[:walked] in self.lists:
                below = below[-1]
            if not isinstance(below, dict):
                raise _NotPlainError
            table = below
        return table


def _path(words: str) -> tuple[str, ...]:
    if len(words) > 2 and words[0] == words[-1] == '"' and not set(words[1:-1]) & {'"', "\\"}:
        return (words[1:-1],)
    path = tuple(words.split("."))
    if not all(path) or not _BARE.issuperset("".join(path)):
        raise _NotPlainError
    return path


def _value(text: str) -> object:
    if text[:1] == '"':
        return _string(text)
    if text in _WORDS:
        return _WORDS[text]
    if text.isascii() and text.isdecimal() and (text[0] != "0" or text == "0"):
        return int(text)
    if text[:1] == "[" and text[-1] == "]":
        return _array(text)
    return _date(text)


def _string(text: str) -> str:
    inner = text[1:-1].replace('\\"', "")
    if len(text) < 2 or text[-1] != '"' or text[-2:-1] == "\\" or '"' in inner or "\\" in inner:
        raise _NotPlainError
    return text[1:-1].replace('\\"', '"')


def _date(text: str) -> date:
    digits = text.replace("-", "")
    if len(text) != 10 or text[4:8:3] != "--" or len(digits) != 8 or not digits.isdecimal():
        raise _NotPlainError
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _NotPlainError from None


def _array(text: str) -> list[Any]:
    import json  # lists stand in few files only

    body = text[:-1].rstrip(" ")
    if body[-1:] == "," and body[:-1].strip(" ") != "[":
        body = body[:-1]
    try:
        items = json.loads(body + "]")
    except ValueError:
        raise _NotPlainError from None
    if "\\" in text or not _strings_and_numbers(items):
        raise _NotPlainError
    return list(items)


def _strings_and_numbers(items: object) -> bool:
    if isinstance(items, list):
        return all(map(_strings_and_numbers, items))
    return isinstance(items, str | int)
