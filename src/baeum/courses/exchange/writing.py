"""Offerings written as they are published, so that reading them again changes nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from xml.sax.saxutils import escape

from baeum.courses.contents import OfferingContent
from baeum.courses.models import Offering
from baeum.sheets.cells import guard

from .formats import HRD, HRD_COLUMNS, HRD_ORDER, MODE_WORDS, STANDARD, STANDARD_COLUMNS
from .values import shown

CSV, JSON, XML, HRD_JSON = "csv", "json", "xml", "hrd-json"
SOURCE_OF = {CSV: STANDARD, JSON: STANDARD, XML: HRD, HRD_JSON: HRD}


def written(offerings: Iterable[Offering], form: str) -> Iterator[str]:
    """The text of a file, part by part. CSV and JSON: the standard; XML and HRD_JSON: the list."""
    if form == CSV:
        yield from _csv(offerings)
    elif form == XML:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<HRDNet>\n<srchList>\n'
        for offering in offerings:
            row = hrd_row(offering)
            cells = "".join(f"<{name}>{_xml(row[name])}</{name}>" for name in HRD_ORDER)
            yield f"<scn_list>{cells}</scn_list>\n"
        yield "</srchList>\n</HRDNet>\n"
    else:
        yield '{"records": [' if form == JSON else '{"srchList": ['
        for place, offering in enumerate(offerings):
            row = standard_row(offering) if form == JSON else hrd_row(offering)
            yield (",\n" if place else "\n") + json.dumps(row, ensure_ascii=False)
        yield "\n]}\n"


def standard_row(offering: Offering) -> dict[str, str]:
    """A row of the national standard, by its headings."""
    version, institution = offering.course_version, offering.course_version.course.institution
    kept = offering.published
    said = {
        **{name: shown(getattr(version, name)) for name in ("title", "description", "target")},
        **{name: shown(getattr(offering, name)) for name in _OF_OFFERING},
        "mode": MODE_WORDS.get(version.mode, ""),
        "institution": institution.name_ko,
        "phone": kept.get("phone", institution.phone),
        "training_support": kept.get("training_support", ""),
        "provider_code": kept.get("provider_code", ""),
        "provider_name": kept.get("provider_name", ""),
    }
    for name in ("weekdays", "homepage"):
        said[name] = kept.get(name) or said[name]
    return {column.header: said[column.name] for column in STANDARD_COLUMNS}


def hrd_row(offering: Offering) -> dict[str, str]:
    """A row of the list of training, by the names of its API."""
    version, institution = offering.course_version, offering.course_version.course.institution
    kept = offering.published
    said = {
        **{name: shown(getattr(version, name)) for name in ("title", "description", "target")},
        **{name: shown(getattr(offering, name)) for name in ("begins", "ends", "fee", "seats", "address")},
        "institution": institution.name_ko,
        "phone": kept.get("phone", ""),
        "homepage": kept.get("homepage", offering.homepage),
        "region": kept.get("region", offering.region),
        "weekdays": kept.get("weekdays", ""),
        "training_id": kept.get("trprId", ""),
        "training_round": kept.get("trprDegr", ""),
    }
    here = {column: said[name] for column, name in HRD_COLUMNS.items()}
    return {name: here.get(name, kept.get(name, "")) for name in HRD_ORDER}


_BESIDE = ("declared_account", "declared_credit_bank", "reference_date")
_OF_OFFERING = (*(one.name for one in fields(OfferingContent) if one.name != "region"), *_BESIDE)


def _csv(offerings: Iterable[Offering]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow([column.header for column in STANDARD_COLUMNS])
    for offering in offerings:
        yield line.getvalue()
        line.seek(0)
        line.truncate()
        writer.writerow([guard(cell) for cell in standard_row(offering).values()])
    yield line.getvalue()


def _xml(text: str) -> str:
    """What XML may hold of a text."""
    return escape("".join(one for one in text if one in "\t\n\r" or one >= " "))
