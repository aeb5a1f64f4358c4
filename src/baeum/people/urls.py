"""Addresses of the person signed in, and of officers who appoint."""

from __future__ import annotations

from django.urls import path

from baeum.people.views import appointments, me

app_name = "people"
urlpatterns = [
    path("", me.me, name="me"),
    path("switch/", me.switch, name="switch"),
    path("offices/<slug:office>/", appointments.appointments, name="appointments"),
    path("offices/<slug:office>/appoint/", appointments.appoint_someone, name="appoint"),
    path("appointments/<int:appointment>/revoke/", appointments.revoke_one, name="revoke"),
]
