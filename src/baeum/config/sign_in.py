"""Settings of django-allauth: login name and password, passkeys, one-time codes, an identity service."""

from __future__ import annotations

import os
from typing import Any

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:me"

ACCOUNT_ADAPTER = "baeum.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "baeum.people.forms.PersonForm"
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_VALIDATORS = "baeum.people.forms.LOGIN_VALIDATORS"
ACCOUNT_USERNAME_BLACKLIST = ["admin", "root", "baeum"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True  # the time limits are those of the settings; nothing to tick
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
COMPLAINTS_AN_HOUR = int(os.environ.get("BAEUM_COMPLAINTS", "10"))  # about accredited courses, of one address
ACCOUNT_RATE_LIMITS = {  # counted by django-allauth, which counts for a page of ours too
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "complain": f"{COMPLAINTS_AN_HOUR}/h/ip",
}

MFA_ADAPTER = "baeum.people.adapters.StrongAdapter"
MFA_FORMS = {"add_webauthn": "baeum.people.passkey_form.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = os.environ.get("BAEUM_HTTPS") != "1"  # localhost, as browsers allow it
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks differ
MFA_RECOVERY_CODES_SHOW_ONCE = True

SOCIALACCOUNT_ADAPTER = "baeum.people.adapters.IdentityAdapter"
SOCIALACCOUNT_FORMS = {"signup": "baeum.people.service_form.ServiceForm"}
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("BAEUM_HTTPS") == "1" else 0


def identity_service() -> list[dict[str, Any]]:
    """The one of the environment, or none."""
    url = os.environ.get("BAEUM_OIDC_URL", "").strip()
    if not url:
        return []
    return [
        {
            "provider_id": "identity",
            "name": os.environ.get("BAEUM_OIDC_NAME", "OpenID Connect"),
            "client_id": os.environ.get("BAEUM_OIDC_CLIENT", ""),
            "secret": os.environ.get("BAEUM_OIDC_SECRET", ""),
            "settings": {"server_url": url, "oauth_pkce_enabled": True},
        }
    ]


SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": identity_service(), "OAUTH_PKCE_ENABLED": True}}
