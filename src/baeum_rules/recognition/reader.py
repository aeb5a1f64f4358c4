"""Reads the fields of one object after another and collects every fault."""

from __future__ import annotations

from typing import Any

from .case import Fault
from .fields import Field, Problem, read_text


class FaultCollector:
    """Collects the faults of one case while its parts are read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, record: str | None, field: str, code: str, **figures: Any) -> None:
        self.faults.append(Fault(record, field, code, figures))

    def value(self, record: str | None, path: str, field: Field, holder: dict[str, Any], name: str) -> Any:
        """The value of one field as read, or None; a fault where it is missing or cannot be read."""
        value = holder.get(name)
        if value is None:
            if not field.optional:
                code = "field.null" if name in holder else "field.missing"
                self.fault(record, path + name, code)
            return None
        read = field.check(value)
        if read.__class__ is Problem:
            self.fault(record, path + name, read.code, expected=read.expected, value=shown(value))
            return None
        return read

    def table(
        self,
        record: str | None,
        path: str,
        fields: dict[str, Field],
        holder: dict[str, Any],
        more: tuple[str, ...],
    ) -> dict[str, Any]:
        """All fields of one object as read; faults for those that are missing, wrong or unknown."""
        read = {name: self.value(record, path, field, holder, name) for name, field in fields.items()}
        for name in holder:
            if name not in fields and name not in more:
                self.fault(record, path + str(name), "field.unknown", known=", ".join((*more, *fields)))
        return read

    def object(
        self, record: str | None, path: str, holder: dict[str, Any], name: str
    ) -> dict[str, Any] | None:
        """An object that must be there; None, and a fault, where it is not."""
        value = holder.get(name)
        if value is None:
            self.fault(record, path + name, "field.null" if name in holder else "field.missing")
            return None
        if not isinstance(value, dict):
            self.fault(record, path + name, "type.object", value=shown(value))
            return None
        return value

    def list(self, record: str | None, path: str, holder: dict[str, Any], name: str) -> list[Any]:
        """A list, [] where it is absent or null."""
        value = holder.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(record, path + name, "type.list", value=shown(value))
            return []
        return value

    def texts(self, record: str | None, path: str, holder: dict[str, Any], name: str) -> tuple[str, ...]:
        """A list of texts."""
        read = []
        for place, value in enumerate(self.list(record, path, holder, name)):
            text = read_text(value)
            if isinstance(text, Problem):
                self.fault(
                    record, f"{path}{name}[{place}]", text.code, expected=text.expected, value=shown(value)
                )
            else:
                read.append(text)
        return tuple(read)


def shown(value: Any) -> str:
    """What was given, short enough for a sentence."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = "".join(c if c.isprintable() else "�" for c in text[:41])
    return text if len(text) <= 40 else text[:40] + "…"
