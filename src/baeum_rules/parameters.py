"""The numbers of the law: the value of a name on a day, with its clause.

The data stand in ``law/`` as TOML, one table per name and one version per period (docs/law.md). A file
``acbs/window.toml`` holds every name that begins with ``window.``; it is read when such a name is first
asked for, because most questions touch few of them.
"""

from __future__ import annotations

import os
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from baeum_rules.plain_toml import read_toml

if TYPE_CHECKING:  # decimal is loaded where a decimal number is met
    from collections.abc import Iterable
    from decimal import Decimal

    from baeum_rules.changes import Change

Value: TypeAlias = "int | Decimal | str | date"
DATA_SUFFIXES = (".toml", ".tsv")


class Version(NamedTuple):
    """One period of a value: from ``since`` to ``until`` inclusive (None: until further notice)."""

    since: date
    until: date | None
    value: Value
    clause: str
    reading: bool  # our interpretation of the clause; the notes say of what
    note_ko: str
    note_en: str
    since_known: bool  # False: the first day is not documented, the value holds for all earlier days


class Parameter(NamedTuple):
    """A number of the law with its history; ``selector`` names the date of a fact that picks a version."""

    name: str
    ko: str
    en: str
    unit: str
    selector: str
    versions: tuple[Version, ...]


class Source(NamedTuple):
    """A clause as a reader cites it; ``dated`` is the day the text we read came into force, if known."""

    id: str
    ko: str
    en: str
    title: str
    article: str
    dated: date | None


class LawDataError(ValueError):
    """The law data are not well formed; ``messages`` name file, parameter and remedy, all at once."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


class UnknownParameter(KeyError):
    """No such name; ``matches`` are the closest ones."""

    def __init__(self, name: str, matches: list[str]) -> None:
        hint = f"; did you mean {', '.join(matches)}?" if matches else "; `baeum law` lists all names"
        super().__init__(f"the law data have no value named {name!r}{hint}")
        self.name, self.matches = name, matches

    def __str__(self) -> str:
        return str(self.args[0])


class NotInForce(LookupError):
    """The name has no value on that day; ``first`` is the first day it has one."""

    def __init__(self, name: str, on: date, first: date) -> None:
        super().__init__(f"{name} has no value on {on}: its first day is {first}")
        self.name, self.on, self.first = name, on, first


class Law:
    """The law data of one folder. Use :func:`load_law`."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        about = read_table(f"{folder}/law.toml")
        self.label = str(about["label"])
        self._files = _parameter_files(folder, about["parameters"])
        self._read: set[str] = set()
        self._parameters: dict[str, Parameter] = {}
        self._sources: dict[str, Source] = {}
        self._units: dict[str, Any] = {}
        self._revision = ""

    def value(self, name: str, on: date) -> Value:
        """The value of ``name`` on the day ``on``.

        Raises UnknownParameter, or NotInForce when the day lies before its first one.
        """
        return self.version(name, on).value

    def version(self, name: str, on: date) -> Version:
        """The version of ``name`` in force on the day ``on``; raises as :meth:`value`."""
        versions = self.parameter(name).versions
        for version in reversed(versions):
            if version.since <= on:
                return version
        raise NotInForce(name, on, versions[0].since)

    def parameter(self, name: str) -> Parameter:
        """The whole history of ``name``; raises UnknownParameter."""
        found = self._parameters.get(name)
        if found is None:
            self._read_file(self._file_of(name))
            found = self._parameters.get(name)
        if found is None:
            raise UnknownParameter(name, self.close_to(name))
        return found

    def names(self) -> tuple[str, ...]:
        """Every name, sorted; reads every file."""
        for stem in self._files:
            self._read_file(stem)
        return tuple(sorted(self._parameters))

    def names_of(self, stem: str) -> tuple[str, ...]:
        """The names of one file, in its order."""
        self._read_file(stem)
        return tuple(name for name in self._parameters if name == stem or name.startswith(stem + "."))

    def close_to(self, name: str) -> list[str]:
        """Up to five names that ``name`` may be a misspelling of: by prefix first, then by likeness."""
        import difflib  # only after a mistake

        names = self.names()
        begin = [known for known in names if known.startswith(name)] if name else []
        inside = [known for known in names if name in known] if name else []
        alike = difflib.get_close_matches(name, names, 5, 0.6)
        return list(dict.fromkeys([*begin, *inside, *alike]))[:5]

    def source(self, clause: str) -> Source:
        """The citation of a clause id; raises KeyError naming the id and the file it is missing from."""
        found = self._all_sources().get(clause)
        if found is None:
            raise KeyError(f"sources.toml has no clause {clause!r}: add it there")
        return found

    def clauses(self) -> tuple[str, ...]:
        """Every clause id of sources.toml, sorted."""
        return tuple(sorted(self._all_sources()))

    def _all_sources(self) -> dict[str, Source]:
        if not self._sources:
            for known, table in read_table(f"{self.folder}/sources.toml").items():
                self._sources[known] = Source(id=known, **{"dated": None, **table})
        return self._sources

    def unit(self, name: str, lang: str) -> str:
        """The word of a unit, ``lang`` ko or en; the name itself where units.toml has none."""
        if not self._units:
            self._units = read_table(f"{self.folder}/units.toml")
        return str(self._units.get(name, {}).get(lang, name))

    @property
    def revision(self) -> str:
        """Label and checksum over all law files (curricula and certificates too): "2026.11-3fa9c1d2"."""
        if not self._revision:
            self._revision = f"{self.label}-{_checksum(self.folder):08x}"
        return self._revision

    def changed(self, changes: Iterable[Change], sources: Iterable[Source] = ()) -> Law:
        """This law with proposed changes; no file is touched, and the revision says that it is changed.

        ``sources``: clauses that the changes cite and sources.toml does not have. Raises LawDataError with
        every mistake: an unknown name, a value that does not fit, a day inside the history.
        """
        from baeum_rules.overlay import ChangedLaw  # only for a question about another law

        return ChangedLaw(self, changes, sources)

    def as_of(self, day: date) -> Law:
        """This law as it was in force on ``day``, for learning of whatever date (decision 0013)."""
        from baeum_rules.overlay import law_of_day

        return law_of_day(self, day)

    def _file_of(self, name: str) -> str:
        stem = name
        while stem and stem not in self._files:
            stem = stem.rpartition(".")[0]
        return stem

    def _read_file(self, stem: str) -> None:
        if stem and stem not in self._read:
            from baeum_rules.parameter_file import parameters_in  # it needs the types of this module

            path = self._files[stem]
            self._parameters.update(parameters_in(read_table(path), stem, path))
            self._read.add(stem)


