"""The form of a new passkey. Apart from the others: django-allauth's own needs the models to be ready."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    """A new passkey, and what its owner calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("패스키 이름")
        self.fields["name"].initial = ""
        self.fields["name"].help_text = _("예: 내 휴대전화")
        self.initial.pop("name", None)
