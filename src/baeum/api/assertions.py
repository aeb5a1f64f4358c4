"""The signed assertion a client identifies itself with (RFC 7523, private_key_jwt).

Only a signature by a registered key counts; the algorithm follows from that key. Whether a ``jti`` was used
before is asked of the database by ``services/issue_token.py``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import jwt
from jwt.exceptions import InvalidSubjectError

from .keys import ALGORITHMS, algorithm_of, public_key

LONGEST = 8_000  # characters of an assertion
LONGEST_JTI = 200
LONGEST_LIFE = 600  # seconds from now to exp
LEEWAY = 30  # seconds that clocks may differ


@dataclass(frozen=True)
class Assertion:
    """What was signed. ``client``: the id it names; ``jti``: to be used once until ``expires``."""

    client: str
    jti: str
    expires: datetime


@dataclass(frozen=True)
class Distrust:
    """Why an assertion is not believed, in both languages."""

    ko: str
    en: str

    def sentence(self) -> dict[str, str]:
        """The reason as a figure of a problem."""
        return {"ko": self.ko, "en": self.en}


def claimed_client(assertion: str) -> str | None:
    """The client an assertion says it comes from. Nothing is verified: only good for finding its keys."""
    if len(assertion) > LONGEST:
        return None
    try:
        claims = jwt.decode(assertion, options={"verify_signature": False, "verify_aud": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        return None
    found = claims.get("iss")
    return found if isinstance(found, str) else None


def verify(
    assertion: str, keys: Sequence[dict[str, Any]], *, client: str, audience: str, at: datetime
) -> Assertion | Distrust:
    """The assertion, if a key of the client signed it, for this audience, and it holds at this moment."""
    header = _header(assertion)
    if header.get("alg") not in ALGORITHMS:
        return Distrust(
            "알고리즘은 ES256, RS256, EdDSA만 받습니다", "the algorithm must be ES256, RS256 or EdDSA"
        )
    key = next((one for one in keys if one.get("kid") == header.get("kid")), None)
    found = public_key(key) if key else None
    if key is None or found is None:
        return Distrust("kid에 맞는 등록된 키가 없습니다", "no registered key has this kid")
    try:
        claims = jwt.decode(
            assertion,
            found,
            algorithms=[algorithm_of(key)],
            audience=audience,
            issuer=client,
            subject=client,
            options={
                "require": ["iss", "sub", "aud", "exp", "jti"],
                "strict_aud": True,  # one audience, so that nobody else was meant to receive it
                "verify_exp": False,  # times are compared below, with the clock of the whole site
                "verify_nbf": False,
                "verify_iat": False,
            },
        )
    except jwt.InvalidAudienceError:
        return Distrust(f"aud는 {audience}여야 합니다", f"aud must be {audience}")
    except (InvalidSubjectError, jwt.InvalidIssuerError, jwt.MissingRequiredClaimError):
        return Distrust(
            "iss, sub, aud, exp, jti가 모두 있고 iss와 sub는 이용기관의 번호여야 합니다",
            "iss, sub, aud, exp and jti are needed, and iss and sub must be the client id",
        )
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        return Distrust("서명이 맞지 않습니다", "the signature does not match")
    return _in_time(claims, client, at)


def _header(assertion: str) -> dict[str, Any]:
    try:
        return dict(jwt.get_unverified_header(assertion))
    except (jwt.PyJWTError, ValueError, RecursionError):
        return {}


def _in_time(claims: dict[str, Any], client: str, at: datetime) -> Assertion | Distrust:
    """The assertion if its times hold: exp near and ahead, nbf and iat (where given) not ahead."""
    now = at.timestamp()
    expires, jti = _moment(claims["exp"]), claims["jti"]
    begins = [_moment(claims[name]) for name in ("nbf", "iat") if name in claims]
    if expires is None or None in begins:
        return Distrust(
            "exp, nbf, iat는 초로 된 수여야 합니다", "exp, nbf and iat must be numbers of seconds"
        )
    if expires + LEEWAY <= now:
        return Distrust("만료되었습니다", "it has expired")
    if expires > now + LONGEST_LIFE + LEEWAY:
        return Distrust(
            f"exp는 {LONGEST_LIFE}초 안이어야 합니다", f"exp may be {LONGEST_LIFE} seconds ahead at most"
        )
    if any(one is not None and one > now + LEEWAY for one in begins):
        return Distrust("아직 쓸 수 없는 시각입니다", "it does not hold yet")
    if not isinstance(jti, str) or not 0 < len(jti) <= LONGEST_JTI:
        return Distrust(f"jti는 1-{LONGEST_JTI}자여야 합니다", f"jti needs 1 to {LONGEST_JTI} characters")
    return Assertion(client, jti, datetime.fromtimestamp(expires + LEEWAY, UTC))


def _moment(value: Any) -> float | None:
    """Seconds since 1970, or None for what is no such number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 2**40:
        return None
    return float(value) if math.isfinite(value) else None
