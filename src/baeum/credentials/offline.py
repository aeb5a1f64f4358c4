"""The offline verifier: a credential, the issuer's did document, its status lists; nothing else.

``tools/offline_verifier.py`` puts it into one file. It opens no connection and asks no clock: the day is
told.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from baeum.credentials.issuer import Issuer, IssuerFault, Trusted, read_issuer
from baeum.credentials.status import StatusFault
from baeum.credentials.status_checking import StatusLists
from baeum.credentials.strict_json import LARGEST
from baeum.credentials.verdict import Outcome, Verdict
from baeum.credentials.verify import verify

HEADINGS = {
    Outcome.VALID: ("유효", "VALID"),
    Outcome.CHANGED: ("바뀜", "CHANGED"),
    Outcome.REVOKED: ("거둠", "REVOKED"),
    Outcome.EXPIRED: ("기간 밖", "EXPIRED OR NOT YET VALID"),
    Outcome.UNKNOWN_ISSUER: ("모르는 발급 기관", "UNKNOWN ISSUER"),
    Outcome.UNCHECKED: ("확인하지 못함", "NOT CHECKED"),
    Outcome.UNREADABLE: ("읽을 수 없음", "UNREADABLE"),
}


def main(words: Sequence[str]) -> int:
    """Verify; 0 valid, 1 not valid, 2 what was given cannot be used."""
    parser = argparse.ArgumentParser(
        prog="baeum-verify",
        description="디지털 증명서를 인터넷 없이 확인합니다. Verifies a credential offline.",
    )
    parser.add_argument("credential", type=Path, help="증명서(JSON, SD-JWT) / the credential")
    parser.add_argument(
        "--issuer",
        type=Path,
        action="append",
        required=True,
        help="믿는 기관의 did.json / a trusted did document",
    )
    parser.add_argument(
        "--status", type=Path, action="append", default=[], help="상태 목록 / a published status list"
    )
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="기준일 / the day, 2026-11-26")
    parser.add_argument("--json", action="store_true", help="기계가 읽는 답 / the answer as JSON")
    arguments = parser.parse_args(words)
    try:
        trusted = Trusted.of([_issuer(file) for file in arguments.issuer])
        status = StatusLists.of([file.read_bytes() for file in arguments.status])
        with arguments.credential.open("rb") as opened:
            held = opened.read(LARGEST + 1)
    except (OSError, IssuerFault, StatusFault) as error:
        print(f"baeum-verify: {error}", file=sys.stderr)
        return 2
    verdict = verify(held, trusted=trusted, status=status, on=arguments.on)
    print(json.dumps(as_json(verdict), ensure_ascii=False, indent=1) if arguments.json else in_words(verdict))
    return 0 if verdict.valid else 1


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict for a machine."""
    return {
        "outcome": verdict.outcome.value,
        "form": verdict.form,
        "issuer": verdict.issuer,
        "reasons": [{"code": one.code, "ko": one.ko, "en": one.en} for one in verdict.reasons],
        "shown": dict(verdict.shown),
        "members": [as_json(member) for member in verdict.members],
    }


def in_words(verdict: Verdict) -> str:
    """The verdict for a person, both languages."""
    ko, en = HEADINGS[verdict.outcome]
    lines = [f"{ko} / {en}"]
    for reason in verdict.reasons:
        lines += [f"  {reason.ko}", f"  {reason.en}"]
    if verdict.issuer:
        lines.append(f"  발급 / issuer: {verdict.issuer}")
    if verdict.shown:
        lines.append(json.dumps(dict(verdict.shown), ensure_ascii=False, indent=2))
    return "\n".join(lines)


def _issuer(file: Path) -> Issuer:
    try:
        return read_issuer(file.read_bytes())
    except IssuerFault as error:
        raise IssuerFault(f"{file}: {error}") from error
