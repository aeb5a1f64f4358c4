"""An answer stands on values of the law as they were on a day; what became of them since is derived.

The value that was read is kept with the answer, so that nothing that happens to the law data rewrites it.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from baeum_rules.parameters import Law, NotInForce, UnknownParameter, Version, load_law


class Citation(NamedTuple):
    """A value as it was read for a day: its name in the law data, the day, the value as text, its clause."""

    name: str
    on: date
    value: str
    clause: str


class Uncitable(NamedTuple):
    """Why there is nothing to cite: ``code`` unknown (``close``: what it may be) or early (``first`` day)."""

    code: str
    close: tuple[str, ...] = ()
    first: date | None = None


class Since(NamedTuple):
    """What became of a citation: the value that the data now have for its day where it is another
    (``corrected``), every later change up to the day one looks (``changed``), those to come (``coming``).

    ``gone``: the law data no longer have a value of that name for the day.
    """

    corrected: Version | None = None
    changed: tuple[Version, ...] = ()
    coming: tuple[Version, ...] = ()
    gone: bool = False

    @property
    def stale(self) -> bool:
        """Whether an answer that stands on it needs another look."""
        return self.gone or self.corrected is not None or bool(self.changed)


def cite(name: str, on: date, law: Law | None = None) -> Citation | Uncitable:
    """The value of a name on a day, to be kept with an answer. Its Korean or English words are a name too."""
    law = law or load_law()
    given = " ".join(name.split())
    known = given if given in law.names() else _named(given, law)
    try:
        version = law.version(known, on)
    except UnknownParameter as unknown:
        return Uncitable("unknown", close=tuple(unknown.matches))
    except NotInForce as not_yet:
        return Uncitable("early", first=not_yet.first)
    return Citation(known, on, str(version.value), version.clause)


def since(citation: Citation, today: date, law: Law | None = None) -> Since:
    """What became of a citation until a day."""
    law = law or load_law()
    try:
        then = law.version(citation.name, citation.on)
    except (UnknownParameter, NotInForce):
        return Since(gone=True)
    later = [
        version
        for before, version in pairwise(law.parameter(citation.name).versions)
        if version.since > citation.on and _says(version) != _says(before)
    ]
    return Since(
        corrected=then if _says(then) != (citation.value, citation.clause) else None,
        changed=tuple(version for version in later if version.since <= today),
        coming=tuple(version for version in later if version.since > today),
    )


def _says(version: Version) -> tuple[str, str]:
    return str(version.value), version.clause


def _named(given: str, law: Law) -> str:
    """The name whose words these are; what was given where it is no one's, or not one's alone."""
    found = [name for name in law.names() if given in (law.parameter(name).ko, law.parameter(name).en)]
    return found[0] if len(found) == 1 else given
