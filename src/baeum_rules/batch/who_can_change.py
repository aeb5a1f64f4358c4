"""Whose answer a change of the law can alter: told from what was consulted, without auditing again."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from baeum_rules.certificates import load_certificates
from baeum_rules.curricula import UnknownCurriculum, load_curriculum
from baeum_rules.parameters import Law
from baeum_rules.recognition.numbers import PART_TIME_SEMESTER, PART_TIME_YEAR
from baeum_rules.recognition.thresholds import thresholds_of

from .asking import WORD
from .bits import rule_ids
from .cells import EPOCH
from .consulted_columns import ABOVE, BELOW, LAW, MOST, curriculum_sum
from .consulted_places import ABOVE_ALL, LAST, Place, is_asked_of_answer, is_cap, is_compared, places_of
from .judging import numbers_as_arrays
from .moved_numbers import Moved, moved_numbers

Mask = npt.NDArray[np.bool_]
ALWAYS = ("as_of", "earliest", "latest", "take_clash", "major", "curriculum", "certificates")


def columns_needed(before: Law, after: Law) -> list[str]:
    """The columns that ``who_can_change`` reads for this change: the others need not be loaded."""
    found = list(ALWAYS)
    for move, bit, place in _touched(before, after):
        found += [f"asked_{bit // WORD}", *_columns_of(move, place)]
    return list(dict.fromkeys(found))


def who_can_change(consulted: pa.Table, before: Law, after: Law) -> Mask:
    """One flag a row of ``consulted``: the others are answered by ``after`` as they were by ``before``.

    But for the column ``law``, which says by which law a row was answered. ``consulted`` needs the columns of
    ``columns_needed``. Raises ValueError where it was consulted under another law than ``before``.
    """
    metadata = consulted.schema.metadata or {}
    revision = metadata.get(LAW.encode(), b"").decode()
    if revision != before.revision:
        raise ValueError(
            f"what was consulted is of the law {revision or '(none named)'}, not of {before.revision}: "
            "audit anew with --consulted, or name the law it was audited by"
        )
    if rule_ids(before) != rule_ids(after):
        return np.ones(consulted.num_rows, np.bool_)
    mask = _numbers(consulted, "take_clash").astype(np.bool_)  # told in sentences, which may cite anything
    mask |= _of_curricula(consulted)
    if load_certificates(f"{before.folder}/certificates") is not load_certificates(
        f"{after.folder}/certificates"
    ):
        mask |= _of_certificates(consulted, before, after)
    days = tuple(
        _numbers(consulted, name, missing) + EPOCH
        for name, missing in (("as_of", 0), ("earliest", LAST), ("latest", -EPOCH))
    )
    for move, bit, place in _touched(before, after):
        mask |= _asked(consulted, move, bit, place) & _on_days(days, move, place)
    return mask


@lru_cache(maxsize=4)
def _touched(before: Law, after: Law) -> list[tuple[Moved, int, Place]]:
    """Every number that moved, with each version of the law before that it was asked in."""
    numbers, others = (numbers_as_arrays(thresholds_of(law)) for law in (before, after))
    moves = moved_numbers(numbers, others)
    return [
        (move, bit, place)
        for bit, place in enumerate(places_of(numbers))
        for move in moves
        if move.name == place.name and move.first <= place.until and place.since <= move.last
    ]


def _columns_of(move: Moved, place: Place) -> list[str]:
    if is_cap(place.name):
        return [f"{MOST}:{place.title}"]
    if is_compared(place.name):
        return [f"{ABOVE if move.new > move.old else BELOW}:{place.title}"]
    return []


def _asked(consulted: pa.Table, move: Moved, bit: int, place: Place) -> Mask:
    """Who asked a version of a number, and came so near it that the move can matter."""
    columns = [_numbers(consulted, name) for name in _columns_of(move, place)]
    if is_cap(place.name):
        return columns[0] > min(_cap(place.name, move.old), _cap(place.name, move.new))
    word = _numbers(consulted, f"asked_{bit // WORD}")
    asked = (word >> np.uint64(bit % WORD) & np.uint64(1)).astype(np.bool_)
    if columns and move.new > move.old:
        asked &= columns[0] <= move.new
    elif columns:
        asked &= columns[0] >= move.new
    return asked


def _cap(name: int, said: int) -> int:
    """A cap as a number; -1 at an institution means that there is none."""
    return ABOVE_ALL if said < 0 and name in (PART_TIME_SEMESTER, PART_TIME_YEAR) else said


def _on_days(days: tuple[Any, ...], move: Moved, place: Place) -> Mask:
    """Who can have asked the version on a day on which it moved."""
    first, last = max(move.first, place.since), min(move.last, place.until)
    as_of, earliest, latest = days
    if is_asked_of_answer(place.name):
        return (first <= as_of) & (as_of <= last)
    return (earliest <= last) & (first <= latest)


def _of_curricula(consulted: pa.Table) -> Mask:
    """Whose major has another curriculum today than the one consulted."""
    coded = consulted.column("major").combine_chunks().dictionary_encode()
    today = [curriculum_sum(name) for name in coded.dictionary.to_pylist()]
    now = pa.array(today, pa.int64()).take(coded.indices)
    then = consulted.column("curriculum").combine_chunks()
    same = pa.compute.or_kleene(
        pa.compute.equal(now, then).fill_null(False),
        pa.compute.and_(now.is_null(), then.is_null()),
    )
    return ~np.asarray(same)


def _of_certificates(consulted: pa.Table, before: Law, after: Law) -> Mask:
    """Who holds a certificate of which the tables differ, or one that may be linked otherwise."""
    tables = [load_certificates(f"{law.folder}/certificates") for law in (before, after)]

    def differs(name: str) -> bool:
        return tables[0].resolve(name) != tables[1].resolve(name)

    lists = consulted.column("certificates").combine_chunks()
    coded = lists.flatten().dictionary_encode()
    other = np.array([differs(name) for name in coded.dictionary.to_pylist()], np.bool_)
    hits = other[np.asarray(coded.indices)] if len(coded) else np.zeros(0, np.bool_)
    before_row = np.concatenate([np.zeros(1, np.int64), np.cumsum(hits)])
    ends = np.cumsum(np.asarray(lists.value_lengths().fill_null(0), np.int64))
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]])
    majors = consulted.column("major").combine_chunks().dictionary_encode()
    linked = [any(map(differs, _linked(name))) for name in majors.dictionary.to_pylist()]
    may_link = pa.array(linked, pa.bool_()).take(majors.indices)
    by_major = may_link.fill_null(True)  # what a curriculum of one's own links is not known here
    return (before_row[ends] > before_row[starts]) | (np.asarray(by_major) & (ends > starts))


def _linked(major: str) -> tuple[str, ...]:
    """The certificates linked to a major; none where it has no curriculum today, which selects by itself."""
    try:
        return load_curriculum(major).linked_certificates
    except UnknownCurriculum:
        return ()


def _numbers(consulted: pa.Table, name: str, missing: int = 0) -> Any:
    column = consulted.column(name)
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    if column.null_count:
        column = column.fill_null(missing)
    return column.to_numpy()
