"""Names of roles, and of the fields of sign-in, as people read them."""

from __future__ import annotations

from typing import Any

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
    "committee_member": _("위원회 위원"),
    "ministry_officer": _("부처 담당자"),
    "auditor": _("감사인"),
    "verifier": _("검증인"),
}


def role_name(role: str) -> Promise | str:
    """In the language of the page."""
    return ROLES.get(role, role)


FIELDS: dict[str, Any] = {  # of django-allauth's forms
    "login": _("로그인 이름"),
    "username": _("로그인 이름"),
    "password": _("비밀번호"),
    "oldpassword": _("지금 비밀번호"),
    "password1": _("비밀번호"),
    "password2": _("비밀번호 다시"),
    "code": _("숫자"),
}
HELP: dict[str, Any] = {
    "login": "",
    "password": "",
    "username": _("영문자, 숫자, 점, 밑줄, 붙임표. 이름이나 전화번호는 쓰지 마세요."),
    "password1": _("10자 이상. 숫자만으로는 안 되고, 흔한 비밀번호나 로그인 이름과 비슷한 것도 안 됩니다."),
}
