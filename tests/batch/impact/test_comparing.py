"""The same as auditing every case twice, one by one, and adding up by hand."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.batch.flattening import nested
from tests.oracle.cases import tiny_case

from baeum_rules.batch.columns import SOURCES
from baeum_rules.batch.impact.adding_up import COUNTS, Tally, _columns, median_of
from baeum_rules.batch.impact.changed import ChangedLearners
from baeum_rules.batch.impact.comparing import Comparison, Side, way_of
from baeum_rules.batch.impact.groups import AGE, APART, DEGREE, MAJOR, MOST, OTHERS, REGION, ROUTE, SOURCE
from baeum_rules.changes import Change
from baeum_rules.parameters import law_folder, load_law
from baeum_rules.recognition import audit

LAW = load_law()


def change(name: str, value: Any, since: date = date(2012, 3, 1)) -> Any:
    return LAW.changed([Change(name, since, value, LAW.parameter(name).versions[-1].clause)])


LAWS = [
    change("accredited.minimum_score", 75),
    change("window.year.limit", 30),
    change("requirement.bachelor.first.total", 130),
    change("bdes.credits.stage_1", 6),
    LAW.as_of(date(2008, 1, 1)),
]
CASES = [tiny_case(random.Random(seed)) | {"choices": {}} for seed in range(200)]
REGIONS = ["서울", " 서울 ", "부산", None, "제주"]
BIRTHS = [1996, 1986, None, 1956, 1930]
FIRST = {id(case): audit(case, LAW) for case in CASES}


def batch() -> pa.RecordBatch:
    """The cases with regions and years of birth."""
    found = nested(CASES)
    columns = dict(zip(found.schema.names, found.columns, strict=True))
    columns["region"] = pa.array([REGIONS[n % 5] for n in range(len(CASES))])
    columns["birth_year"] = pa.array([BIRTHS[n % 5] for n in range(len(CASES))], pa.int32())
    return pa.RecordBatch.from_pydict(columns)


BATCH = batch()


def side(answer: dict[str, Any]) -> tuple[int, int, bool, int]:
    refused = sum(line["verdict"] == "refused" for line in answer["records"])
    return answer["remaining"], answer["totals"]["recognised"], answer["complete"], refused


def by_hand(law: Any) -> list[dict[str, Any]]:
    """One learner a row: groups, numbers before and after, the way, the sources concerned."""
    rows = []
    for place, case in enumerate(CASES):
        first, second = FIRST[id(case)], audit(case, law)
        before, after = side(first), side(second)
        key = (after[2] - before[2], before[0] - after[0], after[1] - before[1])
        way = next((1 if part > 0 else -1 for part in key if part), 0)
        concerned = {
            record["source"]
            for record, one, other in zip(case["records"], first["records"], second["records"], strict=True)
            if any(one[name] != other[name] for name in ("verdict", "credits", "class"))
        }
        region = (REGIONS[place % 5] or "").strip()
        born = BIRTHS[place % 5]
        age = "" if born is None else str((int(case["as_of"][:4]) - born) // 10 * 10)
        goal = case["goal"]
        rows.append({
            "before": before, "after": after, "way": way, "concerned": concerned,
            REGION: region, AGE: age, DEGREE: goal["degree"], ROUTE: goal["route"],
            MAJOR: goal["degree"] + APART + goal["major"],
        })  # fmt: skip
    return rows


def sums_by_hand(rows: list[dict[str, Any]]) -> dict[str, Any]:
    found: Counter[str] = Counter(learners=len(rows))
    moved: dict[str, list[int]] = {"gains": [], "loses": []}
    for row in rows:
        before, after = row["before"], row["after"]
        found["completes"] += after[2] > before[2]
        found["no_longer"] += after[2] < before[2]
        found["refused_more"] += after[3] > before[3]
        found["refused_fewer"] += after[3] < before[3]
        if row["way"]:
            name = "gains" if row["way"] > 0 else "loses"
            found[name] += 1
            found[f"{name}_remaining"] += after[0] - before[0]
            found[f"{name}_recognised"] += after[1] - before[1]
            moved[name].append(after[0] - before[0])
    return {**found, "medians": {name: median(of) if of else None for name, of in moved.items()}}


def told(sums: Any) -> dict[str, Any]:
    found = {name: value for name, value in sums._asdict().items() if isinstance(value, int) and value}
    return found | {"medians": {"gains": median_of(sums.gains_by), "loses": median_of(sums.loses_by)}}


@pytest.mark.parametrize("law", LAWS, ids=[law.revision for law in LAWS])
def test_the_same_as_auditing_every_case_twice(law: Any, tmp_path: Any) -> None:
    comparison, tally, rows = Comparison(LAW, law), Tally(), by_hand(law)
    assert any(row["way"] for row in rows)
    with ChangedLearners(str(tmp_path / "c.parquet")) as file:
        for first in range(0, len(CASES), 64):
            compared = comparison.of(BATCH.slice(first, 64))
            assert not compared.errors and compared.kept.all()
            tally.add(compared)
            file.add(compared)
            for place, row in enumerate(rows[first : first + 64]):
                assert tuple(int(column[place]) for column in compared.before) == row["before"]
                assert tuple(int(column[place]) for column in compared.after) == row["after"]
                assert compared.way[place] == row["way"]
    assert told(tally.all) == _clean(sums_by_hand(rows))
    for dimension in (REGION, AGE, DEGREE, ROUTE, MAJOR):
        keys = {row[dimension] for row in rows}
        assert set(tally.groups[dimension]) == keys
        for key in keys:
            mine = [row for row in rows if row[dimension] == key]
            assert told(tally.groups[dimension][key]) == _clean(sums_by_hand(mine))
    for source, sums in tally.groups[SOURCE].items():
        mine = [row for row in rows if source in row["concerned"]]
        assert told(sums) == _clean(sums_by_hand(mine))
    differing = [row for row in rows if row["before"] != row["after"] or row["concerned"]]
    written = pa.parquet.read_table(tmp_path / "c.parquet").to_pylist()
    assert len(written) == len(differing) and _of_file(written) == [
        (row["before"], row["after"]) for row in differing
    ]


def _clean(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value or name == "medians"}


def _of_file(rows: list[dict[str, Any]]) -> list[Any]:
    names = ("remaining", "recognised", "complete", "refused")
    return [tuple(tuple(row[f"{n}_{side}"] for n in names) for side in ("before", "after")) for row in rows]


def test_laws_of_two_folders(tmp_path: Path) -> None:
    folder = shutil.copytree(law_folder(), tmp_path / "law")
    file = folder / "acbs" / "accredited.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("value = 60", "value = 75"), encoding="utf-8")
    other = load_law(folder)
    (folder / "certificates" / "table.tsv").write_text(
        (folder / "certificates" / "table.tsv").read_text(encoding="utf-8").replace("\t20\t", "\t2\t"),
        encoding="utf-8",
    )
    compared = Comparison(LAW, other).of(BATCH)
    assert compared.concerned[:, SOURCES.index("certificate")].any()
    assert compared.way.tolist() == [row["way"] for row in by_hand(other)]
    assert compared.way.any()


def test_groups_beyond_the_bound_are_counted_together() -> None:
    columns = dict(zip(BATCH.schema.names, BATCH.columns, strict=True))
    tally, comparison = Tally(), Comparison(LAW, LAWS[0])
    for round_ in range(MOST // len(CASES) + 2):
        columns["region"] = pa.array([f"R{round_}-{n}" for n in range(len(CASES))])
        tally.add(comparison.of(pa.RecordBatch.from_pydict(columns)))
    groups = tally.groups[REGION]
    assert len(groups) == MOST + 1 and groups[OTHERS].learners == tally.all.learners - MOST
    total = sum(sums.loses for sums in groups.values())
    assert total == tally.all.loses > 0


def test_years_that_are_none_are_unknown_in_the_groups_and_in_the_file(tmp_path: Path) -> None:
    years = ["1990", "x", "99999999999999", "", " 1990 ", "１９９０", "199", "0199", None, "-1990"]
    columns = dict(zip(BATCH.schema.names, BATCH.columns, strict=True))
    columns["birth_year"] = pa.array([years[n % 10] for n in range(len(CASES))])
    tally = Tally()
    with ChangedLearners(str(tmp_path / "c.parquet")) as file:
        for law in LAWS:
            compared = Comparison(LAW, law).of(pa.RecordBatch.from_pydict(columns))
            tally.add(compared)
            file.add(compared)
    assert tally.groups[AGE][""].learners == len(CASES) * len(LAWS) * 8 // 10
    rows = pa.parquet.read_table(tmp_path / "c.parquet").to_pylist()
    names = {name: place % 10 for place, name in enumerate(BATCH.column("learner").to_pylist())}
    assert {names[row["learner"]] for row in rows} == set(range(10))
    assert all(row["birth_year"] == (1990 if names[row["learner"]] in (0, 4) else None) for row in rows)
    columns["birth_year"] = pa.array([3000] * len(CASES))  # a year that no answer reaches has no age
    later = Tally()
    later.add(Comparison(LAW, LAWS[0]).of(pa.RecordBatch.from_pydict(columns)))
    assert set(later.groups[AGE]) == {""}


def test_degrees_that_are_complete_now_or_no_longer_decide() -> None:
    def side(*rows: tuple[int, int, int, int]) -> Side:
        return Side(*(np.array(column, np.int32) for column in zip(*rows, strict=True)))

    before = side((3, 137, 0, 0), (0, 140, 1, 1), (5, 100, 0, 2), (5, 100, 0, 2))
    after = side((0, 137, 1, 0), (4, 140, 0, 2), (5, 103, 0, 1), (5, 97, 0, 2))
    way = way_of(before, after)
    assert way.tolist() == [1, -1, 1, -1]
    rows, _ = _columns(SimpleNamespace(before=before, after=after, way=way))
    found = {name: int(row.sum()) for name, row in zip(COUNTS, rows, strict=True)}
    assert (found["completes"], found["no_longer"]) == (1, 1)
    assert rows[COUNTS.index("no_longer")].tolist() == [False, True, False, False]
    assert (found["refused_more"], found["refused_fewer"]) == (1, 1)
    assert (found["gains_remaining"], found["loses_remaining"]) == (-3, 4)
    assert (found["gains_recognised"], found["loses_recognised"]) == (3, -3)


def test_medians() -> None:
    by = np.zeros(511, int)
    assert median_of(by) is None
    by[255 + 2] = by[255 + 5] = 1
    assert median_of(by) == 3.5
    by[255 + 5] = 2
    assert median_of(by) == 5
