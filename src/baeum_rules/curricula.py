"""Standard curricula (표준교육과정): which subject of a major is what, and which certificates are linked.

One TOML file per major (docs/law.md). Those shipped in ``law/curricula/`` are samples, marked as such;
a folder of imported ones is named by the environment variable BAEUM_CURRICULA and comes first.
Basis: decree.17, rules.10; duplicates and substitutes: notice.2013-16.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from baeum_rules.parameters import law_folder, read_text
from baeum_rules.plain_toml import read_toml

DEGREES = ("bachelor", "associate_2y", "associate_3y")
LISTS = ("required", "elective", "liberal", "compatible", "linked_certificates")
GROUPS = ("substitutes", "equivalents")
SHARED = "liberal_arts"  # the file of liberal arts that samples share; not a curriculum
ENVIRONMENT = "BAEUM_CURRICULA"


class SubjectHours(NamedTuple):
    """Weekly hours of a subject, as the official table prints them."""

    subject: str
    lecture: int
    practice: int

    def credits(self, practice_per_lecture: int) -> int:
        """Lecture hours, and practice hours divided by what one lecture hour takes of them (opreg.5.2)."""
        return self.lecture + self.practice // practice_per_lecture


class Curriculum(NamedTuple):
    """The standard curriculum of one major; the fields of the case format, and what it is."""

    id: str
    ko: str
    en: str
    degree: str
    degree_name: str  # as awarded, e.g. 공학사; empty if not stated
    sample: bool  # made by us to show how it works, not official
    source: str  # a clause id, or the file it was imported from
    name: str
    required: tuple[str, ...]
    elective: tuple[str, ...]
    liberal: tuple[str, ...]
    compatible: tuple[str, ...]
    linked_certificates: tuple[str, ...]
    required_credits: int | None
    core_count: int | None
    substitutes: tuple[tuple[str, ...], ...]
    equivalents: tuple[tuple[str, ...], ...]
    hours: tuple[SubjectHours, ...]


class UnknownCurriculum(LookupError):
    """No curriculum has that id; ``matches`` are the closest ones."""

    def __init__(self, wanted: str, matches: list[str]) -> None:
        hint = f"; did you mean {', '.join(matches)}?" if matches else "; `baeum curriculum list` shows all"
        super().__init__(f"there is no curriculum {wanted!r}{hint}")
        self.wanted, self.matches = wanted, matches


class CurriculumError(ValueError):
    """A curriculum file is not well formed; ``messages`` name every mistake and its remedy."""

    def __init__(self, path: str, messages: list[str]) -> None:
        super().__init__("\n".join(f"{path}: {message}" for message in messages))
        self.messages = messages


def curriculum_ids(folder: str | os.PathLike[str] | None = None) -> tuple[str, ...]:
    """The ids of all curricula, sorted; no file is read.

    ``folder``: only that one; otherwise those of BAEUM_CURRICULA and the shipped ones.
    """
    found = set()
    for where in _folders(folder):
        try:
            with os.scandir(where) as entries:
                names = [entry.name for entry in entries]
        except OSError as error:
            message = f"the folder cannot be read ({error.strerror}): see {ENVIRONMENT}"
            raise CurriculumError(os.fspath(where), [message]) from None
        found |= {name[: -len(".toml")] for name in names if name.endswith(".toml")}
    return tuple(sorted(found - {SHARED}))


def load_curriculum(wanted: str, folder: str | os.PathLike[str] | None = None) -> Curriculum:
    """The curriculum with that id; only its file is read, and once.

    Raises UnknownCurriculum, or CurriculumError with all mistakes of the file.
    """
    for where in _folders(folder):
        path = f"{where}/{wanted}.toml"
        if _is_plain_name(wanted) and _is_file(path):
            return _load(path, f"{where}/{SHARED}.toml")
    import difflib  # only after a mistake

    ids = curriculum_ids(folder)
    inside = [known for known in ids if wanted and wanted in known]
    raise UnknownCurriculum(wanted, [*dict.fromkeys(inside + difflib.get_close_matches(wanted, ids))][:5])


@lru_cache(maxsize=512)
def _load(path: str, shared: str) -> Curriculum:
    table = _table(path)
    if table.get("shared_liberal") and isinstance(table.get("liberal", []), list):
        more = _table(shared)["liberal"]
        table["liberal"] = [*table.get("liberal", []), *more]
    mistakes = curriculum_mistakes(table)
    if table.get("id") != path.rpartition("/")[2].removesuffix(".toml"):
        mistakes.append("id must be the name of the file without .toml")
    if mistakes:
        raise CurriculumError(path, mistakes)
    texts = ("id", "ko", "en", "degree", "degree_name", "source")
    fields: dict[str, Any] = {name: table.get(name, "") for name in texts}
    fields |= {name: tuple(table.get(name, [])) for name in LISTS}
    fields |= {name: tuple(map(tuple, table.get(name, []))) for name in GROUPS}
    return Curriculum(
        **fields,
        name=table["ko"],
        sample=bool(table.get("sample")),
        required_credits=table.get("required_credits"),
        core_count=table.get("core_count"),
        hours=tuple(SubjectHours(*row) for row in table.get("hours", [])),
    )


def _table(path: str) -> dict[str, Any]:
    try:
        return read_toml(read_text(path))
    except ValueError as error:
        raise CurriculumError(path, [str(error)]) from None


def curriculum_mistakes(table: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a curriculum table, in sentences; empty if nothing is."""
    found = [
        f"{name} is missing: a text is expected"
        for name in ("id", "ko", "en", "degree")
        if not isinstance(table.get(name), str) or not table[name]
    ]
    if table.get("degree") not in DEGREES:
        found.append(f"degree must be one of {', '.join(DEGREES)}")
    for name in LISTS:
        if not _is_texts(table.get(name, [])):
            found.append(f"{name} must be a list of texts")
    for name in GROUPS:
        groups = table.get(name, [])
        if not isinstance(groups, list) or not all(map(_is_texts, groups)):
            found.append(f"{name} must be a list of lists of texts")
    for name in ("required_credits", "core_count"):
        number = table.get(name)
        if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 1):
            found.append(f"{name} must be a whole number from 1")
    hours = table.get("hours", [])
    if not isinstance(hours, list) or not all(map(_is_hours, hours)):
        found.append('hours must be rows like ["자료구조", 3, 0]: subject, lecture hours, practice hours')
    return found or _contradictions(table)


