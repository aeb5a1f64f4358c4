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
from baeum.ledger.wording import fault_sentence
from baeum.shared.files import LARGEST
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence

from . import words
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
        message = fault_words(fault)
        found.append(
            _problem(field, message) if field else Problem("deposit-form", str(fault["field"]), message)
        )
    if not found and refusal.code.startswith("evidence."):
        found = [Problem("file", _("증빙 파일"), refusal_words(refusal))]
    return found or [Problem("deposit-form", _("적기"), refusal_words(refusal))]


def _problem(field: Field, message: str) -> Problem:
    return Problem(f"f-{field.name}", str(field.label), message)


def fault_words(fault: Mapping[str, Any]) -> str:
    """What is wrong with one field, in the language of the page."""
    return fault_sentence({"figures": {}, **fault}, _language())


def refusal_words(refusal: Refusal) -> str:
    """Why it was not done, in the language of the page."""
    return sentence(refusal, _language())


def too_large(size: int) -> Refusal:
    """The refusal of a file that need not be read to know it."""
    return Refusal("evidence.large", {"size": size, "largest": LARGEST}, 413)


def _language() -> str:
    return "en" if words.english() else "ko"
