"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path

from . import relations  # noqa: F401  declares what the routes are about
from .views import (
    claims,
    claims_parts,
    completions,
    conferrals,
    corrections,
    courses,
    home,
    imports,
    issuers,
    systems,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("template.xlsx", imports.template, name="template"),
    path("imports/", imports.every, name="imports"),
    path("imports/new/", imports.new, name="upload"),
    path("imports/<uuid:import_id>/", imports.one, name="import"),
    path("imports/<uuid:import_id>/store/", imports.store, name="store"),
    path("imports/<uuid:import_id>/discard/", imports.drop, name="discard"),
    path("imports/<uuid:import_id>/errors.xlsx", imports.errors, name="errors"),
    path("completions/", completions.every, name="completions"),
    path("completions/new/", completions.new, name="register"),
    path("completions/<int:account_id>/<int:number>/", completions.one, name="completion"),
    path("completions/<int:account_id>/<int:number>/reverse/", completions.take_back, name="reverse"),
    path("courses/", courses.every, name="courses"),
    path("courses/institution/", courses.institution, name="institution"),
    path("courses/new/", courses.new, name="course_new"),
    path("courses/<int:course_id>/", courses.one, name="course"),
    path("courses/<int:course_id>/edit/", courses.edit, name="course_edit"),
    path("courses/<int:course_id>/offer/", courses.offering_new, name="offering_new"),
    path("courses/offerings/<int:offering_id>/", courses.offering, name="offering"),
    path("courses/offerings/<int:offering_id>/close/", courses.close, name="offering_close"),
    path("courses/offerings/<int:offering_id>/call-off/", courses.calling_off, name="offering_call_off"),
    path("claims/", claims.every, name="claims"),
    path("claims/acts/", claims.bulk, name="claims_bulk"),
    path("claims/<uuid:claim_id>/", claims.one, name="claim"),
    path("claims/<uuid:claim_id>/lines/<int:number>/", claims.file, name="claim_file"),
    path("claims/<uuid:claim_id>/papers/", claims_parts.examine, name="claim_papers"),
    path("claims/<uuid:claim_id>/rulings/", claims_parts.ruling, name="claim_rulings"),
    path("claims/<uuid:claim_id>/fees/<int:fee_id>/", claims_parts.fee, name="claim_fee"),
    path("claims/<uuid:claim_id>/hearing/", claims_parts.hearing, name="claim_hearing"),
    path("claims/<uuid:claim_id>/acts/<slug:act>/", claims.act, name="claim_act"),
    path("conferrals/", conferrals.every, name="conferrals"),
    path("conferrals/<int:list_id>/", conferrals.one, name="conferral"),
    path("systems/", systems.systems, name="systems"),
    path("issuers/", issuers.every, name="issuers"),
    path("issuers/new/", issuers.new, name="issuer_new"),
    path("issuers/<int:issuer_id>/", issuers.one, name="issuer"),
    path("corrections/", corrections.every, name="corrections"),
    path("corrections/<uuid:request_id>/", corrections.one, name="correction"),
]
