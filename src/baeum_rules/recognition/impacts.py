"""The impacts of a change on many cases, summed up: how many, of which kinds, by requirement, and which."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from .differences import Difference
from .impact import Impact


class Affected(NamedTuple):
    """A case that the change affects. ``outcome``: False where only reasons or notes differ."""

    id: str
    outcome: bool
    differences: list[dict[str, Any]]


class Moved(NamedTuple):
    """What happens to one requirement: in how many cases more or less is short, and by how many in all.

    ``need``: in how many cases it asks for another amount, or is asked for anew, or no longer.
    """

    more: int = 0
    less: int = 0
    by: int = 0
    need: int = 0


class Impacts:
    """Sums over cases; ``add`` each once. ``kinds`` counts cases, a case once for each of its kinds."""

    def __init__(self) -> None:
        self.cases = self.reached = 0
        self.unread: list[tuple[str, list[dict[str, Any]]]] = []
        self.affected: list[Affected] = []
        self.kinds: Counter[str] = Counter()
        self.requirements: dict[str, Moved] = {}

    def add(self, name: str, impact: Impact) -> None:
        """Count one case, by whatever it is called: a decision's number, a file.

        One that cannot be read is named and not counted: nothing can be said about it.
        """
        if impact.errors:
            self.unread.append((name, impact.errors))
            if not impact.differences:
                return
        self.cases += 1
        self.reached += impact.reached
        if not impact.differences:
            return
        found = impact.differences
        outcome = any(one.outcome for one in found)
        self.affected.append(Affected(name, outcome, [_short(one) for one in found]))
        self.kinds.update({kind for one in found for kind in kinds_of(one)} if outcome else {"reasons_only"})
        for one in found:
            if one.kind == "requirement":
                self._move(one)

    @property
    def outcomes(self) -> int:
        """In how many cases something is recognised or needed otherwise."""
        return sum(one.outcome for one in self.affected)

    def _move(self, one: Difference) -> None:
        had, has = (row or {"need": 0, "short": 0} for row in (one.before, one.after))
        by, moved = has["short"] - had["short"], self.requirements.get(one.of, Moved())
        self.requirements[one.of] = Moved(
            moved.more + (by > 0),
            moved.less + (by < 0),
            moved.by + by,
            moved.need + (had["need"] != has["need"]),
        )


def kinds_of(one: Difference) -> list[str]:
    """The kinds that a difference is counted under, none for sums that follow from others."""
    if one.kind == "complete":
        return ["complete.gained" if one.after else "complete.lost"]
    if one.kind == "remaining" or (one.kind == "total" and one.of == "recognised"):
        name = one.kind if one.kind == "remaining" else one.of
        return [f"{name}.{'more' if one.after > one.before else 'less'}"]
    if one.kind == "requirement" and one.before and one.after and one.before["need"] != one.after["need"]:
        return ["need"]
    if one.kind == "record" and one.before and one.after:
        verdicts = (one.before["verdict"], one.after["verdict"])
        if verdicts[0] != verdicts[1]:
            return [f"verdict.{verdicts[0]}.{verdicts[1]}"]
        return [name for name in ("credits", "class") if one.before[name] != one.after[name]]
    return ["error"] if one.kind == "error" else []


def _short(one: Difference) -> dict[str, Any]:
    """A difference in figures and codes alone: no sentence, no subject's or certificate's name."""
    told: dict[str, Any] = {"kind": one.kind, "record": one.record, "of": one.of}
    if one.kind in ("reason", "note", "error"):
        return {**told, "before": one.before is not None, "after": one.after is not None}
    if one.kind == "requirement":
        rows = (one.before, one.after)
        had, has = (row and {name: row[name] for name in ("need", "have", "short", "unit")} for row in rows)
        return {**told, "before": had, "after": has}
    return {**told, "before": one.before, "after": one.after}
