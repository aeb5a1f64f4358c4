"""Addresses of the examples; they exist only where BAEUM_DEMO=1."""

from __future__ import annotations

from django.urls import path

from baeum.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("enter/", views.enter, name="enter"),
]