@lru_cache(maxsize=8)
def load_law(folder: str | os.PathLike[str] | None = None) -> Law:
    """The law data of ``folder`` (default: the Korean data shipped with this package), read once."""
    return Law(os.fspath(folder) if folder else law_folder())


def law_folder() -> str:
    """The folder of the Korean law data, shipped with this package."""
    return __file__.rpartition("parameters.py")[0] + "law"


def read_text(path: str) -> str:
    """The text of a law file (UTF-8)."""
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  pathlib costs more than the reading
        return file.read()


def read_table(path: str) -> dict[str, Any]:
    """A TOML file of the law; LawDataError names it if it cannot be understood."""
    try:
        return read_toml(read_text(path))
    except ValueError as error:
        raise LawDataError([f"{path}: {error}"]) from None


def _parameter_files(folder: str, groups: list[str]) -> dict[str, str]:
    found = {}
    for group in groups:
        for entry in os.scandir(f"{folder}/{group}"):
            if entry.name.endswith(".toml"):
                found[entry.name[: -len(".toml")]] = f"{folder}/{group}/{entry.name}"
    return found


def _checksum(folder: str) -> int:
    import zlib  # tells two editions apart, which a checksum does; hashlib costs ten milliseconds

    paths = []
    for where, _, files in os.walk(folder):
        paths += [f"{where}/{name}" for name in files if name.endswith(DATA_SUFFIXES)]
    total = 0
    for path in sorted(paths):
        total = zlib.crc32(path[len(folder) :].encode(), total)
        with open(path, "rb") as file:  # noqa: PTH123
            total = zlib.crc32(file.read(), total)
    return total
