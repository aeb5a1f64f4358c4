"""What a list of courses shows of each entry, for the page and for the API: three queries, however many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baeum.courses.models import GrantedAccreditation, Offering, SearchEntry
from baeum.courses.queries import accreditations_on
from baeum.places.country import Region, regions_on
from baeum_rules.courses.fields import Field, field_on
from baeum_rules.courses.state import Days, state_on

from .search.filters import ACCOUNT, CREDIT_BANK


@dataclass(frozen=True)
class CourseRow:
    """An entry of the list. ``state``: "" where the course has no offering.

    ``granted``: accreditations that hold on the day; ``declared``: purposes only claimed.
    """

    entry: SearchEntry
    state: str
    region: tuple[Region, ...]  # province, municipality
    field: Field | None
    granted: tuple[GrantedAccreditation, ...]
    declared: tuple[str, ...]

    @property
    def offering(self) -> Offering | None:
        """The offering, with its version and institution at hand."""
        return self.entry.offering


def rows_of(entries: Sequence[int], on: date) -> list[CourseRow]:
    """The rows in the order of the ids."""
    found = (
        SearchEntry.objects.defer("beside", "grams", "more_grams").select_related("offering").in_bulk(entries)
    )
    granted = accreditations_on({one.course_id for one in found.values()}, on)
    return [_row(found[entry], granted, on) for entry in entries if entry in found]


def _row(entry: SearchEntry, granted: dict[int, list[GrantedAccreditation]], on: date) -> CourseRow:
    here = tuple(granted.get(entry.course_id, ()))
    purposes = {one.purpose for one in here}
    claimed = {ACCOUNT: entry.declared_account, CREDIT_BANK: entry.declared_credit_bank}
    regions = regions_on(on)
    return CourseRow(
        entry,
        state_of(entry.offering, on) if entry.offering else "",
        tuple(regions[code] for code in (entry.province, entry.city) if code in regions),
        field_on("act", entry.field, on) if entry.field else None,
        here,
        tuple(purpose for purpose, is_claimed in claimed.items() if is_claimed and purpose not in purposes),
    )


def state_of(offering: Offering, on: date) -> str:
    """The state on the day, by the one rule."""
    return state_on(
        Days(
            offering.begins,
            offering.ends,
            offering.application_begins,
            offering.application_ends,
            offering.closed_on,
            offering.called_off_on,
        ),
        on,
    )
