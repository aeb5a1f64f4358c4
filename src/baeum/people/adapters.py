"""What django-allauth asks us: how a sign-up becomes a person, and that no e-mail address is kept."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from baeum.people.keys import master
from baeum.people.models import SignIn
from baeum.people.personal import Personal
from baeum.people.services.register_person import register_person
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal
from baeum.shared.sealing import seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up registers a person, then their sign-in."""

    error_messages = {  # noqa: RUF012  as django-allauth has it
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("로그인 이름이나 비밀번호가 맞지 않습니다."),
        "username_taken": _("이미 쓰이는 로그인 이름입니다. 다른 것을 고르세요."),
        "username_blacklisted": _("쓸 수 없는 로그인 이름입니다. 다른 것을 고르세요."),
    }

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: SignIn, form: Any, commit: bool = True) -> SignIn:
        """The sign-in of a new person. The form has checked the values already."""
        data = form.cleaned_data
        values = Personal(data["name"], data["birth_date"], data["contacts"])
        person = register_person(values, on=today())
        if isinstance(person, Refusal):
            raise AssertionError(person.code)  # the form lets nothing through that the service refuses
        user.person = person
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Login names are told apart whatever their case."""
        return super().clean_username(username.lower(), shallow)  # type: ignore[no-any-return]

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong: the next page shows what was done, in our words."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nobody's address is known, so no mail is ever sent."""


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Of an identity service only the number is kept by which it knows somebody."""

    def new_user(self, request: HttpRequest, sociallogin: Any) -> SignIn:
        """Not saved yet: kept in the session while the person fills in the form."""
        user: SignIn = super().new_user(request, sociallogin)
        user.opened_at = now()  # a session cannot hold the database's default
        return user

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> SignIn:  # noqa: ARG002
        """Nothing is taken over: the person gives their values themselves."""
        return sociallogin.user  # type: ignore[no-any-return]


class StrongAdapter(DefaultMFAAdapter):
    """Secrets of the second factor, sealed by the master key."""

    def get_totp_issuer(self) -> str:
        """What authenticator apps show."""
        return "Baeum"

    def encrypt(self, text: str) -> str:
        """Sealed, as text."""
        return base64.b85encode(seal(master(), text.encode(), b"second_factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return unseal(master(), base64.b85decode(encrypted_text), b"second_factor").decode()
