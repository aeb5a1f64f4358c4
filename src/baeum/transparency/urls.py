"""Addresses of the log."""

from __future__ import annotations

from django.urls import path

from .views import file

app_name = "transparency"
urlpatterns = [path("<path:name>", file, name="file")]
