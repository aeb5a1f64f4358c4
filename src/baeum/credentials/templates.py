"""Canonical N-Quads without canonicalising: a shape is canonicalised once, then its lines are filled in.

The shape of a document is everything but its values: the members that are present, the lengths of lists, the
types. Where no node is blank, or one, the canonical form is the sorted lines and nothing else. So one
document of a shape, with marks in the places of its values, gives the lines of all documents of that shape.

A member that the contexts do not know makes a shape that ``canonical`` refuses, so nothing unsigned gets in.
Every new shape is compared with ``canonical`` on the document that brought it, before it is used.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any

from baeum.credentials.canonical import canonical
from baeum.credentials.safe import CONTROL, LARGEST, Unsafe

# Members whose values are words of a vocabulary, not free text: they are part of the shape.
WORDS = frozenset({"@context", "@language", "@type", "type", "proofPurpose", "cryptosuite"})
MOST_SHAPES = 1_000
_SCHEMES = ("https://", "http://localhost", "urn:uuid:", "did:", "data:image/")  # localhost: for trying out
_IRI = re.compile(
    r"(?:https://[A-Za-z0-9]|http://localhost[:/]|urn:uuid:|did:[a-z0-9]+:|data:image/)"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*",
    re.ASCII,
)
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_MARK = "urn:uuid:mark-"
_FIRST_WHOLE = 900_000_000_000
_FIRST_HALF = 900_000_000.5


def _literal(value: Any) -> str:
    if CONTROL.search(value):
        raise Unsafe("credential.control", place=value[:40])
    return str(value).translate(_ESCAPES)


def _iri(value: Any) -> str:
    if not _IRI.fullmatch(value) or value.count("#") > 1:
        raise Unsafe("credential.address", value=str(value)[:100])
    return str(value)


def _whole(value: Any) -> str:
    if abs(value) > LARGEST:
        raise Unsafe("credential.number", value=value)
    return str(int(value))


def half(value: Any) -> str:
    """A number with a half as RDF writes it: 12.5 is ``1.25E1``. Raises Unsafe for any other fraction."""
    doubled = value * 2
    if doubled != int(doubled) or abs(value) > LARGEST:
        raise Unsafe("credential.half", value=value)
    sign, digits = "-" if value < 0 else "", f"{abs(int(doubled)) * 5}"
    exponent = len(digits) - 2
    return f"{sign}{digits[0]}.{digits[1:].rstrip('0') or '0'}E{exponent}"


@dataclass(frozen=True)
class Template:
    """The lines of a shape. ``slots``: which value, and how it is written in a line."""

    fixed: tuple[str, ...]
    lines: str  # with {n} where the n-th slot stands
    slots: tuple[tuple[int, Callable[[Any], str]], ...]

    def fill(self, values: list[Any]) -> bytes:
        """The canonical N-Quads of a document of this shape with these values. Raises Unsafe."""
        written = [write(values[number]) for number, write in self.slots]
        lines = {*self.fixed, *self.lines.format(*written).split("\n")}
        lines.discard("")
        return ("\n".join(sorted(lines)) + "\n").encode()


class Templates:
    """The shapes met so far, at most MOST_SHAPES: the oldest is forgotten first."""

    def __init__(self) -> None:
        self._held: OrderedDict[Any, Template] = OrderedDict()
        self._lock = Lock()

    def canonical(self, document: dict[str, Any]) -> bytes:
        """As ``canonical(document, issuing=True)``, by the template of its shape. Raises Unsafe."""
        values: list[Any] = []
        shape = _shape(document, values)
        template = self._held.get(shape)
        if template is None:
            template = self._add(shape, document, values)
        return template.fill(values)

    def known(self, document: dict[str, Any]) -> bytes | None:
        """The canonical form where the shape has been met and every value is plain; None otherwise."""
        values: list[Any] = []
        try:
            template = self._held.get(_shape(document, values))
            return template.fill(values) if template else None
        except Unsafe:
            return None

    def learn(self, document: dict[str, Any], nquads: bytes) -> None:
        """Keep the shape of a document that was canonicalised, where a template can do it next time."""
        values: list[Any] = []
        with suppress(Unsafe):
            shape = _shape(document, values)
            if shape not in self._held:
                self._keep(shape, document, values, nquads)

    def __len__(self) -> int:
        return len(self._held)

    def _add(self, shape: Any, document: dict[str, Any], values: list[Any]) -> Template:
        return self._keep(shape, document, values, canonical(document, issuing=True))

    def _keep(self, shape: Any, document: dict[str, Any], values: list[Any], nquads: bytes) -> Template:
        template = compiled(document)
        if template.fill(values) != nquads:
            raise Unsafe("credential.template", place="$")
        with self._lock:
            self._held[shape] = template
            while len(self._held) > MOST_SHAPES:
                self._held.popitem(last=False)
        return template


def compiled(document: dict[str, Any]) -> Template:
    """The template of a document's shape. Raises Unsafe: something undefined, more than one blank node."""
    marks: list[str | int | float] = []
    text = canonical(_marked(document, marks), issuing=True).decode()
    if "_:c14n1 " in text:
        raise Unsafe("credential.template_blank", place="$")
    ways: dict[str, tuple[int, Callable[[Any], str]]] = {}
    for number, mark in enumerate(marks):
        if isinstance(mark, str):
            ways[f'"{mark}"'], ways[f"<{mark}>"] = (number, _literal), (number, _iri)
        else:
            ways[f'"{half(mark)}"' if isinstance(mark, float) else f'"{mark}"'] = (
                number,
                half if isinstance(mark, float) else _whole,
            )
    return _template(text, ways, len(marks))


