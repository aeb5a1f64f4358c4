"""Addresses of the pages about the API."""

from __future__ import annotations

from django.urls import path

from .views import clients, documentation, shares

urlpatterns = [
    path("", documentation.docs, name="api_docs"),
    path("problems/<slug:code>/", documentation.problem, name="api_problem"),
    path("clients/", clients.clients, name="api_clients"),
    path("offices/<office>/clients/<uuid:client_id>/revoke/", clients.revoke, name="api_client_revoke"),
    path("shares/", shares.shares, name="api_shares"),
    path("shares/<int:share_id>/withdraw/", shares.withdraw, name="api_share_withdraw"),
]
