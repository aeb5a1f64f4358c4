"""Who can change is told without auditing: nobody else's answer is another under the changed law."""

from __future__ import annotations

import random
import re
import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pytest
from tests.batch.flattening import nested
from tests.batch.other_laws import OtherLaw, laws_of, other_laws
from tests.oracle.cases import tiny_case

from baeum_rules.batch.answering import Auditor, without_bad
from baeum_rules.batch.arrow import nested_of
from baeum_rules.batch.columns import Decided
from baeum_rules.batch.consulted_columns import consulted_of, consulted_schema
from baeum_rules.batch.encoding import Encoded, Encoder
from baeum_rules.batch.held_rows import chosen
from baeum_rules.batch.kernel.choosing import Chooser
from baeum_rules.batch.one_by_one import PER_RECORD
from baeum_rules.batch.who_can_change import columns_needed, who_can_change
from baeum_rules.certificates import load_certificates
from baeum_rules.changes import Change
from baeum_rules.parameters import Law, law_folder, load_law
from baeum_rules.recognition.numbers import NAMES
from baeum_rules.synth.blocks import draw_block, setup_of
from baeum_rules.synth.tables import Texts, learners_table, records_table

TINY, DRAWN = 800, 250
WHOLE = 250  # of either kind, whose whole answers are compared
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "batch.md").read_text(encoding="utf-8")


class Part(NamedTuple):
    """Learners decided by the law of today, and what they consulted."""

    nested: pa.RecordBatch
    encoded: Encoded
    decided: Decided
    consulted: pa.Table


def synthetic(count: int) -> pa.RecordBatch:
    """Learners of the synthetic nation, nested."""
    setup = setup_of(7, contested=0.5)
    block, texts = draw_block(0, setup), Texts(setup)
    learners = learners_table(block, count, setup, texts).combine_chunks().to_batches()[0]
    records = records_table(block, count, texts).combine_chunks().to_batches()[0]
    start = np.concatenate([np.zeros(1, np.int64), np.cumsum(block.rows.counts[:count])])
    return nested_of(learners, start, records.drop_columns(["learner"]))


@lru_cache(maxsize=1)
def parts() -> list[Part]:
    """Random learners of both kinds."""
    tiny = nested([tiny_case(random.Random(seed)) for seed in range(TINY)])
    return [part_of(batch) for batch in (tiny, synthetic(DRAWN))]


def part_of(batch: pa.RecordBatch) -> Part:
    law = load_law()
    encoded = Encoder(load_certificates()).encode(batch)
    batch = chosen(batch, (encoded.bad == 0).astype(np.uint8))
    encoded = without_bad(encoded)
    decided = Chooser(law)(*encoded[:4])
    consulted = consulted_of(batch, encoded, decided, law)
    return Part(batch, encoded, decided, pa.Table.from_batches([consulted]))


def selected(part: Part, law: Law, needed: list[str] | None = None) -> Any:
    needed = needed or columns_needed(load_law(), law)
    return who_can_change(part.consulted.select(needed), load_law(), law)


def changed(part: Part, other: Decided) -> Any:
    """Which learners the compiled choice decides otherwise."""
    count = len(part.encoded.learners.as_of)
    owner = np.repeat(np.arange(count), np.diff(part.encoded.records.start))
    found = np.zeros(count, np.bool_)
    for name in Decided._fields:
        unlike = getattr(part.decided, name) != getattr(other, name)
        if name in PER_RECORD and len(unlike) == len(owner):
            found[owner[unlike]] = True
        else:
            found |= unlike
    return found


def test_nobody_else_changes_by_any_other_number() -> None:
    """Each number up, down, its date moved, one more version: who is not selected is decided as before."""
    unmoved, laws, picked, all_of_them = set(NAMES), 0, 0, 0
    for law in other_laws(load_law()):
        chooser, needed = Chooser(law), columns_needed(load_law(), law)  # half of the time, if made for each
        for part in parts():
            mask = selected(part, law, needed)
            differing = changed(part, chooser(*part.encoded[:4]))
            missed = part.consulted["learner"].filter(pa.array(differing & ~mask)).to_pylist()
            assert not missed, (law.name, law.versions, missed)
            if differing.any():
                unmoved.discard(law.name)
            picked, all_of_them = picked + mask.sum(), all_of_them + len(mask)
        laws += 1
    assert not unmoved, "no learner changes by these, so that to miss them is not seen"
    assert laws > 300 and picked < all_of_them / 4


