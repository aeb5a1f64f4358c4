"""``baeum curriculum``: read an official curriculum table into one file per major; list the curricula."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from baeum.commands.wording import add_language, complain, print_json, print_table

WORDS = {
    "ko": {
        "headings": ("아이디", "전공", "학위", "전공필수", "전공선택", "교양", "연계 자격", ""),
        "sample": "예시",
        "at": "{row}행 {column}: {what}",
        "unreadable": "{0}: 파일을 읽을 수 없습니다({1}).",
        "id_of_one": "--id 는 전공이 하나인 표에만 쓸 수 있습니다. 이 표의 전공: {0}",
        "bad_id": "--id {0!r}: 글자, 숫자, - 와 _ 만 쓸 수 있습니다.",
        "same_id": "두 전공의 아이디가 같습니다: {0}. 한 전공씩 나누어 --id 를 주십시오.",
        "exists": "{0}: 이미 있는 파일입니다. --force 를 붙이면 바꿉니다.",
        "unwritable": "{0}: 쓸 수 없습니다({1}).",
        "then": "필수 학점(required_credits), 핵심 과목 수(core_count), 연계 자격(linked_certificates)은"
        " 표에 없으므로 파일에 적어 주십시오.",
    },
    "en": {
        "headings": ("id", "major", "degree", "required", "elective", "liberal", "linked", ""),
        "sample": "sample",
        "at": "row {row}, {column}: {what}",
        "unreadable": "{0}: the file cannot be read ({1}).",
        "id_of_one": "--id is for a table of one major. This one has: {0}",
        "bad_id": "--id {0!r}: only letters, digits, - and _ may be used.",
        "same_id": "Two majors have the same id: {0}. Split the table and give each its --id.",
        "exists": "{0}: the file is there already. --force replaces it.",
        "unwritable": "{0}: cannot be written ({1}).",
        "then": "The table does not have required_credits, core_count and linked_certificates:"
        " write them into the file.",
    },
}


def describe(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    reading = actions.add_parser("import", help="read a table (xlsx, CSV) into TOML files, one per major")
    reading.add_argument("file", type=Path, help="학사명, 전공명, 과목명, 전공구분, 강의시간, 실습시간")
    reading.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the files")
    reading.add_argument("--id", help="id of the major, if the table has one only")
    reading.add_argument("--force", action="store_true", help="replace files that are there")
    add_language(reading)
    listing = actions.add_parser("list", help="the curricula that are known")
    listing.add_argument("--json", action="store_true", help="answer as JSON")
    add_language(listing)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked for; 2 for input errors, all of them printed."""
    return _import(arguments) if arguments.action == "import" else _list(arguments)


def _import(arguments: argparse.Namespace) -> int:
    from baeum_rules.curriculum_table import curriculum_toml, read_curriculum_table

    words: dict[str, Any] = WORDS[arguments.lang]
    rows = _rows(arguments.file, arguments.lang)
    if isinstance(rows, str):
        return complain(rows)
    reading = read_curriculum_table(rows, arguments.file.name)
    if reading.errors:
        for error in reading.errors:
            what = error.ko if arguments.lang == "ko" else error.en
            complain(words["at"].format(row=error.row, column=error.column, what=what))
        return 2
    curricula = list(reading.curricula)
    if arguments.id is not None:
        if len(curricula) > 1:
            return complain(words["id_of_one"].format(", ".join(c.name for c in curricula)))
        if not arguments.id.replace("-", "").replace("_", "").isalnum():
            return complain(words["bad_id"].format(arguments.id))
        curricula = [curricula[0]._replace(id=arguments.id)]
    ids = [curriculum.id for curriculum in curricula]
    twice = sorted({known for known in ids if ids.count(known) > 1})
    if twice:
        return complain(words["same_id"].format(", ".join(twice)))
    files = {arguments.out / f"{c.id}.toml": curriculum_toml(c) for c in curricula}
    return _write(files, arguments.force, words)


def _write(files: dict[Path, str], force: bool, words: dict[str, Any]) -> int:
    there = [path for path in files if path.exists() and not force]
    if there:
        return max(complain(words["exists"].format(path)) for path in there)
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            return complain(words["unwritable"].format(path, error.strerror))
        print(path)
    print(words["then"])
    return 0


def _rows(path: Path, lang: str) -> list[list[object]] | str:
    """The rows of the first sheet that has any, or what is wrong with the file."""
    from baeum.sheets.faults import SheetFault
    from baeum.sheets.grid import NO_RESULT, read_sheets

    try:
        sheets = read_sheets(path.read_bytes(), path.name)
    except OSError as error:
        return str(WORDS[lang]["unreadable"]).format(path, error.strerror)
    except SheetFault as fault:
        return f"{path}: {fault.error['ko'] if lang == 'ko' else fault.error['en']}"
    rows = next((sheet.rows for sheet in sheets if sheet.rows), [])
    # a formula without a result must not look like an empty cell: NUL is refused in every column
    return [["\0" if cell is NO_RESULT else cell for cell in row] for row in rows]


def _list(arguments: argparse.Namespace) -> int:
    from baeum_rules.curricula import CurriculumError, curriculum_ids, load_curriculum

    words: dict[str, Any] = WORDS[arguments.lang]
    try:
        curricula = [load_curriculum(known) for known in curriculum_ids()]
    except CurriculumError as error:
        return complain(str(error))
    if arguments.json:
        print_json(
            [{"id": c.id, "ko": c.ko, "en": c.en, "degree": c.degree, "sample": c.sample} for c in curricula]
        )
        return 0
    rows = [
        (
            c.id,
            c.ko if arguments.lang == "ko" else c.en,
            c.degree,
            *map(len, (c.required, c.elective, c.liberal, c.linked_certificates)),
            words["sample"] if c.sample else "",
        )
        for c in curricula
    ]
    print_table("", words["headings"], rows)
    return 0
