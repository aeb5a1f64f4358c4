"""Numbers of the law on pages: no page says one by itself."""

from __future__ import annotations

from django import template

from baeum.shared.clock import today
from baeum_rules.parameters import load_law

register = template.Library()


@register.simple_tag
def law_today(name: str) -> str:
    """The value of a name of the law data today. Raises KeyError for a name that is none: a bug."""
    return str(load_law().value(name, today()))
