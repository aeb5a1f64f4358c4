"""Entries of the search, made from offerings. Every service that writes an offering calls ``enter``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time

from django.db import connection
from django.db.models import QuerySet

from baeum.places.country import MUNICIPALITY, regions_on
from baeum.shared.copying import copy_in
from baeum_rules.courses.fields import field_on

from . import likeness
from .models import Course, CourseVersion, Institution, Offering, SearchEntry, SearchWord
from .regions import names_of
from .search_columns import text_columns

MODES = {
    "online": ("온라인", "비대면", "online"),
    "offline": ("오프라인", "대면"),
    "blended": ("혼합", "온라인", "오프라인"),
    "post": ("우편통신",),
    "mobile": ("모바일", "온라인"),
}
EVENING, NOON = time(18), time(12)
SATURDAY = 6
KEPT = ("id", "course", "offering")  # columns of an entry that stay when it is made again


def enter(offerings: Iterable[Offering], on: date, *, new: bool = False) -> None:
    """Make their entries anew. ``offerings``: any number, with their versions and institutions at hand.

    ``new``: all were added in this transaction, so that none can have an entry.
    """
    made = [entry_of(offering.course_version, offering, on) for offering in offerings]
    SearchEntry.objects.filter(course__in={one.course_id for one in made}, offering=None).delete()
    if new:
        copy_in(made)
    else:
        _replace(made)
    see(made)


def _replace(made: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        made,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["offering"],
        update_fields=[one.name for one in SearchEntry._meta.fields if one.name not in KEPT] + ["course"],
    )


def enter_course(course: Course, on: date) -> None:
    """Make the entry of a course that has no offering; one that has some needs none."""
    version = course.versions.order_by("-number").first()
    if version is None or Offering.objects.filter(course_version__course=course).exists():
        return
    SearchEntry.objects.filter(course=course, offering=None).delete()
    made = entry_of(version, None, on)
    made.save()
    see([made])


def at_hand(offerings: QuerySet[Offering]) -> QuerySet[Offering]:
    """With everything an entry is made of."""
    return offerings.select_related("course_version__course__institution__office", "place")


def entry_of(version: CourseVersion, offering: Offering | None, on: date) -> SearchEntry:
    """The entry, not saved."""
    institution = version.course.institution
    province, city = _region(offering, institution, on)
    field = field_on(version.field_scheme, version.field_code, on) if version.field_code else None
    others = [*_words(version, offering, institution), *_region_names(province, city, on)]
    others += [field.ko, field.en] if field else []
    described = f"{version.description} {version.outline}"
    return SearchEntry(
        course_id=version.course_id,
        offering=offering,
        title=version.title,
        institution=institution.name_ko,
        **text_columns(version.title, others, described),
        province=province,
        city=city,
        field=field.same if field else "",
        mode=version.mode,
        fee=offering.fee if offering else None,
        begins=offering.begins if offering else None,
        ends=offering.ends if offering else None,
        application_begins=offering.application_begins if offering else None,
        application_ends=offering.application_ends if offering else None,
        closed_on=offering.closed_on if offering else None,
        called_off_on=offering.called_off_on if offering else None,
        declared_account=offering.declared_account if offering else False,
        declared_credit_bank=offering.declared_credit_bank if offering else False,
    )


def see(entries: Iterable[SearchEntry]) -> None:
    """Count the words of new titles, so that what is misspelt finds them."""
    _count(Counter(word for one in entries for word in _title_words(one.title_words)), add=True)


def know_words(words: Iterable[str]) -> None:
    """Words of synonyms, which misspelt ones find too."""
    _count(Counter({word: 0 for word in words if _is_counted(word)}), add=True)


def count_words() -> int:
    """Count the words of all titles and synonyms anew; those of no title any more go. How many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, count(*) FROM courses_searchentry,"
            " unnest(string_to_array(btrim(title_words), ' ')) AS word GROUP BY word"
        )
        found = Counter({word: number for word, number in cursor.fetchall() if _is_counted(word)})
        cursor.execute("SELECT DISTINCT unnest(joined) FROM courses_synonymgroup")
        found.update(word for (word,) in cursor.fetchall() if _is_counted(word))
    SearchWord.objects.exclude(word__in=list(found)).delete()
    _count(found, add=False)
    return len(found)


def _count(found: Counter[str], *, add: bool) -> None:
    rows = [(word, number, likeness.keys(word)) for word, number in sorted(found.items())]
    change = "courses_searchword.seen + EXCLUDED.seen" if add else "EXCLUDED.seen"
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO courses_searchword (word, seen, keys) VALUES (%s, %s, %s)"
            f" ON CONFLICT (word) DO UPDATE SET seen = {change}",
            rows,
        )


def _title_words(words: str) -> Iterator[str]:
    return (word for word in words.split() if _is_counted(word))


def _is_counted(word: str) -> bool:
    return 2 <= len(word) <= 60


def _region(offering: Offering | None, institution: Institution, on: date) -> tuple[str, str]:
    """(province, municipality), as codes; "" where it is not known."""
    code = (offering.region if offering else "") or (
        institution.office.place.code if institution.office else ""
    )
    region = regions_on(on).get(code)
    if region is None:
        return "", ""
    return (region.parent, region.code) if region.kind == MUNICIPALITY else (region.code, "")


def _region_names(province: str, city: str, on: date) -> Iterator[str]:
    there = regions_on(on)
    for code in (province, city):
        if code in there:
            yield from names_of(there[code])


def _words(version: CourseVersion, offering: Offering | None, institution: Institution) -> Iterator[str]:
    """What else one looks for: the institution, how it is taught, for whom, when, for how much."""
    yield institution.name_ko
    if institution.office:
        yield institution.office.name_en
    yield from MODES.get(version.mode, ())
    yield version.target
    if offering is None:
        return
    yield offering.instructor
    yield offering.venue
    if offering.fee == 0:
        yield "무료 free"
    if offering.weekdays:
        yield "주말 weekend" if all(day >= SATURDAY for day in offering.weekdays) else "평일"
    if offering.starts_at:
        yield (
            "야간 저녁 evening"
            if offering.starts_at >= EVENING
            else "오전"
            if offering.starts_at < NOON
            else "오후"
        )
