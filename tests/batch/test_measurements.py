"""The measurements of a batch run, and what they compare with is what they say: no time is asserted."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from benchmarks import batch, batch_agreement, batch_beside, batch_cpsat, batch_linear
from benchmarks.batch_beside import differing, ours
from benchmarks.batch_nation import ADVERSARIAL, OVERLAPPING, THIRD, Kind, for_oracle, nested, setup
from benchmarks.batch_openfisca import columns, versions
from benchmarks.batch_openfisca_rules import OF_LEARNER, Law
from benchmarks.batch_openfisca_rules import RULES as FORMULAS
from benchmarks.batch_oracle import know
from benchmarks.batch_picture import picture
from benchmarks.batch_rows_of_learner import Learner, model_of
from benchmarks.batch_stages import STAGES
from ortools.linear_solver import pywraplp
from tests.oracle import brute_tables
from tests.oracle.brute_eligibility import eligible
from tests.oracle.cpsat import solve

from baeum_rules.batch.answering import Auditor
from baeum_rules.batch.columns import HANDED, Decided
from baeum_rules.batch.encoding import Encoder
from baeum_rules.batch.judging import judge, numbers_as_arrays
from baeum_rules.batch.kernel.choosing import Chooser
from baeum_rules.certificates import load_certificates
from baeum_rules.parameters import load_law
from baeum_rules.recognition.judging import RULES
from baeum_rules.recognition.thresholds import thresholds_of

SVG = "{http://www.w3.org/2000/svg}"


def test_stages_and_their_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    curve = tmp_path / "curve.svg"
    words = [
        "--learners",
        "200",
        "--shares",
        "0.34",
        "--repeats",
        "1",
        "--on-disk",
        "300",
        "--hard",
        "10",
    ]
    assert batch.main([*words, "--picture", str(curve)]) == 0
    said = capsys.readouterr().out
    assert all(stage in said for stage in STAGES) and all(kind in said for kind in (ADVERSARIAL, OVERLAPPING))
    assert len(list(ElementTree.parse(curve).getroot().iter(f"{SVG}polyline"))) == 3


def test_a_picture_has_each_point_where_it_belongs() -> None:
    drawn = ElementTree.fromstring(picture({"a": [(0.0, 400.0), (0.5, 100.0)]}, {"<b>": 200.0}))
    (line,) = drawn.iter(f"{SVG}polyline")
    (x0, y0), (x1, y1) = (map(float, point.split(",")) for point in line.attrib["points"].split())
    (level,) = (
        at.attrib["y1"] for at in drawn.iter(f"{SVG}line") if at.attrib.get("stroke-dasharray") == "3 3"
    )
    assert x0 < x1 and y0 < float(level) < y1
    assert abs((y1 - y0) - 3 * (y1 - float(level))) < 0.5  # 400 to 100 is three times 200 to 100
    assert "<b>" in [text.text for text in drawn.iter(f"{SVG}text")]


def test_cpsat_in_a_process_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert batch_cpsat.main(["--ordinary", "20", "--overlapping", "5", "--adversarial", "3"]) == 0
    assert capsys.readouterr().out.count("mismatches 0") == 3


def test_a_difference_is_told() -> None:
    found, told = ours(setup(THIRD), 5, repeats=1), []
    same = [levels and list(levels) for levels in found.levels]  # as JSON gives them
    assert differing(found, same, 4, told.append) == 0
    assert same[2] is not None
    same[2][3] += 1
    assert differing(found, same, 4, told.append) == 1 and found.names[2] in told[0]
    assert differing(found, same, 3, told.append) == 0  # only the first levels
    proved: Future[list[Any]] = Future()
    proved.set_result([(0, 1, 2, 3), None])
    block = [("A", (0, 1, 2, 3)), ("B", (0, 1, 2, 3))]
    assert batch_agreement.told(block, proved) == 1


def test_those_handed_over_are_decided_alone_and_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Handing(Chooser):
        """Hands the first learner over."""

        def __call__(self, *columns: Any) -> Decided:
            decided = super().__call__(*columns)
            decided.state[0] = HANDED
            return decided

    monkeypatch.setattr(batch_beside, "Chooser", Handing)
    found = ours(setup(THIRD), 5, repeats=1)
    assert found.handed == [True, False, False, False, False]
    assert found.handed_seconds > 0 and len(found.levels) == 5


def test_overlapping_learners_are_what_they_are_called() -> None:
    count = 400
    batch = next(nested(count, setup(OVERLAPPING)))
    records = [record for row in batch.column("records").to_pylist() for record in row]
    assert 44 < len(records) / count < 48
    assert Auditor().audit(batch).counts.contested >= 0.95 * count
    assert {record["credits"] for record in records} == {3, None}  # others have credits of their own
    mixed = Counter(map(overlaps, batch.column("records").to_pylist()))
    assert mixed[0] < 0.05 * count and mixed[2] > 0.75 * count


def overlaps(records: list[Any]) -> int:
    """At how many universities courses were taken on days on which accredited ones ended too."""
    days = {record["completed_on"] for record in records if record["source"] == "accredited_course"}
    taken = [record for record in records if record["source"] == "university_course"]
    return len({record["institution"] for record in taken if record["completed_on"] in days})


@pytest.fixture
def oracle_knows(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``know``, whose rows the tables of the oracle lose again after the test."""

    def known(table: dict[str, Any]) -> None:
        for row in filter(None, table.values()):
            monkeypatch.setitem(brute_tables.CERTIFICATE, row[0], None)  # noted, to be undone
        for name in table:
            monkeypatch.setitem(brute_tables.RENAMED, name, name)
        know(table)

    return known


