"""Addresses of counselling."""

from __future__ import annotations

from django.urls import path

from . import relations  # noqa: F401  declares what the routes are about
from .views import asking, desk, editing, public, threads

app_name = "counsel"
urlpatterns = [
    path("", public.every, name="faq"),
    path("faq/<uuid:entry>/", public.one, name="entry"),
    path("ask/", asking.asking, name="ask"),
    path("questions/", threads.every, name="questions"),
    path("questions/<uuid:question>/", threads.one, name="thread"),
    path("desk/", desk.queue, name="queue"),
    path("desk/<uuid:question>/", desk.one, name="desk_thread"),
    path("desk/<uuid:question>/forward/", desk.passing_on, name="forward"),
    path("desk/faq/", editing.every, name="editing"),
    path("desk/faq/new/", editing.new, name="edit_new"),
    path("desk/faq/<uuid:entry>/", editing.one, name="edit"),
]
