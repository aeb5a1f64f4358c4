"""The table of an impact for machines: one line a group, an empty cell where nothing is told."""

from __future__ import annotations

import csv
import io

from baeum.commands.impact_names import Names
from baeum_rules.batch.impact.groups import APART
from baeum_rules.batch.impact.report import NUMBERS, Line, Report

HEAD = ("dimension", "degree_of_major", "group", "name", *NUMBERS, "withheld")


def csv_of(report: Report, names: Names) -> str:
    """The lines as CSV; ``withheld`` names the columns that are empty because they are withheld."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(HEAD)
    lines.writerow(["all", "", "", "", *_numbers(report.all)])
    for dimension, rows in report.groups.items():
        for line in rows:
            group = line.key.replace(APART, " ")
            told = (_plain(group), _plain(names.of(dimension, line)))
            lines.writerow([dimension, line.within, *told, *_numbers(line)])
    return text.getvalue()


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") and len(text) > 1 else text


def _numbers(line: Line) -> list[str]:
    shown = (line.numbers[name] for name in NUMBERS)
    return [
        *("" if number is None else str(number) for number in shown),
        " ".join(name for name in NUMBERS if name in line.withheld),
    ]
