"""The form of each kind of claim: what it asks, and what of the answers a draft keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from baeum.claims.kinds import Basis
from baeum.courses.models import Institution
from baeum.learner import goal_forms, words
from baeum.places.models import Office
from baeum_rules.claims.windows import DEGREE, next_window, window_on
from baeum_rules.parameters import load_law

WITH_GOAL = ("registration", "change_goal", "linkage")
WITH_LINES = ("registration", "recognition", "withdrawal", "linkage")
WITH_FEE = ("registration", "recognition")
LINKAGE_GOAL = {"degree": "bachelor", "route": "first"}
MOST_OFFICES = 300
LONGEST = 4000  # characters of an objection
AHEAD = 4  # conferrals to choose from


def written(kind: str, post: QueryDict) -> dict[str, Any]:
    """What ``write_draft`` is given of a filled-in form; what cannot be meant stays, and is then refused."""
    given: dict[str, Any] = {}
    if kind in WITH_GOAL:
        typed = goal_forms.typed_goal(goal_forms.RECOGNITION, post)
        goal = {name: value for name, value in typed.items() if value is not None or name == "curriculum"}
        given["terms"] = {"goal": {**goal, **LINKAGE_GOAL} if kind == "linkage" else goal}
    if kind in WITH_LINES:
        given["numbers"] = [int(text) for text in post.getlist("line") if _is_number(text)]
    if kind == "change_class":
        picked = {
            name.removeprefix("line-"): found for name, found in post.items() if name.startswith("line-")
        }
        given["terms"] = {"classes": {name: found for name, found in picked.items() if found}}
    if kind == "re_examination":
        given["terms"] = {"objection": post.get("objection", "").strip()[:LONGEST]}
    if kind == "degree":
        given["conferral"] = post.get("conferral", "")
    if kind in ("degree", "recognition"):
        given["via"] = post.get("via", "") or None
    if kind in WITH_FEE:
        given["asks_exemption"] = post.get("asks_exemption") == "true"
    return given


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 9


def conferral_field(basis: Basis, error: str = "") -> dict[str, Any]:
    """The conferrals one can apply for: the window that is open, and those to come."""
    names, day = [], basis.on
    now = window_on(DEGREE, day)
    if now is not None:
        names.append(now.name)
    while len(names) < AHEAD:
        following = next_window(DEGREE, day)
        names.append(following.name)
        day = following.opens
    options = [(name, conferral_word(name)) for name in dict.fromkeys(names)]
    chosen = basis.claim.conferral
    if chosen and chosen not in dict(options):
        options.append((chosen, conferral_word(chosen)))
    return _choice("conferral", _("학위 받을 때"), options, chosen, error=error)


def conferral_word(name: str) -> str:
    """2027-02 in words."""
    year, _line, month = name.partition("-")
    return _("{year}년 {month}월").format(year=year, month=month.lstrip("0"))


def via_field(basis: Basis, error: str = "") -> dict[str, Any]:
    """Where a claim is handed in; of a degree, the university that confers it."""
    degree = basis.claim.kind == "degree"
    offices = conferring_offices(basis.on) if degree else _receiving_offices(basis.on)
    options = [(one.code, words.office_name(one)) for one in offices]
    label = _("학위를 줄 대학") if degree else _("내는 곳")
    hint = _("교육부장관이 주는 학위면 비워 두세요.") if degree else _("비워 두면 진흥원에 바로 냅니다.")
    chosen = basis.claim.via.code if basis.claim.via else ""
    return _choice("via", label, options, chosen, hint=hint, optional=True, error=error)


def conferring_offices(on: date) -> list[Office]:
    """Institutions that may confer a degree (act.9.2)."""
    legal = str(load_law().value("claim.confers", on)).split(",")
    found = (
        Institution.objects.filter(legal_basis__in=legal).select_related("office").order_by("office__name_ko")
    )
    offices = [one.office for one in found if one.office is not None]
    return [office for office in offices if office.holds_on(on)][:MOST_OFFICES]


def _receiving_offices(on: date) -> list[Office]:
    kinds = str(load_law().value("claim.handed_in_at", on)).split(",")
    found = Office.objects.filter(kind__in=kinds).order_by("kind", "name_ko")[: MOST_OFFICES * 2]
    return [one for one in found if one.holds_on(on)][:MOST_OFFICES]


def exemption_field(basis: Basis) -> dict[str, Any]:
    """Whether one asks to pay nothing (act.12-3.2)."""
    options = [("true", _("예, 면제를 신청합니다"))]
    chosen = "true" if basis.claim.asks_exemption else ""
    label = _("기초생활수급자 수수료 면제")
    return _choice("asks_exemption", label, options, chosen, optional=True)


def _choice(
    name: str,
    label: str,
    options: list[tuple[str, str]],
    value: str,
    *,
    hint: str = "",
    optional: bool = False,
    error: str = "",
) -> dict[str, Any]:
    return {
        "id": name,
        "label": label,
        "kind": "choice",
        "optional": optional,
        "when": "",
        "hint": hint,
        "value": value,
        "options": options,
        "error": error,
    }


def goal_of(basis: Basis, chosen: Mapping[str, Any] | None) -> dict[str, Any]:
    """The goal that the form begins with: of the draft, else registered, else as chosen in the account."""
    kept = basis.terms.get("goal")
    if kept:
        return dict(kept)
    if basis.registered is not None:
        return dict(basis.registered.goal)
    if chosen and goal_forms.kind_of(chosen) == goal_forms.RECOGNITION:
        return dict(chosen)
    return {"degree": "bachelor", "route": "first"}
