"""SD-JWT (RFC 9901): what is disclosed one by one, presented as any subset, and checked.

``issue`` hides members and elements behind digests; a holder shows some of the disclosures; ``disclosed``
puts those back and refuses everything else: a disclosure that no digest asks for, a digest twice, a name that
is there already.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from baeum.credentials import jws
from baeum.credentials.encodings import NotEncoded, from_base64url, to_base64url
from baeum.credentials.keys import SigningKey
from baeum.credentials.strict_json import DEEPEST, Unread, read_json

SALT_BYTES = 16
SMALLEST_BUCKET = 8
MOST_DISCLOSURES = 10_000
_RESERVED = frozenset({"_sd", "...", "_sd_alg"})
# What a verifier decides by: never to be disclosed or withheld (SD-JWT VC, 2.2.2.2).
OPEN = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"})
_DIGEST_BYTES = 32


class NotSdJwt(ValueError):
    """The text is not an SD-JWT, or its disclosures do not belong to it. ``code``: the reason."""

    def __init__(self, code: str, **figures: Any) -> None:
        super().__init__(f"{code} {figures}")
        self.code, self.figures = code, figures


@dataclass(frozen=True)
class SdJwt:
    """An SD-JWT as read, not yet checked. ``bound``: the holder's JWT behind it, where there is one."""

    issued: jws.Jws
    disclosures: tuple[str, ...]
    bound: jws.Jws | None
    presented: bytes  # what the holder's JWT has the digest of

    @property
    def digest(self) -> str:
        """``sd_hash``: of everything before the holder's JWT."""
        return to_base64url(sha256(self.presented).digest())


def bucket(count: int) -> int:
    """How many digests stand for so many values: 8, 16, 32 …; they tell no more than that."""
    size = SMALLEST_BUCKET
    while size < count:
        size *= 2
    return size


def digest_of(disclosure: str) -> str:
    """The digest of a disclosure as it stands in ``_sd`` and ``...``."""
    return to_base64url(sha256(disclosure.encode("ascii")).digest())


