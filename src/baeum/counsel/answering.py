"""Which office will answer: found from what the person chose, and named before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from baeum.counsel.texts import as_code
from baeum.counsel.wrong import Wrong
from baeum.places.models import Office, Place
from baeum.places.queries import place_on, province_of
from baeum.shared.refusal import Refusal
from baeum_rules.counsel.topics import (
    ANSWERING,
    HOLDER,
    INSTITUTE,
    INSTITUTION,
    MUNICIPALITY,
    PROVINCE,
    Topic,
    topic_on,
)


@dataclass(frozen=True)
class Chosen:
    """What a person chose, as codes; empty where it is not chosen, or not asked for."""

    topic: str = ""
    holder: str = ""  # who has the application: one of HOLDERS
    region: str = ""  # code of a province or municipality
    institution: str = ""  # code of an office


@dataclass(frozen=True)
class Answering:
    """The office that will answer. ``passed_over``: kinds of office that are not there on the day."""

    topic: Topic
    office: Office
    passed_over: tuple[str, ...] = ()


def needed(topic: Topic, holder: str) -> tuple[str, ...]:
    """What has to be chosen for a topic, in order: holder, region, institution."""
    kind = topic.kind(holder)
    asked = ("holder",) if topic.answers == HOLDER else ()
    if kind in (MUNICIPALITY, PROVINCE):
        return (*asked, "region")
    return (*asked, "institution") if kind == INSTITUTION else asked


def answering(chosen: Chosen, *, on: date) -> Answering | Wrong:
    """The office that answers on a day, or everything that is still to be chosen."""
    topic = topic_on(chosen.topic, on)
    if topic is None:
        return Wrong((("topic", Refusal("counsel.topic")),))
    missing = [(name, _missing(name)) for name in needed(topic, chosen.holder) if not getattr(chosen, name)]
    kind = topic.kind(chosen.holder)
    if kind is None and not missing:
        missing = [("holder", Refusal("counsel.holder"))]
    if missing or kind is None:
        return Wrong(tuple(missing))
    if kind == INSTITUTION:
        office = answering_on(on).filter(kind=INSTITUTION, code=as_code(chosen.institution)).first()
        if office is None:
            return Wrong((("institution", Refusal("counsel.institution")),))
        return Answering(topic, office)
    return _of_a_tier(topic, kind, chosen.region, on)


def answering_on(on: date) -> QuerySet[Office]:
    """Every office that may be asked on a day."""
    lasts = Q(ends__isnull=True) | Q(ends__gte=on)
    return Office.objects.filter(lasts, kind__in=ANSWERING, begins__lte=on)


def _missing(name: str) -> Refusal:
    if name == "holder":
        return Refusal("counsel.holder")
    return Refusal("counsel.region") if name == "region" else Refusal("counsel.institution")


def _of_a_tier(topic: Topic, kind: str, region: str, on: date) -> Answering | Wrong:
    """Of the region, or the next tier above that is there on the day."""
    places: dict[str, Place | None] = {}
    if kind != INSTITUTE:
        here = place_on(as_code(region), on)
        if here is None or here.kind not in (Place.Kind.MUNICIPALITY, Place.Kind.PROVINCE):
            return Wrong((("region", Refusal("counsel.region")),))
        if kind == MUNICIPALITY:
            places[MUNICIPALITY] = here if here.kind == Place.Kind.MUNICIPALITY else None
        places[PROVINCE] = province_of(here)
    passed_over: list[str] = []
    for tier, place in places.items():
        office = _at(tier, place, on)
        if office is not None:
            return Answering(topic, office, tuple(passed_over))
        passed_over += [tier] if place is not None else []
    office = answering_on(on).filter(kind=INSTITUTE).order_by("begins", "pk").first()
    if office is None:
        return Wrong((("", Refusal("counsel.nobody", status=503)),))
    return Answering(topic, office, tuple(passed_over))


def _at(kind: str, place: Place | None, on: date) -> Office | None:
    """The office of a kind where a place is, under whichever of its dated rows."""
    if place is None:
        return None
    return answering_on(on).filter(kind=kind, place__code=place.code).order_by("begins", "pk").first()
