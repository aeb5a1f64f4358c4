"""What is drawn has the shares that ``marginals.toml`` states, and these fit the law."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from baeum_rules.curricula import load_curriculum
from baeum_rules.recognition.names import duplicate_key
from baeum_rules.synth.blocks import BLOCK, draw_block, setup_of
from baeum_rules.synth.conflicts import course_credits
from baeum_rules.synth.draws import shares_of
from baeum_rules.synth.marginals import days_after, first_days, load_limits, load_marginals
from baeum_rules.synth.others import STEPS as JOB_STEPS
from baeum_rules.synth.rows import SOURCES
from baeum_rules.synth.subjects import STEPS
from baeum_rules.synth.vocabulary import SPELLINGS, load_vocabulary, spellings
from baeum_rules.synth.writing import tables

NEAR = 0.02  # of 10,000 learners a share is drawn to within a hundredth and a bit


@pytest.fixture(scope="module")
def block() -> Any:
    return draw_block(0, setup_of(21))


@pytest.fixture(scope="module")
def plain_block() -> Any:
    return draw_block(0, setup_of(22, contested=0))


def share_of(values: Any) -> dict[int, float]:
    numbers, counts = np.unique(np.asarray(values), return_counts=True)
    return dict(zip(numbers.tolist(), (counts / counts.sum()).tolist(), strict=True))


def assert_shares(found: dict[int, float], name: str) -> None:
    table: Any = load_marginals().tables
    for part in name.split("."):
        table = table[part]
    for place, (value, share) in enumerate(table.items()):
        assert abs(found.get(place, 0) - float(share)) < NEAR, (name, value, found)


def test_a_table_says_where_its_numbers_come_from() -> None:
    for name, table in load_marginals().tables.items():
        if isinstance(table, dict):
            assert table["source"] and isinstance(table["reading"], bool), name
    known = [name for name, table in load_marginals().tables.items()
             if isinstance(table, dict) and not table["reading"]]  # fmt: skip
    assert known == ["earlier_degree"]


def test_shares_that_do_not_sum_to_one_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"a, b sum to 0\.9000"):
        shares_of({"a": 0.5, "b": 0.4})


def test_half_of_the_learners_have_a_degree() -> None:
    stated = load_marginals().share("earlier_degree.share")
    paths = load_marginals().tables["path"]["share"]
    assert sum(map(float, (paths["college_2y"], paths["college_3y"], paths["bachelor"]))) == pytest.approx(
        stated
    )
    learners, _ = next(tables(BLOCK, setup_of(21)))
    held = sum(bool(degrees) for degrees in learners["previous_degrees"].to_pylist()) / BLOCK
    assert abs(held - stated) < NEAR


def test_learners_have_the_shares_stated(block: Any) -> None:
    people, vocabulary = block.people, load_vocabulary()
    assert_shares(share_of(people.path), "path.share")
    assert_shares(share_of(block.learners["region"]), "region.share")
    assert_shares(share_of(block.learners["conferral"]), "conferral.share")
    bachelors = [vocabulary.majors[major] for major in people.major[people.degree == 0]]
    found = Counter(bachelors)
    for major, share in load_marginals().tables["major"]["bachelor"].items():
        assert abs(found[major] / len(bachelors) - float(share)) < NEAR
    assert abs(people.contested.mean() - load_marginals().share("contested.share")) < NEAR


def test_records_are_as_many_and_of_the_sources_stated(plain_block: Any) -> None:
    people, rows = plain_block.people, plain_block.rows
    share = load_marginals().share
    assert abs(rows.counts.mean() / share("records.mean") - 1) < 0.03
    few, many = np.percentile(rows.counts, (5, 95)) / share("records.mean")
    assert 0.25 < few < 0.4 and 2.0 < many < 2.6
    assert abs((people.exams > 0).mean() - share("bdes.exam_takers")) < NEAR
    assert abs((people.exemptions > 0).mean() - share("bdes.exemption_takers")) < NEAR
    three = load_limits().certificates[people.degree, people.second.astype(int)] == 3
    assert_shares(share_of(people.certificates[three]), "certificates.number")
    part_timers = np.unique(rows.owner[rows.columns["source"] == SOURCES.index("part_time_course")])
    assert abs(len(part_timers) / (people.terms > 0).sum() - share("part_time.learners")) < NEAR
    schools = np.unique(rows.owner[rows.columns["source"] == SOURCES.index("university_course")])
    may = ((people.school_kind() >= 0) & ~people.second).sum()
    assert abs(len(schools) / may - share("school.listed")) < NEAR
    found = share_of(rows.columns["source"])
    assert found[SOURCES.index("accredited_course")] > 0.5 and set(found) == set(range(len(SOURCES)))


def test_courses_end_on_the_days_stated(plain_block: Any) -> None:
    rows = plain_block.rows
    days = rows.columns["completed_on"][rows.columns["source"] == SOURCES.index("accredited_course")]
    march = first_days()
    after = days - march[np.searchsorted(march, days, "right") - 1]
    for name in ("first", "second"):
        stated = load_marginals().tables["term"][name]
        places = [days_after(day) for day in stated]
        mine = after[np.isin(after, places)]
        assert_shares({places.index(day): part for day, part in share_of(mine).items()}, f"term.{name}")
    assert len(days) == sum(
        np.isin(after, [days_after(day) for day in load_marginals().tables["term"][name]]).sum()
        for name in ("first", "second")
    )


def test_the_paces_and_the_walks_fit_the_law_and_the_lists() -> None:
    limits, credits, vocabulary = load_limits(), course_credits(setup_of(1)), load_vocabulary()
    for pace in load_marginals().tables["pace"]["share"]:
        first, second = map(int, pace.split("+"))
        assert max(first, second) * credits <= limits.semester and (first + second) * credits <= limits.year
    assert all(vocabulary.sizes.max() < step for step in STEPS)
    assert all(max(len(jobs.members) for jobs in vocabulary.jobs) < step for step in JOB_STEPS)
    assert len(set(vocabulary.institutions)) == load_marginals().share("institutions.number")


def test_no_two_subjects_of_a_major_are_one() -> None:
    vocabulary = load_vocabulary()
    for major, name in enumerate(vocabulary.majors):
        curriculum = load_curriculum(name)
        equal = [{duplicate_key(text) for text in group} for group in curriculum.equivalents]
        keys = [
            duplicate_key(vocabulary.subjects[subject * SPELLINGS])
            for kind, size in enumerate(vocabulary.sizes[major])
            for subject in vocabulary.pools[major, kind, :size]
        ]
        assert len(set(keys)) == len(keys)
        assert all(len(group & set(keys)) <= 1 for group in equal)
    for subject in ("인공지능", "E-BUSINESS", "실용영어2"):
        assert len({duplicate_key(name) for name in spellings(subject)}) == 1
