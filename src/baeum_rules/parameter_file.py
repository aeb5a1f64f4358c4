"""A file of dated values: its tables as parameters with their histories, every mistake told at once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from baeum_rules.parameters import LawDataError, Parameter, Version


def parameters_in(tables: dict[str, Any], stem: str, path: str) -> dict[str, Parameter]:
    """The parameters of a file by name. Raises LawDataError with every mistake."""
    found: dict[str, Parameter] = {}
    wrong: list[str] = []
    waiting: list[tuple[str, Any]] = list(tables.items())
    while waiting:
        name, table = waiting.pop(0)
        if not isinstance(table, dict):
            wrong.append(f"{name} stands outside a parameter: give it ko, en, unit, selector and versions")
        elif "versions" in table:
            parameter = _parameter(name, table, wrong)
            if parameter:
                found[name] = parameter
        else:
            waiting += [(f"{name}.{key}", below) for key, below in table.items()]
    wrong += [
        f"{name}: this file is for names that begin with {stem}."
        for name in found
        if name != stem and not name.startswith(stem + ".")
    ]
    if wrong:
        raise LawDataError([f"{path}: {message}" for message in wrong])
    return found


def _parameter(name: str, table: dict[str, Any], wrong: list[str]) -> Parameter | None:
    mistakes = [
        f"{name}.{key} is missing: a text is expected"
        for key in ("ko", "en", "unit", "selector")
        if not isinstance(table.get(key), str)
    ]
    versions: list[Version] = []
    for number, row in enumerate(table["versions"], 1):
        mistakes += [f"{name}, version {number}: {what}" for what in mistakes_of_version(row)]
        if not mistakes:
            versions.append(_version(row))
    if not mistakes:
        days = [version.since for version in versions]
        if not days or any(later <= day for day, later in pairwise(days)):
            mistakes.append(f"{name}: versions must be there, the oldest first, each since a later day")
    wrong += mistakes
    if mistakes:
        return None
    closed = [version._replace(until=later.since - timedelta(1)) for version, later in pairwise(versions)]
    return Parameter(
        name, table["ko"], table["en"], table["unit"], table["selector"], (*closed, versions[-1])
    )


def mistakes_of_version(row: dict[str, Any]) -> list[str]:
    """What is wrong with a version as it stands in a file."""
    found = []
    if not isinstance(row.get("since"), date) or isinstance(row["since"], datetime):
        found.append("since must be a date such as 2005-10-28")
    if not _is_value(row.get("value")):
        found.append("value must be a whole number, a decimal number, a text or a date")
    if not isinstance(row.get("clause"), str):
        found.append("clause must name an entry of sources.toml")
    if row.get("reading") and not (row.get("note_ko") and row.get("note_en")):
        found.append("a reading needs note_ko and note_en")
    return found


def _is_value(value: object) -> bool:
    if isinstance(value, int | str | date):
        return not isinstance(value, bool | datetime)
    from decimal import Decimal  # only where something else than a plain value stands

    return isinstance(value, Decimal)


def _version(row: dict[str, Any]) -> Version:
    return Version(
        since=row["since"],
        until=None,
        value=row["value"],
        clause=row["clause"],
        reading=bool(row.get("reading")),
        note_ko=row.get("note_ko", ""),
        note_en=row.get("note_en", ""),
        since_known=bool(row.get("since_known", True)),
    )
