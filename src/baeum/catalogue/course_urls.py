"""Addresses of the search of courses."""

from __future__ import annotations

from django.urls import path

from . import course_views, synonym_views

app_name = "courses"
urlpatterns = [
    path("", course_views.found, name="search"),
    path("<int:course_id>/", course_views.course, name="course"),
    path("<int:course_id>/<int:offering_id>.ics", course_views.calendar, name="calendar"),
    path("synonyms/", synonym_views.every, name="synonyms"),
    path("synonyms/new/", synonym_views.new, name="synonym_new"),
    path("synonyms/<int:group_id>/", synonym_views.one, name="synonym"),
    path("synonyms/unfound/", synonym_views.unfound, name="unfound"),
]
