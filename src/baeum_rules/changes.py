"""Proposed changes of the law: read from TOML in the format of the law data, every mistake told at once.

A change only ever adds a version after the last one (docs/law.md): what held before keeps holding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from baeum_rules.parameter_file import mistakes_of_version
from baeum_rules.parameters import (
    LawDataError,
    NotInForce,
    Parameter,
    Source,
    UnknownParameter,
    Value,
    Version,
)
from baeum_rules.plain_toml import read_toml
from baeum_rules.units import misfit

if TYPE_CHECKING:
    from baeum_rules.parameters import Law

SOURCES = "sources"  # the table of a file of changes that holds clauses of its own


class Change(NamedTuple):
    """One new version of a number of the law: what it is from ``since`` on, and by which clause.

    ``reading``: the value is our interpretation of the clause; ``note_ko`` and ``note_en`` then say of what.
    """

    name: str
    since: date
    value: Value
    clause: str
    reading: bool = False
    note_ko: str = ""
    note_en: str = ""


class Amendment(NamedTuple):
    """What a file of changes holds: the changes, and clauses that sources.toml does not have yet."""

    changes: tuple[Change, ...]
    sources: tuple[Source, ...] = ()


def read_changes(text: str, law: Law, place: str = "") -> Amendment:
    """The changes of a TOML text in the format of the law data, checked against ``law``.

    Versions that the law has already are passed over, so that a whole law file with new versions can be
    given. ``place``: the file, named in each message. Raises LawDataError with every mistake.
    """
    prefix = f"{place}: " if place else ""
    try:
        tables = read_toml(text)
    except ValueError as error:
        raise LawDataError([f"{prefix}{error}"]) from None
    wrong: list[str] = []
    sources = _sources(tables.pop(SOURCES, {}), law, wrong)
    changes: list[Change] = []
    for name, table in _named(tables, wrong):
        changes += _changes_of(name, table, law, wrong)
    if not changes and not wrong:
        wrong.append("there is no change: add [[NAME.versions]] with since, value and clause")
    wrong += mistakes(changes, law, sources)
    if wrong:
        raise LawDataError([f"{prefix}{message}" for message in wrong])
    return Amendment(tuple(changes), sources)


def mistakes(changes: Sequence[Change], law: Law, sources: Iterable[Source] = ()) -> list[str]:
    """Everything wrong with the changes, each with its name and the remedy."""
    wrong: list[str] = []
    clauses = {*law.clauses(), *(source.id for source in sources)}
    for name in dict.fromkeys(change.name for change in changes):
        try:
            parameter = law.parameter(name)
        except (UnknownParameter, NotInForce) as unknown:
            wrong.append(str(unknown))
            continue
        last = parameter.versions[-1]
        for change in sorted((one for one in changes if one.name == name), key=lambda one: one.since):
            wrong += (f"{name}: {what}" for what in _mistakes(change, last, parameter, law, clauses))
            last = version_of(change)
    return wrong


def with_versions(parameter: Parameter, changes: Iterable[Change]) -> Parameter:
    """The parameter with the changes added to its history."""
    versions = list(parameter.versions)
    for change in sorted(changes, key=lambda one: one.since):
        versions[-1] = versions[-1]._replace(until=change.since - timedelta(1))
        versions.append(version_of(change))
    return parameter._replace(versions=tuple(versions))


def version_of(change: Change) -> Version:
    """A change as the version that it would become."""
    until, known = None, True
    return Version(
        change.since,
        until,
        change.value,
        change.clause,
        change.reading,
        change.note_ko,
        change.note_en,
        known,
    )


def _mistakes(
    change: Change, last: Version, parameter: Parameter, law: Law, clauses: Iterable[str]
) -> Iterable[str]:
    if change.since <= last.since:
        yield (
            f"since {change.since} lies inside its history, whose last version begins on {last.since}: "
            "give a later day, a version that held is never rewritten"
        )
    told = misfit(change.value, parameter, law)
    if told:
        yield f"since {change.since}: {told}"
    elif (change.value, change.clause) == (last.value, last.clause):
        yield f"since {change.since}: nothing changes, {change.value} holds already by {change.clause}"
    if change.clause not in clauses:
        yield f"since {change.since}: {_unknown_clause(change.clause, clauses)}"


def _unknown_clause(clause: str, clauses: Iterable[str]) -> str:
    import difflib  # only after a mistake

    near = difflib.get_close_matches(clause, sorted(clauses), 3, 0.6)
    hint = f"did you mean {', '.join(near)}?" if near else ""
    remedy = f'add [{SOURCES}."{clause}"] with ko, en, title and article'
    return f"clause {clause!r} is not in sources.toml; {hint + ' Or ' if hint else ''}{remedy}"


def _named(tables: dict[str, Any], wrong: list[str]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The tables that hold versions, each with its dotted name."""
    waiting: list[tuple[str, Any]] = list(tables.items())
    while waiting:
        name, table = waiting.pop(0)
        if not isinstance(table, dict):
            wrong.append(f"{name}: stands outside a name; write [[{name}.versions]]")
        elif isinstance(table.get("versions"), list):
            yield name, table
        else:
            waiting += [(f"{name}.{key}", below) for key, below in table.items()]


def _changes_of(name: str, table: dict[str, Any], law: Law, wrong: list[str]) -> list[Change]:
    try:
        parameter = law.parameter(name)
    except (UnknownParameter, NotInForce) as unknown:
        wrong.append(str(unknown))
        return []
    for key in ("unit", "selector"):
        if key in table and table[key] != getattr(parameter, key):
            had = getattr(parameter, key)
            wrong.append(f"{name}: its {key} is {had!r} and cannot become {table[key]!r} by a change")
    found = []
    for number, row in enumerate(table["versions"], 1):
        told = mistakes_of_version(row) if isinstance(row, dict) else ["a table is expected"]
        wrong += [f"{name}, version {number}: {what}" for what in told]
        if not told and not _known(row, parameter):
            found.append(_change(name, row))
    return found


def _known(row: dict[str, Any], parameter: Parameter) -> bool:
    """Whether the law has this very version."""
    change = _change(parameter.name, row)
    return any(
        version_of(change)[2:7] == had[2:7] and change.since == had.since for had in parameter.versions
    )


def _change(name: str, row: dict[str, Any]) -> Change:
    return Change(
        name,
        row["since"],
        row["value"],
        row["clause"],
        bool(row.get("reading")),
        row.get("note_ko", ""),
        row.get("note_en", ""),
    )


def _sources(tables: Any, law: Law, wrong: list[str]) -> tuple[Source, ...]:
    """Clauses that the file brings with it; one of the law cannot be given another text."""
    if not isinstance(tables, dict):
        wrong.append(f'{SOURCES}: write [{SOURCES}."ID"] with ko, en, title and article')
        return ()
    found = []
    known = law.clauses() if tables else ()
    for name, table in tables.items():
        texts = table if isinstance(table, dict) else {}
        missing = [key for key in ("ko", "en", "title", "article") if not isinstance(texts.get(key), str)]
        if missing:
            wrong.append(f'{SOURCES}."{name}": {", ".join(missing)} must be there, as texts')
        elif name in known:
            wrong.append(f'{SOURCES}."{name}": sources.toml has this clause already; leave it out here')
        else:
            found.append(Source(name, texts["ko"], texts["en"], texts["title"], texts["article"], None))
    return tuple(found)