@pytest.mark.parametrize(
    "name", ["window.semester.limit", "requirement.bachelor.first.total", "accredited.minimum_score"]
)
def test_auditing_who_can_change_is_auditing_everyone(name: str) -> None:
    *_, law = laws_of(load_law(), name)
    for part in [part_of(one.nested.slice(0, WHOLE)) for one in parts()]:
        old, new = (answers(Auditor(one), part.nested) for one in (load_law(), law))
        mask = selected(part, law)
        again = answers(Auditor(law), chosen(part.nested, mask.astype(np.uint8)))
        kept = {row: old[row] for row, is_picked in zip(old, mask, strict=True) if not is_picked}
        assert kept | again == new and old != new
        assert 0 < len(again) < len(new)


def answers(auditor: Auditor, batch: pa.RecordBatch) -> dict[str, Any]:
    """What each learner is answered, errors among it, but for the law's revision."""
    found = auditor.audit(batch)
    rows: dict[str, Any] = {row.pop("learner"): row for row in found.answers.to_pylist()}
    for row in rows.values():
        del row["law"]
        row["errors"] = []
    for error in found.errors:
        rows[error.learner]["errors"].append(error[:-1])
    return rows


def course(number: int, credits: int, ended_on: str, **more: Any) -> dict[str, Any]:
    known = {"source": "accredited_course", "institution": f"기관{number}", "subject": f"과목{number}"}
    told = {"credits": credits, "score": 80, "attendance": 90, "ended_on": ended_on}
    return {"id": f"r{number}", **known, **told, **more}


def case(*records: dict[str, Any], major: str = "경영학", as_of: str = "2026-03-01") -> dict[str, Any]:
    goal = {"degree": "bachelor", "route": "first", "major": major, "curriculum": {"name": "-"}}
    learner = {"high_school_completed_on": "2010-02-10"}
    return {"version": 1, "as_of": as_of, "goal": goal, "learner": learner, "records": list(records)}


