"""The ids and sources of the records of a case, whatever its goal: unique names, known sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .fields import Problem, read_text
from .reader import FaultCollector, shown


def read_name_and_source(
    reader: FaultCollector, document: dict[str, Any], sources: tuple[str, ...]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(id, source, the record as given) of each record; source "" where it is none of ``sources``.

    A record that is not an object is left out, and so is a second one of the same id: both are faults.
    """
    found: set[str] = set()
    twice: set[str] = set()
    for place, given in enumerate(reader.list(None, "", document, "records")):
        if not isinstance(given, dict):
            reader.fault(f"#{place + 1}", "", "type.object", value=shown(given))
            continue
        name = read_text(given.get("id"))
        if isinstance(name, Problem):
            missing = given.get("id") is None
            name = f"#{place + 1}"  # the place in the list stands for a name that cannot be read
            code = "field.missing" if missing else "record.id"
            reader.fault(name, "id", code, value=shown(given.get("id")))
        if name in found:
            if name not in twice:
                reader.fault(name, "id", "record.duplicate_id")
            twice.add(name)
            continue
        found.add(name)
        source = given.get("source")
        if not isinstance(source, str) or source not in sources:
            code = "field.missing" if source is None else "choice"
            reader.fault(name, "source", code, expected=", ".join(sources), value=shown(source))
            source = ""
        yield name, source, given
