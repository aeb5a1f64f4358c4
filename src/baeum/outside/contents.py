"""What a credential says was learned, in the words of a line of the account. It is a stranger's text."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from baeum.ledger.learning import Learning

from .names import Stated, stated_in_claims, stated_in_subject

LONGEST = 500  # characters; one more is kept, so that the ledger tells that it is too long
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KINDS = {  # what an achievement is registered as: always a special note, until somebody here accredits it
    "Award": "award",
    "CommunityService": "volunteering",
    "CoCurricular": "club",
}
KIND = "training"
OF_LINE = {"award": "award", "volunteering": "volunteering", "club": "club"}
STANDINGS = ("self_declared", "institution_confirmed", "officially_verified")


@dataclass(frozen=True)
class Content:
    """Texts are cleaned. ``ids``: every id the item has there. ``ceiling``: its standing there.

    ``issuer_name``: as the credential writes it, never shown as the issuer of a verified one.
    """

    title: str
    where: str
    happened_on: date | None
    happened_from: date | None = None
    hours: int | None = None
    kind: str = KIND
    stated: Stated | None = None
    ids: tuple[str, ...] = ()
    ceiling: str = STANDINGS[-1]
    issuer_name: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def learning(self, where: str, details: Mapping[str, str]) -> Learning | None:
        """As the ledger takes it; None without a day. ``where`` takes the place of a missing one."""
        if self.happened_on is None:
            return None
        return Learning(
            kind=self.kind,
            title=self.title,
            where=self.where or where,
            happened_on=self.happened_on,
            happened_from=self.happened_from,
            hours=self.hours,
            details={**self.details, **details},
        )


def of_badge(document: Mapping[str, Any]) -> Content:
    """Of an Open Badge 3.0."""
    subject = _object(document.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    issuer = document.get("issuer")
    issuer_name = text(_object(issuer).get("name"))
    creator = text(_object(achievement.get("creator")).get("name"))
    ended = subject.get("activityEndDate") or document.get("awardedDate")
    details = {
        "achievement_type": text(achievement.get("achievementType")),
        "credits_stated": _number(subject.get("creditsEarned", achievement.get("creditsAvailable"))),
        "field_of_study": text(achievement.get("fieldOfStudy")),
    }
    evidence = document.get("evidence")
    listed = evidence if isinstance(evidence, list) else [evidence]
    told = [str(one["genre"]) for one in listed if isinstance(one, dict) and one.get("genre") in STANDINGS]
    return Content(
        title=text(achievement.get("name")) or text(document.get("name")),
        where=creator or issuer_name,
        happened_on=day(ended) or day(document.get("validFrom") or document.get("issuanceDate")),
        happened_from=day(subject.get("activityStartDate")),
        hours=_hours(subject, achievement),
        kind=KINDS.get(str(achievement.get("achievementType")), KIND),
        stated=stated_in_subject(subject),
        ids=tuple(one for one in (document.get("id"), achievement.get("id")) if isinstance(one, str)),
        ceiling=min(told, key=STANDINGS.index, default=STANDINGS[-1]),
        issuer_name=issuer_name,
        details={name: value for name, value in details.items() if value},
    )


def of_claims(claims: Mapping[str, Any]) -> list[tuple[Any, Content]]:
    """Of an SD-JWT VC: each of its ``lines`` as ours have, or the whole as one; with what it was read of."""
    lines = claims.get("lines")
    stated = stated_in_claims(dict(claims))
    name = text(_object(claims.get("issuer")).get("name_ko")) or text(claims.get("issuer_name"))
    if isinstance(lines, list):
        return [(one, _of_line(one, stated, name)) for one in lines if isinstance(one, dict)]
    title = _first(claims, "title", "achievement_name", "course_name", "credential_name", "name")
    issued = claims.get("iat", claims.get("nbf"))
    content = Content(
        title=title,
        where=_first(claims, "institution", "issuing_institution") or name,
        happened_on=day(claims.get("happened_on") or claims.get("completion_date")) or _second(issued),
        happened_from=day(claims.get("began_on")),
        hours=whole(claims.get("hours")),
        stated=stated if title != text(claims.get("name")) or "holder" in claims else None,
        ids=tuple(one for one in (claims.get("jti"), claims.get("id")) if isinstance(one, str)),
        issuer_name=name,
    )
    return [(None, content)]


def _of_line(line: Mapping[str, Any], stated: Stated | None, issuer_name: str) -> Content:
    credits = _number(line.get("credits"))
    standing = line.get("standing")
    return Content(
        title=text(line.get("title_ko")) or text(line.get("title_en")),
        where=text(line.get("institution")),
        happened_on=day(line.get("happened_on")),
        happened_from=day(line.get("began_on")),
        hours=whole(line.get("hours")),
        kind=OF_LINE.get(str(line.get("kind")), KIND),
        stated=stated,
        ids=tuple(one for one in (line.get("id"),) if isinstance(one, str)),
        ceiling=str(standing) if standing in STANDINGS else STANDINGS[0],
        issuer_name=issuer_name,
        details={"credits_stated": credits} if credits else {},
    )


def text(value: Any) -> str:
    """A text in NFC without what cannot be seen, on one line; "" for anything else."""
    if not isinstance(value, str):
        return ""
    seen = (" " if unicodedata.category(one) in UNSEEN else one for one in value[: 4 * LONGEST])
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())[: LONGEST + 1]


def day(value: Any) -> date | None:
    """The day of an instant or a date, where it was written."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def whole(value: Any) -> int | None:
    """A whole number, also as a text of digits or as 30.0; nothing else is a number of hours."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    if isinstance(value, (int, float)) and 0 <= value < 100_000 and value == int(value):
        return int(value)
    return None


def _second(value: Any) -> date | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 253_402_300_800:
        return None
    return datetime.fromtimestamp(value, UTC).date()


def _hours(subject: Mapping[str, Any], achievement: Mapping[str, Any]) -> int | None:
    """The result whose description is of hours (``ext:hours``)."""
    described = {
        one.get("id")
        for one in _listed(achievement.get("resultDescription"))
        if one.get("resultType") == "ext:hours"
    }
    found = [one for one in _listed(subject.get("result")) if one.get("resultDescription") in described]
    return whole(found[0].get("value")) if found and described else None


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _number(value: Any) -> str:
    plain = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1_000
    return f"{value:g}" if plain else ""


def _first(claims: Mapping[str, Any], *names: str) -> str:
    return next((found for name in names if (found := text(claims.get(name)))), "")
