"""The JSON of a request: strict, in NFC, and without what the database cannot hold."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NoReturn

from .problems import Problem

DEEPEST = 20  # objects and lists inside one another
LARGEST_INTEGER = 2**63 - 1


def read(body: bytes) -> Any:
    """The value of a JSON text, strings in NFC. Raises Problem, with the reason in both languages."""
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique,
            parse_int=_integer,
        )
    except UnicodeDecodeError:
        refuse("UTF-8이 아닙니다", "it is not UTF-8")
    except RecursionError:
        refuse("너무 깊습니다", "it is nested too deeply")
    except ValueError:
        refuse("문법이 틀렸습니다", "its syntax is wrong")
    return _clean(value, 0)


def _clean(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        refuse("너무 깊습니다", "it is nested too deeply")
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_clean(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_text(name): _clean(one, depth + 1) for name, one in value.items()}
    return value


def _text(value: str) -> str:
    """NFC, as the pages read it; a lone half of a surrogate pair is no character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        refuse("짝 없는 서로게이트가 있습니다", "it has a lone surrogate")
    return unicodedata.normalize("NFC", value)


def _integer(digits: str) -> int:
    """An integer; one beyond 64 bits becomes the largest, which no field takes: digits are not counted."""
    if len(digits) > 20:
        return -LARGEST_INTEGER - 1 if digits.startswith("-") else LARGEST_INTEGER
    return int(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        refuse("같은 이름이 두 번 있습니다", "an object names a member twice")
    return found


def _refuse_constant(_: str) -> NoReturn:
    refuse("NaN이나 Infinity가 있습니다", "it has NaN or Infinity")


def refuse(ko: str, en: str) -> NoReturn:
    """Raise the problem with its reason."""
    raise Problem("malformed-json", {"why": {"ko": ko, "en": en}})
