"""What every page needs: its language twin, the display mode, the revision of the rule data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from .rules import revision

CONTRAST_COOKIE = "baeum_display"
HIGH_CONTRAST = "high-contrast"


def page(request: HttpRequest) -> dict[str, Any]:
    """Template context of the frame around each page."""
    here = request.get_full_path()
    english = get_language() == "en"
    return {
        "english": english,
        "other_language_url": translate_url(here, "ko" if english else "en"),
        "high_contrast": getattr(request, "display", request.COOKIES.get(CONTRAST_COOKIE)) == HIGH_CONTRAST,
        "here": here,
        "law_revision": revision(),
    }
