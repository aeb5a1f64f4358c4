"""Addresses of checking, for anybody: what the QR code of a paper leads to."""

from __future__ import annotations

from django.urls import path

from .views import check, machine

app_name = "certificates"
urlpatterns = [
    path("", check.verify, name="verify"),
    path("bundle.zip", machine.bundle, name="bundle"),
    path("<slug:number>/<slug:day>/", check.checked, name="checked"),
]
