"""From what was typed to a learning, and from what the ledger found wrong back to the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from baeum.calculator import reading
from baeum.calculator.forms import Field
from baeum.ledger.learning import Learning
from baeum.shared.refusal import Refusal

from .kinds import CALLED, OF_A_LINE, KindForm

ASKED_NUMBER = ("credits", "hours")
DAYS = ("happened_from", "happened_on")
LONGEST_TYPED = 500


@dataclass(frozen=True)
class Problem:
    """One thing to put right: the element of the page, its name, what is wrong and what to do."""

    target: str
    place: str
    message: str


def typed_of(form: KindForm, post: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the fields of a form, cleaned; a text far too long is cut, and then told so."""
    return {
        field.name: reading.clean(post.get(f"f-{field.name}", ""))[: LONGEST_TYPED + 1]
        for field in form.fields
    }


def read(form: KindForm, typed: Mapping[str, str]) -> Learning | list[Problem]:
    """The learning of a filled-in form, or everything in it that cannot be read."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for field in form.fields:
        found = reading.value(field, typed.get(field.name, ""))
        if found is None and not field.optional:
            problems.append(_problem(field, _("적어 주세요.")))
        if field.name in DAYS and isinstance(found, str):
            found = _day(field, found, problems)
        if field.name in ASKED_NUMBER and isinstance(found, str):
            problems.append(_problem(field, _("숫자로만 적으세요. 예: 30")))
        if found is not None:
            values[field.name] = found
    if problems:
        return problems
    own = {name: values[name] for name in OF_A_LINE if name in values}
    details = {name: _plain(found) for name, found in values.items() if name not in OF_A_LINE}
    return Learning(kind=form.code, details=details, **{"where": "", **own})


def _day(field: Field, text: str, problems: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        told = _("“{text}”은 날짜가 아닙니다. 2014-11-19, 2014.11.19., 20141119처럼 적으세요.")
        problems.append(_problem(field, told.format(text=text[:40])))
        return None


def _plain(found: Any) -> Any:
    """A value as JSON keeps it. A number that JSON would change stays the text that was typed."""
    if not isinstance(found, Decimal):
        return found
    near = float(found)
    return near if Decimal(repr(near)) == found else str(found)


def problems_of(form: KindForm, refusal: Refusal) -> list[Problem]:
    """A refusal of the ledger at the fields it speaks of; at the form where it speaks of none."""
    faults = refusal.figures.get("faults", ()) if refusal.code == "learning.faults" else ()
    fields = {field.name: field for field in form.fields}
    found = []
    for fault in faults:
        field = fields.get(CALLED.get(fault["field"], fault["field"]))
        message = fault_words(fault["code"], fault.get("figures") or {})
        found.append(
            _problem(field, message) if field else Problem("deposit-form", str(fault["field"]), message)
        )
    if not found and refusal.code.startswith("evidence."):
        found = [Problem("file", _("증빙 파일"), refusal_words(refusal))]
    return found or [Problem("deposit-form", _("적기"), refusal_words(refusal))]


def _problem(field: Field, message: str) -> Problem:
    return Problem(f"f-{field.name}", str(field.label), message)


def fault_words(code: str, figures: Mapping[str, Any]) -> str:
    """What is wrong with one field, and what to do."""
    told = {
        "type.text": _("글자로 적으세요."),
        "text.long": _("{expected}자까지 적을 수 있습니다. 줄여 적으세요."),
        "text.empty": _("적어 주세요."),
        "text.control": _("보이지 않는 글자가 섞였습니다. 다시 적으세요."),
        "details.json": _("읽을 수 없는 글자가 섞였습니다. 다시 적으세요."),
        "type.date": _("날짜로 적으세요. 예: 2014-11-19"),
        "date.format": _("날짜로 적으세요. 예: 2014-11-19"),
        "date.calendar": _("달력에 없는 날입니다. 다시 보세요."),
        "day.early": _("{earliest}보다 이른 날은 적을 수 없습니다."),
        "day.future": _("아직 오지 않은 날입니다. 오늘({today})까지 적을 수 있습니다."),
        "day.order": _("끝난 날보다 늦습니다. 두 날을 다시 보세요."),
        "amount": _("0부터 {most}까지의 숫자로 적으세요."),
        "kind.unknown": _("그날에는 없던 종류입니다. 날짜나 종류를 다시 보세요."),
        "choice": _("고르세요."),
        "field.missing": _("적어 주세요."),
        "field.null": _("적어 주세요."),
        "number.share": _("0부터 100까지의 숫자로 적으세요."),
        "type.number": _("숫자로 적으세요. 예: 88.5"),
        "type.whole": _("숫자로만 적으세요. 예: 3"),
        "number.range": _("숫자의 범위를 벗어났습니다. 다시 보세요."),
        "type.flag": _("예나 아니요를 고르세요."),
    }
    words = told.get(code, _("이 값으로는 적을 수 없습니다. 다시 보세요."))
    return words.format_map(_Figures(figures))


def refusal_words(refusal: Refusal) -> str:
    """Why the ledger did not do what was asked, and what to do next."""
    told = {
        "account.unknown": _("이 계좌를 볼 수 없습니다."),
        "account.erased": _("지워진 계좌입니다."),
        "account.closed": _("닫은 계좌에는 더 적을 수 없습니다. 적힌 것은 내려받을 수 있습니다."),
        "account.not_theirs": _("본인이나 대리인만 할 수 있습니다."),
        "account.open_already": _("이미 계좌가 있습니다."),
        "consent.required": _("계좌를 열려면 필수 동의가 있어야 합니다."),
        "consent.needed_while_open": _(
            "계좌가 열려 있는 동안 거둘 수 없는 동의입니다. 계좌를 닫으면 거둘 수 있습니다."
        ),
        "deposit.event_stands": _("같은 학습이 이미 {number}번 줄에 있습니다. 그 줄을 보세요."),
        "deposit.key_reused": _("이미 보낸 화면입니다. 다시 적어 보내세요."),
        "evidence.large": _("파일은 5 MB까지 올릴 수 있습니다. 더 작게 저장해 올리세요."),
        "evidence.type": _("PDF, PNG, JPEG 파일만 올릴 수 있습니다. 다른 형식이면 PDF로 저장해 올리세요."),
        "evidence.broken": _("끝까지 읽을 수 없는 파일입니다. 다시 저장하거나 사진을 다시 찍어 올리세요."),
        "evidence.locked": _("암호가 걸린 PDF입니다. 암호를 풀어 저장한 뒤 올리세요."),
        "evidence.active": _("실행되는 내용이 든 PDF입니다. 인쇄하듯 새 PDF로 저장해 올리세요."),
        "evidence.unknown": _("파일을 찾을 수 없습니다. 다시 올리세요."),
        "line.unknown": _("{number}번 줄이 없습니다."),
        "line.gone": _("{number}번 줄은 이미 다른 줄로 이어졌습니다. 새 줄에서 하세요."),
        "line.of_others": _("기관이 적은 줄입니다. 고치려면 그 기관에 정정을 요청하세요."),
        "office.unknown": _("그런 기관이 없습니다. 목록에서 고르세요."),
        "reason": _("까닭을 적어 주세요. 500자까지 적을 수 있습니다."),
        "request.open_already": _("이 줄에는 이미 답을 기다리는 요청이 있습니다."),
        "request.correction_impossible": _(
            "내가 적은 줄은 기관에 정정을 요청하지 않고 되돌려 다시 적으면 됩니다."
        ),
        "request.confirmation_impossible": _("이미 기관이 확인한 줄입니다."),
    }
    words = told.get(refusal.code, _("지금은 할 수 없습니다. 잠시 뒤에 다시 해 보세요."))
    return words.format_map(_Figures(refusal.figures))


class _Figures(dict[str, Any]):
    """Figures of a sentence; one that is missing stays blank."""

    def __missing__(self, name: str) -> str:
        return ""
