"""Somebody who reads a report and tries to compute what it withholds, with all that the report tells.

An integer program holds every count as a variable, every number told as an equation, and that rows add up to
their totals, majors to their degree, parts to their whole. A withheld count is found out where the least and
the greatest value that fit are the same.
"""

from __future__ import annotations

from typing import Any

from ortools.sat.python import cp_model

from baeum_rules.batch.impact.groups import DEGREE, DIMENSIONS, MAJOR, SOURCE
from baeum_rules.batch.impact.report import FEW, Line, Report

COUNTS = (
    "learners",
    "gains",
    "loses",
    "unchanged",
    "completes",
    "no_longer",
    "refused_more",
    "refused_fewer",
)
MOST = 10_000


class Attack:
    """``ranges``: the least and the greatest value of each withheld count."""

    def __init__(self, report: Report) -> None:
        self.model = cp_model.CpModel()
        self.asked: list[tuple[tuple[str, str, str, str], Any]] = []
        whole = self._line("", report.all)
        lines = {
            dimension: [(line, self._line(dimension, line)) for line in report.groups[dimension]]
            for dimension in DIMENSIONS
        }
        for dimension, rows in lines.items():
            if not report.groups[DEGREE]:  # nothing at all is told
                break
            if dimension == SOURCE:  # sources overlap: none counts more than there are
                for _, row in rows:
                    for name in COUNTS:
                        self.model.add(row[name] <= whole[name])
                    self._must_be_whole({name: whole[name] - row[name] for name in COUNTS})
            else:
                self._adds_up([row for _, row in rows], whole)
        for line, row in lines[DEGREE]:
            self._adds_up([part for major, part in lines[MAJOR] if major.within == line.key], row)
        assert {line.within for line, _ in lines[MAJOR]} <= {line.key for line, _ in lines[DEGREE]} | {FEW}

    def ranges(self) -> dict[tuple[str, str, str, str], tuple[int, int]]:
        found = {}
        for name, variable in self.asked:
            ends = []
            for direction in (self.model.minimize, self.model.maximize):
                direction(variable)
                solver = cp_model.CpSolver()
                solver.parameters.num_workers = 1
                assert solver.solve(self.model) == cp_model.OPTIMAL
                ends.append(round(solver.objective_value))
            found[name] = (ends[0], ends[1])
        return found

    def _line(self, dimension: str, line: Line) -> dict[str, Any]:
        row = {}
        for name in COUNTS:
            told = line.numbers[name]
            assert (told is None) == (name in line.withheld)
            low, high = (0, MOST) if told is None else (int(told), int(told))
            row[name] = self.model.new_int_var(low, high, "")
            if told is None:
                self.asked.append(((dimension, line.within, line.key, name), row[name]))
        self._must_be_whole(row)
        return row

    def _must_be_whole(self, row: dict[str, Any]) -> None:
        """What holds of any learners whatsoever."""
        add = self.model.add
        add(row["gains"] + row["loses"] + row["unchanged"] == row["learners"])
        add(row["completes"] <= row["gains"])
        add(row["no_longer"] <= row["loses"])
        add(row["refused_more"] + row["refused_fewer"] <= row["learners"])
        for name in COUNTS:
            add(row[name] >= 0)

    def _adds_up(self, rows: list[dict[str, Any]], whole: dict[str, Any]) -> None:
        for name in COUNTS:
            self.model.add(sum(row[name] for row in rows) == whole[name])
