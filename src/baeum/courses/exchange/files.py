"""Files of courses: which format it is, and its rows one by one. Nothing of a file is trusted."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

from .formats import HRD, HRD_COLUMNS, HRD_NEEDED, STANDARD, STANDARD_COLUMNS, STANDARD_NEEDED

LARGEST = 2 * 1024**3  # bytes of a CSV file, which is read line by line
LARGEST_WHOLE = 512 * 1024**2  # bytes of a JSON or XML file, which is not
LONGEST_CELL = 100_000
ENCODINGS = ("utf-8-sig", "cp949")
Row = Mapping[str, object]


class FileFault(Exception):
    """Why a file cannot be read, in both languages, with the remedy."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(f"{ko} / {en}")
        self.ko, self.en = ko, en


@dataclass(frozen=True)
class Opened:
    """``source``: of which format. ``rows``: with their numbers, from 1; read anew at each call."""

    path: Path
    source: str
    kind: str
    encoding: str

    def rows(self, tell: Any = None) -> Iterator[tuple[int, Row]]:
        """``tell``: is told how many bytes are behind us."""
        if self.kind == "csv":
            yield from _csv_rows(self, tell)
        else:
            yield from enumerate(_whole_rows(self.path, self.kind), 1)


def opened(path: Path) -> Opened:
    """Raises FileFault, also where a column that is needed is missing."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(65536)
    except FileNotFoundError:
        raise FileFault(
            f"{path}: 파일이 없습니다. 경로를 확인해 주세요{_near(path, 'ko')}.",
            f"{path}: there is no such file. Check the path{_near(path, 'en')}.",
        ) from None
    except OSError as error:
        raise FileFault(
            f"{path}: 읽을 수 없습니다({error.strerror}).", f"{path}: cannot be read ({error.strerror})."
        ) from None
    kind = _kind(head)
    if not head.strip():
        raise FileFault(f"{path}: 빈 파일입니다.", f"{path}: the file is empty.")
    if size > (LARGEST if kind == "csv" else LARGEST_WHOLE):
        raise FileFault(
            f"{path}: 너무 큰 파일입니다({size:,}바이트). CSV로 주거나 나누어 주세요.",
            f"{path}: too large ({size:,} bytes). Give it as CSV, or in parts.",
        )
    encoding = _encoding(path) if kind == "csv" else "utf-8"
    found = Opened(path, "", kind, encoding)
    return Opened(path, _source(found), kind, encoding)


def _kind(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"{": "json", b"[": "json", b"<": "xml"}.get(start, "csv")


def _near(path: Path, lang: str) -> str:
    """A name in the same folder that may have been meant."""
    import difflib  # only after a slip

    try:
        names = [one.name for one in path.parent.iterdir() if one.is_file()][:5000]
    except OSError:
        return ""
    found = difflib.get_close_matches(path.name, names, 1)
    return ((" – 혹시 " if lang == "ko" else " – did you mean ") + f"{found[0]}?") if found else ""


def _encoding(path: Path) -> str:
    """The first encoding in which the whole file can be read."""
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise FileFault(
        f"{path}: UTF-8도 CP949(EUC-KR)도 아닙니다. 엑셀에서 “CSV UTF-8”로 저장해 주세요.",
        f"{path}: neither UTF-8 nor CP949 (EUC-KR). Save it as “CSV UTF-8” in the spreadsheet.",
    )


def _source(file: Opened) -> str:
    """Which format it is, by the columns of its first row."""
    first = next(iter(file.rows()), None)
    if first is None:
        raise FileFault(
            f"{file.path}: 머리글만 있고 행이 없습니다.", f"{file.path}: there is no row below the headings."
        )
    columns = set(first[1])
    if {"trprId", "traStartDate"} & columns:
        needed, source = {name for name, here in HRD_COLUMNS.items() if here in HRD_NEEDED}, HRD
        missing = sorted(needed - columns)
    else:
        source = STANDARD
        missing = [
            one.header
            for one in STANDARD_COLUMNS
            if one.name in STANDARD_NEEDED and not {one.header, one.api} & columns
        ]
    if missing:
        there = ", ".join(sorted(map(str, columns))[:8])
        raise FileFault(
            f"{file.path}: 없는 열 – {', '.join(missing)}. 있는 열: {there}."
            " 전국평생학습강좌표준데이터나 훈련과정 목록의 열 이름 그대로여야 합니다.",
            f"{file.path}: missing columns – {', '.join(missing)}. There are: {there}."
            " The columns must be called as in the national standard or in the list of training.",
        )
    return source


def _csv_rows(file: Opened, tell: Any) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LONGEST_CELL)
    with file.path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=file.encoding, newline="")
        number = 0
        try:
            reader = csv.DictReader(text, strict=False)
            reader.fieldnames = [_heading(one) for one in reader.fieldnames or []]
            for number, row in enumerate(reader, 1):
                row.pop(None, None)  # cells beyond the headings
                yield number, row
                if tell is not None and number % 500 == 0:
                    tell(raw.tell())
        except csv.Error as error:
            raise FileFault(
                f"{file.path}: {number + 1}행부터 읽을 수 없습니다({error}).",
                f"{file.path}: cannot be read from row {number + 1} on ({error}).",
            ) from None


def _heading(cell: str | None) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", "".join((cell or "").replace("\ufeff", "").split()))


def _whole_rows(path: Path, kind: str) -> Iterator[Row]:
    with path.open("rb") as file:
        yield from _json_rows(path, file) if kind == "json" else _xml_rows(path, file)


def _json_rows(path: Path, file: IO[bytes]) -> Iterator[Row]:
    try:
        content = json.loads(file.read().decode("utf-8-sig"))
        if isinstance(content, dict) and isinstance(content.get("returnJSON"), str):
            content = json.loads(content["returnJSON"])  # as the older address of the list answers
    except (ValueError, RecursionError) as error:
        raise FileFault(
            f"{path}: JSON으로 읽을 수 없습니다({str(error)[:100]}).",
            f"{path}: cannot be read as JSON ({str(error)[:100]}).",
        ) from None
    rows = _listed(content)
    if rows is None:
        raise FileFault(
            f'{path}: {{"records": [...]}}나 {{"srchList": [...]}}가 있어야 합니다.',
            f'{path}: {{"records": [...]}} or {{"srchList": [...]}} is expected.',
        )
    for row in rows:
        yield row if isinstance(row, dict) else {}


def _listed(content: Any) -> list[Any] | None:
    """The rows of any of the published shapes."""
    if isinstance(content, list):
        return content
    while isinstance(content, dict):
        for name in ("records", "srchList", "scn_list", "items", "item"):
            if isinstance(content.get(name), list):
                return list(content[name])
        below = next(
            (
                content[name]
                for name in ("response", "body", "items", "srchList", "HRDNet")
                if name in content
            ),
            None,
        )
        if below is content:
            return None
        content = below
    return None


def _xml_rows(path: Path, file: IO[bytes]) -> Iterator[Row]:
    data = file.read()
    if re.search(rb"<!(DOCTYPE|ENTITY)", data[:100_000], re.IGNORECASE):
        raise FileFault(f"{path}: DTD가 든 XML은 읽지 않습니다.", f"{path}: XML with a DTD is not read.")
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(data)):
            if element.tag in ("scn_list", "item"):
                yield {child.tag: child.text or "" for child in element}
                element.clear()
    except ElementTree.ParseError as error:
        raise FileFault(
            f"{path}: XML로 읽을 수 없습니다({error}).", f"{path}: cannot be read as XML ({error})."
        ) from None
