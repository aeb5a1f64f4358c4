"""Names of roles as people read them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Promise] = {
    "learner": _("학습자"),
    "proxy": _("대리인"),
    "institution_officer": _("기관 담당자"),
    "evaluator": _("평가위원"),
    "municipal_officer": _("시·군·구 담당자"),
    "provincial_officer": _("시·도 담당자"),
    "institute_officer": _("진흥원 담당자"),
    "ministry_officer": _("부처 담당자"),
    "auditor": _("감사인"),
    "verifier": _("검증인"),
}


def role_name(role: str) -> Promise | str:
    """In the language of the page."""
    return ROLES.get(role, role)
