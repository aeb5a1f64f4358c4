"""Places and offices are loaded from TOML: added where new, brought up to date where known, never removed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from baeum.places.country import KOREA, REGIONS, rows_in
from baeum.places.models import Office, Place
from baeum.shared.refusal import Refusal

SAMPLE_OFFICES = REGIONS / "offices.toml"
NEEDED = frozenset({"code", "kind", "ko", "en", "begins"})


def load_places(file: Path = KOREA) -> int | Refusal:
    """How many places the file has; nothing is stored where a row is wrong. Parents come first."""
    rows = _rows(file, "place", Place.Kind.values, ("parent",))
    if isinstance(rows, Refusal):
        return rows
    with transaction.atomic():
        found = {row["code"]: _place(row) for row in rows}
        for row in rows:
            place = found[row["code"]]
            place.parent = found.get(row.get("parent", ""))
            place.successor = found.get(row.get("successor", ""))
            place.save()
    return len(found)


def load_offices(file: Path = SAMPLE_OFFICES) -> int | Refusal:
    """How many offices the file has. Their places are loaded before; a superior stands before those below."""
    rows = _rows(file, "office", Office.Kind.values, ("superior",))
    if isinstance(rows, Refusal):
        return rows
    places = {place.code: place for place in Place.objects.order_by("begins")}
    if missing := [f"{row['code']}: {row.get('place')}" for row in rows if row.get("place") not in places]:
        return Refusal("load.place_missing", {"file": file.name, "rows": ", ".join(missing)})
    found: dict[str, Office] = {}
    with transaction.atomic():
        for row in rows:
            found[row["code"]], _ = Office.objects.update_or_create(
                code=row["code"],
                defaults=_common(row)
                | {"place": places[row["place"]], "superior": found.get(row.get("superior", ""))},
            )
    return len(found)


def _place(row: Mapping[str, Any]) -> Place:
    known = {"code": row["code"], "begins": row["begins"]}
    return Place.objects.update_or_create(**known, defaults=_common(row))[0]


def _common(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "name_ko": row["ko"],
        "name_en": row["en"],
        "begins": row["begins"],
        "ends": row.get("ends"),
        "sample": row.get("sample", False),
    }


def _rows(file: Path, name: str, kinds: list[str], above: tuple[str, ...]) -> list[dict[str, Any]] | Refusal:
    """The rows of a file, or everything that is wrong with it."""
    try:
        rows = rows_in(file, name)
    except (OSError, ValueError) as error:
        return Refusal("load.file", {"file": file.name, "said": str(error)})
    before: set[str] = set()
    wrong: list[str] = []
    codes = {str(row.get("code")) for row in rows}
    for number, row in enumerate(rows, start=1):
        problems = sorted(NEEDED - row.keys())
        problems += [f"kind {row['kind']}"] if row.get("kind", kinds[0]) not in kinds else []
        problems += [f"{key} {row[key]}" for key in above if key in row and row[key] not in before]
        problems += [f"successor {row['successor']}"] if row.get("successor", "") not in {"", *codes} else []
        problems += [f"ends {row['ends']}"] if "ends" in row and row["ends"] < row["begins"] else []
        problems += ["code twice"] if row.get("code") in before else []
        before.add(str(row.get("code")))
        wrong += [f"{name} {number} ({row.get('code', '?')}): {', '.join(problems)}"] if problems else []
    if wrong or not rows:
        return Refusal("load.rows", {"file": file.name, "rows": "; ".join(wrong) or f"[[{name}]]"})
    return rows
