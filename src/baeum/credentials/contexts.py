"""The JSON-LD contexts we know, bundled and pinned by their SHA-256. Nothing is ever fetched.

1EdTech has changed a published context in place; a file that differs from its pin is refused at its first
use.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OPEN_BADGES_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
DID = "https://www.w3.org/ns/did/v1"
MULTIKEY = "https://w3id.org/security/multikey/v1"

PINS: dict[str, tuple[str, str]] = {
    CREDENTIALS: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    OPEN_BADGES: (
        "open-badges-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
    OPEN_BADGES_EXTENSIONS: (
        "open-badges-extensions.json",
        "146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3",
    ),
    CLR: (
        "clr-2.0.1.json",
        "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6",
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "data-integrity-v2.json",
        "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    ),
    MULTIKEY: (
        "multikey-v1.json",
        "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
    ),
    "https://www.w3.org/2018/credentials/v1": (
        "credentials-v1.json",
        "3d0b277522ed24385c850b9882b9688687189b8f37a9bd9f1577e348b1019c44",
    ),
    DID: (
        "did-v1.json",
        "adefa50311393eb1bd788a38ac9fe2696c65367928f6996812cd54577394f4da",
    ),
}


class ContextFault(Exception):
    """A bundled context is missing or is not the one that was pinned: the installation is damaged."""


def known(address: object) -> bool:
    """Whether a context of this address is bundled."""
    return isinstance(address, str) and address in PINS


@cache
def context(address: str) -> Any:
    """The value of ``@context`` in the bundled file. Raises KeyError for another address, ContextFault."""
    name, pin = PINS[address]
    held = (files("baeum.credentials") / "contexts" / name).read_bytes()
    found = sha256(held).hexdigest()
    if found != pin:
        raise ContextFault(f"{name}: SHA-256 is {found}, pinned is {pin}. Install the package again.")
    return json.loads(held)["@context"]