@pytest.mark.parametrize("kind", [1.0, OVERLAPPING, ADVERSARIAL])
def test_the_rows_for_highs_have_the_optimum_of_cpsat(kind: Kind, oracle_knows: Any) -> None:
    given = for_oracle(next(nested(4, setup(kind))))
    oracle_knows(given["certificates"])
    for case in given["cases"]:
        levels = solve(case)
        assert levels is not None
        assert optimum(model_of(eligible(case), case)) == list(levels[:2])


def optimum(one: Learner) -> list[int]:
    """The levels by another solver of mixed-integer models, SCIP."""
    solver = pywraplp.Solver.CreateSolver("SCIP")
    wholes = [solver.IntVar(0, most, "") for most in one.rows.most]
    for row in one.rows.rows:
        held = solver.Constraint(row.low, row.high)
        for column, number in row.of.items():
            held.SetCoefficient(wholes[column], number)
    for column, number in one.wanted.of.items():
        solver.Objective().SetCoefficient(wholes[column], number)
    exactly = pywraplp.MPSolverParameters()
    exactly.SetDoubleParam(exactly.RELATIVE_MIP_GAP, 0.0)
    assert solver.Solve(exactly) == solver.OPTIMAL
    values = [whole.solution_value() for whole in wholes]
    return [level.value(values) for level in one.levels]


class Columns:
    """Records as a formula of OpenFisca asks for them."""

    def __init__(self, found: dict[str, Any]) -> None:
        self.found = found

    def __call__(self, name: str, _period: object) -> Any:
        return self.found[name]

    def learner(self, name: str, _period: object) -> Any:
        assert name in OF_LEARNER
        return self.found[name][self.found["owner"]]


@pytest.mark.parametrize("kind", [THIRD, ADVERSARIAL])
def test_the_formulas_for_openfisca_are_the_rules(kind: Kind) -> None:
    law = load_law()
    numbers = numbers_as_arrays(thresholds_of(law))
    encoded = Encoder(load_certificates(f"{law.folder}/certificates")).encode(next(nested(2000, setup(kind))))
    refused, told = judge(*encoded[:3], numbers).refused, versions(numbers)

    def read(instant: str) -> Any:
        """The tree of parameters at an instant."""
        here = {name: {i: v for _, i, v in said}.get(instant) for name, said in told.items()}
        return SimpleNamespace(**here)

    records = Columns(columns(*encoded[:3]))
    assert [rule for rule in RULES if rule not in FORMULAS] == ["second.major_only"]
    for rule, formula in FORMULAS.items():
        expected = refused >> RULES.index(rule) & 1
        assert np.array_equal(formula(records, None, Law(told, read)), expected != 0), rule
    assert refused.any()


def test_agreement_with_cpsat_from_a_learner_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert batch_agreement.main(["--learners", "20", "--first", "9990"]) == 0  # over the end of a block
    assert "20 compared on remaining" in capsys.readouterr().out


def test_a_nation_by_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(batch_linear, "PARTS", (1.0,))
    assert batch_linear.main(["--learners", "300", "--slowest", "50", "--folder", str(tmp_path)]) == 0
    assert "the choice of one of 50" in capsys.readouterr().out
    assert batch_linear.main(["--learners", "9,000,000,000,000", "--folder", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
