"""Every code that deposits and answers use, in both languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from django.http import HttpRequest

from baeum.api.callers import Bearer
from baeum.api.describing import described
from baeum.api.routes import api
from baeum.api.shapes import KindWord, Statuses, Word
from baeum.shared.clock import today
from baeum_rules.ledger.kinds import kinds_on

CODES = Path(__file__).parent.parent / "codes.toml"


@api.get(
    "/statuses",
    operation_id="getStatuses",
    url_name="statuses",
    tags=["statuses"],
    auth=Bearer(),
    response={200: Statuses},
    openapi_extra=described(),
)
def statuses(request: HttpRequest) -> Statuses:  # noqa: ARG001  the framework passes it
    """The codes of today."""
    on = today()
    kinds = [
        KindWord(code=one.code, ko=one.ko, en=one.en, part=one.part, clause=one.clause)
        for one in kinds_on(on)
    ]
    return Statuses(
        acts=words("acts"),
        states=words("states"),
        standings=words("standings"),
        parts=words("parts"),
        kinds=kinds,
        on=on,
    )


def words(group: str) -> list[Word]:
    """The codes of a group, in their order."""
    return [Word(code=code, **said) for code, said in _codes()[group].items()]


@cache
def _codes() -> dict[str, dict[str, dict[str, str]]]:
    with CODES.open("rb") as file:
        return tomllib.load(file)
