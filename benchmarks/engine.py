"""The engine taken apart for measuring: the choice alone, and an answer in the words of the oracle."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from baeum_rules.recognition import audit as answer_to
from baeum_rules.recognition import read
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.decision import Audit
from baeum_rules.recognition.decision import audit as decide
from baeum_rules.recognition.problem import Problem, Selection, remaining, total
from baeum_rules.recognition.thresholds import thresholds_of

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))  # the oracle lives with the tests, which are not installed

Levels = tuple[int, int, int, int]
SUMS = ("remaining", "recognised", "major", "liberal", "major_required", "eighteen", "complete")


def as_read(case: dict[str, Any]) -> str:
    """The case as JSON text: its numbers are then exact, 59.9 is not 60."""
    return json.dumps(case, ensure_ascii=False)


def decided(case: dict[str, Any]) -> Audit:
    """The audit of a valid case; raises ValueError with the faults of one that is not."""
    found = read(as_read(case))
    if not isinstance(found, Case):
        raise ValueError(f"the generator made a case with faults: {found}")
    return decide(found, thresholds_of(None))


def levels_of(problem: Problem, selection: Selection | None) -> Levels | None:
    """(remaining, recognised, major, liberal) of a selection."""
    if selection is None:
        return None
    t = total(problem, selection.credits, selection.classes)
    return remaining(problem.needs, t), t.recognised, t.major, t.liberal


def contested(problem: Problem) -> bool:
    """Whether there is anything to choose: a constraint that the records together break."""
    return bool(problem.constraints)


def in_words_of_oracle(case: dict[str, Any]) -> dict[str, Any]:
    """The engine's answer with the names of ``tests.oracle.brute.solve``; sums are None after a clash."""
    answer = answer_to(as_read(case))
    audited = decided(case)
    refused = {name: [f.rule for f in findings] for name, findings in audited.refused.items()}
    if "errors" in answer:
        clash = sorted(error["record"] for error in answer["errors"])
        return {**dict.fromkeys((*SUMS, "credits", "classes")), "refused": refused, "clash": clash}
    counted = [row for row in answer["records"] if row["verdict"] in ("recognised", "reduced")]
    totals = answer["totals"]
    return {
        "remaining": answer["remaining"],
        "complete": answer["complete"],
        "recognised": totals["recognised"],
        "major": totals["major"],
        "liberal": totals["liberal_arts"],
        "major_required": totals["major_required"],
        "eighteen": totals["eighteen"],
        "credits": {row["id"]: row["credits"] for row in counted},
        "classes": {row["id"]: row["class"] for row in counted},
        "refused": refused,
        "clash": None,
    }


def differences(case: dict[str, Any], truth: dict[str, Any]) -> list[str]:
    """What the engine and the oracle say differently of a tiny case, in short lines."""
    mine = in_words_of_oracle(case)
    names = [*SUMS, "credits", "classes", "clash"]
    found = [f"{n}: {mine[n]!r}, oracle {truth[n]!r}" for n in names if mine[n] != truth[n]]
    for name in sorted(mine["refused"].keys() | truth["refused"].keys()):
        a, b = sorted(mine["refused"].get(name, [])), sorted(truth["refused"].get(name, []))
        if a != b:
            found.append(f"refused {name}: {a}, oracle {b}")
    return found
