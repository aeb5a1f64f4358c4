"""One line of learning as an Open Badges 3.0 credential (VCDM 2.0), made so that it needs no canonicalising.

Every node has an id. That of an achievement is made of its own text: where a course's text changes, its id
changes, so that two versions in one CLR (which is one graph) cannot lend each other their words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from json import dumps
from typing import Any

from baeum.credentials.contexts import CREDENTIALS, OPEN_BADGES, OPEN_BADGES_EXTENSIONS
from baeum.credentials.keys import Purpose, SigningKey
from baeum.credentials.proof import secured
from baeum.credentials.snapshot import Accreditation, Line, Snapshot, number_of
from baeum.credentials.status import StatusEntry
from baeum.credentials.templates import Templates

CONTEXTS = [CREDENTIALS, OPEN_BADGES, OPEN_BADGES_EXTENSIONS]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

# The closed list of Open Badges 3.0; what is not in it is ``ext:`` and our own word.
TYPES = {
    "school": "Diploma",
    "literacy": "Diploma",
    "degree": "Degree",
    "university_course": "Course",
    "part_time_course": "Course",
    "bdes_exam": "Assessment",
    "certificate": "Certification",
    "accredited_course": "Course",
    "bdes_exemption_course": "Course",
    "course": "Course",
    "training": "LearningProgram",
    "volunteering": "CommunityService",
    "award": "Award",
    "club": "CoCurricular",
}
WORDS = {
    "criteria": ("과정을 마치고 이수 기준을 채웠습니다.", "The course was completed by its own criteria."),
    "hours": ("학습 시간", "Hours of learning"),
    "standing": ("확인", "Standing"),
    "accreditation": ("평가인정", "Accreditation"),
    "self_declared": ("본인이 적었습니다.", "Declared by the learner."),
    "institution_confirmed": ("기관이 확인했습니다.", "Confirmed by the institution."),
    "officially_verified": ("공식으로 검증되었습니다.", "Officially verified."),
}


@dataclass(frozen=True)
class Signed:
    """A signed credential and its canonical N-Quads without the proof: what a CLR is later joined from."""

    document: dict[str, Any]
    nquads: bytes


@dataclass(frozen=True)
class Terms:
    """What the caller decides about one credential. ``id`` and ``subject``: URLs or random ``urn:uuid:``.

    A subject id of its own for each credential: otherwise two badges shown together tell that they are one
    person's, and in a CLR the days of one would stand at the other. ``zone``: the offset of the issuer's
    days.
    """

    id: str
    subject: str
    status: StatusEntry | None = None
    zone: str = "+09:00"


def badge(snapshot: Snapshot, line: Line, terms: Terms) -> dict[str, Any]:
    """The unsigned Open Badge of one line of a snapshot."""
    subject: dict[str, Any] = {
        "id": terms.subject,
        "type": ["AchievementSubject"],
        "activityEndDate": at_midnight(line.happened_on, terms),
        "achievement": _achievement(snapshot, line),
        **identified(snapshot),
    }
    if line.began_on:
        subject["activityStartDate"] = at_midnight(line.began_on, terms)
    if line.credits is not None:
        subject["creditsEarned"] = number_of(line.credits)
    if line.hours is not None:
        subject["result"] = [_hours(snapshot, line, terms)]
    return {
        "@context": CONTEXTS,
        "id": terms.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _title(snapshot, line),
        **framed(snapshot, terms),
        "credentialSubject": subject,
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "evidence": _evidence(snapshot, line, terms),
    }


def sign_badge(snapshot: Snapshot, line: Line, terms: Terms, key: SigningKey, templates: Templates) -> Signed:
    """The Open Badge of one line, signed with an items key. Raises Unsafe, ValueError for another key."""
    if key.purpose is not Purpose.ITEMS or not key.key_id.startswith(f"{snapshot.issuer.did}#"):
        raise ValueError(f"{key.key_id} may not sign items of {snapshot.issuer.did}")
    return Signed(*secured(badge(snapshot, line, terms), key, instant(snapshot, terms), templates))


def instant(snapshot: Snapshot, terms: Terms) -> str:
    """The beginning of the day of issue: a finer time would tell who was served when."""
    return at_midnight(snapshot.issued_on, terms)


def at_midnight(day: date, terms: Terms) -> str:
    """The instant at which a day begins where the issuer is."""
    return f"{day.isoformat()}T00:00:00{terms.zone}"


def framed(snapshot: Snapshot, terms: Terms) -> dict[str, Any]:
    """Issuer, days and status, as every credential of ours has them."""
    found: dict[str, Any] = {
        "issuer": {
            "id": snapshot.issuer.did,
            "type": ["Profile"],
            "name": in_language(snapshot, snapshot.issuer.name_ko, snapshot.issuer.name_en),
        },
        "validFrom": instant(snapshot, terms),
    }
    if snapshot.valid_until:
        found["validUntil"] = f"{snapshot.valid_until.isoformat()}T23:59:59{terms.zone}"
    if terms.status:
        found["credentialStatus"] = terms.status.bitstring_entry()
    return found


def identified(snapshot: Snapshot) -> dict[str, Any]:
    """The holder's name, masked as it was chosen. 1EdTech's schema forbids its node an id."""
    name = snapshot.holder.get("name")
    if not name:
        return {}
    entry = {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}
    return {"identifier": [entry]}


def in_language(snapshot: Snapshot, ko: str, en: str) -> str:
    """The text in the first language of the document; the Korean one where there is no other."""
    return _either(snapshot.languages[0], ko, en)


def named(content: Any) -> str:
    """An id made of the content (a UUID of version 8): other content has another id."""
    text = dumps(content, ensure_ascii=False, sort_keys=True)
    digits = sha256(text.encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _either(language: str, ko: str, en: str) -> str:
    return en if language == "en" and en else ko


def _words(snapshot: Snapshot, name: str) -> str:
    return in_language(snapshot, *WORDS[name])


def _title(snapshot: Snapshot, line: Line) -> str:
    return in_language(snapshot, line.title_ko, line.title_en)


def _achievement(snapshot: Snapshot, line: Line) -> dict[str, Any]:
    """What was achieved, without the learner and the days: the same for all who completed the same."""
    without = replace(line, id="", happened_on=date.min, began_on=None, standing="", accreditation=None)
    return _achieved(snapshot.languages[0], without)


@lru_cache(maxsize=4_096)  # 10,000 completions of one course have one achievement
def _achieved(language: str, line: Line) -> dict[str, Any]:
    institution = _either(language, line.institution, line.institution_en)
    found: dict[str, Any] = {
        "type": ["Achievement"],
        "achievementType": TYPES.get(line.kind, f"ext:{line.kind}"),
        "name": _either(language, line.title_ko, line.title_en),
        "description": f"{line.title_en or line.title_ko} · {institution}",
        "inLanguage": language,
        "creator": {"id": named(["institution", institution]), "type": ["Profile"], "name": institution},
    }
    if line.credits is not None:
        found["creditsAvailable"] = number_of(line.credits)
    if line.field:
        found["fieldOfStudy"] = line.field
    if line.hours is not None:
        found["resultDescription"] = [_hours_described(language)]
    narrative = _either(language, *WORDS["criteria"])
    found["criteria"] = {"id": named(["criteria", narrative]), "narrative": narrative}
    return {"id": named(found), **found}


@lru_cache
def _hours_described(language: str) -> dict[str, Any]:
    name = _either(language, *WORDS["hours"])
    found = {"type": ["ResultDescription"], "name": name, "resultType": "ext:hours"}
    return {"id": named(found), **found}


def _hours(snapshot: Snapshot, line: Line, terms: Terms) -> dict[str, Any]:
    return {
        "id": f"{terms.id}#hours",
        "type": ["Result"],
        "resultDescription": _hours_described(snapshot.languages[0])["id"],
        "value": str(line.hours),
    }


def _evidence(snapshot: Snapshot, line: Line, terms: Terms) -> list[dict[str, Any]]:
    found = [
        {
            "id": f"{terms.id}#standing",
            "type": ["Evidence"],
            "name": _words(snapshot, "standing"),
            "genre": line.standing,
            "description": _words(snapshot, line.standing),
        }
    ]
    if line.accreditation:
        found.append(_accredited(snapshot, line.accreditation, terms))
    return found


def _accredited(snapshot: Snapshot, held: Accreditation, terms: Terms) -> dict[str, Any]:
    return {
        "id": f"{terms.id}#accreditation",
        "type": ["Evidence"],
        "name": f"{_words(snapshot, 'accreditation')} {held.number}",
        "genre": "accreditation",
        "description": f"{held.body}, {held.granted_on.isoformat()} – {held.valid_until.isoformat()}",
    }
