"""Columns of a batch in, the rules that each record fails by OpenFisca out, and what that took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.simulations import SimulationBuilder

from benchmarks.batch_openfisca_rules import OF_LEARNER, OF_RECORD
from benchmarks.batch_openfisca_system import system

PERIOD = "2026-11"


def simulation(built: Any, columns: Any) -> Any:
    """A simulation over the arrays; roles and ids are whole numbers, the quickest way that there is."""
    builder = SimulationBuilder()
    builder.create_entities(built)
    owners = columns["owner"]
    builder.declare_person_entity("record", np.arange(len(owners)))
    learners = builder.declare_entity("learner", np.arange(len(columns["as_of"])))
    builder.join_with_persons(learners, owners, np.zeros(len(owners), np.int64))
    found = builder.build(built)
    for name in (*OF_LEARNER, *OF_RECORD):
        found.set_input(name, PERIOD, columns[name])
    return found


def main() -> None:
    """Seconds of the processor from arrays, and of these for the formulas; the least of repeats."""
    given = json.load(sys.stdin)
    columns = dict(np.load(given["columns"]))
    versions = {name: [tuple(one) for one in of_name] for name, of_name in given["versions"].items()}
    built = system(versions, given["bits"])
    whole = formulas = float("inf")
    for _ in range(given["repeats"] + 1):
        began = time.process_time()
        ready = simulation(built, columns)
        between = time.process_time()
        refused = ready.calculate("refused", PERIOD)
        ended = time.process_time()
        whole, formulas = min(whole, ended - began), min(formulas, ended - between)
    np.save(Path(given["refused"]), refused)
    json.dump({"whole": whole, "formulas": formulas}, sys.stdout)


if __name__ == "__main__":
    main()
