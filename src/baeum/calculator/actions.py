"""What the visitor can do, one function per act. Each takes the work and changes it; nothing is stored."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from baeum_rules.recognition import recognise

from . import forms, reading
from .examples import example_case
from .present import named
from .uploads import MOST_RECORDS, accept_good_rows, too_many
from .work import Case, Work, blank_case, drop_choices, find, fresh_id, parse_case, sentence, title_of

SAME_AGAIN = (  # what the next course of the same school mostly has in common with the last
    *("institution", "school_kind", "leaving", "left_on", "basis", "semester_standard", "same_program"),
    *("remote_institution", "only_part_timers", "stage", "credits", "ended_on", "passed_on"),
)


def open_form(work: Work, source: str) -> None:
    """Open the form of a source; what was typed so far stays."""
    if source in forms.BY_NAME:
        work.source, work.focus = source, "draft"


def cancel(work: Work, _: str) -> None:
    """Close the form of a record without adding it."""
    work.close_form()


def add(work: Work, argument: str) -> None:
    """Add the typed record, or put it in the place of the one being changed, unless it has faults.

    ``argument`` "more": the form stays open for the next record, with what is mostly the same again.
    """
    source = forms.BY_NAME.get(work.source)
    if source is None:
        work.fail("sources", _("기록 추가"), _("먼저 학점원을 고르세요."))
        return
    if not work.editing and len(work.case["records"]) >= MOST_RECORDS:
        work.fail("sources", _("기록 추가"), too_many())
        return
    old = find(work.case, work.editing) if work.editing else None
    record = {"id": old["id"] if old else fresh_id(work.case), "source": source.name}
    record |= reading.values(source.fields, work.typed, "r-")
    candidate = copy.deepcopy(work.case)
    records = candidate["records"]
    candidate["records"] = [record if one["id"] == record["id"] else one for one in records]
    if old is None:
        candidate["records"].append(record)
    faults = [one for one in recognise(candidate).get("errors", ()) if one["record"] == record["id"]]
    for one in faults:
        label = next((found.label for found in source.fields if found.name == one["field"]), one["field"])
        work.fail(f"r-{one['field']}", str(label), sentence(one))
    if faults:
        return
    work.case = candidate
    words = _("기록을 고쳤습니다: {title}") if old else _("기록을 더했습니다: {title}")
    work.notices.append(words.format(title=title_of(record)))
    kept = {name: work.typed.get(f"r-{name}", "") for name in SAME_AGAIN}
    work.close_form()
    if argument == "more":
        work.source, work.typed = source.name, {f"r-{name}": found for name, found in kept.items() if found}
        work.focus, work.at = "draft", "draft"


def edit(work: Work, name: str) -> None:
    """Open a record in the form."""
    record = find(work.case, name)
    if record is None or record.get("source") not in forms.BY_NAME:
        return
    work.source, work.editing, work.focus = str(record["source"]), name, "draft"
    work.typed = {f"r-{key}": reading.shown(found) for key, found in record.items()}


def delete(work: Work, name: str) -> None:
    """Remove a record; the page offers to take it back."""
    record = find(work.case, name)
    if record is None:
        return
    work.undo = reading.write(work.case)
    work.case["records"] = [one for one in work.case["records"] if one["id"] != name]
    drop_choices(work.case)
    if work.editing == name:
        work.close_form()
    work.notices.append(_("기록을 지웠습니다: {title}").format(title=title_of(record)))


def clear(work: Work, _argument: str) -> None:
    """Start again with an empty page; the page offers to take it back."""
    work.undo = reading.write(work.case)
    work.case = blank_case()
    work.close_form()
    work.notices.append(_("모두 지웠습니다."))


def take_back(work: Work, _argument: str) -> None:
    """Undo the last deletion, replacement or clearing."""
    case = parse_case(work.undo) if work.undo else ""
    if not isinstance(case, str):
        work.case = case
        work.notices.append(_("되돌렸습니다."))
    work.undo = ""


def example(work: Work, name: str) -> None:
    """Put one of the example learners on the page."""
    case = example_case(name)
    if case is None:
        return
    if work.case["records"]:
        work.undo = reading.write(work.case)
    work.case = case
    work.close_form()
    work.notices.append(_("예시를 불러왔습니다. 값을 바꾸어 보세요."))


def leave(work: Work, name: str) -> None:
    """What if this record did not count?"""
    _choose(work, name, into="leave")


def back(work: Work, name: str) -> None:
    """No longer leave a record out."""
    _choose(work, name, into="")


def free(work: Work, name: str) -> None:
    """No longer insist on a record."""
    _choose(work, name, into="")


def take(work: Work, name: str) -> None:
    """Insist on a record: the others then make room for it."""
    _choose(work, name, into="take")


def _choose(work: Work, name: str, into: str) -> None:
    if find(work.case, name) is None:
        return
    before = recognise(work.case)
    candidate = _with_choice(work.case, name, into)
    after = recognise(candidate)
    if into == "take" and _clash(after):
        candidate, after = _make_room(work, candidate, name, after)
    for one in _clash(after):
        record = find(work.case, str(one["record"]))
        work.fail("records", title_of(record) if record else _("학습기록"), sentence(one))
    if _clash(after):
        return
    work.case = candidate
    if "errors" not in before and "errors" not in after:
        words = _("{title}: 남은 학점 {a} → {b}, 인정 학점 {c} → {d}")
        work.notices.append(
            words.format(
                title=title_of(find(work.case, name) or {}),
                a=before["remaining"],
                b=after["remaining"],
                c=before["totals"]["recognised"],
                d=after["totals"]["recognised"],
            )
        )
        _tell_what_moved(work, name, before, after)
    work.at = name


def _tell_what_moved(work: Work, name: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Name the other records that a choice brought in or pushed out."""
    counted = [{one["id"]: one["credits"] for one in answer["records"]} for answer in (before, after)]
    others = [one for one in counted[0] if one != name]
    out = [one for one in others if counted[0][one] and not counted[1][one]]
    into = [one for one in others if counted[1][one] and not counted[0][one]]
    for words, moved in ((_("빠진 기록: {titles}"), out), (_("들어온 기록: {titles}"), into)):
        if moved:
            titles = ", ".join(named(work.case, one) for one in moved)
            work.notices.append(words.format(titles=titles))


