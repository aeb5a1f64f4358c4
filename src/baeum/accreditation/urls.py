"""Addresses of accreditation."""

from __future__ import annotations

from django.urls import path

from . import relations  # noqa: F401  declares what the routes are about
from .views import acts, case, evaluator, institute, institution, notices, public, queue

app_name = "accreditation"
urlpatterns = [
    path("path/", public.path_page, name="path"),
    path("draws/", public.draws, name="draws"),
    path("draws/<int:draw_id>/", public.draw_page, name="draw_page"),
    path("complaints/new/", public.complain_page, name="complain"),
    path("complaints/", public.complaint, name="complaint"),
    path("applications/", institution.applications, name="applications"),
    path("applications/new/", institution.apply, name="apply"),
    path("applications/<uuid:application_id>/edit/", institution.edit, name="edit"),
    path("cases/<uuid:application_id>/", case.one, name="case"),
    path("cases/<uuid:application_id>/evidence/<uuid:evidence_id>/", case.evidence, name="evidence"),
    path("cases/<uuid:application_id>/<slug:act>/", acts.one, name="act"),
    path("queue/", queue.every, name="queue"),
    path("queue/acts/", queue.bulk, name="bulk"),
    path("seats/", evaluator.every, name="seats"),
    path("seats/<uuid:seat_id>/", evaluator.sheet, name="sheet"),
    path("seats/<uuid:seat_id>/evidence/<uuid:evidence_id>/", evaluator.evidence, name="seat_evidence"),
    path("rounds/", institute.rounds, name="rounds"),
    path("rounds/<int:round_id>/", institute.one_round, name="round"),
    path("evaluators/", institute.evaluators, name="evaluators"),
    path("investigations/", institute.complaints, name="complaints"),
    path("investigations/<str:number>/", institute.complaint_case, name="complaint_case"),
    path("notices/", notices.every, name="notices"),
]
