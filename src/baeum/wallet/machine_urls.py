"""Addresses that wallets call; those of ``.well-known`` stand at the root of the site."""

from __future__ import annotations

from django.urls import path

from .views import issuing, presenting

app_name = "wallet_machine"
urlpatterns = [
    path(".well-known/openid-credential-issuer", issuing.issuer, name="issuer"),
    path(".well-known/oauth-authorization-server", issuing.server, name="server"),
    path("openid/token", issuing.token, name="token"),
    path("openid/nonce", issuing.nonce, name="nonce"),
    path("openid/credential", issuing.credential, name="credential"),
    path("openid/requests/<uuid:presentation>", presenting.request_object, name="request"),
    path("openid/answers/<uuid:presentation>", presenting.answer, name="answer"),
]
