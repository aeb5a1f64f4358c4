"""Lines of the account as pages show them: unsealed, in words, with what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from baeum.ledger.learning import unseal_content
from baeum.ledger.models import Entry
from baeum.shared.sealing import Unreadable
from baeum_rules.ledger.entries import CONFIRMATION, MOVE, REVERSAL, SUPPLEMENT

from . import words
from .kinds import detail

READ_WITH = ("office", "later", "of_entry")  # what a line is shown with: one query for all


@dataclass(frozen=True)
class Line:
    """A line in words. ``stands``: it counts. ``state``: what became of it; ``from_``: where it came from."""

    number: int
    part: str
    kind_code: str
    kind: str
    act: str
    title: str
    where: str
    period: str
    happened_from: date | None
    happened_on: date
    recorded: str
    credits: int | None
    hours: int | None
    amount: str
    standing: str
    standing_word: str
    style: str
    vouched_by: str
    own: bool
    stands: bool
    state: str = ""
    later: int | None = None
    came_from: str = ""
    of: int | None = None
    reason: str = ""
    evidence: str = ""
    details: tuple[tuple[str, str], ...] = field(default=())


def shown(entries: Iterable[Entry], key: bytes, known_by: datetime | None = None) -> list[Line]:
    """The lines of entries read with ``READ_WITH``, in their order, by what was known at a moment."""
    return [_line(entry, key, known_by) for entry in entries]


def later_of(entry: Entry, known_by: datetime | None = None) -> Entry | None:
    """The line that takes the place of this one, if it was known."""
    found: Entry | None = getattr(entry, "later", None)
    if found is not None and known_by is not None and found.recorded_at > known_by:
        return None
    return found


def _line(entry: Entry, key: bytes, known_by: datetime | None) -> Line:
    try:
        content = unseal_content(key, entry.account_id, entry.number, bytes(entry.content))
    except Unreadable:
        content = {"title": _("읽을 수 없는 줄")}
    later = later_of(entry, known_by)
    reversal = entry.act == REVERSAL
    word, style = words.STANDINGS[entry.standing]
    return Line(
        number=entry.number,
        part=entry.part,
        kind_code=entry.kind,
        kind=words.kind_name(entry.kind, entry.happened_on),
        act=entry.act,
        title=str(content.get("title") or (_("{number}번 줄을 되돌림").format(number=entry.of_number))),
        where=str(content.get("where", "")),
        period=words.period(entry.happened_from, entry.happened_on),
        happened_from=entry.happened_from,
        happened_on=entry.happened_on,
        recorded=words.moment(entry.recorded_at),
        credits=entry.credits,
        hours=entry.hours,
        amount=words.amount(entry.credits, entry.hours),
        standing=entry.standing,
        standing_word=str(word),
        style=style,
        vouched_by=words.office_name(entry.office),
        own=entry.office_id is None,
        stands=later is None and not reversal,
        state=_state(later),
        later=later.number if later else None,
        came_from=_came_from(entry),
        of=entry.of_number,
        reason=str(content.get("reason", "")),
        evidence=str(entry.evidence_id or ""),
        details=_details(entry.kind, content),
    )


def _state(later: Entry | None) -> str:
    if later is None:
        return ""
    told = {
        REVERSAL: _("되돌린 줄"),
        MOVE: _("평생교육 이수실적으로 옮긴 줄"),
        CONFIRMATION: _("기관이 확인해 새 줄로 이어짐"),
        SUPPLEMENT: _("증빙을 붙여 새 줄로 이어짐"),
    }
    return told.get(later.act, later.act)


def _came_from(entry: Entry) -> str:
    told = {
        REVERSAL: _("되돌림"),
        MOVE: _("특기사항에서 옮겨 옴"),
        CONFIRMATION: _("기관이 확인함"),
        SUPPLEMENT: _("증빙을 붙임"),
    }
    return told.get(entry.act, "")


def _details(kind: str, content: dict[str, object]) -> tuple[tuple[str, str], ...]:
    found = content.get("details")
    pairs = [detail(kind, name, value) for name, value in found.items()] if isinstance(found, dict) else []
    accreditation = content.get("accreditation")
    if isinstance(accreditation, dict):
        pairs.append((_("평가인정"), f"{accreditation.get('of')} ({accreditation.get('accredited_on')})"))
    return tuple((str(label), str(value)) for label, value in pairs)


def sums_by_part(lines: Sequence[Line]) -> list[dict[str, object]]:
    """For each part: code, label, and how many lines, credits and hours stand."""
    found = []
    for part, label in words.PARTS.items():
        standing = [line for line in lines if line.part == part and line.stands]
        found.append(
            {
                "part": part,
                "label": str(label),
                "lines": len(standing),
                "credits": sum(line.credits or 0 for line in standing),
                "hours": sum(line.hours or 0 for line in standing),
                "words": words.lines(len(standing)),
            }
        )
    return found
