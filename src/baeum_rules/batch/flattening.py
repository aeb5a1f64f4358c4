"""Cases as the two tables of a batch: the way back from ``documents``.

A case that the tables cannot hold as it is (a field without a column, a text for a number) is left out and
told: such a case has faults, and they are those that the audit of it tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.recognition import audit
from baeum_rules.recognition.fields import COMPLETION_FIELDS, LONGEST_TEXT, Problem, read_date

from .arrow import nested_of
from .cells import PREVIOUS
from .documents import DAYS, GOAL
from .schema import DAY, FLAG, LEARNERS, PREVIOUS_DEGREE, RECORD, SHARE, TEXT, WHOLE

Case = Mapping[str, Any]
MOST = 2**31 - 1
NO_FAULT = ("batch.misfit", "표에 담을 수 없는 값입니다.", "the tables cannot hold this value.")


class Misfit(NamedTuple):
    """Why a learner is not in the tables: a fault of the case, as its audit tells it."""

    learner: str
    record: str | None
    field: str
    code: str
    ko: str
    en: str


class Flat(NamedTuple):
    """The tables as the schemas have them; learner i has the records from start[i] to start[i + 1]."""

    learners: pa.RecordBatch
    start: Any  # int64[learners + 1]
    records: pa.RecordBatch  # without the column learner
    misfits: list[Misfit]

    def nested(self) -> pa.RecordBatch:
        """One learner a row, for the function over Arrow."""
        return nested_of(self.learners, self.start, self.records)

    def named_records(self) -> pa.RecordBatch:
        """The table of records with its column learner."""
        places = np.repeat(np.arange(self.learners.num_rows), np.diff(self.start))
        names = self.learners.column("learner").take(pa.array(places))
        columns = [names, *self.records.columns]
        return pa.RecordBatch.from_arrays(columns, names=["learner", *self.records.schema.names])


class _Unfit(Exception):
    """A value has no place: of which record (None: the learner), which field."""


def flatten(cases: Iterable[tuple[str, Case, Mapping[str, Any]]]) -> Flat:
    """The tables of cases: a learner's id, the case as JSON gives it, what is only carried (birth_year)."""
    learners: list[list[Any]] = []
    records: list[list[Any]] = []
    start, misfits = [0], []
    for name, case, carried in cases:
        try:
            learner, rows = _learner(name, case, carried), _records(case)
        except _Unfit as unfit:
            misfits += _told(name, case, *unfit.args)
            continue
        learners.append(learner)
        records += rows
        start.append(len(records))
    return Flat(
        _batch(LEARNERS, learners),
        np.array(start, np.int64),
        _batch(pa.schema(list(RECORD)), records),
        misfits,
    )


def _batch(schema: pa.Schema, rows: list[list[Any]]) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(column, field.type) for field, column in zip(schema, columns, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _learner(name: str, case: Case, carried: Mapping[str, Any]) -> list[Any]:
    goal, told = dict(case["goal"]), dict(case.get("learner") or {})
    row: dict[str, Any] = {"learner": name, "as_of": case["as_of"], **carried}
    row |= {field: goal.pop(field, None) for field in GOAL}
    curriculum = goal.pop("curriculum", None)
    row["curriculum"] = None if curriculum is None else json.dumps(curriculum, ensure_ascii=False)
    row |= {field: told.pop(field, None) for field in DAYS}
    row[PREVIOUS] = _degrees(told.pop(PREVIOUS, None))
    for field in (*goal, *told):  # no column has it
        raise _Unfit(None, field)
    return [
        row.get(one.name) if one.name == PREVIOUS else _cell(row.get(one.name), one, None) for one in LEARNERS
    ]


def _degrees(given: Any) -> list[dict[str, Any]] | None:
    if given is None:
        return None
    known = {field.name: field for field in PREVIOUS_DEGREE}
    if not isinstance(given, list) or any(
        not isinstance(one, dict) or set(one) - set(known) for one in given
    ):
        raise _Unfit(None, PREVIOUS)
    return [{name: _cell(one.get(name), field, None) for name, field in known.items()} for one in given]


def _records(case: Case) -> list[list[Any]]:
    choice_of = {
        name: choice for choice in ("take", "leave") for name in (case.get("choices") or {}).get(choice) or ()
    }
    rows = []
    for record in case["records"]:
        row = {
            ("completed_on" if name in COMPLETION_FIELDS else name): value for name, value in record.items()
        }
        if len(row) < len(record) or "choice" in row or "completed_on" in record:
            raise _Unfit(record.get("id"), "completed_on")
        row["choice"] = choice_of.get(record.get("id"))
        for name in row.keys() - COLUMNS:
            raise _Unfit(record.get("id"), name)
        rows.append([_cell(row.get(one.name), one, record.get("id")) for one in RECORD])
    return rows


COLUMNS = frozenset(field.name for field in RECORD)


def _cell(value: Any, field: pa.Field, record: str | None) -> Any:
    """A value as the column takes it, never another one: what would be read otherwise does not fit."""
    if value is None and field.nullable:
        return None
    kind = field.type
    if kind == TEXT and isinstance(value, str) and _is_text(value, field.name):
        return value
    if kind == DAY and not isinstance(day := read_date(value), Problem):
        return date.fromordinal(day)
    if kind == FLAG and isinstance(value, bool):
        return value
    if kind == WHOLE and type(value) is int and -MOST <= value <= MOST:
        return value
    if kind == SHARE and type(value) in (int, float) and abs(value) <= MOST:
        return float(value)
    raise _Unfit(record, field.name)


def _is_text(value: str, field: str) -> bool:
    """Half a surrogate pair is no text; a curriculum may be long."""
    if len(value) > LONGEST_TEXT and field != "curriculum":
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _told(name: str, case: Case, record: str | None, field: str) -> list[Misfit]:
    """The faults of the case; where it has none, which value did not fit."""
    faults = audit(dict(case)).get("errors") or []
    if not faults:
        return [Misfit(name, record, field, *NO_FAULT)]
    return [Misfit(name, one["record"], one["field"], one["code"], one["ko"], one["en"]) for one in faults]
