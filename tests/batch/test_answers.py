"""The whole answer of a batch is that of the audit of one case, learner by learner."""

from __future__ import annotations

import json
import random
from collections import defaultdict

import pyarrow as pa
import pytest
from tests.batch.expected import row_of, told
from tests.batch.flattening import Case, nested
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.answering import Answered, Auditor, Decide
from baeum_rules.batch.bits import rule_ids
from baeum_rules.batch.columns import PROOFS
from baeum_rules.batch.one_by_one import hand_over_all
from baeum_rules.batch.schema import ANSWER
from baeum_rules.recognition import recognise


def answered_as_one_case(cases: list[Case], decide: Decide | None) -> Answered:
    """The answers to cases, each compared with that of the audit of one case."""
    answered = Auditor(decide=decide).audit(nested(cases))
    rows = {row["learner"]: row for row in answered.answers.to_pylist()}
    errors = defaultdict(list)
    for error in answered.errors:
        errors[error.learner].append({k: getattr(error, k) for k in ("record", "field", "code", "ko", "en")})
    for place, case in enumerate(cases):
        name = f"L{place}"
        answer = recognise(json.dumps(case, ensure_ascii=False))
        if "errors" in answer:
            assert errors[name] == answer["errors"]
            if name in rows:
                assert rows[name]["take_clash"] and rows[name]["remaining"] is rows[name]["records"] is None
        else:
            expected = row_of(answer)
            found = told(rows[name])
            if rows[name]["proved_by"] != "solver":  # each may give up another
                expected["by_solver"] = False
            assert found == expected and not errors[name], (place, case)
            assert rows[name]["proved_by"] in PROOFS
            in_full = all(line["verdict"] in ("recognised", "refused") for line in answer["records"])
            assert rows[name]["contested"] != in_full
    where = [(f"L{place}", record["id"]) for place, case in enumerate(cases) for record in case["records"]]
    for error in answered.errors:  # the learner with the fault stands before most of the others
        assert where[error.row] == (error.learner, error.record) if error.record else error.row == 7
    counts = answered.counts
    assert counts.learners == len(cases)
    assert counts.contested == sum(row["contested"] or 0 for row in rows.values())
    return answered


@pytest.mark.parametrize("decide", [hand_over_all, None], ids=["one by one", "compiled"])
def test_answers_are_those_of_one_case(decide: Decide | None) -> None:
    cases = [tiny_case(random.Random(seed)) for seed in range(250)]
    cases += [large_case(random.Random(seed), "ordinary") for seed in range(2)]
    cases[7]["goal"]["degree"] = "doctor"  # one with a fault among them
    cases[9]["records"] = []
    answered = answered_as_one_case(cases, decide)
    clashes = sum(row["take_clash"] for row in answered.answers.to_pylist())
    assert answered.counts.faulty == 1 and clashes > 10
    handed = answered.counts.handed
    assert handed == len(cases) - 1 if decide else handed < len(cases) / 10


def test_many_limits_that_bind_together() -> None:
    cases = [large_case(random.Random(seed), "ordinary") for seed in range(100, 140)]
    cases += [large_case(random.Random(seed), "adversarial") for seed in range(100, 130)]
    cases += [tiny_case(random.Random(seed), 14) for seed in range(1000, 1150)]
    answered = answered_as_one_case(cases, None)
    proofs = {row["proved_by"] for row in answered.answers.to_pylist()}
    assert {"closed_form", "kernel"} <= proofs and answered.counts.handed < len(cases) / 5


def test_the_schema_names_the_law_and_the_bits() -> None:
    answered = Auditor().audit(nested([tiny_case(random.Random(1))]))
    found = answered.answers.schema
    assert found.equals(ANSWER, check_metadata=False)
    assert found.metadata[b"baeum.rules"].decode().split(",") == list(rule_ids())
    assert found.metadata[b"baeum.law"].decode() == answered.answers.column("law")[0].as_py()
    assert len(rule_ids()) == len(set(rule_ids())) <= 64


def test_a_batch_without_anybody() -> None:
    answered = Auditor().audit(nested([]))
    assert answered.answers.num_rows == 0 and not answered.errors
    assert answered.answers.schema.equals(ANSWER, check_metadata=False)


def test_slices_and_null_lists_of_records() -> None:
    cases = [tiny_case(random.Random(seed)) | {"choices": {}} for seed in range(30, 40)]
    batch = nested(cases)
    whole = Auditor().audit(batch).answers
    auditor = Auditor()
    parts = [auditor.audit(batch.slice(at, 3)).answers for at in range(0, 10, 3)]
    assert pa.Table.from_batches(parts).to_pylist() == whole.to_pylist()
    lists = batch.column("records")
    none = pa.array([False, True] * 5)
    holey = pa.ListArray.from_arrays(lists.offsets, lists.values, mask=none)
    without = batch.set_column(batch.num_columns - 1, "records", holey)
    rows = auditor.audit(without).answers.to_pylist()
    assert rows[::2] == whole.to_pylist()[::2] and all(row["records"] == [] for row in rows[1::2])