def disclosure(*parts: Any, salt: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A disclosure of a member (name, value) or of an element (value), with a salt of 128 bits."""
    return jws.encoded([to_base64url(salt(SALT_BYTES)), *parts])


def hidden_members(values: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The digests for ``_sd``, sorted among decoys, and the disclosures in the order of the values."""
    made = [disclosure(name, value) for name, value in values.items()]
    return sorted([*map(digest_of, made), *_decoys(len(made))]), made


def hidden_elements(values: Sequence[Any]) -> tuple[list[dict[str, str]], list[str]]:
    """The elements ``{"...": digest}`` in their order, decoys after and between them, and the disclosures.

    Decoys stand anywhere: behind the last one they would tell where the values end.
    """
    made = [disclosure(value) for value in values]
    digests = [digest_of(one) for one in made]
    for decoy in _decoys(len(made)):
        digests.insert(secrets.randbelow(len(digests) + 1), decoy)
    return [{"...": digest} for digest in digests], made


def issue(payload: Mapping[str, Any], disclosures: Iterable[str], key: SigningKey, typ: str) -> str:
    """The SD-JWT with all its disclosures, ending in ``~``."""
    text = jws.signed({"typ": typ}, {**payload, "_sd_alg": "sha-256"}, key)
    return "~".join([text, *disclosures, ""])


def present(text: str, keep: Callable[[list[Any]], bool]) -> str:
    """The SD-JWT with the disclosures that ``keep`` keeps of [salt, name, value] or [salt, value]."""
    issued, *disclosures, _ = text.split("~")
    return "~".join([issued, *(one for one in disclosures if keep(_opened(one))), ""])


def read(text: str) -> SdJwt:
    """The parts of an SD-JWT, with or without a holder's JWT. Raises NotSdJwt."""
    issued, tilde, rest = text.partition("~")
    *disclosures, last = rest.split("~") if tilde else [""]
    if not tilde or len(disclosures) > MOST_DISCLOSURES:
        raise NotSdJwt("sd_jwt.form")
    if len(set(disclosures)) != len(disclosures):
        raise NotSdJwt("sd_jwt.twice")
    try:
        bound = jws.read(last) if last else None
        presented = text[: len(text) - len(last)].encode("ascii")
        return SdJwt(jws.read(issued), tuple(disclosures), bound, presented)
    except (jws.NotJws, UnicodeEncodeError) as error:
        raise NotSdJwt("sd_jwt.form") from error


def disclosed(held: SdJwt) -> dict[str, Any]:
    """The payload with what was disclosed in its place, and nothing of the machinery. Raises NotSdJwt.

    RFC 9901, 7.1: every disclosure has to be asked for by exactly one digest.
    """
    if held.issued.payload.get("_sd_alg", "sha-256") != "sha-256":
        raise NotSdJwt("sd_jwt.digest")
    putting = _Putting({digest_of(one): _opened(one) for one in held.disclosures})
    found = putting.back(held.issued.payload)
    if putting.waiting:
        raise NotSdJwt("sd_jwt.unreferenced", count=len(putting.waiting))
    assert isinstance(found, dict)
    hidden = [name for name in OPEN & found.keys() if name not in held.issued.payload]
    if hidden:
        raise NotSdJwt("sd_jwt.name", name=hidden[0])
    found.pop("_sd_alg", None)
    return found


class _Putting:
    """Puts disclosures back into a payload. ``waiting``: those that no digest has asked for yet."""

    def __init__(self, opened: dict[str, list[Any]]) -> None:
        self.waiting = opened
        self._seen: set[str] = set()

    def back(self, value: Any, depth: int = 0) -> Any:
        if depth > DEEPEST:
            raise NotSdJwt("sd_jwt.disclosure")
        if isinstance(value, list):
            return self._elements(value, depth + 1)
        return self._members(value, depth + 1) if isinstance(value, dict) else value

    def _members(self, value: dict[str, Any], depth: int) -> dict[str, Any]:
        digests = value.get("_sd", [])
        if not isinstance(digests, list) or "..." in value:
            raise NotSdJwt("sd_jwt.digest")
        found = {name: self.back(held, depth) for name, held in value.items() if name != "_sd"}
        for digest in digests:
            opened = self._asked(digest)
            if opened is None:
                continue
            if len(opened) != 3 or not isinstance(opened[1], str):
                raise NotSdJwt("sd_jwt.disclosure")
            if opened[1] in found or opened[1] in _RESERVED:
                raise NotSdJwt("sd_jwt.name", name=opened[1][:40])
            found[opened[1]] = self.back(opened[2], depth)
        return found

    def _elements(self, value: list[Any], depth: int) -> list[Any]:
        found = []
        for one in value:
            if not (isinstance(one, dict) and "..." in one):
                found.append(self.back(one, depth))
                continue
            if len(one) != 1:
                raise NotSdJwt("sd_jwt.digest")
            opened = self._asked(one["..."])
            if opened is not None:
                if len(opened) != 2:
                    raise NotSdJwt("sd_jwt.disclosure")
                found.append(self.back(opened[1], depth))
        return found

    def _asked(self, digest: Any) -> list[Any] | None:
        if not isinstance(digest, str) or digest in self._seen:
            raise NotSdJwt("sd_jwt.digest")
        self._seen.add(digest)
        return self.waiting.pop(digest, None)


def _opened(text: str) -> list[Any]:
    """The parts of a disclosure. Raises NotSdJwt."""
    try:
        parts = read_json(from_base64url(text))
    except (NotEncoded, Unread) as error:
        raise NotSdJwt("sd_jwt.disclosure") from error
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise NotSdJwt("sd_jwt.disclosure")
    return parts


def _decoys(count: int) -> list[str]:
    """Digests of nothing, as many as fill the bucket."""
    missing = bucket(count) - count
    return [to_base64url(sha256(secrets.token_bytes(_DIGEST_BYTES)).digest()) for _ in range(missing)]
