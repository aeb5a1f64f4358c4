"""JSON from strangers, read so that every reader sees the same: bounded, no name twice, no odd number.

A signature covers what one reader saw. A document that two readers see differently is refused, not guessed
at.
"""

from __future__ import annotations

import json
from typing import Any

LARGEST = 2_000_000  # bytes: a CLR of a long life is a tenth of it
DEEPEST = 64  # levels of objects and lists
EXACT = 2**53  # whole numbers beyond it are not the same in JavaScript


class Unread(ValueError):
    """The text is not JSON that everybody reads the same way. ``code``: the reason, ``figures``: of it."""

    def __init__(self, code: str, **figures: Any) -> None:
        super().__init__(code)
        self.code, self.figures = code, figures


def read_json(held: bytes, largest: int = LARGEST) -> Any:
    """The JSON value of UTF-8 bytes (a leading byte order mark is left out). Raises Unread."""
    if len(held) > largest:
        raise Unread("credential.large", size=len(held), largest=largest)
    try:
        text = held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unread("credential.encoding", position=error.start) from error
    try:
        value = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_whole, parse_float=_number
        )
    except json.JSONDecodeError as error:
        raise Unread("credential.json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Unread("credential.deep", deepest=DEEPEST) from error
    _shallow(value)
    _no_half_characters(value)
    return value


def _shallow(value: Any) -> None:
    """Refuse what is nested deeper than any credential; the layers are counted without recursion."""
    layer, depth = [value], 0
    while layer:
        depth += 1
        if depth > DEEPEST:
            raise Unread("credential.deep", deepest=DEEPEST)
        inside = [held for held in layer if isinstance(held, (dict, list))]
        layer = [one for held in inside for one in (held.values() if isinstance(held, dict) else held)]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise Unread("credential.twice", name=next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name: str) -> Any:
    raise Unread("credential.number", value=name)


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > EXACT:
        raise Unread("credential.number", value=text[:20])
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if text.lower().find("e") >= 0 or len(text) > 17 or not -EXACT < value < EXACT:
        raise Unread("credential.number", value=text[:20])
    return value


def _no_half_characters(value: Any) -> None:
    """A lone surrogate has no UTF-8: what was signed could not be written down again."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise Unread("credential.half_character") from error
