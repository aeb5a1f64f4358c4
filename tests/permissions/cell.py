"""A cell of the matrix: a route, asked by somebody, about somebody or something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from baeum.people.permitting import Relation

from .scene import Scene
from .signs import Sign

IN_FORMS = ("learner:download", "learner:document_file")  # what each form shows is declared by itself
PRINCIPALS = {"boram": ("nari",)}


@dataclass(frozen=True)
class Cell:
    """A route in a relation: asked by ``key``, at ``office``; about a person, or ``at`` an office."""

    route: str
    relation: Relation
    parts: Mapping[str, Any]
    key: str | None
    office: str | None
    about: str | None = None
    at: str | None = None
    of_system: bool = False  # asked with a token of the client of the office

    def address(self) -> str:
        """Where to ask."""
        return reverse(self.route, kwargs=self.parts)

    @property
    def row(self) -> str:
        """The row of the table."""
        more = self.parts.get("form", "") if self.route in IN_FORMS else ""
        return self.route + (f" {more}" if more else "") + (" by a system" if self.of_system else "")

    def __str__(self) -> str:
        return f"{self.row} {self.relation} {self.about or self.at or ''} {dict(self.parts)}"


Whose = Callable[[Sign, Cell, Scene], bool]
Row = dict[str, Whose]


def ours(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the office of the one who asks."""
    return bool(sign.office) and sign.office == cell.office


def there(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the office that the address names."""
    return bool(sign.office) and sign.office == cell.at
