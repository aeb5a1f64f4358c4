"""The learner's pages about wallets."""

from __future__ import annotations

from django.urls import path

from . import relations  # noqa: F401  declares what the routes are about
from .views import pages

app_name = "wallet"
urlpatterns = [
    path("documents/<uuid:document>/offers/", pages.offering, name="offering"),
    path("offers/<uuid:offer>/", pages.offer_page, name="offer"),
    path("accounts/<int:account>/presentations/", pages.asking, name="asking"),
    path("presentations/<uuid:presentation>/", pages.presentation_page, name="presentation"),
]
