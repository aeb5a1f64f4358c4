"""What an operation tells about itself for the OpenAPI document: its scope and its problems."""

from __future__ import annotations

from typing import Any

SCHEME = "oauth"
PROBLEMS = "x-problems"
EVERYWHERE = ("method-not-allowed", "too-many-requests", "fault", "unavailable")
WITH_TOKEN = ("token-missing", "token-refused")
WITH_BODY = ("malformed-json", "too-large", "unsupported-media-type", "invalid-content")


def described(
    *problems: str, scope: str | None = None, token: bool = True, body: bool = False
) -> dict[str, Any]:
    """``openapi_extra`` of an operation. ``scope``: None where any token will do; ``body``: it reads JSON."""
    codes = [*problems, *EVERYWHERE]
    if token:
        codes += [*WITH_TOKEN, *(["insufficient-scope"] if scope else [])]
    if body:
        codes += WITH_BODY
    extra: dict[str, Any] = {PROBLEMS: codes}
    if token:
        extra["security"] = [{SCHEME: [scope] if scope else []}]
    return extra
