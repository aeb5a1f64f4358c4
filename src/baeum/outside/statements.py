"""An xAPI statement (1.0.3, 2.0) as it is read here: who, did what, to which activity, with what result.

Strict: what a statement leaves out is not guessed. Only completed and passed lead to a completion, and only
where the result says so too.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from baeum.shared.clock import KOREA
from baeum.shared.refusal import Refusal

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
PASSED = "http://adlnet.gov/expapi/verbs/passed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
VERBS = {COMPLETED: "completed", PASSED: "passed", VOIDED: "voided"}
EITHER = "either"
LONGEST_ADDRESS, LONGEST_NAME, LONGEST_VERB = 500, 300, 300
_DURATION = re.compile(
    r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:\.\d{1,6})?S)?)?", re.ASCII
)


@dataclass(frozen=True)
class Said:
    """A statement that can be told from others. ``digest``: of all it says. ``target``: of a voiding one.

    ``why``: what keeps it from being a completion, whatever it is about.
    """

    id: UUID
    digest: bytes
    verb: str
    activity: str
    home_page: str = ""
    name: str = ""
    on: date | None = None
    scaled: float | None = None
    seconds: int | None = None
    target: UUID | None = None
    why: Refusal | None = None

    @property
    def is_voiding(self) -> bool:
        return self.verb == VOIDED


def read_statement(raw: Any) -> Said | Refusal:
    """A statement, or why it is none that could be kept."""
    if not isinstance(raw, dict):
        return Refusal("xapi.shape", {"place": "statement"})
    number = _uuid(raw.get("id"))
    if number is None:
        return Refusal("xapi.id")
    verb = _object(raw.get("verb")).get("id")
    if not isinstance(verb, str) or not 0 < len(verb) <= LONGEST_VERB:
        return Refusal("xapi.shape", {"place": "verb.id"})
    about = _object(raw.get("object"))
    digest = sha256(json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()).digest()
    if verb == VOIDED:
        target = _uuid(about.get("id")) if about.get("objectType") == "StatementRef" else None
        why = None if target else Refusal("xapi.target")
        return Said(number, digest, verb, "", target=target, why=why)
    activity = about.get("id")
    kind = about.get("objectType", "Activity")
    named = isinstance(activity, str) and 0 < len(activity) <= LONGEST_ADDRESS and kind == "Activity"
    account = _object(_object(raw.get("actor")).get("account"))
    home_page, name = account.get("homePage"), account.get("name")
    known = _text(home_page, LONGEST_ADDRESS) and _text(name, LONGEST_NAME)
    on, result = _day(raw.get("timestamp")), _object(raw.get("result"))
    return Said(
        number,
        digest,
        verb,
        str(activity) if named else "",
        str(home_page) if known else "",
        str(name) if known else "",
        on,
        _scaled(_object(result.get("score"))),
        _seconds(result.get("duration")),
        why=_why(verb, result, named=named, known=known, on=on),
    )


def _why(verb: str, result: dict[str, Any], *, named: bool, known: bool, on: date | None) -> Refusal | None:
    """The first rule that the statement does not meet."""
    if verb not in VERBS:
        return Refusal("xapi.verb", {"verb": verb[:100]})
    if not named:
        return Refusal("xapi.object")
    if not known:
        return Refusal("xapi.actor")
    if result.get("success") is False or result.get("completion") is False:
        return Refusal("xapi.not_achieved")
    if result.get("completion" if verb == COMPLETED else "success") is not True:
        return Refusal("xapi.result", {"member": "completion" if verb == COMPLETED else "success"})
    if on is None:
        return Refusal("xapi.timestamp")
    return None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _uuid(value: Any) -> UUID | None:
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _day(value: Any) -> date | None:
    """The day in Korea of a timestamp with its offset (RFC 3339)."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    try:
        return None if at.tzinfo is None else at.astimezone(KOREA).date()
    except OverflowError:
        return None


def _scaled(score: dict[str, Any]) -> float | None:
    """The score from 0 to 1: as it says, or of its raw and max."""
    scaled, raw, most = (_number(score.get(name)) for name in ("scaled", "raw", "max"))
    if scaled is not None:
        return scaled if -1 <= scaled <= 1 else None
    if raw is not None and most is not None and raw <= most and most > 0:
        return raw / most
    return None


def _number(value: Any) -> float | None:
    plain = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if plain and abs(value) < 1e9 else None


def _seconds(value: Any) -> int | None:
    """An ISO 8601 duration of days, hours, minutes and seconds; months and years have no length."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) and len(value) > 2 else None
    if found is None:
        return None
    days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
