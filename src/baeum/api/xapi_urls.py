"""Addresses of xAPI, as it gives them: a system is told the part before ``statements``."""

from __future__ import annotations

from django.urls import path

from .views import xapi

urlpatterns = [
    path("about", xapi.about, name="xapi_about"),
    path("statements", xapi.statements, name="xapi_statements"),
    path("accounts", xapi.accounts, name="xapi_accounts"),
]
