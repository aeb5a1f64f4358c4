"""Addresses that machines know: the same in every language, and for ever."""

from __future__ import annotations

from django.urls import path

from .views import machine

urlpatterns = [
    path(".well-known/did.json", machine.did, name="did_document"),
    path(".well-known/jwt-vc-issuer", machine.jwt_vc_issuer, name="jwt_vc_issuer"),
    path("status/<slug:name>/<slug:form>", machine.status_list, name="status_list"),
    path("types/<slug:kind>", machine.certificate_type, name="certificate_type"),
]
