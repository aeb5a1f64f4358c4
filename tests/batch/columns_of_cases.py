"""Cases as the arrays of a batch, laid out by the encoder of one learner's audit."""

from __future__ import annotations

from typing import Any

import numpy as np

from baeum_rules.batch.columns import Certificates, Learners, Records
from baeum_rules.recognition.case import Case
from baeum_rules.recognition.classes import CurriculumKeys, case_certificates
from baeum_rules.recognition.columns import encode
from baeum_rules.recognition.thresholds import Thresholds

SMALL = (  # arrays of int8
    "degree", "route", "same_major", "source", "letter", "listed", "compatible", "given", "committee",
    "choice", "school_kind", "leaving", "basis", "remote_institution", "only_part_timers", "same_program",
    "stage", "trainee_listed", "role", "national", "excluded", "linked",
)  # fmt: skip


def columns_of(cases: list[Case], thresholds: Thresholds) -> tuple[Learners, Records, Certificates]:
    """The columns that eligibility reads; the others hold zeros."""
    learners: dict[str, list[int]] = {name: [] for name in Learners._fields}
    records: dict[str, list[int]] = {name: [] for name in Records._fields}
    certificates: dict[str, list[int]] = {name: [] for name in Certificates._fields}
    records["start"].append(0)
    for case in cases:
        keys = CurriculumKeys(case.goal.curriculum)
        one = encode(case, keys, *case_certificates(case, thresholds.law))
        met = len(certificates["credits"])
        for into, columns in (
            (learners, one.learners),
            (records, one.records),
            (certificates, one.certificates),
        ):
            for name, column in columns._asdict().items():
                shift = met if name == "certificate" else 0
                into[name] += [value + shift if value >= 0 else value for value in column]
        records["start"].append(records["start"][-1] + len(case.records))
    return (
        Learners(**arrays(learners, len(cases))),
        Records(**arrays(records, records["start"][-1])),
        Certificates(**arrays(certificates, len(certificates["credits"]))),
    )


def arrays(columns: dict[str, list[int]], count: int) -> dict[str, Any]:
    kinds = {name: np.int8 if name in SMALL else np.int32 for name in columns} | {"start": np.int64}
    return {name: np.array(column or [0] * count, kinds[name]) for name, column in columns.items()}
