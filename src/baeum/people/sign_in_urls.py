"""Addresses of sign-in: of django-allauth's views those that we use, and no others."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as identity
from allauth.socialaccount.providers.openid_connect import views as service
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("up/", account.signup, name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("code/", second.authenticate, name="mfa_authenticate"),
    path("safety/", second.index, name="mfa_index"),
    path("safety/again/", second.reauthenticate, name="mfa_reauthenticate"),
    path("safety/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("safety/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("safety/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("safety/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("safety/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("safety/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("safety/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("safety/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("service/up/", identity.signup, name="socialaccount_signup"),
    path("service/cancelled/", identity.login_cancelled, name="socialaccount_login_cancelled"),
    path("service/error/", identity.login_error, name="socialaccount_login_error"),
    path("service/<slug:provider_id>/", service.login, name="openid_connect_login"),
    path("service/<slug:provider_id>/back/", service.callback, name="openid_connect_callback"),
]
