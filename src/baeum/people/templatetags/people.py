"""Template tags of people's pages."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.forms import CheckboxInput, Select
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.functional import Promise

from baeum.people.names import FIELDS, HELP, role_name
from baeum.people.roles import APPOINTS
from baeum.places.models import Office

register = template.Library()


@register.filter
def role(name: str) -> Promise | str:
    """A role's name."""
    return role_name(name)


@register.filter
def styled(field: BoundField) -> BoundField:
    """A field with the classes of our look, and its help and fault tied to it."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    if type(field.form).__module__.startswith(("allauth.", "baeum.people.service_form")):
        field.label = FIELDS.get(field.name, field.label)
        field.help_text = HELP.get(field.name, field.help_text)
    kind = "krds-form-select medium" if isinstance(widget, Select) else "krds-input medium"
    if not isinstance(widget, CheckboxInput):
        widget.attrs["class"] = f"{kind} is-error" if field.errors else kind
    if field.errors:
        widget.attrs["aria-invalid"] = "true"
    if field.errors or field.help_text:
        widget.attrs["aria-describedby"] = f"{field.id_for_label}-help"
    return field


@register.simple_tag(takes_context=True)
def identity_services(context: dict[str, Any]) -> list[dict[str, str]]:
    """The identity services that are set up: name and address."""
    request = context["request"]
    providers = get_adapter().list_providers(request)
    return [{"name": one.name, "address": one.get_login_url(request)} for one in providers]


@register.simple_tag(takes_context=True)
def office_address(context: dict[str, Any]) -> str:
    """The page of the office one acts for, for those who appoint."""
    stands = context["request"].standing
    if stands.role not in APPOINTS:
        return ""
    return reverse("people:appointments", args=[Office.objects.get(pk=stands.office_id).code])
