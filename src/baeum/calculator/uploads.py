"""Files that the visitor drops: a case (JSON), or records (xlsx, CSV)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from baeum_rules.recognition import recognise
from baeum_rules.recognition.document import parse

from . import forms, reading
from .work import Work, as_case, blank_case, completed_on, drop_choices, parse_case, sentence, title_of

MOST_RECORDS = 600  # a page with more would be too large to read; files of any size go to `baeum audit`
JSON_SIGNS = (".json",)
SHEET_SIGNS = (".xlsx", ".csv", ".txt", "")  # others are told what can be read, not that they are broken


def upload(work: Work, file: UploadedFile[bytes] | None, replace: bool) -> None:
    """Read a dropped case (JSON) or records (xlsx, CSV)."""
    if file is None or not file.name:
        work.fail("file", _("파일"), _("파일을 고르세요: xlsx, CSV 또는 JSON."))
        return
    if not file.size or file.size > settings.LARGEST_UPLOAD:
        limit = settings.LARGEST_UPLOAD // 1024 // 1024
        words = (
            _("파일이 비었습니다.")
            if not file.size
            else _("파일은 {limit} MB까지 읽습니다.").format(limit=limit)
        )
        work.fail("file", reading.clean(file.name), words)
        return
    name, sign = reading.clean(file.name), PurePath(file.name).suffix.lower()
    if sign in JSON_SIGNS:
        _read_case_file(work, name, file.read())
    elif sign in SHEET_SIGNS:
        _read_sheet(work, name, file.read(), replace)
    else:
        words = _("{sign} 파일은 읽지 못합니다. 엑셀(xlsx)이나 CSV로 저장해 올리세요.")
        work.fail("file", name, words.format(sign=sign))


def _read_case_file(work: Work, name: str, data: bytes) -> None:
    case = parse_case(data)
    if isinstance(case, str):
        work.fail("file", name, case)
        return
    if len(case["records"]) > MOST_RECORDS:
        work.fail("file", name, too_many())
        return
    work.undo = reading.write(work.case) if work.case["records"] else ""
    work.case = case
    work.close_form()
    work.notices.append(
        _("{name}: 기록 {count}개를 읽었습니다.").format(name=name, count=len(case["records"]))
    )


def _read_sheet(work: Work, name: str, data: bytes, replace: bool) -> None:
    from baeum.sheets.read import read_records  # only an upload needs the readers of spreadsheets

    records, faults = read_records(data, name)
    for one in faults:
        where = [name]
        if one.get("row"):
            where.append(_("{row}행").format(row=one["row"]))
        if one.get("column"):
            where.append(str(one["column"]))
        work.fail("file", ", ".join(where), sentence(one))
    good = _good_records(work, name, records, [] if replace else work.case["records"])
    if len(good) < len(records) or faults:
        work.pending = reading.write({"records": good, "replace": replace}) if good else ""
        work.good = [_in_short(one) for one in good]
        return
    _put_records(work, name, records, replace)


def _in_short(record: dict[str, Any]) -> str:
    """A row as a line of the preview."""
    source = forms.BY_NAME.get(str(record["source"]))
    parts = (title_of(record), source.label if source else "", completed_on(record))
    return " · ".join(str(part) for part in parts if part)


def _good_records(
    work: Work, name: str, records: list[dict[str, Any]], kept: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The records in whose values the rules find no fault; each fault is reported with record and field."""
    given = {str(one["id"]): one for one in records}
    case = blank_case() | {"records": [*(one for one in kept if str(one["id"]) not in given), *records]}
    bad: set[str] = set()
    for fault in recognise(case).get("errors", ()):  # without a major nothing is calculated: only faults
        record = given.get(str(fault["record"])) if fault["record"] else None
        if record is None:
            continue
        bad.add(str(record["id"]))
        label = forms.field_label(record.get("source"), str(fault["field"]))
        work.fail("file", f"{name}, {title_of(record)} ({record['id']}), {label}", sentence(fault))
    return [one for one in records if str(one["id"]) not in bad]


def accept_good_rows(work: Work, _argument: str) -> None:
    """Put in the rows without faults of a file that had rows with faults."""
    document = parse(work.pending) if work.pending else None
    held = document if isinstance(document, dict) else {}
    case = as_case(blank_case() | {"records": held.get("records")})
    if isinstance(case, str):
        work.fail("file", _("파일"), _("파일을 다시 고르세요."))
        return
    _put_records(work, _("파일"), case["records"], bool(held.get("replace")))


def _put_records(work: Work, name: str, records: list[dict[str, Any]], replace: bool) -> None:
    kept = [] if replace else work.case["records"]
    known = {one["id"] for one in kept}
    twice = [str(one["id"]) for one in records if one["id"] in known]
    if twice:
        words = _("이미 있는 기록 번호입니다: {ids}. “지금 기록을 바꾸기”를 고르거나 파일의 번호를 바꾸세요.")
        work.fail("file", name, words.format(ids=", ".join(twice[:12])))
        return
    if len(kept) + len(records) > MOST_RECORDS:
        work.fail("file", name, too_many())
        return
    if work.case["records"]:
        work.undo = reading.write(work.case)
    work.case["records"] = [*kept, *records]
    drop_choices(work.case)
    work.pending = ""
    work.notices.append(_("{name}: 기록 {count}개를 읽었습니다.").format(name=name, count=len(records)))


def too_many() -> str:
    return _("이 화면은 기록을 {most}개까지 다룹니다. 더 많으면 명령 baeum audit을 쓰세요.").format(
        most=MOST_RECORDS
    )
