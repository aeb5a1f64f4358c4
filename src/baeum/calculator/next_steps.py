"""What to do next: the credits still to earn in words, and after a refusal the place where to go on.

Only arithmetic on the answer and links of this site; what counts is decided by the rules alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .forms import Text

Step = dict[str, Any]  # words, href

_FIELDS: Mapping[str, tuple[Text, str]] = {
    "high_school.after": (gettext_lazy("고등학교 졸업일 확인하기"), "#l-high_school_completed_on"),
    "record.not_completed": (gettext_lazy("기준일 바꾸어 보기"), "#g-as_of"),
    "conferral.cutoff": (gettext_lazy("학위 받을 때 바꾸어 보기"), "#g-conferral"),
    "second.force": (gettext_lazy("기준일 바꾸어 보기"), "#g-as_of"),
    "second.previous": (gettext_lazy("이미 받은 학위 적기"), "#held"),
    "second.after": (gettext_lazy("이미 받은 학위 확인하기"), "#held"),
    "second.major_only": (gettext_lazy("전공 확인하기"), "#g-major"),
    "bdes.degree_holder": (gettext_lazy("독학학위를 받은 날 확인하기"), "#l-bdes_degree_on"),
}


def step(rule: str, record: Mapping[str, Any], major: object) -> Step | None:
    """Where to go on after a refusal: a field of the goal, or a look-up; None for the record itself."""
    if rule in _FIELDS:
        words, href = _FIELDS[rule]
        return {"words": words, "href": href}
    if rule == "certificate.unknown":
        query = urlencode({"name": str(record.get("name"))})
        return {"words": _("이 이름 찾아보기"), "href": f"{reverse('catalogue:of_certificate')}?{query}"}
    if rule == "certificate.excluded":
        query = urlencode({"major": str(major)})
        return {"words": _("전공에 연계된 자격증"), "href": f"{reverse('catalogue:of_major')}?{query}"}
    return None


def shared_reasons(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reasons for which all records are refused alike: they lie in the goal, and are told once."""
    if len(rows) < 2 or any(row.get("verdict") != "refused" for row in rows):
        return []
    told = [{one["text"] for one in row["reasons"]} for row in rows]
    return [one for one in rows[0]["reasons"] if all(one["text"] in texts for texts in told)]


def advice(answer: Mapping[str, Any], *, second: bool, university: object) -> list[str]:
    """The credits still to earn, split as the rules define them: R = max(T, max(M, Q) + L, E, U)."""
    short = {one["id"]: one["short"] for one in answer["requirements"] if one.get("unit") == "credits"}
    major = max(short.get("major", 0), short.get("required", 0))
    liberal = short.get("liberal_arts", 0)
    rest = answer["remaining"] - major - liberal
    lines = []
    if major:
        lines.append(_("전공 {count}학점").format(count=major))
    if short.get("required"):
        lines.append(_("그 가운데 전공필수 {count}학점").format(count=short["required"]))
    if liberal:
        lines.append(_("교양 {count}학점").format(count=liberal))
    if rest and second:
        lines.append(_("전공 과목으로 {count}학점 더").format(count=rest))
    elif rest:
        lines.append(_("어느 이수구분으로든 {count}학점").format(count=rest))
    if short.get("eighteen"):
        words = _("모두 가운데 {count}학점 이상은 평가인정 학습과정이나 시간제 등록으로")
        lines.append(words.format(count=short["eighteen"]))
    if short.get("university"):
        words = _("모두 가운데 {count}학점 이상은 {university}에서")
        lines.append(words.format(count=short["university"], university=university))
    return lines


def missing_subjects(answer: Mapping[str, Any]) -> list[str]:
    """Required subjects not yet counted, while the major or the required part is short."""
    rows = {one["id"]: one for one in answer["requirements"]}
    wanted = any(rows.get(name, {}).get("short") for name in ("major", "required"))
    return list(rows.get("required", {}).get("missing") or []) if wanted else []
