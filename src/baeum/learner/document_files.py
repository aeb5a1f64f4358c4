"""The files of a document: what the learner downloads, in each form."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from baeum.certificates import rendering
from baeum.certificates.freezing import DOCUMENT
from baeum.certificates.models import Document
from baeum.certificates.printing import paper_of
from baeum.credentials.snapshot import Snapshot
from baeum.shared.refusal import Refusal
from baeum.transparency.proving import proof_of

PDF = "application/pdf"
JSON, ZIP, TEXT = "application/json; charset=utf-8", "application/zip", "application/dc+sd-jwt"
OF_LINES = ("badges", "clr")  # forms that there are only where there are lines


@dataclass(frozen=True)
class File:
    """A file: its content, its type, the end of its name."""

    content: bytes
    type: str
    end: str


def file_of(
    document: Document, snapshot: Snapshot, form: str, key: bytes, at: datetime
) -> File | Refusal | None:
    """The file in a form; None where there is none in it. ``key``: of the person."""
    if form == "pdf":
        paper = paper_of(document, snapshot, key, at)
        return paper if isinstance(paper, Refusal) else File(paper, PDF, "document.pdf")
    if form in OF_LINES and not snapshot.lines:
        return None
    make = {"badges": _badges, "clr": _clr, "sd-jwt": _sd_jwt, "proof": _proof}.get(form)
    return make(document, snapshot, at.date()) if make else None


def _badges(document: Document, snapshot: Snapshot, on: date) -> File:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for number, one in enumerate(rendering.badges(document, snapshot, on), start=1):
            files.writestr(f"badge-{number:03}.json", json.dumps(one.document, ensure_ascii=False, indent=1))
    return File(packed.getvalue(), ZIP, "badges.zip")


def _clr(document: Document, snapshot: Snapshot, on: date) -> File:
    whole = rendering.portfolio(document, snapshot, on)
    return File(json.dumps(whole.document, ensure_ascii=False, indent=1).encode(), JSON, "clr.json")


def _sd_jwt(document: Document, snapshot: Snapshot, on: date) -> File:
    text = rendering.disclosable(snapshot, rendering.status_of(document), on)
    return File(text.encode(), TEXT, "sd-jwt.txt")


def _proof(document: Document, snapshot: Snapshot, on: date) -> File | None:  # noqa: ARG001  as the others
    proof = proof_of(DOCUMENT, str(document.pk))
    return File(json.dumps(proof.as_json(), indent=1).encode(), JSON, "proof.json") if proof else None
