"""A portfolio document read back: the learning in it, and everything that is wrong with it."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from baeum.calculator.work import sentence
from baeum.ledger.learning import Learning, faults_of, normalised
from baeum.ledger.sources import faults_of_source
from baeum_rules.recognition import audit
from baeum_rules.recognition.document import TextFault, parse

from .depositing import fault_words
from .portfolio import FORMAT, VERSION

MOST_LINES = 2_000
REVERSAL = "reversal"


@dataclass
class Read:
    """What is to be entered: (number, learning, its file); or the problems (place, message)."""

    lines: list[tuple[int, Learning, bytes | None]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    left_out: int = 0  # lines that do not stand any more


def read_portfolio(data: bytes, on: date) -> Read:
    """Read a document; every line that stands is learning of the reader's own, whoever vouched for it."""
    found = parse(data)
    if isinstance(found, TextFault):
        return Read(problems=[(_("파일"), sentence(audit(data)["errors"][0]))])
    if not isinstance(found, dict) or found.get("format") != FORMAT or found.get("version") != VERSION:
        told = _("배움에서 내보낸 JSON이 아닙니다. “내보내기”에서 받은 JSON 파일을 고르세요.")
        return Read(problems=[(_("파일"), told)])
    lines = found.get("lines")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        return Read(problems=[("lines", _("줄의 목록이어야 합니다."))])
    if len(lines) > MOST_LINES:
        told = _("한 번에 {most}줄까지 들여옵니다. 파일에는 {count}줄이 있습니다.")
        return Read(problems=[("lines", told.format(most=MOST_LINES, count=len(lines)))])
    return _read_lines(lines, _files(found.get("files")), on)


def _read_lines(lines: list[dict[str, Any]], files: dict[str, bytes], on: date) -> Read:
    read = Read()
    gone = {line.get("of_number") for line in lines if isinstance(line.get("of_number"), int)}
    for place, line in enumerate(lines, start=1):
        number = line.get("number")
        if type(number) is not int or number < 1:
            read.problems.append((f"lines[{place}].number", _("1 이상의 숫자여야 합니다.")))
            continue
        if number in gone or line.get("act") == REVERSAL:
            read.left_out += 1
            continue
        learning = _learning(line, number, read)
        if learning is None:
            continue
        faults = faults_of(learning, on) or faults_of_source(learning)
        for fault in faults:
            where = _("{number}번 줄, {field}").format(number=number, field=fault.field)
            read.problems.append((where, fault_words(asdict(fault))))
        read.lines.append((number, learning, files.get(str(line.get("file")))))
    return read


def _learning(line: Mapping[str, Any], number: int, read: Read) -> Learning | None:
    """A line as learning; problems where its values are not of the right kind."""
    days: dict[str, date | None] = {}
    before = len(read.problems)
    for name in ("happened_from", "happened_on"):
        text = line.get(name)
        try:
            days[name] = None if text is None and name == "happened_from" else date.fromisoformat(str(text))
        except ValueError:
            where = _("{number}번 줄, {field}").format(number=number, field=name)
            read.problems.append((where, fault_words({"code": "type.date"})))
    details = line.get("details", {})
    if not isinstance(details, dict):
        where = _("{number}번 줄, {field}").format(number=number, field="details")
        read.problems.append((where, _("이름과 값의 묶음이어야 합니다.")))
    happened_on = days.get("happened_on")
    if len(read.problems) > before or happened_on is None:
        return None
    return normalised(
        Learning(
            kind=line.get("kind", ""),
            title=line.get("title", ""),
            where=line.get("where", ""),
            reference=line.get("reference", "") or "",
            happened_on=happened_on,
            happened_from=days["happened_from"],
            credits=line.get("credits"),
            hours=line.get("hours"),
            details=_floats(details),
        )
    )


def _floats(value: Any) -> Any:
    """The numbers of a document as JSON wrote them."""
    if isinstance(value, dict):
        return {str(name): _floats(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_floats(one) for one in value]
    return float(value) if isinstance(value, Decimal) else value


def _files(found: Any) -> dict[str, bytes]:
    """The files that came along, by id. What is no file at all is not there; its type is checked when put."""
    files = {}
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("base64"), str):
            try:
                files[str(one.get("id"))] = b64decode(one["base64"], validate=True)
            except (binascii.Error, ValueError):
                continue
    return files