def semester(credits: int, year: int = 2020) -> dict[str, Any]:
    """A case with so many credits in one semester, none of courses that are alike."""
    return case(*(course(n, 3, f"{year}-06-{n + 1:02d}") for n in range(credits // 3)))


def mask_of(cases: list[dict[str, Any]], law: Law) -> list[bool]:
    part = part_of(nested(cases))
    assert part.consulted.num_rows == len(cases)
    return list(selected(part, law))


def moved(name: str, value: Any, since: date | None = None) -> Law:
    """The law with another last value; ``since``: as a new version from that day."""
    versions = load_law().parameter(name).versions
    if since is None:
        return OtherLaw(load_law(), name, (*versions[:-1], versions[-1]._replace(value=value)))
    return load_law().changed([Change(name, since, value, versions[-1].clause)])


def test_a_cap_selects_by_the_greatest_sum() -> None:
    cases = [semester(credits) for credits in (18, 21, 24, 27, 30)]
    assert mask_of(cases, moved("window.semester.limit", 27)) == [False, False, False, True, True]
    assert mask_of(cases, moved("window.semester.limit", 21)) == [False, False, True, True, True]
    assert mask_of(cases, moved("window.semester.limit", 24)) == [False] * 5


def test_a_version_selects_by_its_days() -> None:
    cases = [semester(27, year) for year in (2020, 2021, 2022)]
    assert mask_of(cases, moved("window.semester.limit", 21, date(2021, 3, 1))) == [False, True, True]
    assert mask_of(cases, moved("window.semester.limit", 21, date(2030, 3, 1))) == [False] * 3
    days = [case(as_of=day) for day in ("2026-02-28", "2026-03-01")]
    assert mask_of(days, moved("requirement.bachelor.first.total", 130, date(2026, 3, 1))) == [False, True]


def test_a_lowest_score_selects_who_lies_between() -> None:
    cases = [case(course(0, 3, "2020-06-01", score=score)) for score in (50, 58, 60, 63, 80)]
    assert mask_of(cases, moved("accredited.minimum_score", 65)) == [False, False, True, True, False]
    assert mask_of(cases, moved("accredited.minimum_score", 55)) == [False, True, True, False, False]


def test_a_semester_that_begins_elsewhere_selects_whose_records_lie_between() -> None:
    cases = [case(course(0, 3, f"2020-{day}")) for day in ("08-01", "08-26", "09-10")]
    assert mask_of(cases, moved("window.semester_2.start", "08-20")) == [False, True, False]


def with_certificates(folder: Path, old: str, new: str) -> Law:
    """The law with one line of the table of certificates written anew."""
    shutil.copytree(law_folder(), folder)
    table = folder / "certificates" / "table.tsv"
    text = table.read_text(encoding="utf-8")
    assert text.count(old) == 1
    table.write_text(text.replace(old, new), encoding="utf-8")
    return load_law(folder)


def test_an_entry_of_the_certificate_table_selects_who_holds_it(tmp_path: Path) -> None:
    rows = (Path(law_folder()) / "certificates" / "table.tsv").read_text(encoding="utf-8").splitlines()
    ours, other = rows[1].split("\t"), rows[300].split("\t")
    line = "\t".join([*ours[:5], "1", *ours[6:]])
    law = with_certificates(tmp_path / "law", f"\n{rows[1]}\n", f"\n{line}\n")
    held = [
        {"id": "r", "source": "certificate", "name": name, "acquired_on": "2020-01-01"}
        for name in (ours[0], other[0])
    ]
    cases = [case(held[0]), case(held[1]), case(course(0, 3, "2020-06-01"))]
    for one in cases:
        del one["goal"]["curriculum"]
        one["goal"]["major"] = known_major()
    part = part_of(nested(cases))
    assert list(selected(part, law)) == [True, False, False]
    before, after = (answers(Auditor(one), part.nested) for one in (load_law(), law))
    assert [before[name] != after[name] for name in before] == [True, False, False]


def known_major() -> str:
    return sorted(path.stem for path in (Path(law_folder()) / "curricula").glob("*.toml"))[0]


def test_a_curriculum_selects_its_major(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(law_folder()) / "curricula"
    ids = [path.stem for path in sorted(folder.glob("*.toml")) if path.stem != "liberal_arts"]
    cases = [case(major=ids[0]), case(major=f" {ids[0]}"), case(major=ids[1]), case(major=ids[0])]
    for one in cases[:3]:
        del one["goal"]["curriculum"]
    part = part_of(nested(cases))
    assert not selected(part, load_law()).any()
    text = (folder / f"{ids[0]}.toml").read_text(encoding="utf-8")
    for path in folder.glob("*.toml"):
        shutil.copy(path, tmp_path)
    (tmp_path / f"{ids[0]}.toml").write_text(re.sub(r"(?m)^required = \[", 'required = ["새 과목", ', text))
    monkeypatch.setenv("BAEUM_CURRICULA", str(tmp_path))
    assert list(selected(part, load_law())) == [True, True, False, False]


def test_another_law_than_was_consulted_is_refused() -> None:
    law = moved("window.semester.limit", 27)
    with pytest.raises(ValueError, match=re.escape(load_law().revision)):
        who_can_change(parts()[0].consulted, law, load_law())


def test_learners_without_records_and_none_at_all() -> None:
    assert mask_of([case()], moved("window.semester.limit", 21)) == [False]
    assert mask_of([case()], moved("requirement.bachelor.first.total", 100)) == [True]
    assert mask_of([], moved("window.semester.limit", 21)) == []


def test_the_page_names_every_column() -> None:
    told = PAGE.split("## Who can change\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1:3] for line in told.splitlines() if line.startswith("| `")]
    pattern = {name.strip(" `"): kind.strip() for name, kind in rows}
    for field in consulted_schema(load_law()):
        name = re.sub(r"(?<=^asked_)\d+$", "N", re.sub(r":.*@.*", ":NAME@DAY", field.name))
        kind = pattern[name]
        assert pa.types.is_list(field.type) if kind == "list" else field.type == pa.type_for_alias(kind)
    bits = consulted_schema(load_law()).metadata[b"baeum.asked"].decode().split(",")
    assert "window.semester.limit@0001-01-01" in bits and len(bits) > len(set(NAMES))
