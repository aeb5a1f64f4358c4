"""Cases as JSON in, what is left to earn and what is recognised by HiGHS out, many learners a model.

Runs in an environment of its own with highspy: OR-Tools brings another HiGHS, and no process can hold both.
"""

from __future__ import annotations

import json
import sys
import time

import highspy
import numpy as np
from tests.oracle.brute_eligibility import eligible

from benchmarks.batch_oracle import know
from benchmarks.batch_rows_of_learner import Learner, model_of


def together(learners: list[Learner]) -> highspy.HighsLp:
    """One model of several learners, which share nothing."""
    at, cost, most, starts, places, values, low, high = 0, [], [], [0], [], [], [], []
    for one in learners:
        cost += [one.wanted.of.get(column, 0) for column in range(len(one.rows.most))]
        most += one.rows.most
        for row in one.rows.rows:
            places += [at + column for column in row.of]
            values += row.of.values()
            starts.append(len(places))
            low.append(row.low)
            high.append(row.high)
        at = len(most)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(most), len(low)
    lp.col_cost_, lp.col_lower_ = np.array(cost, float), np.zeros(len(most))
    lp.col_upper_ = np.array(most, float)
    lp.row_lower_, lp.row_upper_ = np.array(low, float), np.array(high, float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(starts, np.int32), np.array(places, np.int32)
    lp.a_matrix_.value_ = np.array(values, float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(most)
    return lp


def solve(learners: list[Learner]) -> list[list[int]]:
    """The levels of each learner; raises RuntimeError where the optimum is not proved."""
    highs = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5)):
        highs.setOptionValue(option, value)
    highs.passModel(together(learners))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"no proof of the optimum: {highs.getModelStatus()}")
    columns, at, found = highs.getSolution().col_value, 0, []
    for one in learners:
        own = columns[at : at + len(one.rows.most)]
        found.append([level.value(own) for level in one.levels])
        at += len(own)
    return found


def main() -> None:
    """Seconds of the processor to build the models, and to solve them; and the levels of each learner."""
    given = json.load(sys.stdin)
    know(given["certificates"])
    ready = [(eligible(case), case) for case in given["cases"]]
    began = time.process_time()
    learners = [model_of(*one) for one in ready]
    built = time.process_time()
    size, levels = given["size"], []
    for first in range(0, len(learners), size):
        levels += solve(learners[first : first + size])
    json.dump({"levels": levels, "build": built - began, "solve": time.process_time() - built}, sys.stdout)


if __name__ == "__main__":
    main()
