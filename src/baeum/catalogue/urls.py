"""Addresses of the look-ups."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "catalogue"
urlpatterns = [
    path("", views.of_major, name="of_major"),
    path("majors/", views.of_certificate, name="of_certificate"),
    path("convert/", views.conversion, name="convert"),
]
