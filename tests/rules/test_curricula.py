"""Curricula: the shipped samples are whole, mistakes in a file are all named, tables are read exactly."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baeum_rules.certificates import load_certificates
from baeum_rules.curricula import (
    CurriculumError,
    SubjectHours,
    UnknownCurriculum,
    curriculum_ids,
    curriculum_mistakes,
    load_curriculum,
)
from baeum_rules.curriculum_table import COLUMNS, curriculum_toml, read_curriculum_table
from baeum_rules.parameters import load_law

SAMPLES = ("business-administration", "child-studies", "computer-science", "computer-science-associate",
           "psychology", "social-work")  # fmt: skip
HEAD = list(COLUMNS)


def test_the_samples() -> None:
    assert curriculum_ids() == SAMPLES
    for wanted in SAMPLES:
        curriculum = load_curriculum(wanted)
        assert curriculum.id == wanted and curriculum.sample and curriculum.name == curriculum.ko
        assert curriculum.source in load_law().clauses()
        assert len(curriculum.required) >= 5 and len(curriculum.elective) >= 15
        assert "한국사" in curriculum.liberal and set(curriculum.compatible) <= {
            *curriculum.required,
            *curriculum.elective,
        }
        for name in curriculum.linked_certificates:
            assert load_certificates().resolve(name).status == "found", name
    assert load_curriculum("child-studies").core_count == 5
    assert load_curriculum("computer-science-associate").degree == "associate_2y"
    science = load_curriculum("computer-science")
    assert {"자료구조", "운영체제", "컴퓨터구조"} <= set(science.required)
    assert {"정보처리기사", "정보처리산업기사", "컴퓨터활용능력 1급"} <= set(science.linked_certificates)
    assert ("클라이언트/서버 프로그래밍", "C/S 프로그래밍") in science.equivalents
    assert load_curriculum("computer-science") is science


@pytest.mark.parametrize(
    "wanted", ["", "../law", "a/b", "a\\b", ".", "liberal_arts", "a\0b", "\ud800", "x" * 500, "없는전공"]
)
def test_no_such_curriculum(wanted: str) -> None:
    with pytest.raises(UnknownCurriculum, match="baeum curriculum list"):
        load_curriculum(wanted)


def test_a_misspelt_id_is_corrected() -> None:
    with pytest.raises(UnknownCurriculum, match="did you mean computer-science,") as unknown:
        load_curriculum("computer")
    assert unknown.value.matches == ["computer-science", "computer-science-associate"]
    with pytest.raises(UnknownCurriculum, match="did you mean psychology"):
        load_curriculum("psycology")


MAJOR = 'id = "a"\nko = "가"\nen = "A"\ndegree = "bachelor"\nrequired = ["나", "다"]\n'


def write(folder: Path, text: str) -> Path:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, MAJOR + 'core_count = 2\nliberal = ["라"]\nhours = [\n["나", 1, 4],\n]\n')
    own = load_curriculum("a", folder=tmp_path)
    assert (own.required, own.core_count, own.liberal, own.sample) == (("나", "다"), 2, ("라",), False)
    assert own.hours == (SubjectHours("나", 1, 4),) and own.hours[0].credits(2) == 3
    assert curriculum_ids(tmp_path) == ("a",)
    with pytest.raises(UnknownCurriculum):
        load_curriculum("psychology", folder=tmp_path)
    monkeypatch.setenv("BAEUM_CURRICULA", str(tmp_path))
    assert curriculum_ids() == ("a", *SAMPLES)
    assert load_curriculum("a") == own and load_curriculum("psychology").sample
    monkeypatch.setenv("BAEUM_CURRICULA", str(tmp_path / "not there"))
    with pytest.raises(CurriculumError, match="BAEUM_CURRICULA"):
        curriculum_ids()


def test_shared_liberal_arts_come_from_beside(tmp_path: Path) -> None:
    (tmp_path / "liberal_arts.toml").write_text('liberal = ["마"]\n', encoding="utf-8")
    write(tmp_path, MAJOR + 'shared_liberal = true\nliberal = ["라"]\n')
    assert load_curriculum("a", folder=tmp_path).liberal == ("라", "마")
    assert curriculum_ids(tmp_path) == ("a",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("ko = \"가\"", "ko = 1"), "ko is missing"),
        (("en = \"A\"", ""), "en is missing"),
        (("bachelor", "master"), "degree must be one of"),
        (('["나", "다"]', '"나"'), "required must be a list of texts"),
        (('["나", "다"]', '["나", " "]'), "required must be a list of texts"),
        (("required", 'substitutes = ["나"]\nrequired'), "substitutes must be a list of lists"),
        (("required", "equivalents = 1\nrequired"), "equivalents must be a list of lists"),
        (("required", "core_count = 0\nrequired"), "core_count must be a whole number"),
        (("required", "required_credits = true\nrequired"), "required_credits must be a whole number"),
        (("required", "hours = 1\nrequired"), "hours must be rows"),
        (("required", 'hours = [["나", 3]]\nrequired'), "hours must be rows"),
        (("required", 'hours = [["나", 3, true]]\nrequired'), "hours must be rows"),
        (("required", 'hours = [["나", 3, -1]]\nrequired'), "hours must be rows"),
        (("required", "core_count = 3\nrequired"), "core_count 3 is more than the 2"),
        (("required", 'compatible = ["마"]\nrequired'), "compatible subject 마"),
        (("id = \"a\"", "id = "), "at line 1"),
        (("id = \"a\"", "id = \"b\""), "name of the file"),
        (("required", 'shared_liberal = true\nliberal = 1\nrequired'), "liberal must be a list"),
    ],
)  # fmt: skip
def test_mistakes_in_a_file_are_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    write(tmp_path, MAJOR.replace(*change))
    with pytest.raises(CurriculumError, match=said) as mistake:
        load_curriculum("a", folder=tmp_path)
    assert "a.toml" in str(mistake.value)


def test_all_mistakes_at_once() -> None:
    assert len(curriculum_mistakes({"required": 1, "core_count": "x"})) == 7


def test_a_table_becomes_one_curriculum_per_major() -> None:
    rows = [
        HEAD,
        ["공학사", "컴퓨터공학", "자료구조", "전공필수", 3.0, 0.0],
        ["공학사", "컴퓨터공학", "컴퓨터실습", "전공 선택", "1", "4"],
        [],
        ["공업전문학사", "컴퓨터공학", "자료구조", "필수", 2, 2],
        ["공업전문학사", "컴퓨터공학", "국어", "교양", 3, ""],
        ["보건전문학사(3년제)", "간호 / 학", "해부학", "선택", "3", None],
    ]
    read = read_curriculum_table(rows, "table.xlsx")
    assert read.errors == ()
    bachelor, associate, three = read.curricula
    assert (bachelor.id, bachelor.degree, bachelor.degree_name) == (
        "컴퓨터공학-bachelor",
        "bachelor",
        "공학사",
    )
    assert (bachelor.required, bachelor.elective) == (("자료구조",), ("컴퓨터실습",))
    assert [row.credits(2) for row in bachelor.hours] == [3, 3]
    assert (associate.degree, associate.liberal) == ("associate_2y", ("국어",))
    assert (three.id, three.degree) == ("간호학-associate-3y", "associate_3y")
    assert not bachelor.sample and bachelor.source == "table.xlsx"


def test_headings_in_any_order_and_decomposed_hangul() -> None:
    import unicodedata

    rows = [HEAD[::-1], [0, 3, "전공필수", unicodedata.normalize("NFD", "자료구조"), "컴퓨터공학", "공학사"]]
    assert read_curriculum_table(rows).curricula[0].required == ("자료구조",)


ROW = ["공학사", "컴퓨터공학", "자료구조", "전공필수", 3, 0]


@pytest.mark.parametrize(
    ("place", "cell", "column", "said"),
    [
        (0, "", "학사명", "is empty"),
        (0, "공학", "학사명", "공업전문학사"),
        (1, " ", "전공명", "is empty"),
        (2, "자료\0구조", "과목명", "unprintable"),
        (3, "필요", "전공구분", "전공필수"),
        (4, "세", "강의시간", "whole number"),
        (4, "", "강의시간", "whole number"),
        (4, 2.5, "강의시간", "whole number"),
        (4, -1, "강의시간", "whole number"),
        (4, 41, "강의시간", "whole number"),
        (4, float("nan"), "강의시간", "whole number"),
        (4, "٣", "강의시간", "whole number"),
        (4, 0, "강의시간", "both 0"),
        (5, 3, "실습시간", "multiple"),
        (5, "1e309", "실습시간", "whole number"),
    ],
)
def test_errors_name_row_column_and_what_was_expected(
    place: int, cell: object, column: str, said: str
) -> None:
    row = [*ROW]
    row[place] = cell
    read = read_curriculum_table([HEAD, [*ROW[:2], "운영체제", *ROW[3:]], row])
    assert read.curricula == ()
    assert [(error.row, error.column) for error in read.errors] == [(3, column)]
    assert said in read.errors[0].en and read.errors[0].ko


def test_all_errors_at_once() -> None:
    rows = [HEAD, ROW, ["", "", "", "x", "x", "x"], ROW, ["공학사"]]
    read = read_curriculum_table(rows)
    assert [(error.row, error.column) for error in read.errors] == [
        (3, "강의시간"), (3, "과목명"), (3, "실습시간"), (3, "전공구분"), (3, "전공명"), (3, "학사명"),
        (4, "과목명"), (5, "강의시간"), (5, "과목명"), (5, "전공구분"), (5, "전공명"),
    ]  # fmt: skip
    assert "row 2" in next(error.en for error in read.errors if error.row == 4)


@pytest.mark.parametrize("rows", [[], [[]], [HEAD[1:]], [[*HEAD, "학사명"]]])
def test_missing_headings(rows: list[list[object]]) -> None:
    read = read_curriculum_table(rows)
    assert read.errors and all(error.row == 1 for error in read.errors)


def test_forty_hours_are_read() -> None:
    assert read_curriculum_table([HEAD, [*ROW[:4], 40, 40]]).curricula[0].hours[0][1:] == (40, 40)


def test_a_table_without_subjects() -> None:
    assert read_curriculum_table([HEAD, ["", None]]).errors[0].column == "과목명"


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"]), min_size=1, max_size=9
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(TEXTS, st.sampled_from(["전공필수", "전공선택", "교양"]), st.integers(1, 9)),
        min_size=1,
        max_size=6,
    )
)
def test_a_written_file_reads_back(
    tmp_path_factory: pytest.TempPathFactory, subjects: list[tuple[str, str, int]]
) -> None:
    read = read_curriculum_table(
        [HEAD, *(["문학사", "국어", name, kind, hours, 2] for name, kind, hours in subjects)]
    )
    if read.errors:
        assert all("already" in error.en for error in read.errors)
        return
    (curriculum,) = read.curricula
    text = curriculum_toml(curriculum)
    assert tomllib.loads(text)["id"] == curriculum.id
    folder = tmp_path_factory.mktemp("curricula")
    (folder / f"{curriculum.id}.toml").write_text(text, encoding="utf-8")
    assert load_curriculum(curriculum.id, folder=folder) == curriculum


def test_every_field_is_written(tmp_path: Path) -> None:
    science = load_curriculum("computer-science")._replace(core_count=3)
    (tmp_path / f"{science.id}.toml").write_text(curriculum_toml(science), encoding="utf-8")
    assert load_curriculum(science.id, folder=tmp_path) == science
