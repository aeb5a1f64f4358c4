"""The certificate table: what a certificate is worth, under which name, and what became of old names.

Data: ``law/certificates/`` (table, renames, aliases, excluded kinds), after the 28th certificate credit
standard (notice.2025-02) and the addenda of the National Technical Qualifications Act Enforcement Rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from baeum_rules.parameters import law_folder, read_text
from baeum_rules.plain_toml import read_toml

_DOTS = str.maketrans(dict.fromkeys("․‧∙•⋅・･ㆍ", "·"))  # one middle dot for all the dots people type
FOUND, UNKNOWN, CHOICE = "found", "unknown", "choice"
Search = Callable[[str], object]  # not None where a pattern stands in a text


class Entry(NamedTuple):
    """A row of the table; credits are whole credits, periods inclusive days (None: not bounded)."""

    name: str
    kind: str  # "national" or "private" (state-accredited)
    large_group: str
    middle_group: str
    job_number: str
    credits: int
    credits_before: int  # of one acquired before certificate.revaluation
    other_periods: str  # further values of the notice whose periods we could not read, as printed
    abolished: bool
    valid_from: date | None
    valid_until: date | None
    mark: str
    page: int | None  # of the notice
    group_reading: bool  # the middle group is inferred by us

    @property
    def job_key(self) -> tuple[str, ...] | None:
        """What two certificates of the same job share; None where the notice page was not seen.

        Large group, middle group and job number (guide.certificate.job); without a middle group
        large group and number (reading).
        """
        if not self.job_number:
            return None
        return tuple(part for part in (self.large_group, self.middle_group, self.job_number) if part)

    def credits_on(self, acquired_on: date, revaluation: date) -> int:
        """Credits of one acquired on that day; ``revaluation`` is the first day of the present value."""
        return self.credits_before if acquired_on < revaluation else self.credits

    def valid_on(self, acquired_on: date) -> bool:
        """Whether that day lies in the accreditation period, as far as the data have one."""
        after = self.valid_from is None or acquired_on >= self.valid_from
        return after and (self.valid_until is None or acquired_on <= self.valid_until)


class Rename(NamedTuple):
    """An old title and what an ordinance made of it; ``new`` has several names where one was to choose."""

    old: str
    new: tuple[str, ...]
    relation: str  # "deemed", "merged", "choose_one" or "renamed"
    ordinance: str
    promulgated: date
    article: str


class Exclusion(NamedTuple):
    """A kind of certificate that is never recognised."""

    id: str
    ko: str
    en: str
    clause: str


class Resolution(NamedTuple):
    """What a name means: ``entry`` when found, ``options`` (titles to name instead) when a choice."""

    status: str
    entry: Entry | None
    history: tuple[Rename, ...]
    options: tuple[str, ...]
    excluded: Exclusion | None


def name_key(name: str) -> str:
    """Two certificate names are one when their keys are: NFC, no spaces, one kind of middle dot."""
    return "".join(unicodedata.normalize("NFC", name).split()).translate(_DOTS)


class CertificateTable:
    """The certificates of one folder. Use :func:`load_certificates`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        lines = read_text(f"{folder}/table.tsv").splitlines()[1:]
        # the titles are stored composed (a test says so): only spaces and dots are left to fold
        self._lines = {line.partition("\t")[0].replace(" ", "").replace("․", "·"): line for line in lines}
        self._aliases = {
            name_key(alias): name_key(name)
            for alias, name, _ in map(_cells, read_text(f"{folder}/aliases.tsv").splitlines()[1:])
        }
        self._entries: dict[str, Entry] = {}
        self._renames: dict[str, list[Rename]] = {}
        self._kinds: list[tuple[Search | None, Exclusion]] = []

    def names(self) -> tuple[str, ...]:
        """Every title of the table, in the order of the notice."""
        return tuple(line.partition("\t")[0] for line in self._lines.values())

    def renames(self) -> tuple[Rename, ...]:
        """Every old title with what became of it, in the order of the ordinances."""
        return tuple(rename for group in self._renames_by_old().values() for rename in group)

    def exclusions(self) -> tuple[Exclusion, ...]:
        """The kinds that are never recognised (guide.certificate.excluded)."""
        return tuple(kind for _, kind in self._excluded_kinds())

    def resolve(self, name: str) -> Resolution:
        """What a certificate of that title is in the table.

        A title of the table stands for itself. Others follow the ordinances until titles of the table:
        one is found, several are a choice the learner must make, none is unknown.
        """
        key = self._key(name)
        if key in self._lines:
            return Resolution(FOUND, self._entry(key), (), (), self._excluded([key]))
        history: list[Rename] = []
        ends = self._follow(key, history, {key})
        known = [end for end in ends if end in self._lines]
        chosen = any(rename.relation == "choose_one" for rename in history)
        excluded = self._excluded(ends)
        if not known:
            return Resolution(UNKNOWN, None, tuple(history), (), excluded)
        if len(ends) == 1 or (len(known) == 1 and not chosen):
            return Resolution(FOUND, self._entry(known[0]), tuple(history), (), excluded)
        options = tuple(self._entry(end).name for end in known)
        return Resolution(CHOICE, None, tuple(history), options, excluded)

    def search(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Titles to complete ``text`` with: those that begin with it, contain it, then old titles."""
        key = name_key(text).casefold()
        if not key or limit < 1:
            return ()
        found: list[str] = []
        for names in (self.names(), (rename.old for rename in self.renames())):
            keyed = [(name_key(name).casefold(), name) for name in names]
            found += [name for known, name in keyed if known.startswith(key)]
            found += [name for known, name in keyed if key in known]
        return tuple(dict.fromkeys(found))[:limit]

    def _key(self, name: str) -> str:
        key = name_key(name)
        return self._aliases.get(key, key)

    def _follow(self, key: str, history: list[Rename], seen: set[str]) -> list[str]:
        """The keys where the renames of ``key`` end, each once; fills ``history`` in order."""
        renames = [] if key in self._lines else self._renames_by_old().get(key, [])
        ends: dict[str, None] = {}
        for rename in renames:
            targets = [self._key(new) for new in rename.new]
            if targets == [key]:
                continue  # an ordinance lists the title that absorbs the others as merged into itself
            history.append(rename)
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    ends.update(dict.fromkeys(self._follow(target, history, seen)))
                elif target in self._lines:
                    ends[target] = None
        return list(ends) or [key]

    def _entry(self, key: str) -> Entry:
        if key not in self._entries:
            self._entries[key] = _read_entry(self._lines[key])
        return self._entries[key]

    def _renames_by_old(self) -> dict[str, list[Rename]]:
        if not self._renames:
            for line in read_text(f"{self._folder}/renames.tsv").splitlines()[1:]:
                old, new, relation, ordinance, promulgated, article = _cells(line)
                day = date.fromisoformat(promulgated)
                rename = Rename(old, tuple(new.split("|")), relation, ordinance, day, article)
                self._renames.setdefault(self._key(old), []).append(rename)
        return self._renames

    def _excluded_kinds(self) -> list[tuple[Search | None, Exclusion]]:
        """Each kind with what looks for its pattern in a name, None where no name tells it."""
        import re  # loaded by argparse in a command, by Django in the site

        if not self._kinds:
            for known, table in read_toml(read_text(f"{self._folder}/excluded.toml")).items():
                kind = Exclusion(known, table["ko"], table["en"], table["clause"])
                pattern = table.get("pattern", "")
                self._kinds.append((re.compile(pattern).search if pattern else None, kind))
        return self._kinds

    def _excluded(self, keys: list[str]) -> Exclusion | None:
        """The kind that every one of the names belongs to; a name in the table is recognised as listed."""
        for search, kind in self._excluded_kinds():
            if search is not None and all(map(search, keys)):
                return kind
        return None


@lru_cache(maxsize=8)
def load_certificates(folder: str | None = None) -> CertificateTable:
    """The certificate table of ``folder`` (default: the Korean one shipped with this package), read once."""
    return CertificateTable(folder or f"{law_folder()}/certificates")


def _cells(line: str) -> list[str]:
    return line.split("\t")


def _read_entry(line: str) -> Entry:
    cells = _cells(line)
    credits = int(cells[5])
    return Entry(
        name=cells[0],
        kind=cells[1],
        large_group=cells[2],
        middle_group=cells[3],
        job_number=cells[4],
        credits=credits,
        credits_before=int(cells[6]) if cells[6] else credits,
        other_periods=cells[7],
        abolished=cells[8] == "1",
        valid_from=date.fromisoformat(cells[9]) if cells[9] else None,
        valid_until=date.fromisoformat(cells[10]) if cells[10] else None,
        mark=cells[11],
        page=int(cells[12]) if cells[12] else None,
        group_reading=cells[13] == "1",
    )
