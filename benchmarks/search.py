"""80,000 courses searched as Korean is typed, with facet counts, beside a plain LIKE on the same rows.

The queries of ``search_queries.tsv`` were at hand while the search was written, those of the held-out file
were written afterwards, and what is found was not changed for them. What a title is about is known from
how it was made.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.search_filling import entered, fill
from benchmarks.search_titles import Made
from benchmarks.statement import database

HERE = Path(__file__).parent
SETS = (
    ("tuning", "search_queries.tsv"),
    ("held out", "search_held_out.tsv"),
    ("held out 2", "search_held_out_2.tsv"),
)
ON = date(2026, 11, 1)
FIRST = 20  # titles that are looked at
LIKE = "SELECT id FROM courses_searchentry WHERE title ILIKE %s ORDER BY length(title), id LIMIT 20"
COUNTED = "SELECT count(*) FROM courses_searchentry WHERE title ILIKE %s"


@dataclass(frozen=True)
class Query:
    """``wanted``: a tag of topics after #, else a part of the title; ``province``: its code, or ""."""

    kind: str
    text: str
    wanted: str
    province: str = ""

    def fits(self, course: Made) -> bool:
        """Whether a course is what was looked for."""
        if self.province and not course.city.startswith(self.province):
            return False
        if self.wanted.startswith("#"):
            return self.wanted[1:] in course.topic.tags
        return self.wanted in "".join(course.title.split())


@dataclass
class Measured:
    """Of one way and one kind of query: milliseconds of each run and of the fastest of each query, shares of
    what fits, how often nothing was found."""

    spent: list[float] = field(default_factory=list)
    fastest: list[float] = field(default_factory=list)
    fits: list[float] = field(default_factory=list)
    empty: int = 0


def main(words: list[str]) -> int:
    """Print each kind of query: times, precision at 20 and empty results of both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=80_000)
    parser.add_argument("--times", type=int, default=10, help="of each query, warm (10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the database is kept for the next run")
    arguments = parser.parse_args(words)
    if arguments.folder:
        _keep_in(arguments.folder)
    with database(filled=False):
        courses = _courses(arguments.courses, arguments.seed)
        if courses is None:
            print("this database has other courses already: name an empty one, or none", file=sys.stderr)
            return 2
        for name, file in SETS:
            _print(name, *measure(_queries(HERE / file), courses, arguments.times))
        print(f"all courses, no words, facets counted anew: {_browsed():.0f} ms")
    return 0


def _keep_in(folder: Path) -> None:
    folder = folder.resolve()
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    os.environ["BAEUM_DATABASE_FOLDER"] = str(folder / "postgres")
    os.environ["BAEUM_MASTER_KEY_FILE"] = str(folder / "keys" / "master.key")


def _courses(count: int, seed: int) -> dict[int, Made] | None:
    """By the ids of their entries: those that are there, or entered now; None where there are others."""
    if _there():
        return entered(count, seed, ON)
    began = time.monotonic()
    courses = fill(count, seed, ON, _tell)
    _analyze()
    print(f"{count:,} courses entered in {time.monotonic() - began:.0f} s; {_sizes()}")
    return courses


def measure(
    queries: Sequence[Query], courses: dict[int, Made], times: int
) -> tuple[dict[str, Measured], dict[str, Measured]]:
    """Ours and the plain one, by kind. The two take turns on each query; the first of each is not counted."""
    from django.core.cache import cache

    from baeum.catalogue.search.finding import Asked, search

    def ours(query: Query) -> Sequence[int]:
        cache.clear()  # every search counts its facets itself
        return search(Asked(query.text), ON).entries

    ways: tuple[Callable[[Query], Sequence[int]], ...] = (ours, _plain)
    found: tuple[dict[str, Measured], ...] = ({}, {})
    for query in queries:
        for way, by_kind in zip(ways, found, strict=True):
            measured = by_kind.setdefault(query.kind, Measured())
            entries = way(query)[:FIRST]
            measured.empty += not entries
            measured.fits.append(sum(query.fits(courses[one]) for one in entries) / max(1, len(entries)))
        taken: tuple[list[float], ...] = ([], [])
        for _ in range(times):
            for way, spent in zip(ways, taken, strict=True):
                began = time.perf_counter()
                way(query)
                spent.append(1000 * (time.perf_counter() - began))
        for spent, by_kind in zip(taken, found, strict=True):
            by_kind[query.kind].spent += spent
            by_kind[query.kind].fastest.append(min(spent))
    return found[0], found[1]


def _plain(query: Query) -> Sequence[int]:
    """What a beginner writes: the whole query somewhere in the title, and how many there are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [f"%{query.text}%"])
        cursor.fetchone()
        cursor.execute(LIKE, [f"%{query.text}%"])
        return [entry for (entry,) in cursor.fetchall()]


def _queries(file: Path) -> list[Query]:
    with file.open(encoding="utf-8", newline="") as opened:
        return [Query(*row) for row in csv.reader(opened, delimiter="\t")]


def _print(name: str, ours: dict[str, Measured], plain: dict[str, Measured]) -> None:
    print(f"\n{name:<16}      p50 ms   p95 ms  fastest     P@20   empty  |  LIKE p95     P@20   empty")
    whole = ("all", *(_together(found) for found in (ours, plain)))
    for kind, one, other in [*((kind, ours[kind], plain[kind]) for kind in ours), whole]:
        print(
            f"  {kind:<16} {len(one.fits):>2} {_share(one.spent, 0.5):>8.1f} {_share(one.spent, 0.95):>8.1f}"
            f" {_share(one.fastest, 0.95):>8.1f}"
            f" {sum(one.fits) / len(one.fits):>8.2f} {one.empty:>7}  | {_share(other.spent, 0.95):>9.1f}"
            f" {sum(other.fits) / len(other.fits):>8.2f} {other.empty:>7}"
        )


def _together(found: dict[str, Measured]) -> Measured:
    every = Measured()
    for one in found.values():
        every.spent += one.spent
        every.fastest += one.fastest
        every.fits += one.fits
        every.empty += one.empty
    return every


def _share(spent: list[float], share: float) -> float:
    return sorted(spent)[min(len(spent) - 1, int(share * len(spent)))]


def _there() -> bool:
    from baeum.courses.models import Course

    return Course.objects.exists()


def _browsed() -> float:
    from django.core.cache import cache

    from baeum.catalogue.search.finding import Asked, search

    cache.clear()
    began = time.perf_counter()
    search(Asked(), ON)
    return 1000 * (time.perf_counter() - began)


def _analyze() -> None:
    """What the server does by itself within a minute."""
    from baeum.config.database import owner_address
    from baeum.postgres.connecting import connect

    owner = owner_address()
    assert owner is not None
    with connect(owner) as connection:
        connection.execute("ANALYZE")


def _sizes() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_size_pretty(pg_relation_size('courses_searchentry')),"
            " pg_size_pretty(pg_indexes_size('courses_searchentry')), count(*) FROM courses_searchword"
        )
        table, indexes, words = cursor.fetchone()
    return f"rows {table}, indexes {indexes}, {words:,} words"


def _tell(done: int) -> None:
    print(f"\r{done:,}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