def _template(text: str, ways: dict[str, tuple[int, Callable[[Any], str]]], count: int) -> Template:
    any_mark = re.compile("|".join(re.escape(mark) for mark in ways) or r"\A\Z\w")
    slots: dict[tuple[int, Callable[[Any], str]], int] = {}
    fixed: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        parts, begun = [], 0
        for match in any_mark.finditer(line):
            slot = slots.setdefault(ways[match[0]], len(slots))
            parts.append(f"{_braced(line[begun : match.start() + 1])}{{{slot}}}")
            begun = match.end() - 1  # the quote or bracket stays
        (lines if parts else fixed).append("".join(parts) + _braced(line[begun:]) if parts else line)
    lost = set(range(count)) - {number for number, _ in slots}
    if lost:
        raise Unsafe("credential.unsigned", place=f"value {min(lost)}")
    return Template(tuple(fixed), "\n".join(lines), tuple(slots))


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _shape(document: dict[str, Any], values: list[Any]) -> tuple[Any, ...]:
    """The shape as something hashable; the values are collected in the order of the walk."""
    shape: list[Any] = []
    _walk(document, values, shape, word=False)
    return tuple(shape)


def _walk(value: Any, values: list[Any], shape: list[Any], word: bool) -> None:
    """Marks of the shape are numbers, so that no name of a member can be taken for one."""
    kind = type(value)
    if kind is dict:
        shape.append(0)
        for name, held in value.items():
            shape.append(name)
            if type(held) is str and not word and name not in WORDS:  # most of a document: no call for it
                values.append(held)
                shape.append(4 if held.startswith(_SCHEMES) else 5)
            else:
                _walk(held, values, shape, word or name in WORDS)
        shape.append(1)
    elif kind is list:
        shape.append(2)
        for one in value:
            _walk(one, values, shape, word)
        shape.append(3)
    elif word or kind is bool or value is None:
        shape.append(("=", kind, value))
    elif kind is str:
        values.append(value)
        shape.append(4 if value.startswith(_SCHEMES) else 5)
    elif kind is int or kind is float:
        values.append(value)
        shape.append(6 if value == int(value) else 7)
    else:
        raise Unsafe("credential.shape", place=str(kind), expected="JSON")


def _marked(value: Any, marks: list[str | int | float], word: bool = False) -> Any:
    """The document with a mark in the place of each value, in the order of ``_shape``."""
    if isinstance(value, dict):
        return {name: _marked(held, marks, word or name in WORDS) for name, held in value.items()}
    if isinstance(value, list):
        return [_marked(one, marks, word) for one in value]
    if word or isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return value
    mark: str | int | float
    if isinstance(value, str):
        mark = f"{_MARK}{len(marks):06}"
    else:
        mark = (_FIRST_WHOLE if value == int(value) else _FIRST_HALF) + len(marks)
    marks.append(mark)
    return mark
