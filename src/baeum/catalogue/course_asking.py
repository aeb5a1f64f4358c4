"""A search as it stands in an address, of the page or of the API: what is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from baeum.courses.models import CourseVersion
from baeum.places.country import MUNICIPALITY, PROVINCE, current_code, regions_on
from baeum.shared.refusal import Refusal
from baeum.sheets.cells import Unreadable, read_cell
from baeum.sheets.completion_columns import BY_CODE
from baeum_rules.courses.fields import SCHEMES, field_on
from baeum_rules.courses.state import STATES

from .search.filters import ACCOUNT, CREDIT_BANK, FEES, Filters
from .search.paging import DEEPEST, PAGE, RELEVANCE, SORTS, Asked
from .search.terms import LONGEST_QUERY

LONGEST_VALUE = 60
ACCREDITED = (ACCOUNT, CREDIT_BANK)
PAGES = DEEPEST // PAGE
NAMES = (
    "q",
    "province",
    "city",
    "field",
    "state",
    "mode",
    "fee",
    "accredited",
    "begins_from",
    "begins_until",
    "sort",
    "page",
)


@dataclass
class Read:
    """``asked``: what can be searched for. ``wrong``: (name, why) of each value that is none."""

    asked: Asked
    typed: dict[str, str]
    wrong: list[tuple[str, Refusal]] = field(default_factory=list)


def read(given: Mapping[str, str], on: date) -> Read:
    """What is asked for. A value that is wrong is told, and left out of the search."""
    typed = {name: given.get(name, "").strip() for name in NAMES}
    wrong: list[tuple[str, Refusal]] = []

    def one_of(name: str, values: tuple[str, ...]) -> str:
        value = typed[name]
        if not value or value in values:
            return value
        wrong.append(
            (name, Refusal("search.value", {"value": value[:LONGEST_VALUE], "values": ", ".join(values)}))
        )
        return ""

    filters = Filters(
        province=_region("province", PROVINCE, typed, wrong, on),
        city=_region("city", MUNICIPALITY, typed, wrong, on),
        field=_field(typed, wrong, on),
        state=one_of("state", STATES),
        mode=one_of("mode", tuple(CourseVersion.Mode.values)),
        fee=one_of("fee", tuple(FEES)),
        accredited=one_of("accredited", ACCREDITED),
        begins_from=_day("begins_from", typed, wrong),
        begins_until=_day("begins_until", typed, wrong),
    )
    sort = one_of("sort", tuple(SORTS)) or RELEVANCE
    page = _page(typed, wrong)
    if len(typed["q"]) > LONGEST_QUERY:
        wrong.append(("q", Refusal("search.long", {"most": LONGEST_QUERY})))
    return Read(Asked(typed["q"][:LONGEST_QUERY], filters, sort, (page - 1) * PAGE), typed, wrong)


def _region(name: str, kind: str, typed: dict[str, str], wrong: list[tuple[str, Refusal]], on: date) -> str:
    """The code of today: one that ended means its successor."""
    if not typed[name]:
        return ""
    code = current_code(typed[name][:10], on)
    if code and regions_on(on)[code].kind == kind:
        return code
    wrong.append((name, Refusal("search.region", {"value": typed[name][:LONGEST_VALUE]})))
    return ""


def _field(typed: dict[str, str], wrong: list[tuple[str, Refusal]], on: date) -> str:
    """The field of the Act that is meant: act.arts, survey.arts; without a scheme the Act's."""
    if not (value := typed["field"]):
        return ""
    scheme, point, code = value.partition(".")
    scheme, code = (scheme, code) if point else (SCHEMES[0], value)
    found = field_on(scheme, code, on) if scheme in SCHEMES and code.isascii() else None
    if found:
        return found.same
    wrong.append(("field", Refusal("search.field", {"value": value[:LONGEST_VALUE]})))
    return ""


def _day(name: str, typed: dict[str, str], wrong: list[tuple[str, Refusal]]) -> date | None:
    if not typed[name]:
        return None
    value = read_cell(typed[name][:LONGEST_VALUE], BY_CODE["ended_on"])
    if isinstance(value, Unreadable) or value is None:
        wrong.append((name, Refusal("search.day", {"value": typed[name][:LONGEST_VALUE]})))
        return None
    return date.fromisoformat(str(value))


def _page(typed: dict[str, str], wrong: list[tuple[str, Refusal]]) -> int:
    value = typed["page"]
    if not value:
        return 1
    if value.isascii() and value.isdecimal() and len(value) < 5 and 1 <= int(value) <= PAGES:
        return int(value)
    wrong.append(("page", Refusal("search.page", {"most": PAGES})))
    return 1
