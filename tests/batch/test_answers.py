"""The whole answer of a batch is that of the audit of one case, learner by learner."""

from __future__ import annotations

import json
import random
from collections import defaultdict

import pyarrow as pa
from tests.batch.expected import row_of, told
from tests.batch.flattening import nested
from tests.oracle.cases import large_case, tiny_case

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.bits import rule_ids
from baeum_rules.batch.columns import PROOFS
from baeum_rules.batch.schema import ANSWER
from baeum_rules.recognition import recognise


def test_answers_are_those_of_one_case() -> None:
    cases = [tiny_case(random.Random(seed)) for seed in range(250)]
    cases += [large_case(random.Random(seed), "ordinary") for seed in range(2)]
    cases[7]["goal"]["degree"] = "doctor"  # one with a fault among them
    cases[9]["records"] = []
    answered = Auditor().audit(nested(cases))
    rows = {row["learner"]: row for row in answered.answers.to_pylist()}
    errors = defaultdict(list)
    for error in answered.errors:
        errors[error.learner].append({k: getattr(error, k) for k in ("record", "field", "code", "ko", "en")})
    refused = clashes = 0
    for place, case in enumerate(cases):
        name = f"L{place}"
        answer = recognise(json.dumps(case, ensure_ascii=False))
        if "errors" in answer:
            assert errors[name] == answer["errors"]
            refused += 1
            if name in rows:
                assert rows[name]["take_clash"] and rows[name]["remaining"] is rows[name]["records"] is None
                clashes += 1
        else:
            assert told(rows[name]) == row_of(answer) and not errors[name]
            assert rows[name]["proved_by"] in PROOFS
    assert refused == clashes + 1 and clashes > 10
    where = [(f"L{place}", record["id"]) for place, case in enumerate(cases) for record in case["records"]]
    for error in answered.errors:  # the learner with the fault stands before most of the others
        assert where[error.row] == (error.learner, error.record) if error.record else error.row == 7
    counts = answered.counts
    assert counts[:4] == (len(cases), 1, refused, len(answered.errors))
    assert counts.handed == len(cases) - 1 and 0 < counts.contested < len(cases)
    assert counts.contested == sum(row["contested"] or 0 for row in rows.values())


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
