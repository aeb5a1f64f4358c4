"""What somebody learned, as it is handed in: checked whole, sealed, and known again when it comes twice."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from baeum.shared.sealing import Unreadable, blind_index, seal, unseal
from baeum_rules.ledger.entries import Entry
from baeum_rules.ledger.kinds import kind_on
from baeum_rules.parameters import load_law
from baeum_rules.recognition.fields import Problem, read_text

LARGEST_DETAILS = 20_000  # bytes of JSON


@dataclass(frozen=True)
class Learning:
    """``kind``: of ``account.kind``. It counts on ``happened_on``, the last day. Amounts: whole numbers.

    ``reference``: a number of the depositor's, where one title can be learned twice on a day at one place.
    ``details``: further fields; of a source of credit those of the case format (docs/guides/calculator.md).
    """

    kind: str
    title: str
    where: str
    happened_on: date
    happened_from: date | None = None
    credits: int | None = None
    hours: int | None = None
    reference: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    evidence: UUID | None = None


@dataclass(frozen=True)
class LearningFault:
    """What is wrong with one field: the code of its sentence, and its figures (never what was written)."""

    field: str
    code: str
    figures: dict[str, Any] = dataclasses.field(default_factory=dict)


def normalised(learning: Learning) -> Learning:
    """Texts as NFC and trimmed, so that the same words are the same bytes."""
    return replace(
        learning,
        kind=_plain(learning.kind),
        title=_plain(learning.title),
        where=_plain(learning.where),
        reference=_plain(learning.reference or ""),
    )


def faults_of(learning: Learning, on: date) -> list[LearningFault]:
    """Everything that is wrong with a learning, on the day it is handed in."""
    return [*_faults_of_texts(learning), *_faults_of_days(learning, on), *_faults_of_amounts(learning, on)]


def _faults_of_texts(learning: Learning) -> Iterator[LearningFault]:
    for name in ("title", "where"):
        read = read_text(getattr(learning, name))
        if isinstance(read, Problem):
            yield LearningFault(name, read.code, {"expected": read.expected})
    if learning.reference:
        read = read_text(learning.reference)
        if isinstance(read, Problem):
            yield LearningFault("reference", read.code, {"expected": read.expected})
    written = _written(learning)
    if written is None:
        yield LearningFault("details", "details.json")
    elif len(written) > LARGEST_DETAILS:
        yield LearningFault("details", "text.long", {"expected": LARGEST_DETAILS})


def has_json(learning: Learning) -> bool:
    """Whether the details can be written as JSON at all."""
    return _written(learning) is not None


def _faults_of_days(learning: Learning, on: date) -> Iterator[LearningFault]:
    earliest = load_law().value("account.earliest_day", on)
    assert isinstance(earliest, date)
    for name, day in (("happened_on", learning.happened_on), ("happened_from", learning.happened_from)):
        if name == "happened_from" and day is None:
            continue
        if type(day) is not date:
            yield LearningFault(name, "type.date")
        elif day < earliest:
            yield LearningFault(name, "day.early", {"earliest": earliest.isoformat()})
        elif day > on:
            yield LearningFault(name, "day.future", {"today": on.isoformat()})
    if (
        type(learning.happened_from) is date
        and type(learning.happened_on) is date
        and learning.happened_from > learning.happened_on
    ):
        yield LearningFault("happened_from", "day.order")
    if type(learning.happened_on) is date and (
        not isinstance(learning.kind, str) or kind_on(learning.kind, learning.happened_on) is None
    ):
        yield LearningFault("kind", "kind.unknown")


def _faults_of_amounts(learning: Learning, on: date) -> Iterator[LearningFault]:
    for name in ("credits", "hours"):
        amount, most = getattr(learning, name), load_law().value(f"account.most_{name}", on)
        assert isinstance(most, int)
        if amount is None:
            continue
        if type(amount) is not int or not 0 <= amount <= most:
            yield LearningFault(name, "amount", {"most": most})


def _plain(text: Any) -> Any:
    """What is no text stays what it is, and becomes a fault."""
    return unicodedata.normalize("NFC", text).strip() if isinstance(text, str) else text


def _written(learning: Learning) -> bytes | None:
    try:
        return json.dumps(
            dict(learning.details), ensure_ascii=False, allow_nan=False, sort_keys=True
        ).encode()
    except (TypeError, ValueError, RecursionError):  # also half a surrogate pair
        return None


def natural_key(person_key: bytes, learning: Learning) -> bytes:
    """What makes an event the same event, keyed: without the person's key nobody can try guesses."""
    spaced = (
        " ".join(text.casefold().split()) for text in (learning.title, learning.where, learning.reference)
    )
    days = (learning.happened_from and learning.happened_from.isoformat(), learning.happened_on.isoformat())
    return blind_index(person_key, "ledger.event", json.dumps([learning.kind, *spaced, *days]))


def digest_of(person_key: bytes, account_id: int, learning: Learning) -> bytes:
    """Equal for the same content to the same account, whatever the order of its fields; keyed likewise."""
    everything = {name: getattr(learning, name) for name in learning.__dataclass_fields__}
    everything["details"] = dict(learning.details)
    written = json.dumps([account_id, everything], sort_keys=True, default=str)
    return blind_index(person_key, "ledger.deposit", written)


def content_of(learning: Learning) -> dict[str, Any]:
    """What of a learning is sealed."""
    return {
        "title": learning.title,
        "where": learning.where,
        "reference": learning.reference,
        "details": dict(learning.details),
    }


def seal_content(person_key: bytes, account_id: int, number: int, content: Mapping[str, Any]) -> bytes:
    """The content sealed, bound to its line."""
    return seal(person_key, json.dumps(content, ensure_ascii=False).encode(), _place(account_id, number))


def unseal_content(person_key: bytes, account_id: int, number: int, sealed: bytes) -> dict[str, Any]:
    """The content again. Raises Unreadable."""
    content = json.loads(unseal(person_key, bytes(sealed), _place(account_id, number)))
    assert isinstance(content, dict)
    return content


def opened_content(entry: Entry, person_key: bytes | None) -> dict[str, Any] | None:
    """The content of a line; None where the person's key is destroyed, or not to be had."""
    if person_key is None:
        return None
    try:
        return unseal_content(person_key, entry.account, entry.number, entry.content)
    except Unreadable:
        return None


def _place(account_id: int, number: int) -> bytes:
    return f"ledger_entry:{account_id}:{number}".encode()
