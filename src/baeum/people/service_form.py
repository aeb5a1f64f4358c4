"""The sign-up form after an identity service. Apart from the others, as django-allauth's needs the models."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.forms import SignupForm


class ServiceForm(SignupForm):
    """Login name and personal values; no e-mail address, which django-allauth would ask about."""

    def _get_signup_fields(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        kwargs.pop("email_required", None)
        fields: dict[str, Any] = super()._get_signup_fields(kwargs)
        return fields
