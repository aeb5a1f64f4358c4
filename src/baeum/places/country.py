"""The country as its data have it, without a database: which regions there are on a day, and their names."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

REGIONS = Path(__file__).resolve().parent / "regions"
KOREA = REGIONS / "korea.toml"
LARGEST = 10_000_000  # bytes of one file
PROVINCE, MUNICIPALITY = "province", "municipality"


class Region(NamedTuple):
    """A province or municipality, for as long as it has this code, name and parent; both days are in."""

    code: str
    kind: str
    ko: str
    en: str
    parent: str
    begins: date
    ends: date | None
    successor: str


def rows_in(file: Path, name: str) -> list[dict[str, Any]]:
    """The rows ``[[name]]`` of a TOML file, and those of the table of municipalities it names.

    Raises OSError or ValueError, which say what is wrong.
    """
    if file.stat().st_size > LARGEST:
        raise ValueError(f"> {LARGEST} bytes")
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = [{"sample": content.get("sample", False), **row} for row in content.get(name, [])]
    if table := content.get("municipalities"):
        with (file.parent / Path(table).name).open(encoding="utf-8", newline="") as opened:
            rows += [_row(row) for row in csv.DictReader(opened, delimiter="\t")]
    return rows


@lru_cache(maxsize=16)
def regions_on(on: date, file: Path = KOREA) -> dict[str, Region]:
    """The provinces and municipalities that exist on the day, by code, each province before its parts."""
    return {one.code: one for one in _all(file) if one.begins <= on and (one.ends is None or on <= one.ends)}


def current_code(code: str, on: date, file: Path = KOREA) -> str:
    """The code on the day of what once had, or has, this one; "" where none is known.

    A district within a city (41111) is its city (41110).
    """
    there, successors = regions_on(on, file), {one.code: one.successor for one in _all(file)}
    for candidate in (code, f"{code[:4]}0"):
        found = candidate
        while found and found not in there:
            found = successors.get(found, "")
        if found:
            return found
    return ""


@lru_cache(maxsize=4)
def _all(file: Path) -> tuple[Region, ...]:
    found = []
    for row in rows_in(file, "place"):
        if row["kind"] in (PROVINCE, MUNICIPALITY):
            known = {key: row.get(key, "") for key in ("code", "kind", "ko", "en", "parent", "successor")}
            found.append(Region(**known, begins=row["begins"], ends=row.get("ends")))
    return tuple(found)


def _row(row: dict[str, str]) -> dict[str, Any]:
    """A row of the table in the shape of the TOML: no empty values, dates as dates."""
    made: dict[str, Any] = {key: value for key, value in row.items() if value}
    for key in ("begins", "ends"):
        if key in made:
            made[key] = date.fromisoformat(made[key])
    return {"kind": MUNICIPALITY, "sample": False, **made}
