"""The start page, which opens the calculator with an example."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baeum.calculator.examples import examples


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The start page."""
    return render(
        request, "calculator/start.html", {"examples": examples(), "place": "start", "demo": settings.DEMO}
    )
