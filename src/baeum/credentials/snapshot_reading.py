"""Reading a snapshot: every fault at once, each with its place and a sentence in both languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from baeum.credentials.reasons import Reason
from baeum.credentials.safe import CONTROL
from baeum.credentials.snapshot import (
    KINDS,
    LONGEST_TEXT,
    MOST_LINES,
    PERSONAL,
    STANDINGS,
    Accreditation,
    IssuerName,
    Line,
    Particular,
    Snapshot,
)

_NUMBER = re.compile(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}", re.ASCII)
_TEMPLATE = re.compile(r"[a-z][a-z_]*-[0-9]+", re.ASCII)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_DID = re.compile(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+", re.ASCII)
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
MOST_HOURS = 100_000
MOST_CREDITS = 1_000


@dataclass(frozen=True)
class Fault:
    """What is wrong at a place, such as ``lines[2].credits``."""

    place: str
    reason: Reason


class _Reading:
    """The members of one object, taken one by one; what is left over in the end is a fault too."""

    def __init__(self, value: Any, place: str, faults: list[Fault]) -> None:
        self._place, self._faults = place, faults
        if not isinstance(value, Mapping):
            self.fault("", "snapshot.object")
        self._held = dict(value) if isinstance(value, Mapping) else {}

    def place(self, name: str) -> str:
        return f"{self._place}.{name}".strip(".") if name else self._place or "$"

    def fault(self, name: str, code: str, **figures: Any) -> None:
        self._faults.append(Fault(self.place(name), Reason(code, {"place": self.place(name), **figures})))

    def take(self, name: str) -> Any:
        return self._held.pop(name, None)

    def text(self, name: str, *, needed: bool = False, pattern: re.Pattern[str] | None = None) -> str:
        value = self.take(name)
        if value is None or value == "":
            if needed:
                self.fault(name, "snapshot.missing")
            return ""
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            self.fault(name, "snapshot.text", longest=LONGEST_TEXT)
            return ""
        if CONTROL.search(value) or _DIRECTIONS.search(value):
            self.fault(name, "snapshot.control")
        if unicodedata.normalize("NFC", value) != value:
            self.fault(name, "snapshot.nfc")
        if pattern and not pattern.fullmatch(value):
            self.fault(name, "snapshot.form", value=value[:40])
        return value

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.take(name)
        if value not in allowed:
            self.fault(name, "snapshot.one_of", allowed=", ".join(allowed))
        return str(value)

    def day(self, name: str, *, needed: bool = False) -> date | None:
        value = self.take(name)
        if value is None:
            if needed:
                self.fault(name, "snapshot.missing")
            return None
        try:
            if isinstance(value, str) and len(value) == len("2026-11-26"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.fault(name, "snapshot.day")
        return None

    def amount(self, name: str, *, most: int, halves: bool = False) -> Decimal | None:
        value = self.take(name)
        if value is None:
            return None
        whole = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= most
        if not whole or (value * 2 if halves else value) % 1:
            self.fault(name, "snapshot.halves" if halves else "snapshot.whole", most=most)
            return None
        return Decimal(str(value))

    def several(self, name: str, most: int) -> list[Any]:
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > most:
            self.fault(name, "snapshot.list", most=most)
            return []
        return value

    def end(self) -> None:
        for name in self._held:
            self.fault(str(name)[:40], "snapshot.unknown")


def read_snapshot(value: Any) -> Snapshot | list[Fault]:
    """The snapshot of JSON values, or everything that is wrong with them."""
    faults: list[Fault] = []
    top = _Reading(value, "", faults)
    snapshot = Snapshot(
        kind=top.one_of("kind", KINDS),
        template=top.text("template", needed=True, pattern=_TEMPLATE),
        number=top.text("number", needed=True, pattern=_NUMBER),
        issued_on=top.day("issued_on", needed=True) or date.min,
        languages=_languages(top),
        holder=_holder(_Reading(top.take("holder") or {}, "holder", faults)),
        issuer=_issuer(_Reading(top.take("issuer"), "issuer", faults)),
        lines=tuple(
            _line(_Reading(one, f"lines[{n}]", faults))
            for n, one in enumerate(top.several("lines", MOST_LINES))
        ),
        particulars=tuple(
            _particular(_Reading(one, f"particulars[{n}]", faults))
            for n, one in enumerate(top.several("particulars", 100))
        ),
        purpose=top.text("purpose"),
        recipient=top.text("recipient"),
        valid_until=top.day("valid_until"),
    )
    _together(snapshot, top)
    top.end()
    return faults or snapshot


def _together(snapshot: Snapshot, top: _Reading) -> None:
    """What must be true of the whole: ids once, only verified lines in a history, days in order."""
    seen: set[str] = set()
    for n, line in enumerate(snapshot.lines):
        if line.id in seen:
            top.fault(f"lines[{n}].id", "snapshot.twice")
        seen.add(line.id)
        if snapshot.kind == "learning_history" and line.standing == "self_declared":
            top.fault(f"lines[{n}].standing", "snapshot.unverified")
        if line.began_on and line.began_on > line.happened_on:
            top.fault(f"lines[{n}].began_on", "snapshot.order")
    if snapshot.valid_until and snapshot.valid_until < snapshot.issued_on:
        top.fault("valid_until", "snapshot.order")


def _languages(top: _Reading) -> tuple[str, ...]:
    found = top.several("languages", 2) or ["ko"]
    if any(one not in ("ko", "en") for one in found) or len(set(found)) != len(found):
        top.fault("languages", "snapshot.one_of", allowed="ko, en")
    return tuple(str(one) for one in found)


def _holder(held: _Reading) -> dict[str, str]:
    found = {name: held.text(name) for name in PERSONAL}
    held.end()
    return {name: value for name, value in found.items() if value}


def _issuer(held: _Reading) -> IssuerName:
    found = IssuerName(
        did=held.text("did", needed=True, pattern=_DID),
        name_ko=held.text("name_ko", needed=True),
        name_en=held.text("name_en"),
    )
    held.end()
    return found


def _particular(held: _Reading) -> Particular:
    found = Particular(
        code=held.text("code", needed=True, pattern=_CODE),
        label_ko=held.text("label_ko", needed=True),
        label_en=held.text("label_en"),
        value=held.text("value", needed=True),
    )
    held.end()
    return found


def _line(held: _Reading) -> Line:
    hours = held.amount("hours", most=MOST_HOURS)
    accreditation = held.take("accreditation")
    found = Line(
        id=held.text("id", needed=True, pattern=_UUID),
        title_ko=held.text("title_ko", needed=True),
        title_en=held.text("title_en"),
        institution=held.text("institution", needed=True),
        institution_en=held.text("institution_en"),
        kind=held.text("kind", pattern=_CODE) or "course",
        field=held.text("field"),
        happened_on=held.day("happened_on", needed=True) or date.max,
        began_on=held.day("began_on"),
        hours=None if hours is None else int(hours),
        credits=held.amount("credits", most=MOST_CREDITS, halves=True),
        grade=held.text("grade"),
        standing=held.one_of("standing", STANDINGS),
        accreditation=None if accreditation is None else _accreditation(held, accreditation),
    )
    held.end()
    return found


def _accreditation(line: _Reading, value: Any) -> Accreditation:
    held = _Reading(value, line.place("accreditation"), line._faults)
    found = Accreditation(
        number=held.text("number", needed=True),
        body=held.text("body", needed=True),
        granted_on=held.day("granted_on", needed=True) or date.min,
        valid_until=held.day("valid_until", needed=True) or date.max,
    )
    held.end()
    return found
