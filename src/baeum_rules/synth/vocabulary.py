"""The names in synthetic records: subjects of the curricula, certificates by job, made-up institutions."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from baeum_rules.certificates import FOUND, Entry, load_certificates
from baeum_rules.curricula import Curriculum, load_curriculum
from baeum_rules.recognition.names import SubjectKeys, duplicate_key

from .draws import Flags, Numbers
from .marginals import load_marginals

REQUIRED, ELECTIVE, LIBERAL, OTHER = range(4)
SPELLINGS = 4


class Jobs(NamedTuple):
    """Certificates of a major as places in the names: linked ones by job, and others of other jobs."""

    linked: Numbers  # [job, member], -1 where there is none
    members: Numbers  # [job]
    shared: Numbers  # the jobs with more than one member
    unlinked: Numbers  # one a job
    popular: Numbers  # the same, of those that many have


class Vocabulary(NamedTuple):
    """All texts of the records. A subject has SPELLINGS names in a row, the plain one first."""

    majors: tuple[str, ...]
    subjects: tuple[str, ...]
    pools: Numbers  # [major, list, place]
    sizes: Numbers  # [major, list]
    compatible: Flags  # [major, subject]
    others: Numbers  # subjects of no curriculum, no two with one key
    certificates: tuple[str, ...]
    old_titles: Numbers  # of each certificate name; itself where there is none
    never: Numbers
    jobs: tuple[Jobs, ...]
    institutions: tuple[str, ...]
    colleges: tuple[str, ...]
    universities: tuple[str, ...]
    exempting: tuple[str, ...]  # institutions with BDES exemption courses


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The vocabulary over the shipped curricula and certificates, built once."""
    marginals = load_marginals()
    majors = tuple(dict.fromkeys((*marginals.shares["major.bachelor"].values,
                                  *marginals.shares["major.associate"].values)))  # fmt: skip
    curricula = [load_curriculum(major) for major in majors]
    subjects, pools, sizes, compatible, others = _subjects(curricula)
    names, old, never, jobs = _certificates(curricula)
    words = marginals.tables["names"]
    places = words["places"]
    number = int(marginals.share("institutions.number"))
    made = [f"{place}{kind}" for kind in words["institution_kinds"] for place in places]
    return Vocabulary(
        majors, subjects, pools, sizes, compatible, others, names, old, never, jobs,
        tuple(made[:number]),
        tuple(f"{place}전문대학" for place in places),
        tuple(f"{place}대학교" for place in places),
        tuple(f"{place}독학사교육원" for place in places[: words["exempting"]]),
    )  # fmt: skip


def spellings(subject: str) -> tuple[str, ...]:
    """SPELLINGS names with the same duplicate key (notice.2013-16), the plain one first."""
    tried = (f"{subject}1", f"{subject} I", f"{subject}(1)")
    key = duplicate_key(subject)
    return (subject, *(name if duplicate_key(name) == key else subject for name in tried))


def _subjects(
    curricula: list[Curriculum],
) -> tuple[tuple[str, ...], Numbers, Numbers, Flags, Numbers]:
    """Names, and by major and list the subjects in it, no two of a major with one key."""
    words = load_marginals().tables["names"]
    others = [stem + tail for tail in words["subject_tails"] for stem in words["subject_stems"]]
    names = list(dict.fromkeys(
        name for c in curricula for name in (*c.required, *c.elective, *c.liberal, *sum(c.substitutes, ()))
    ))  # fmt: skip
    known = {duplicate_key(name) for name in names}
    names += [name for name in others if duplicate_key(name) not in known]
    place = {name: at for at, name in enumerate(names)}
    rows: list[list[list[int]]] = []
    for c in curricula:
        keys, seen = SubjectKeys(c.equivalents), set[str]()
        lists: list[list[int]] = []
        for group in (
            c.required,
            c.elective,
            c.liberal,
            (*sum(c.substitutes, ()), *(name for name in others if name in place)),
        ):
            lists.append([place[n] for n in group if not (keys.of(n) in seen or seen.add(keys.of(n)))])  # type: ignore[func-returns-value]
        rows.append(lists)
    sizes = np.array([[len(one) for one in lists] for lists in rows], np.int32)
    pools = np.zeros((len(rows), 4, sizes.max()), np.int32)
    compatible = np.zeros((len(rows), len(names)), bool)
    for major, lists in enumerate(rows):
        for kind, one in enumerate(lists):
            pools[major, kind, : len(one)] = one
        compatible[major, [place[name] for name in curricula[major].compatible]] = True
    made = np.array([place[name] for name in others if duplicate_key(name) not in known], np.int32)
    return tuple(s for name in names for s in spellings(name)), pools, sizes, compatible, made


def _certificates(
    curricula: list[Curriculum],
) -> tuple[tuple[str, ...], Numbers, Numbers, tuple[Jobs, ...]]:
    table, tables = load_certificates(), load_marginals().tables["certificates"]
    entries: dict[str, Entry] = {}
    for name in table.names():
        found = table.resolve(name)
        entry = found.entry
        if entry and not found.excluded and entry.valid_from is None and entry.valid_until is None:
            entries[entry.name] = entry
    names = list(entries)
    place = {name: at for at, name in enumerate(names)}
    old = list(range(len(names)))
    for rename in table.renames():
        found = table.resolve(rename.old)
        if found.status == FOUND and found.entry and found.entry.name in place and rename.old not in place:
            old[place[found.entry.name]] = place[rename.old] = len(names)
            names.append(rename.old)
    never = range(len(names), len(names) + len(tables["never"]))
    names += tables["never"]
    old += range(len(old), len(names))
    jobs = tuple(_jobs(c, entries, place, tables["popular"]) for c in curricula)
    return tuple(names), np.array(old, np.int32), np.array(never, np.int32), jobs


def _job_of(entry: Entry) -> tuple[str, ...]:
    return entry.job_key or (entry.name,)


def _jobs(
    curriculum: Curriculum, entries: dict[str, Entry], place: dict[str, int], popular: list[str]
) -> Jobs:
    linked: dict[tuple[str, ...], list[int]] = {}
    for name in curriculum.linked_certificates:
        if name in entries:
            linked.setdefault(_job_of(entries[name]), []).append(place[name])
    width = max(map(len, linked.values()))
    rows = np.full((len(linked), width), -1, np.int32)
    for at, members in enumerate(linked.values()):
        rows[at, : len(members)] = members
    sizes = np.array([len(members) for members in linked.values()], np.int32)

    def others(titles: list[str]) -> Numbers:
        by_job: dict[tuple[str, ...], int] = {}
        for title in titles:
            if title in entries and _job_of(entries[title]) not in linked:
                by_job.setdefault(_job_of(entries[title]), place[title])
        return np.array(list(by_job.values()), np.int32)

    shared = np.flatnonzero(sizes > 1).astype(np.int32)
    return Jobs(rows, sizes, shared, others(list(entries)), others(popular))