def _contradictions(table: dict[str, Any]) -> list[str]:
    required, elective = table.get("required", []), table.get("elective", [])
    found = [
        f"compatible subject {subject} is not among the required or elective subjects"
        for subject in table.get("compatible", [])
        if subject not in required and subject not in elective
    ]
    core = table.get("core_count")
    if core is not None and core > len(required):
        found.append(f"core_count {core} is more than the {len(required)} required subjects")
    return found


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


def _is_hours(row: object) -> bool:
    if not isinstance(row, list) or len(row) != 3 or not isinstance(row[0], str):
        return False
    return all(isinstance(hours, int) and not isinstance(hours, bool) and hours >= 0 for hours in row[1:])


def _folders(folder: str | os.PathLike[str] | None) -> Iterable[str]:
    if folder is not None:
        return [os.fspath(folder)]
    imported = os.environ.get(ENVIRONMENT, "")
    return [imported] * bool(imported) + [f"{law_folder()}/curricula"]


def _is_plain_name(wanted: str) -> bool:
    """Ids come from outside: no other folder, no hidden file, nothing unprintable; and not SHARED."""
    letters = wanted and wanted.isprintable() and not set(wanted) & set('/\\:*?"<>|')
    return bool(letters) and wanted[0] != "." and wanted != SHARED and len(wanted.encode()) < 200


def _is_file(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116  pathlib costs more than the reading
    except OSError:
        return False
    return True
