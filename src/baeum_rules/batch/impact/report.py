"""What may be told of a tally: a line a group, with the numbers that would tell of a few persons withheld.

Four tables of counts, each withheld by itself (``withholding``): who gains, loses, or neither; of those who
gain, whose degree is complete now; of those who lose, whose is no longer; of whom more or fewer records are
refused. A number of credits is withheld where the count it belongs to is.

Majors belong to a degree, whose line is their sum. So they are withheld degree by degree; those of all
degrees whose line is withheld go together, because only their sum is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from .adding_up import Sums, Tally, by_credits, median_of, none
from .groups import APART, DEGREE, DIMENSIONS, MAJOR, SOURCE
from .withholding import SMALLEST, gathered, hidden, is_small, merged

FEW = "+"  # the key of the groups that are one because they are small
WAYS = ("gains", "loses", "unchanged")
REFUSED = ("refused_more", "refused_fewer")
CREDITS = ("remaining", "recognised", "median")
BINS = (0, 3, 6, 12, 18, 30, 60)  # the last credit of each bar of by how much; one more is open
NUMBERS = (
    "learners", *WAYS, "completes", "no_longer", *REFUSED,
    *(f"{way}_{name}" for way in WAYS[:2] for name in CREDITS),
)  # fmt: skip


class Line(NamedTuple):
    """What is told of a group. ``numbers``: by the names of NUMBERS, None where there is none to tell.

    ``within``: the degree of a major; ``withheld``: the names of the numbers that are.
    """

    key: str
    within: str
    numbers: dict[str, float | None]
    withheld: frozenset[str]


class Bin(NamedTuple):
    """How many learners by so many credits still to earn, at least and at most; None: no end."""

    least: int
    most: int | None
    learners: int


class Report(NamedTuple):
    """``by``: for gains and loses, by how much; none where that would be withheld."""

    all: Line
    groups: dict[str, list[Line]]
    by: dict[str, list[Bin]]
    otherwise: bool  # whether it may be told of how many only records are judged otherwise


class Group(NamedTuple):
    """A group that has enough learners to be told of, or small ones together."""

    key: str
    within: str
    sums: Sums


class Part(NamedTuple):
    """A table of counts: the names of its columns, "" for one that is not told, and its cells of a group.

    ``of``: the name of the number that the cells add up to.
    """

    names: tuple[str, ...]
    of: str
    cells: Callable[[Sums], tuple[int, ...]]


PARTS = (
    Part(WAYS, "learners", lambda one: (one.gains, one.loses, one.unchanged)),
    Part(("completes", ""), "gains", lambda one: (one.completes, one.gains - one.completes)),
    Part(("no_longer", ""), "loses", lambda one: (one.no_longer, one.loses - one.no_longer)),
    Part(
        (*REFUSED, ""),
        "learners",
        lambda one: (
            one.refused_more,
            one.refused_fewer,
            one.learners - one.refused_more - one.refused_fewer,
        ),
    ),
)


def report_of(tally: Tally) -> Report:
    """Everything that may be told."""
    whole, groups = tally.all, {name: list[Line]() for name in DIMENSIONS}
    if is_small(whole.learners):
        return Report(line_of(Group("", "", whole), set(NUMBERS)), groups, {}, False)
    for dimension in DIMENSIONS:
        found = [Group(key, "", sums) for key, sums in sorted(tally.groups[dimension].items())]
        if dimension == SOURCE:
            groups[dimension] = _sources(found, whole)
        elif dimension == MAJOR:
            groups[dimension] = _majors(found, groups[DEGREE], whole)
        else:
            rows = gather(found)
            names = hidden_names(rows, whole, [[range(len(rows))]] * len(PARTS))
            groups[dimension] = [line_of(group, told) for group, told in zip(rows, names, strict=True)]
    (told,) = hidden_names([Group("", "", whole)], whole, [[range(1)]] * len(PARTS))
    parts = (tally.otherwise, whole.unchanged - tally.otherwise)
    otherwise = "unchanged" not in told and not any(map(is_small, parts))
    return Report(line_of(Group("", "", whole), told), groups, _by(whole, told), otherwise)


def gather(groups: list[Group]) -> list[Group]:
    """The groups with the small ones as one, which comes last."""
    few = gathered([group.sums.learners for group in groups])
    kept = [group for row, group in enumerate(groups) if row not in few and group.sums.learners]
    together = none()
    for row in few:
        together = together.with_(groups[row].sums)
    return [*kept, Group(FEW, groups[0].within, together)] if few else kept


def hidden_names(
    groups: Sequence[Group], whole: Sums, blocks: Sequence[Sequence[Collection[int]]]
) -> list[set[str]]:
    """The names of the numbers of each group that are withheld.

    ``whole``: all learners; ``blocks``: for each of PARTS the sets of rows whose sum is known.
    """
    found: list[set[str]] = [set() for _ in groups]
    for part, rows_of_part in zip(PARTS, blocks, strict=True):
        together = merged(part.cells(whole))
        for rows in rows_of_part:
            _hide(part, together, sorted(rows), groups, found)
    for names in found:
        names |= {f"{way}_{name}" for way in WAYS[:2] if way in names for name in CREDITS}
    return found


def _hide(
    part: Part, together: set[int], rows: list[int], groups: Sequence[Group], found: list[set[str]]
) -> None:
    table = [part.cells(groups[row].sums) for row in rows]
    already = frozenset(place for place, row in enumerate(rows) if part.of in found[row])
    for row, columns in zip(rows, hidden(table, together, already), strict=True):
        found[row] |= {part.names[column] for column in columns} - {""}


def _majors(groups: list[Group], degrees: list[Line], whole: Sums) -> list[Line]:
    """Majors, gathered and withheld within the degrees whose line is told."""
    named = [line.key for line in degrees if line.key != FEW]
    split = [
        Group(major, degree if degree in named else FEW, sums)
        for (degree, _, major), sums in ((one.key.partition(APART), one.sums) for one in groups)
    ]
    rows: list[Group] = []
    for degree in dict.fromkeys(one.within for one in split):
        rows += gather([one for one in split if one.within == degree])
    blocks = []
    for part in PARTS:
        together = merged(part.cells(whole))
        apart = {name for column, name in enumerate(part.names) if column not in together} - {""}
        shut = {line.key for line in degrees if line.withheld & (apart | {part.of})}
        blocks.append(_blocks(rows, shut))
    names = hidden_names(rows, whole, blocks)
    return [line_of(group, told) for group, told in zip(rows, names, strict=True)]


def _blocks(rows: list[Group], shut: set[str]) -> list[list[int]]:
    """The majors of each degree whose line is told, and those of all others together."""
    of: dict[str, list[int]] = {}
    for row, group in enumerate(rows):
        of.setdefault("" if group.within in shut else group.within, []).append(row)
    return list(of.values())


def _sources(groups: list[Group], whole: Sums) -> list[Line]:
    """Each source by itself, against all learners of whom no record of it is judged otherwise."""
    (unknown,) = hidden_names([Group("", "", whole)], whole, [[range(1)]] * len(PARTS))
    zeros = {name for part in PARTS for name in part.names if name and not getattr(whole, name)} - unknown
    zeros |= {f"{way}_{name}" for way in WAYS[:2] if way in zeros for name in CREDITS}
    lines = []
    for group in groups:
        rest = Group("", "", whole.without(group.sums))
        rows = [group, rest] if rest.sums.learners else [group]
        if not group.sums.learners:
            continue
        if is_small(group.sums.learners) or is_small(rest.sums.learners):
            lines.append(line_of(group, set(NUMBERS) - zeros))
        else:
            told = hidden_names(rows, whole, [[range(len(rows))]] * len(PARTS))
            lines.append(line_of(group, told[0]))
    return lines


def line_of(group: Group, told: set[str]) -> Line:
    """The line of a group without the numbers that are withheld."""
    sums = group.sums
    numbers: dict[str, float | None] = {
        name: getattr(sums, name) for name in NUMBERS if not name.endswith("_median")
    }
    numbers |= {f"{way}_median": median_of(getattr(sums, f"{way}_by")) for way in WAYS[:2]}
    shown = {name: None if name in told else numbers[name] for name in NUMBERS}
    return Line(group.key, group.within, shown, frozenset(told))


def _by(whole: Sums, told: set[str]) -> dict[str, list[Bin]]:
    """How many gain and lose by how many credits still to earn, in bars that are large enough to be told."""
    found = {}
    for way, sums in (("gains", whole.gains_by), ("loses", whole.loses_by)):
        if way in told or not getattr(whole, way):
            continue
        bars: list[Bin] = []
        least = 0
        moved = {abs(by): count for by, count in by_credits(sums).items()}
        for most in (*BINS, None):
            count = sum(n for by, n in moved.items() if by >= least and (most is None or by <= most))
            if bars and (bars[-1].learners < SMALLEST or count < SMALLEST):
                bars[-1] = Bin(bars[-1].least, most, bars[-1].learners + count)
            else:
                bars.append(Bin(least, most, count))
            least = (most or 0) + 1
        found[way] = bars
    return found
