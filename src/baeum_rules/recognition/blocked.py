"""Why an eligible record was left out: each constraint that adding it in full would break."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from .decision import Audit
from .problem import COUNT, DUPLICATE, SUBSTITUTE, WINDOW, Constraint, Selection
from .recognised import title
from .screen import excludes
from .sentences import Sentences, listed
from .windows import WindowStarts


class Broken(NamedTuple):
    """A constraint that a record would break: what it would come to, and who took the room."""

    constraint: Constraint
    sum: int
    others: tuple[int, ...]


def broken_by(audited: Audit, selection: Selection, i: int) -> list[Broken]:
    """Every constraint that column ``i``, added in full, would break."""
    found = [_check(c, c.members.index(i), selection) for c in audited.problem.constraints if i in c.members]
    return [broken for broken in found if broken is not None]


def _check(c: Constraint, place: int, selection: Selection) -> Broken | None:
    """Substitutes never forbid a record: beside one that is major_required it may be major_elective."""
    others = tuple(j for at, j in enumerate(c.members) if at != place and selection.credits[j])
    if c.kind == SUBSTITUTE:
        return None
    if c.kind == DUPLICATE:
        mark = dict(zip(c.members, c.marks, strict=True))
        same = tuple(j for j in others if excludes(c.marks[place], mark[j]))
        return Broken(c, 1 + len(same), same) if same else None
    weight = c.weights[place]
    used = len(others) if c.kind == COUNT else sum(selection.credits[j] for j in others)
    if c.kind == WINDOW:
        mark = dict(zip(c.members, c.marks, strict=True))
        if not c.marks[place] and not any(mark[j] for j in others):
            return None  # university courses alone have no limit
    return Broken(c, used + weight, others) if used + weight > c.limit else None


def not_chosen(
    audited: Audit, selection: Selection, i: int, starts: WindowStarts, sentences: Sentences
) -> list[dict[str, Any]]:
    """The reasons of column ``i``; ``objective`` where it would break nothing."""
    found = []
    for broken in broken_by(audited, selection, i):
        c = broken.constraint
        figures: dict[str, Any] = {"limit": c.limit, "sum": broken.sum, "over": broken.sum - c.limit}
        figures |= _place(c, audited, starts)
        records = [audited.eligible[j] for j in broken.others]
        figures["records"] = [eligible.record.id for eligible in records]
        shown = {"others": listed([title(eligible) for eligible in records])}
        reading = c.rule == "certificate.job" and _is_group_reading(audited, i)
        found.append(sentences.reason(_key(c, audited, i), figures, shown, reading=reading))
    return found or [sentences.reason("objective", {})]


def _key(c: Constraint, audited: Audit, i: int) -> str:
    if c.rule == "duplicate" and c.kind == COUNT:
        return "duplicate:retake"
    if c.rule == "part_time.semester":
        basis = audited.eligible[i].record.fields["basis"]
        return c.rule + (":lifelong" if basis == "lifelong_education_act" else "")
    return c.rule


def _is_group_reading(audited: Audit, i: int) -> bool:
    """The middle group of the job is missing, or inferred by us."""
    entry = audited.certificates[audited.eligible[i].record.id].entry
    return entry is not None and (entry.group_reading or not entry.middle_group)


def _place(c: Constraint, audited: Audit, starts: WindowStarts) -> dict[str, Any]:
    """The figures that name where a constraint is."""
    place = c.place
    if c.rule in ("window.semester", "window.year"):
        first, last = days_of(starts, *(int(part) for part in place))
        named: dict[str, Any] = {"year": place[0], "first_day": first, "last_day": last}
        return named | ({"semester": place[1]} if len(place) > 1 else {})
    if c.rule == "certificate.job":
        return {"job": "-".join(map(str, place))}
    if c.rule == "certificate.count":
        return {"degree": audited.case.goal.degree}
    return dict(zip(_NAMES.get(c.rule, ()), place, strict=False))


_NAMES = {
    "institution.cap": ("institution",),
    "school.cap": ("school_kind",),
    "part_time.semester": ("institution", "year", "semester"),
    "part_time.year": ("institution", "year"),
    "bdes.stage": ("stage",),
    "heritage.item": ("item",),
}


def days_of(starts: WindowStarts, year: int, semester: int = 0) -> tuple[str, str]:
    """First and last day of a year (semester 0) or of one of its semesters, as YYYY-MM-DD."""

    def day_before(of: int, semester: int) -> date:
        return starts.first_day(of, semester) - timedelta(1) if of <= date.max.year else date.max

    first = starts.first_day(year, semester or 1) if year >= date.min.year else date.min
    last = day_before(year, 2) if semester == 1 else day_before(year + 1, 1)
    return first.isoformat(), last.isoformat()
