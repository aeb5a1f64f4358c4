"""What a wallet is told instead of what it asked for: the error codes of the standards, in ASCII."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Denied(Exception):
    """``error``: of RFC 6749, RFC 6750 or OpenID4VCI 1.0. ``description``: for whoever builds a wallet."""

    error: str
    description: str
    status: int = 400
    headers: Mapping[str, str] = field(default_factory=dict)


def no_token(description: str, error: str = "invalid_token") -> Denied:
    """401 with the challenge of RFC 6750, 3; ``error`` "": nothing was given at all."""
    challenge = f'Bearer realm="baeum", error="{error}"' if error else 'Bearer realm="baeum"'
    return Denied(error or "invalid_token", description, 401, {"WWW-Authenticate": challenge})
