"""A snapshot as its template lays it out: every text printable and breakable, every number in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from baeum.credentials.snapshot import Line, Snapshot, number_of
from baeum.papers.attachments import Attachment
from baeum.papers.letters import MISSING, paper_text
from baeum.papers.qr import qr_svg
from baeum.papers.seal import seal_rows

LONGEST_WHOLE = 1_200  # letters of a row that a page surely holds; a longer one may break
# names of hosts that belong to nobody (RFC 2606, RFC 6761): what they issue is a sample
_SAMPLE_HOST = re.compile(r"(.*\.)?(example|test|invalid|localhost|example\.(com|net|org))", re.ASCII)


def is_sample(did: str) -> bool:
    """Whether an issuer is of a host that nobody can own, such as ``localhost`` or ``baeum.example``."""
    _, method, rest = did.split(":", 2)
    host = re.split(r":|%3A", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    return method != "web" or bool(_SAMPLE_HOST.fullmatch(host.lower())) or host.startswith("127.")


def shown(snapshot: Snapshot, *, qr: str, attachments: Iterable[Attachment], sample: bool) -> dict[str, Any]:
    """All that the template reads, as JSON values."""
    made = snapshot.issued_on
    said: dict[str, Any] = {
        "kind": snapshot.kind,
        "languages": list(snapshot.languages or ("ko",)),
        "number": snapshot.number,
        "issued_on": made.isoformat(),
        "made": [made.year, made.month, made.day],
        "holder": [
            {"code": code, "value": paper_text(snapshot.holder[code])}
            for code in _IN_ORDER
            if code in snapshot.holder
        ],
        "issuer": _issuer(snapshot),
        "purpose": paper_text(snapshot.purpose),
        "recipient": paper_text(snapshot.recipient),
        "valid_until": snapshot.valid_until.isoformat() if snapshot.valid_until else "",
        "particulars": [_texts(asdict(one)) for one in snapshot.particulars],
        "lines": [_line(one) for one in snapshot.lines],
        "sums": {
            "hours": _amount(_sum(line.hours for line in snapshot.lines)),
            "credits": _amount(_sum(line.credits for line in snapshot.lines)),
        },
        "seal": seal_rows(snapshot.issuer.name_ko),
    }
    said["lacking"] = MISSING in json.dumps(said, ensure_ascii=False)
    said["sample"] = sample
    said["qr"] = {"svg": qr_svg(qr), "address": qr, "host": urlsplit(qr).netloc or qr}
    said["attachments"] = [one.as_json() for one in attachments]
    return said


_SAID = ("title_ko", "title_en", "institution", "institution_en", "field", "grade")
_IN_ORDER = ("name", "name_en", "birth_date", "learner_number", "address", "workplace")


def _issuer(snapshot: Snapshot) -> dict[str, Any]:
    ko = paper_text(snapshot.issuer.name_ko)
    en = paper_text(snapshot.issuer.name_en)
    first = snapshot.languages[0] if snapshot.languages else "ko"
    name, other = (ko, en) if first == "ko" or not en else (en, ko)
    return {"ko": ko, "en": en or ko, "other": other, "size": _size(name, 21), "small": _size(other, 10)}


def _size(name: str, largest: float) -> float:
    """Points in which a name is short enough for the seal to stand beside it and not below."""
    ems = sum(1.16 if ord(letter) > 0x2E80 else 0.6 for letter in name)
    return round(max(6.0, min(largest, 330 / max(1, ems))), 1)


def _line(line: Line) -> dict[str, Any]:
    held = _texts({name: getattr(line, name) for name in _SAID})
    long = sum(len(value) for value in held.values()) > LONGEST_WHOLE
    accreditation = line.accreditation
    return {
        **held,
        "standing": line.standing,
        "began_on": line.began_on.isoformat() if line.began_on else "",
        "happened_on": line.happened_on.isoformat(),
        "hours": _amount(line.hours),
        "credits": _amount(line.credits),
        "accreditation": None
        if accreditation is None
        else {
            "number": paper_text(accreditation.number),
            "body": paper_text(accreditation.body),
            "granted_on": accreditation.granted_on.isoformat(),
            "valid_until": accreditation.valid_until.isoformat(),
        },
        "long": long,
    }


def _texts(held: Mapping[str, Any]) -> dict[str, str]:
    return {name: paper_text(value) for name, value in held.items()}


def _amount(value: int | Decimal | None) -> str:
    return "" if value is None else f"{number_of(Decimal(value)):,}"


def _sum(values: Iterable[int | Decimal | None]) -> Decimal | None:
    found = [Decimal(value) for value in values if value is not None]
    return sum(found, Decimal(0)) if found else None
