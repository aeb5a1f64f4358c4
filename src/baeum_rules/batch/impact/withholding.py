"""Which numbers of a table are withheld, so that none of them tells of a few persons.

A table counts learners: one row a group, one column a way in which they part, and the total of each row and
of each column is known to whoever reads it. A cell is small where it counts somebody, but fewer than
SMALLEST. Three steps, each on what the one before leaves:

1. groups of fewer than SMALLEST learners are one group together, and no smaller than that (``gathered``);
2. a column whose total is small is told as one with others, so that the rest can be told (``merged``);
3. a row with a small cell is withheld whole, and further rows with it, until what all of them hold together
   of each column (which anybody can compute from the totals) is nothing, or SMALLEST at least
   (``withheld``).

So every total that is known, of a row or of the withheld rows, is nothing or SMALLEST at least, and there are
two rows and two columns at least: a withheld number may be any of SMALLEST + 1 numbers or more. Rows that
hold nothing of a column are withheld too where others do; where none does, all of them are told to be 0.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 5  # learners: with fewer, who knows some of them finds the others; the office's usual bound
Table = Sequence[Sequence[int]]


def is_small(count: int) -> bool:
    """Whether a number counts somebody, but too few to be told."""
    return 0 < count < SMALLEST


def gathered(sizes: Sequence[int]) -> set[int]:
    """The rows that become one: the small ones, and the next smallest where these are too few together."""
    found = {row for row, size in enumerate(sizes) if is_small(size)}
    rest = sorted((size, row) for row, size in enumerate(sizes) if size >= SMALLEST)
    together = sum(sizes[row] for row in found)
    while rest and is_small(together):  # so a single small row never stands alone
        size, row = rest.pop(0)
        found.add(row)
        together += size
    return found


def merged(totals: Sequence[int]) -> set[int]:
    """The columns that are told as one, none where every total can be told.

    The last columns join first: they are those that say least.
    """
    together = {column for column, total in enumerate(totals) if is_small(total)}
    rest = [column for column, total in enumerate(totals) if total >= SMALLEST]
    while together and rest and (len(together) < 2 or is_small(sum(totals[one] for one in together))):
        together.add(rest.pop())
    return together


def withheld(table: Table, already: frozenset[int] = frozenset()) -> set[int]:
    """The rows whose cells are not told. ``already``: rows that are not, for another reason.

    The columns must be merged before. Where a residue is small and no row can hide it, all rows that hold
    any of that column are withheld: then its total must not be told either, which ``merged`` sees to.
    """
    found = set(already)
    found |= {row for row, cells in enumerate(table) if any(map(is_small, cells))}
    columns = range(len(table[0]) if table else 0)
    while True:
        small = [n for n in columns if is_small(sum(table[row][n] for row in found))]
        if not small:
            return found
        others = [row for row in range(len(table)) if row not in found and table[row][small[0]]]
        if not others:
            return found
        found.add(min(others, key=lambda row: (sum(table[row]), row)))


def hidden(table: Table, together: set[int], already: frozenset[int] = frozenset()) -> list[set[int]]:
    """The columns of each row that are not told. ``together``: merged columns.

    What all withheld rows hold nothing of is told to be 0 in each: anybody can compute it.
    """
    joined = [_joined(cells, together) for cells in table]
    found = withheld(joined, already)
    apart = [column for column in range(len(table[0]) if table else 0) if column not in together]
    places = [*([column] for column in apart), *([sorted(together)] if together else [])]
    left = [sum(joined[row][place] for row in found) for place in range(len(places))]
    rows: list[set[int]] = []
    for row, cells in enumerate(joined):
        if row in found:
            told = [columns for columns, residue in zip(places, left, strict=True) if residue]
        else:
            told = [columns for columns, cell in zip(places, cells, strict=True) if len(columns) > 1 and cell]
        rows.append({column for columns in told for column in columns})
    return rows


def _joined(cells: Sequence[int], together: set[int]) -> list[int]:
    """The cells with those of merged columns as one, the last."""
    apart = [cell for column, cell in enumerate(cells) if column not in together]
    return [*apart, sum(cells[column] for column in together)] if together else apart
