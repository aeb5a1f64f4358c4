"""An impact as a person reads it in a terminal."""

from __future__ import annotations

from baeum.commands.impact_names import COLUMNS, Names, cell
from baeum.commands.impact_words import word
from baeum.commands.plain_table import Screen, Table, clean, wrap
from baeum_rules.batch.impact.report import Report
from baeum_rules.batch.impact.withholding import SMALLEST

MOST = 12  # groups of a dimension; the files have all
SHOWN = COLUMNS[:8]


def rendered(report: Report, names: Names, revisions: tuple[str, str], days: str) -> str:
    """The summary as lines no wider than the screen: all learners, then each dimension."""
    screen, lang = Screen(), names.lang
    lines = [screen.painted(word("title", lang), "bold")]
    for text in (word("laws", lang, *revisions), days):
        lines += wrap(text, screen.width)
    if "learners" in report.all.withheld:
        return "\n".join([*lines, word("too_few", lang, SMALLEST)]) + "\n"
    if report.all.numbers["gains"] == report.all.numbers["loses"] == 0:
        lines += wrap(word("nobody", lang), screen.width)
    for dimension, rows in report.groups.items():
        table = Table(
            [word(dimension, lang), *(word(name, lang) for name in SHOWN)], right=range(1, len(SHOWN) + 1)
        )
        most = sorted(rows, key=lambda line: -(line.numbers["gains"] or 0) - (line.numbers["loses"] or 0))
        for line in rows if len(rows) <= 2 * MOST else most[:MOST]:
            name = clean(names.of(dimension, line))
            table.add((name, *(cell(line, column, lang) for column in SHOWN)))
        if dimension == next(iter(report.groups)):
            table.add((word("all", lang), *(cell(report.all, column, lang) for column in SHOWN)))
        if rows:
            lines += ["", *table.lines(screen)]
    return "\n".join(lines) + "\n"
