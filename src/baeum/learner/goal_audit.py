"""The audit of a goal of another kind: from its answer to what the account's pages show. No decision here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from baeum.calculator import forms, present
from baeum.learner import goal_forms
from baeum.learner.kinds import BY_KIND
from baeum_rules import goals

STYLES = {"passed": "success", "exempt": "success", "open": "info", "closed": "warning"}
DAYS = ("taken_on", "ended_on", "passed_on", "acquired_on")


def _states() -> dict[str, str]:
    return {
        "passed": _("합격"),
        "exempt": _("면제"),
        "open": _("응시할 수 있음"),
        "closed": _("아직 응시할 수 없음"),
        "absent": _("시험 없음"),
        "not_needed": _("거치지 않아도 됨"),
    }


def _amount(unit: str, count: int) -> str:
    words = {"subjects": _("{count}과목"), "hours": _("{count}시간"), "years": _("{count}세")}
    return words[unit].format(count=count)


def audited(case: Mapping[str, Any], answer: Mapping[str, Any], account_id: int) -> dict[str, Any]:
    """What the pages show: headline, requirements with reasons, ways, lines with verdict and clause."""
    rows = [_record(record, line, account_id) for record, line in _pairs(case, answer)]
    return {
        "other": {
            "headline": _headline(answer),
            "complete": answer["complete"],
            "rows": [_requirement(one, answer["kind"]) for one in answer["requirements"]],
            "ways": [
                {**present.reason(way | {"rule": way["id"]}), "met": way["met"]}
                for way in answer.get("ways", ())
            ],
            "notes": [present.reason(note) for note in answer["notes"]],
            "as_of": answer["as_of"],
        },
        "rows": sorted(rows, key=lambda row: (row["completed_on"], row["id"])),
        "tally": present.tally([{**row, "place": place} for place, row in enumerate(rows)]),
        "goal_summary": goal_forms.summary(case["goal"]),
    }


def _pairs(case: Mapping[str, Any], answer: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    return list(zip(case["records"], answer["records"], strict=True))


def _headline(answer: Mapping[str, Any]) -> str:
    if answer.get("exempt"):
        return _("면제되는 과목: {subjects}").format(subjects=", ".join(answer["exempt"]))
    if "exempt" in answer:
        return _("아직 면제되는 과목이 없습니다")
    if answer["complete"]:
        return _("필요한 것을 모두 채웠습니다")
    if not answer["remaining"]:
        return _("과목은 채웠지만, 아직 남은 요건이 있습니다")
    left = _amount(answer["unit"], answer["remaining"])
    return _("적어도 {left} 더 필요합니다").format(left=left)


def _requirement(one: Mapping[str, Any], kind: str) -> dict[str, Any]:
    name, _line, number = str(one["id"]).partition("_")
    label = _("나이")
    if name == "stage":
        words = _("{number}과정") if kind == goals.BDES else _("{number}단계")
        label = words.format(number=number)
    state = one.get("state", "")
    return {
        "label": label,
        "need": _amount(one["unit"], one["need"]),
        "have": _amount(one["unit"], one["have"]),
        "short": _amount(one["unit"], one["short"]) if one["short"] else "",
        "state": _states().get(state, ""),
        "style": STYLES.get(state, "gray"),
        "reasons": [present.reason(reason) for reason in one["reasons"]],
    }


def _record(record: Mapping[str, Any], line: Mapping[str, Any], account_id: int) -> dict[str, Any]:
    """A line of the account with its verdict, as the template of records shows it."""
    word, style = forms.VERDICTS[line["verdict"]]
    source = forms.BY_NAME.get(str(record["source"]))
    kinds = {"literacy_program": "literacy"}
    kind = BY_KIND.get(kinds.get(record["source"], "course"))
    counted = _amount("hours", line["hours"]) if line.get("hours") else ""
    stage = line.get("stage")
    return {
        "id": record["id"],
        "href": reverse("learner:line", args=[account_id, int(record["id"])]),
        "title": next((record[name] for name in ("subject", "name", "title") if record.get(name)), ""),
        "source": source.label if source else kind.hint if kind else "",
        "institution": record.get("institution") or "",
        "completed_on": next((record[name] for name in DAYS if record.get(name)), ""),
        "verdict": line["verdict"],
        "word": word,
        "style": style,
        "credits": counted,
        "class": _("{number}과정").format(number=stage) if stage else "",
        "reasons": [present.reason(one) for one in line["reasons"]],
    }
