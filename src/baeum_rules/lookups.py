"""Three look-ups of the credit bank: certificates of a major, majors of a certificate, credits of some.

They state what the table and the law say of each certificate and which cannot count together. Which of
them a learner had better use is decided by the recognition engine, not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from baeum_rules.certificates import CHOICE, CertificateTable, Entry, Resolution, load_certificates
from baeum_rules.curricula import Curriculum, curriculum_ids, load_curriculum
from baeum_rules.parameters import Law, law_folder, load_law, read_text
from baeum_rules.plain_toml import read_toml

ROUTES = ("first", "second")
DEGREE_NAMES = {
    "bachelor": ("학사", "bachelor"),
    "associate_2y": ("전문학사", "associate"),
    "associate_3y": ("3년제 전문학사", "three-year associate"),
}


class Sentence(NamedTuple):
    """One statement with its clause; ``reading`` marks an interpretation of ours."""

    rule: str
    ko: str
    en: str
    clause: str
    reading: bool


class Books(NamedTuple):
    """What a look-up reads: the certificate table and the law of one country."""

    table: CertificateTable
    law: Law


class CertificateFacts(NamedTuple):
    """What the table says of one certificate acquired on one day; ``credits`` None: it cannot count."""

    name: str
    acquired_on: date | None
    resolution: Resolution
    credits: int | None
    sentences: tuple[Sentence, ...]


class LinkedCertificate(NamedTuple):
    """A certificate linked to a major, as the curriculum writes it, with its row of the table."""

    name: str
    resolution: Resolution


class MajorsOfCertificate(NamedTuple):
    """The majors that a certificate is linked to, and its facts."""

    facts: CertificateFacts
    majors: tuple[Curriculum, ...]


class ConvertedCertificate(NamedTuple):
    """A certificate in a major: ``class_`` is major_required or general_elective, None: cannot count."""

    facts: CertificateFacts
    linked: bool
    class_: str | None


class Conflict(NamedTuple):
    """Certificates (places in the list given, from 0) of which only ``limit`` count together."""

    places: tuple[int, ...]
    limit: int
    sentence: Sentence


class Conversion(NamedTuple):
    """Each certificate in the major, and what cannot count together."""

    certificates: tuple[ConvertedCertificate, ...]
    conflicts: tuple[Conflict, ...]


def korean_books() -> Books:
    """The Korean table and law, shipped with this package."""
    return Books(load_certificates(), load_law())


def certificates_of_major(
    curriculum: Curriculum, books: Books | None = None
) -> tuple[LinkedCertificate, ...]:
    """The certificates linked to a major, in the order of its curriculum."""
    table = (books or korean_books()).table
    return tuple(LinkedCertificate(name, table.resolve(name)) for name in curriculum.linked_certificates)


def majors_of_certificate(
    name: str,
    acquired_on: date | None = None,
    curricula: Iterable[Curriculum] | None = None,
    books: Books | None = None,
) -> MajorsOfCertificate:
    """The majors a certificate is linked to, with its history and its value on the day it was acquired.

    ``curricula``: those to look through (default: all of :func:`curriculum_ids`).
    """
    known = books or korean_books()
    facts = certificate_facts(name, acquired_on, known)
    majors = curricula if curricula is not None else map(load_curriculum, curriculum_ids())
    linked = [major for major in majors if is_linked(facts.resolution, major, known.table)]
    return MajorsOfCertificate(facts, tuple(linked))


def convert(
    curriculum: Curriculum,
    degree: str,
    route: str,
    certificates: Sequence[tuple[str, date]],
    books: Books | None = None,
) -> Conversion:
    """Credits and class of each certificate (name, day acquired) for a degree in a major.

    ``degree``: bachelor, associate_2y, associate_3y; ``route``: first, second. The limits are those of
    the day the last certificate was acquired.
    """
    known = books or korean_books()
    rows = [
        _converted(certificate_facts(name, day, known), curriculum, route, known.table)
        for name, day in certificates
    ]
    on = max((day for _, day in certificates), default=date.max)
    return Conversion(tuple(rows), tuple(_conflicts(rows, (degree, route), known.law, on)))


def is_linked(resolution: Resolution, curriculum: Curriculum, table: CertificateTable) -> bool:
    """Whether a certificate is linked to the major: both names compared after renames."""
    if resolution.entry is None:
        return False
    links = (table.resolve(name).entry for name in curriculum.linked_certificates)
    return any(entry is not None and entry.name == resolution.entry.name for entry in links)


def certificate_facts(name: str, acquired_on: date | None, books: Books) -> CertificateFacts:
    """History, value on the day and obstacles of one certificate, in sentences.

    Without a day the present value is given.
    """
    resolution = books.table.resolve(name)
    told = [
        _sentence(
            rename.relation,
            old=rename.old,
            new=", ".join(rename.new),
            ordinance_ko=f"{rename.ordinance} {rename.article}",
            ordinance_en=f"No. {_digits(rename.ordinance)}, Article {_digits(rename.article)}",
            promulgated=rename.promulgated,
        )
        for rename in resolution.history
    ]
    if resolution.entry is None:
        options = ", ".join(resolution.options)
        unknown = "unknown_today" if resolution.history else "unknown"
        told.append(_sentence(CHOICE if options else unknown, name=name, options=options))
    if resolution.excluded:
        told.append(_sentence("excluded", kind_ko=resolution.excluded.ko, kind_en=resolution.excluded.en))
    if resolution.entry is None or resolution.excluded:
        return CertificateFacts(name, acquired_on, resolution, None, tuple(told))
    credits, more = _value_on(resolution.entry, acquired_on, books.law)
    return CertificateFacts(name, acquired_on, resolution, credits, (*told, *more))


def _value_on(entry: Entry, acquired_on: date | None, law: Law) -> tuple[int | None, list[Sentence]]:
    day = acquired_on or date.max
    revaluation = law.value("certificate.revaluation", day)
    assert isinstance(revaluation, date)
    credits = entry.credits_on(day, revaluation)
    if entry.abolished:
        told = [_sentence("abolished", credits=credits)]
    elif entry.other_periods and entry.credits == entry.credits_before:
        told = [_sentence("present_only", credits=credits)]
    elif entry.credits == entry.credits_before:
        told = [_sentence("one_value", credits=credits)]
    else:
        rule = "older_value" if day < revaluation else "present_value"
        figures = {"present": entry.credits, "before": entry.credits_before, "revaluation": revaluation}
        told = [_sentence(rule, credits=credits, **figures)]
    if entry.other_periods:
        told.append(_sentence("other_periods", periods=entry.other_periods))
    if acquired_on and not entry.valid_on(acquired_on):
        period = {"from": entry.valid_from or "…", "until": entry.valid_until or "…"}
        return None, [*told, _sentence("validity", acquired=acquired_on, **period)]
    if entry.kind == "private" and entry.valid_from is None and entry.valid_until is None:
        told.append(_sentence("private_period"))
    return credits, told


def _converted(
    facts: CertificateFacts, curriculum: Curriculum, route: str, table: CertificateTable
) -> ConvertedCertificate:
    linked = is_linked(facts.resolution, curriculum, table)
    if facts.credits is None:
        return ConvertedCertificate(facts, linked, None)
    if linked:
        rule, class_ = "linked", "major_required"
    elif route == "second":
        rule, class_ = "second_major_only", None
    else:
        rule, class_ = "unlinked", "general_elective"
    major = {"major_ko": curriculum.ko, "major_en": curriculum.en}
    sentence = _sentence(rule, credits=facts.credits, **major)
    facts = facts._replace(sentences=(*facts.sentences, sentence))
    return ConvertedCertificate(facts, linked, class_)


def _conflicts(
    rows: list[ConvertedCertificate], goal: tuple[str, str], law: Law, on: date
) -> Iterable[Conflict]:
    counted = [place for place, row in enumerate(rows) if row.class_]

    def limit(name: str) -> int:
        return int(str(law.value(name, on)))

    def conflict(rule: str, places: list[int], most: int, **figures: object) -> Conflict:
        names = ", ".join(rows[place].facts.name for place in places)
        told = _sentence(rule, limit=most, names=names, count=len(places), **figures)
        return Conflict(tuple(places), most, told)

    for places in _groups(counted, lambda place: _entry(rows[place]).name):
        yield conflict("same_title", places, 1)
    for places in _groups(counted, lambda place: _entry(rows[place]).job_key):
        entries = [_entry(rows[place]) for place in places]
        if len({entry.name for entry in entries}) > 1:
            found = conflict(
                "job", places, limit("certificate.job_limit"), job=" - ".join(entries[0].job_key or ())
            )
            reading = any(entry.group_reading for entry in entries)
            yield found._replace(sentence=found.sentence._replace(reading=reading))
    unlinked = [place for place in counted if not rows[place].linked]
    if len(unlinked) > limit("certificate.unlinked_limit"):
        yield conflict("unlinked_limit", unlinked, limit("certificate.unlinked_limit"))
    most = limit(f"certificate.limit.{'.'.join(goal)}")
    if len(counted) > most:
        ko, en = DEGREE_NAMES[goal[0]]
        yield conflict("count", counted, most, degree_ko=ko, degree_en=en)


def _groups(places: list[int], key_of: Callable[[int], object]) -> list[list[int]]:
    """Places with the same key, where there are several; a key of None is like no other."""
    groups: dict[object, list[int]] = {}
    for place in places:
        if key_of(place) is not None:
            groups.setdefault(key_of(place), []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _entry(row: ConvertedCertificate) -> Entry:
    entry = row.facts.resolution.entry
    assert entry is not None  # a class is given to found certificates only
    return entry


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@lru_cache(maxsize=1)
def _templates() -> dict[str, Any]:
    return read_toml(read_text(f"{law_folder()}/lookups.toml"))


def _sentence(rule: str, **figures: object) -> Sentence:
    """The sentence of a rule; figures named x_ko and x_en fill {x} in their language."""
    template = _templates()[rule]
    told = {}
    for language in ("ko", "en"):
        own = {
            name.removesuffix(f"_{language}"): value
            for name, value in figures.items()
            if name.endswith(f"_{language}")
        }
        told[language] = str(template[language]).format(**figures, **own)
    return Sentence(rule, told["ko"], told["en"], template["clause"], bool(template.get("reading")))
