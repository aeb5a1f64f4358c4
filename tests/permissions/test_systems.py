"""The routes for programs, for the client of each institution: own lines, a sibling's, another province's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from baeum.people.permissions import OF_THE_API
from baeum.people.permitting import Relation

from .cell import Cell
from .scene import ENDED, OWNERS, Scene
from .shown import shown_to
from .signs import text_of
from .test_matrix import related
from .writing import rows_written

pytestmark = pytest.mark.django_db


def cells(scene: Scene, office: str) -> Iterator[Cell]:
    """Every route that a program reads, about every line and every account."""
    relations = {where: relation for relation, where in related(office).items()} | {"": Relation.ELSEWHERE}
    for route in OF_THE_API:
        if route == "api:deposit":
            for (owner, where), line in scene.line_id.items():
                relation = relations.get(where, Relation.ELSEWHERE)
                yield Cell(route, relation, {"line_id": line}, None, office, owner, where, of_system=True)
        elif route == "api:statement":
            for owner in OWNERS:
                parts = {"learner_number": scene.learner_number[owner]}
                yield Cell(route, Relation.ELSEWHERE, parts, None, office, owner, of_system=True)
        elif route in ("api:deposits", "api:statuses"):
            yield Cell(route, Relation.OWN, {}, None, office, of_system=True)
        else:
            assert route in ("api:token", "api:batch", "api:reversal"), f"{route}: how is it asked for?"


def status(cell: Cell) -> int:
    """How a cell is answered: the lines of others are not there."""
    if cell.office == ENDED:
        return 401
    if cell.route == "api:deposit":
        return 200 if cell.relation == Relation.OWN else 404
    if cell.route == "api:statement":
        return 200 if cell.about in ("nari", "dowon") else 404  # whose lines the institutions have
    return 200


@pytest.mark.parametrize("office", ["hangang", "dasan", ENDED])
def test_each_cell_of_a_system(scene: Scene, office: str) -> None:
    wrong = []
    for cell in cells(scene, office):
        address = cell.address().removeprefix("/api/v1")
        answer = scene.system[office].get(address)
        if answer.status_code != status(cell):
            wrong.append(f"{cell}: {answer.status_code}")
        typed = scene.signs.found_in(address)
        found = scene.signs.found_in(text_of(answer)) - typed
        shows = shown_to(cell, scene) - typed if status(cell) == 200 else set()
        wrong += [f"{cell}: shows {sign}" for sign in sorted(found - shows)]
        wrong += [f"{cell}: does not show {sign}" for sign in sorted(shows - found)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("office", ["hangang", "dasan", ENDED])
def test_a_system_takes_back_the_lines_of_its_office_only(scene: Scene, office: str) -> None:
    for (owner, where), line in scene.line_id.items():
        if where == office and office != ENDED:
            continue
        before = rows_written()
        answer: Any = scene.system[office].post(f"/deposits/{line}/reversal", {"reason": "잘못 적음"})
        assert answer.status_code == (401 if office == ENDED else 404), (owner, where)
        assert rows_written() == before, (owner, where)
    assert connection.in_atomic_block  # else nothing was counted
