"""Documents made of lines that somebody ticked: the learning history, the portfolio, a completion."""

from __future__ import annotations

from baeum.ledger.queries import StatementLine
from baeum.places.models import Office
from baeum.places.queries import institute_on
from baeum.shared.refusal import Refusal
from baeum_rules.ledger.entries import SELF_DECLARED

from ..basis import Basis, Content


def learning_history(basis: Basis) -> Content | Refusal:
    """Verified lines alone, with the institute's seal (operating plan of 2010)."""
    lines = _ticked(basis)
    if isinstance(lines, Refusal):
        return lines
    own = [line.entry.number for line in lines if line.entry.standing == SELF_DECLARED]
    if own:
        return Refusal("document.unverified", {"lines": ", ".join(map(str, sorted(own)))})
    return _of_institute(basis)


def portfolio(basis: Basis) -> Content | Refusal:
    """Any lines, each with its standing."""
    lines = _ticked(basis)
    return lines if isinstance(lines, Refusal) else _of_institute(basis)


def course_completion(basis: Basis) -> Content | Refusal:
    """One line, by the institution that entered it."""
    lines = _ticked(basis)
    if isinstance(lines, Refusal):
        return lines
    offices = {line.entry.office for line in lines}
    office = Office.objects.filter(pk=offices.pop() or 0).first() if len(lines) == 1 else None
    if office is None:
        return Refusal("document.one_completion")
    return _content(basis, office)


def _ticked(basis: Basis) -> list[StatementLine] | Refusal:
    gone = set(basis.wanted.numbers) - basis.lines.keys()
    if gone:
        return Refusal("document.lines_gone", {"lines": ", ".join(map(str, sorted(gone)))}, 409)
    return [basis.lines[number] for number in set(basis.wanted.numbers)]


def _of_institute(basis: Basis) -> Content | Refusal:
    office = institute_on(basis.on)
    return _content(basis, office) if office else Refusal("document.no_institute", status=409)


def _content(basis: Basis, office: Office) -> Content:
    entries = basis.shown(basis.wanted.numbers)
    return Content(office, tuple(line for _, line in entries), entries)
