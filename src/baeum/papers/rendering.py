"""A snapshot as a tagged PDF (PDF/A-3u and PDF/UA-1), by the template that it names.

A template is a typst file ``<kind>-<version>.typ`` with what it shares with others (``frame-1.typ``,
``words-1.toml``, ``fonts-1``). None of them is ever edited once a paper was issued by it: a new look is a new
version beside the old one, so that an old paper re-prints as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from baeum.credentials.snapshot import Snapshot
from baeum.papers.attachments import Attachment, of_snapshot
from baeum.papers.letters import PLACES
from baeum.papers.shown import is_sample, shown

if TYPE_CHECKING:
    import typst

STANDARDS: tuple[Any, ...] = ("ua-1", "a-3u")
HERE = Path(__file__).parent
SHARED = "frame-"  # files that are no template of a kind


class NoTemplate(ValueError):
    """The snapshot names a template that is not here, or one of another kind; the message tells which."""


def templates() -> tuple[str, ...]:
    """The names of all templates, such as ``learning_history-1``."""
    return tuple(sorted(one.stem for one in HERE.glob("*.typ") if not one.name.startswith(SHARED)))


def render(
    snapshot: Snapshot,
    *,
    qr: str,
    attachments: Iterable[Attachment] = (),
    sample: bool | None = None,
) -> bytes:
    """The paper of a snapshot, unsigned; the same arguments give the same bytes.

    Args:
        snapshot: read by ``read_snapshot``, which has refused what cannot be printed.
        qr: the address where this paper can be checked; its host is printed too.
        attachments: files to put inside. The snapshot itself is always there, as ``snapshot.json``.
        sample: whether every page says that it is a sample. None: where the issuer's host is one that nobody
            can own (``localhost``, ``*.example``).

    Raises NoTemplate, and ValueError where two attachments have one name or ``qr`` is too long for print.
    """
    if snapshot.template not in templates():
        raise NoTemplate(f"template {snapshot.template}: not here; there are {', '.join(templates())}")
    if snapshot.template.rpartition("-")[0] != snapshot.kind:
        raise NoTemplate(f"template {snapshot.template}: it is not for {snapshot.kind}")
    inside = (of_snapshot(snapshot), *attachments)
    names = [one.name for one in inside]
    if len(set(names)) != len(names):
        raise ValueError(f"attachments: every name once, these are {', '.join(names)}")
    marked = is_sample(snapshot.issuer.did) if sample is None else sample
    view = shown(snapshot, qr=qr, attachments=inside, sample=marked)
    made = snapshot.issued_on
    pdf = _compiler(snapshot.template).compile(
        format="pdf",
        sys_inputs={"view": json.dumps(view, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),
        timestamp=datetime(made.year, made.month, made.day, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)  # one document, no output file
    return pdf


@cache
def _compiler(template: str) -> typst.Compiler:
    """One compiler of each template for the process: it keeps the fonts and the parsed page."""
    import typst

    return typst.Compiler(str(HERE / f"{template}.typ"), root=str(HERE), font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(PLACES))
