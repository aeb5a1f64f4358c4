"""The majors of the examination for self-education and their subjects, as far as they are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from baeum_rules.parameters import Law, load_law, read_table
from baeum_rules.recognition.names import duplicate_key

STAGES = (1, 2, 3, 4)
COMMON = "common"  # subjects that every major has


class Major(NamedTuple):
    """A major and the stages of which it has an examination."""

    id: str
    ko: str
    en: str
    stages: tuple[int, ...]


class Subjects(NamedTuple):
    """What is known of the subjects of a stage. ``complete``: whether these are all of them."""

    names: tuple[str, ...]
    complete: bool


NOTHING_KNOWN = Subjects((), False)


def majors(law: Law | None = None) -> Mapping[str, Major]:
    """Every major by its id, in the order of the data."""
    return _majors((law or load_law()).folder)


def common_subjects(stage: int, on: date, law: Law | None = None) -> Subjects:
    """The subjects of a stage that are the same in every major."""
    return _known(_lists((law or load_law()).folder)[COMMON], stage, on)


def subjects_of(major: str, stage: int, on: date, law: Law | None = None) -> Subjects:
    """The subjects of a stage in one major on a day; those common to all are not among them."""
    rows = [row for row in _lists((law or load_law()).folder)["major"] if row["major"] == major]
    return _known(rows, stage, on)


def subject_key(name: str, law: Law | None = None) -> str:
    """Two subjects are one when their keys are: the duplicate key, and one key for a foreign language."""
    key = duplicate_key(name)
    return _named((law or load_law()).folder).get(key, key)


def _known(rows: list[dict[str, Any]], stage: int, on: date) -> Subjects:
    """The list in force on the day, the latest one that has begun."""
    begun = [row for row in rows if row["stage"] == stage and row["since"] <= on]
    if not begun:
        return NOTHING_KNOWN
    latest = max(begun, key=lambda row: row["since"])
    return Subjects(tuple(latest["subjects"]), latest["complete"])


@cache
def _majors(folder: str) -> Mapping[str, Major]:
    table = read_table(f"{folder}/bdes_majors.toml")
    return {name: Major(name, row["ko"], row["en"], tuple(row["stages"])) for name, row in table.items()}


@cache
def _lists(folder: str) -> dict[str, Any]:
    return read_table(f"{folder}/bdes_subjects.toml")


@cache
def _named(folder: str) -> Mapping[str, str]:
    """What the law data read as another name of a subject, by key."""
    return {
        duplicate_key(name): duplicate_key(row["subject"])
        for row in _lists(folder)["names"]
        for name in row["names"]
    }
