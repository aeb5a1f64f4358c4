"""Small template filters of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from baeum_rules.parameters import load_law

register = template.Library()


@register.filter
def rcdata(text: str) -> SafeString:
    """Text inside a textarea: there only & and < mean something, and quotes stay short."""
    return mark_safe(text.replace("&", "&amp;").replace("<", "&lt;"))


@register.filter
def get(found: Mapping[str, list[Any]], place: int) -> list[Any]:
    """The messages of the record at a place."""
    return found.get(f"rec-{place}", [])


@register.filter
def clause(name: str) -> str:
    """A clause id as a person would cite it."""
    if not name:
        return ""
    try:
        source = load_law().source(name)
    except KeyError:
        return name
    return str(source.en if get_language() == "en" else source.ko)
