"""Possible classes of a record under one curriculum (model, section 3, second table)."""

import unicodedata
from typing import Any

from .brute_key import Keys
from .brute_tables import CLASSES, RENAMED

REQUIRED, ELECTIVE, LIBERAL, GENERAL = CLASSES


def renamed(name: str) -> str:
    """Certificate name after renames and merges."""
    name = unicodedata.normalize("NFC", name).strip()
    return RENAMED.get(name, name)


class Curriculum:
    """An inline curriculum with its subjects as duplicate keys."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.keys = Keys(data.get("equivalents") or [])
        self.required = self._keys(data.get("required"))
        self.elective = self._keys(data.get("elective"))
        self.liberal = self._keys(data.get("liberal"))
        self.compatible = self._keys(data.get("compatible"))
        self.substitutes = [self._keys(group) for group in data.get("substitutes") or []]
        self.linked = {renamed(name) for name in data.get("linked_certificates") or []}
        self.required_credits: int | None = data.get("required_credits")
        self.core_count: int | None = data.get("core_count")

    def _keys(self, names: list[str] | None) -> set[str]:
        return {self.keys.of(name) for name in names or []}

    def major_class(self, key: str) -> str | None:
        """Class of a subject in `required` or `elective`; required comes first."""
        return REQUIRED if key in self.required else ELECTIVE if key in self.elective else None


def accredited(record: dict[str, Any], key: str, curriculum: Curriculum) -> tuple[str, ...]:
    """Classes of an accredited course; of a compatible subject the chosen one, where it can have it."""
    major = curriculum.major_class(key)
    if major is not None:
        both = (major, LIBERAL) if key in curriculum.compatible else (major,)
        return (record["class"],) if record.get("class") in both else both
    return (LIBERAL,) if key in curriculum.liberal else (GENERAL,)


def school(record: dict[str, Any]) -> tuple[str, ...]:
    """Class of a university or part-time course."""
    if record["same_program"] or record["class"] == LIBERAL:
        return (record["class"],)
    return (record.get("committee_class") or GENERAL,)


def bdes(record: dict[str, Any], key: str, curriculum: Curriculum) -> tuple[str, ...]:
    """Classes of a BDES exam or exemption course."""
    major = curriculum.major_class(key)
    if record["stage"] == 1:
        return (LIBERAL,) if major is None else (major, LIBERAL)
    return (record.get("committee_class") or major or GENERAL,)


def possible_classes(record: dict[str, Any], curriculum: Curriculum) -> tuple[str, ...]:
    """Possible classes of a record, best first, without what substitutes add and without the route."""
    source = record["source"]
    if source == "certificate":
        return (REQUIRED,) if renamed(record["name"]) in curriculum.linked else (GENERAL,)
    if source == "heritage":
        return (REQUIRED,) if record["same_major"] else (GENERAL,)
    if source in ("university_course", "part_time_course"):
        return school(record)
    key = curriculum.keys.of(record["subject"])
    if source == "accredited_course":
        return accredited(record, key, curriculum)
    return bdes(record, key, curriculum)
