"""The forms of sign-in, in our words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baeum.people.personal import Personal, faults
from baeum.shared.clock import today
from baeum.shared.refusals import sentence

LOGIN = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}\Z",
    _("영문자, 숫자, 점, 밑줄, 붙임표로 3자 이상 40자 이하, 첫 글자는 영문자나 숫자입니다."),
)
LOGIN_VALIDATORS = [LOGIN]


class DayField(forms.CharField):
    """A day as people write it: 2026-11-21, 2026.11.21., 20261121."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def clean(self, value: Any) -> date | None:
        """The day, or None where none is asked for."""
        text = super().clean(value)
        if not text:
            return None
        digits = re.sub(r"[\s.\-/년월일]+", "-", text.strip()).strip("-")
        if re.fullmatch(r"\d{8}", digits):
            digits = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        try:
            year, month, day = (int(part) for part in digits.split("-"))
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(_("날짜를 1988-03-14처럼 적으세요.")) from None


class PersonForm(forms.Form):
    """Who signs up. django-allauth adds login name and password."""

    name = forms.CharField(label=_("이름"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    birth_date = DayField(label=_("생년월일"), help_text=_("예: 1988-03-14"))
    contacts = forms.CharField(
        label=_("연락처"),
        required=False,
        help_text=_("전화번호나 전자우편. 봉해서 보관하며 로그인에는 쓰지 않습니다."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_date"].widget.attrs["autocomplete"] = "bday"

    def clean(self) -> dict[str, Any]:
        """Every wrong value at once, each beside its field."""
        data = super().clean() or self.cleaned_data
        if {"name", "birth_date"} <= data.keys():
            refusal = faults(Personal(data["name"], data["birth_date"], data.get("contacts", "")), today())
            if refusal:
                for field in str(refusal.figures["fields"]).split(", "):
                    self.add_error(field, sentence(refusal, get_language() or "ko"))
        return data

    def signup(self, request: Any, user: Any) -> None:
        """The adapter has done it."""