def _clash(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What stands against the records insisted on."""
    return [one for one in answer.get("errors", ()) if one["code"].startswith("learner.take")]


def _make_room(work: Work, candidate: Case, name: str, after: dict[str, Any]) -> tuple[Case, dict[str, Any]]:
    """Of two records that cannot both be had the one chosen last counts: the other is let go, and named."""
    for other in reversed(candidate["choices"]["take"]):
        if other == name:
            continue
        without = _with_choice(candidate, other, into="")
        answer = recognise(without)
        if not _clash(answer):
            work.notices.append(_("앞서 고른 것은 풀었습니다: {title}").format(title=named(work.case, other)))
            return without, answer
    return candidate, after


def _with_choice(case: Case, name: str, into: str) -> Case:
    candidate = copy.deepcopy(case)
    for kind in ("take", "leave"):
        candidate["choices"][kind] = [one for one in candidate["choices"][kind] if one != name]
    if into:
        candidate["choices"][into].append(name)
    return candidate


def show(work: Work, _argument: str) -> None:
    """Answer what was typed. Records insisted on that the goal has no room for are let go, and named."""
    while named_ids := {str(one["record"]) for one in _clash(recognise(work.case))}:
        let_go = [one for one in work.case["choices"]["take"] if one in named_ids]
        if not let_go:
            return
        for one in let_go:
            work.case = _with_choice(work.case, one, into="")
            words = _("앞서 고른 것은 풀었습니다: {title}")
            work.notices.append(words.format(title=named(work.case, one)))


def nothing(work: Work, _argument: str) -> None:
    """Only read what was typed, and show it."""


ACTIONS: Mapping[str, Callable[[Work, str], None]] = {
    "show": show,
    "show-in-language": nothing,
    "source": open_form,
    "cancel": cancel,
    "add": add,
    "edit": edit,
    "delete": delete,
    "clear": clear,
    "undo": take_back,
    "example": example,
    "leave": leave,
    "back": back,
    "take": take,
    "free": free,
    "good-rows": accept_good_rows,
}
