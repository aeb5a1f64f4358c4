"""The words of the pages of courses: states, modes, fees, purposes, weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

STATES: Mapping[str, Any] = {
    "open": _("접수 중"),
    "planned": _("접수 예정"),
    "closed": _("접수 마감"),
    "running": _("교육 중"),
    "ended": _("종료"),
    "called_off": _("폐강됨"),
}
STATE_LOOKS = {
    "open": "success",
    "planned": "warning",
    "closed": "gray",
    "running": "gray",
    "ended": "gray",
    "called_off": "danger",
}
MODES: Mapping[str, Any] = {
    "offline": _("오프라인"),
    "online": _("온라인"),
    "blended": _("온·오프라인 혼합"),
    "mobile": _("모바일"),
    "post": _("우편통신"),
}
FEES: Mapping[str, Any] = {
    "free": _("무료"),
    "to_50000": _("5만원까지"),
    "to_200000": _("5만원 넘고 20만원까지"),
    "above": _("20만원 넘음"),
}
PURPOSES: Mapping[str, Any] = {
    "account": _("학습계좌 평가인정"),
    "credit_bank": _("학점은행제 평가인정"),
}
SORTS: Mapping[str, Any] = {
    "relevance": _("잘 맞는 순"),
    "soonest": _("빨리 시작하는 순"),
    "cheapest": _("수강료 낮은 순"),
    "newest": _("새로 시작하는 순"),
}
CRITERIA: Mapping[str, Any] = {
    "facilities": _("시설·설비"),
    "teaching_process": _("교수·학습 과정"),
    "teachers": _("교수자"),
    "learner_management": _("학습자 지원·관리"),
    "other": _("그 밖"),
}
WEEKDAYS = (_("월"), _("화"), _("수"), _("목"), _("금"), _("토"), _("일"))
