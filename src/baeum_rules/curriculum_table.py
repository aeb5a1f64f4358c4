"""Reads an official curriculum table: rows of 학사명, 전공명, 과목명, 전공구분, 강의시간, 실습시간.

Rows in, curricula out, or every error with its row and column: nothing is guessed, nothing is kept
from a table that has errors.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from baeum_rules.curricula import Curriculum, SubjectHours
from baeum_rules.parameters import load_law

COLUMNS = ("학사명", "전공명", "과목명", "전공구분", "강의시간", "실습시간")
CLASSES = {
    "전공필수": "required",
    "필수": "required",
    "전공선택": "elective",
    "선택": "elective",
    "교양": "liberal",
}
MOST_HOURS = 40  # a week has no more; larger numbers are slips of the keyboard


class RowError(NamedTuple):
    """What is wrong in one cell; ``row`` counts from 1 as a spreadsheet does, ``column`` is its heading."""

    row: int
    column: str
    ko: str
    en: str


class TableReading(NamedTuple):
    """The majors of a table in their order, or its errors (then there are no curricula)."""

    curricula: tuple[Curriculum, ...]
    errors: tuple[RowError, ...]


class _Subject(NamedTuple):
    row: int
    major: tuple[str, str]
    name: str
    kind: str
    hours: SubjectHours


def read_curriculum_table(rows: Iterable[Sequence[object]], source: str = "") -> TableReading:
    """The curricula of a table whose first row holds the six headings, in any order.

    Cells are texts or numbers, as a spreadsheet or CSV reader gives them. ``source`` says where the
    table comes from. Practice hours must make whole credits (opreg.5.2).
    """
    errors: list[RowError] = []
    lines = enumerate(rows, 1)
    headings = [_text(cell) for cell in next(lines, (1, ()))[1]]
    missing = [column for column in COLUMNS if headings.count(column) != 1]
    if missing:
        first = [
            _error(1, column, "열 제목이 한 번 있어야 합니다", "one such heading is expected")
            for column in missing
        ]
        return TableReading((), tuple(first))
    places = {column: headings.index(column) for column in COLUMNS}
    subjects: list[_Subject] = []
    for number, row in lines:
        cells = {column: row[place] if place < len(row) else "" for column, place in places.items()}
        if any(_text(cell) for cell in row):
            subject = _subject(number, cells, errors)
            if subject:
                subjects.append(subject)
    errors += _repeated(subjects)
    if not errors and not subjects:
        errors.append(_error(2, COLUMNS[2], "과목이 한 줄도 없습니다", "no subject follows the headings"))
    if errors:
        return TableReading((), tuple(sorted(errors)))
    majors = dict.fromkeys(subject.major for subject in subjects)
    return TableReading(tuple(_curriculum(major, subjects, source) for major in majors), ())


def curriculum_toml(curriculum: Curriculum) -> str:
    """The file of a curriculum (TOML) that ``load_curriculum`` reads back."""
    texts = ("id", "ko", "en", "degree", "degree_name", "source")
    lines = [f"{name} = {_quoted(getattr(curriculum, name))}" for name in texts]
    lines.append(f"sample = {str(curriculum.sample).lower()}")
    for name in ("required_credits", "core_count"):
        if getattr(curriculum, name) is not None:
            lines.append(f"{name} = {getattr(curriculum, name)}")
    for name in ("required", "elective", "liberal", "compatible", "linked_certificates"):
        lines += _listed(name, [_quoted(text) for text in getattr(curriculum, name)])
    for name in ("substitutes", "equivalents"):
        lines += _listed(name, [f"[{', '.join(map(_quoted, group))}]" for group in getattr(curriculum, name)])
    rows = [f"[{_quoted(row.subject)}, {row.lecture}, {row.practice}]" for row in curriculum.hours]
    return "\n".join([*lines, *_listed("hours", rows)]) + "\n"


def _subject(number: int, cells: dict[str, object], errors: list[RowError]) -> _Subject | None:
    before = len(errors)
    texts = {column: _text(cells[column]) for column in COLUMNS[:4]}
    for column, text in texts.items():
        if not text:
            errors.append(_error(number, column, "비어 있습니다", "is empty"))
        elif not text.isprintable():
            errors.append(
                _error(number, column, "읽을 수 없는 글자가 있습니다", "holds unprintable characters")
            )
    degree, major, name, kind = texts.values()
    if degree and "학사" not in degree:
        en = f"a degree such as 공학사 or 공업전문학사 is expected, not {degree!r}"
        errors.append(
            _error(number, "학사명", f"공학사, 공업전문학사 같은 학위 이름이어야 합니다: {degree!r}", en)
        )
    if kind and kind.replace(" ", "") not in CLASSES:
        known = ", ".join(CLASSES)
        errors.append(
            _error(
                number,
                "전공구분",
                f"{known} 가운데 하나여야 합니다: {kind!r}",
                f"one of {known} is expected, not {kind!r}",
            )
        )
    lecture = _hours(number, "강의시간", cells, errors)
    practice = _hours(number, "실습시간", cells, errors)
    if len(errors) > before:
        return None
    ratio = _practice_per_lecture()
    if practice % ratio:
        ko = f"실습 {ratio}시간이 강의 1시간이므로 {ratio}의 배수여야 합니다: {practice}"
        en = f"{ratio} practice hours are one lecture hour: a multiple is expected, not {practice}"
        errors.append(_error(number, "실습시간", ko, en))
    elif not lecture + practice:
        errors.append(
            _error(number, "강의시간", "강의와 실습이 모두 0입니다", "lecture and practice are both 0")
        )
    hours = SubjectHours(name, lecture, practice)
    return _Subject(number, (degree, major), name, CLASSES[kind.replace(" ", "")], hours)


def _practice_per_lecture() -> int:
    law, now = load_law(), date.max
    practice = int(str(law.value("course.practice_hours_per_credit", now)))
    return practice // int(str(law.value("course.hours_per_credit", now)))


def _hours(number: int, column: str, cells: dict[str, object], errors: list[RowError]) -> int:
    text = _text(cells[column])
    whole = text.removesuffix(".0")
    if not text and column == "실습시간":
        return 0
    if whole.isascii() and whole.isdecimal() and len(whole) < 4 and int(whole) <= MOST_HOURS:
        return int(whole)
    ko = f"0부터 {MOST_HOURS}까지의 정수여야 합니다: {text!r}"
    errors.append(
        _error(number, column, ko, f"a whole number from 0 to {MOST_HOURS} is expected, not {text!r}")
    )
    return 0


def _repeated(subjects: list[_Subject]) -> list[RowError]:
    first: dict[tuple[object, str], int] = {}
    found = []
    for subject in subjects:
        key = (subject.major, "".join(subject.name.split()))
        if key in first:
            ko = f"{first[key]}행에 이미 있는 과목입니다: {subject.name}"
            found.append(
                _error(subject.row, "과목명", ko, f"stands in row {first[key]} already: {subject.name}")
            )
        first.setdefault(key, subject.row)
    return found


def _curriculum(major: tuple[str, str], subjects: list[_Subject], source: str) -> Curriculum:
    degree_name, name = major
    degree = "bachelor"
    if "전문학사" in degree_name:
        degree = "associate_3y" if "3년" in degree_name + name else "associate_2y"
    own = [subject for subject in subjects if subject.major == major]
    lists = {
        kind: tuple(s.name for s in own if s.kind == kind) for kind in ("required", "elective", "liberal")
    }
    letters = "".join(c for c in name if c not in '/\\:*?"<>|.' and not c.isspace())
    return Curriculum(
        id=f"{letters}-{degree.replace('_', '-')}",
        ko=name,
        en=name,
        degree=degree,
        degree_name=degree_name,
        sample=False,
        source=source,
        name=name,
        **lists,
        compatible=(),
        linked_certificates=(),
        required_credits=None,
        core_count=None,
        substitutes=(),
        equivalents=(),
        hours=tuple(subject.hours for subject in own),
    )


def _text(cell: object) -> str:
    return "" if cell is None else unicodedata.normalize("NFC", str(cell)).strip()


def _error(row: int, column: str, ko: str, en: str) -> RowError:
    return RowError(row, column, ko, en)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _listed(name: str, items: list[str]) -> list[str]:
    return [f"{name} = [", *(f"    {item}," for item in items), "]"] if items else [f"{name} = []"]
