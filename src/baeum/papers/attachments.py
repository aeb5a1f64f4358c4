"""Files inside a paper (PDF/A-3 associated files): the snapshot, credentials, the proof of the log."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from baeum.credentials.snapshot import Snapshot, as_json

SNAPSHOT = "snapshot.json"
PROOF = "proof.json"
RELATIONSHIPS = ("source", "data", "alternative", "supplement")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


@dataclass(frozen=True)
class Attachment:
    """One file. ``name``: ASCII; ``content``: UTF-8 text; ``relationship``: one of RELATIONSHIPS."""

    name: str
    content: bytes
    media_type: str
    relationship: str = "data"
    description: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"attachment {self.name!r}: the name has letters, digits, '.', '_' and '-' only")
        if self.relationship not in RELATIONSHIPS:
            raise ValueError(f"attachment {self.name}: the relationship is one of {', '.join(RELATIONSHIPS)}")
        try:
            self.content.decode()
        except UnicodeDecodeError as error:
            raise ValueError(
                f"attachment {self.name}: the content is not UTF-8 text ({error.reason})"
            ) from None

    def as_json(self) -> dict[str, str]:
        """As a template reads it."""
        return asdict(self) | {"content": self.content.decode()}


def of_snapshot(snapshot: Snapshot) -> Attachment:
    """What the paper says, for machines; every paper holds it."""
    content = json.dumps(as_json(snapshot), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Attachment(
        SNAPSHOT, content.encode(), "application/json", "source", "What this paper says, as JSON"
    )


def of_badge(credential: bytes, place: int = 1) -> Attachment:
    """A signed Open Badge or learner record (JSON-LD)."""
    return _of_credential(f"credential-{place}.json", credential, "application/ld+json")


def of_certificate(credential: bytes, place: int = 1) -> Attachment:
    """A signed certificate with chosen disclosure (SD-JWT)."""
    return _of_credential(f"credential-{place}.sdjwt", credential, "application/dc+sd-jwt")


def _of_credential(name: str, credential: bytes, media_type: str) -> Attachment:
    return Attachment(name, credential, media_type, "alternative", "Signed credential")


def of_proof(proof: bytes) -> Attachment:
    """The proof that the issue stands in the log (JSON)."""
    return Attachment(PROOF, proof, "application/json", "supplement", "Proof of the transparency log")
