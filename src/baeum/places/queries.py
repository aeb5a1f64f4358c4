"""Questions about places and offices on a day."""

from __future__ import annotations

from datetime import date

from baeum.places.models import Office, Place


def superiors_on(office: Office, on: date) -> list[Office]:
    """The offices above, the nearest first; one that does not exist on the day is passed over."""
    found: list[Office] = []
    above, seen = office.superior, {office.pk}
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        if above.holds_on(on):
            found.append(above)
        above = above.superior
    return found


def place_on(code: str, on: date) -> Place | None:
    """The place that has this code on the day."""
    candidates = Place.objects.filter(code=code, begins__lte=on).order_by("-begins")
    return next((place for place in candidates if place.holds_on(on)), None)


def province_of(place: Place) -> Place | None:
    """The province a place is, or lies in; None above the provinces."""
    here: Place | None = place
    while here is not None and here.kind != Place.Kind.PROVINCE:
        here = here.parent
    return here


def institute_on(on: date) -> Office | None:
    """The national institute of a day: it recognises credits, and keeps the learning accounts."""
    found = Office.objects.filter(kind=Office.Kind.INSTITUTE).order_by("begins", "pk")
    return next((one for one in found if one.holds_on(on)), None)
