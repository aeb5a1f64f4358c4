"""What was decided as an Arrow table, one learner a row (``schema.ANSWER``)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from baeum_rules.parameters import Law
from baeum_rules.recognition.classes import CLASS_NAMES

from .bits import rule_ids
from .cells import EPOCH
from .columns import CLASH, PROOFS, SOLVER, VERDICTS, Curricula, Decided, Learners
from .encoding import Encoded
from .schema import ANSWER, RECORD_ANSWER

CLASSES = tuple(CLASS_NAMES[bit] for bit in sorted(CLASS_NAMES))
UNITS = ("credits", "subjects")
REFERENCE = "docs/reference/batch.md"


def answer_schema(law: Law) -> pa.Schema:
    """The schema of the answer with the law it was decided by and the rule of each bit of ``rules``."""
    told = {"baeum.law": law.revision, "baeum.rules": ",".join(rule_ids(law)), "baeum.reference": REFERENCE}
    return ANSWER.with_metadata(told)


def answers_of(names: pa.Array, encoded: Encoded, decided: Decided, law: Law) -> pa.RecordBatch:
    """The rows of the learners of a batch; ``names``: their ids. A learner with a clash has no numbers.

    Ids of records stand as they are encoded, plain or in a dictionary.
    """
    learners = encoded.learners
    clash = decided.state == CLASH
    found: dict[str, Any] = {
        "learner": names.cast(pa.string()) if names.type != pa.string() else names,
        "law": _words((law.revision,), np.zeros(len(clash), np.int8), None),
        "as_of": pa.array((learners.as_of - EPOCH).astype(np.int32), pa.int32()).view(pa.date32()),
        "take_clash": pa.array(clash),
        "records": _records(encoded, decided, clash),
    }
    found |= _sums(decided, clash)
    found |= _requirements(learners, encoded.curricula, decided, clash)
    for name in ("remaining", "lower", "upper"):
        found[name] = _numbers(getattr(decided, name), clash)
    for name in ("holder", "contested", "pending"):
        found[name] = _flags(getattr(decided, name) != 0, clash)
    found["by_solver"] = _flags(decided.proved_by == SOLVER, clash)
    found["proved_by"] = _words(PROOFS, decided.proved_by, clash)
    records = ANSWER.field("records").with_type(found["records"].type)
    schema = answer_schema(law).set(ANSWER.get_field_index("records"), records)
    arrays = [found[field.name].cast(field.type) for field in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _sums(decided: Decided, clash: Any) -> dict[str, pa.Array]:
    sums = {
        "recognised": decided.recognised,
        "major": decided.major,
        "major_required": decided.major_required,
        "major_elective": decided.major - decided.major_required,
        "liberal_arts": decided.liberal_arts,
        "general_elective": decided.recognised - decided.major - decided.liberal_arts,
        "eighteen": decided.eighteen,
    }
    return {name: _numbers(values, clash) for name, values in sums.items()}


class Asked(NamedTuple):
    """A requirement of each learner. ``asked``: whether the degree asks for it at all."""

    need: Any
    have: Any
    short: Any
    asked: Any


def asked_of(learners: Learners, curricula: Curricula, decided: Decided) -> dict[str, Asked]:
    """Need, have and short of each requirement."""
    credits = curricula.required_credits[learners.curriculum]
    needed = curricula.subjects[learners.curriculum]
    in_credits = credits >= 0
    by_subjects = (needed > 0) & (decided.subjects >= needed)
    always = np.ones(len(credits), np.bool_)
    rows = {
        "total": (decided.need_total, decided.recognised, always),
        "major": (decided.need_major, decided.major, always),
        "liberal_arts": (decided.need_liberal_arts, decided.liberal_arts, decided.need_liberal_arts > 0),
        "eighteen": (decided.need_eighteen, decided.eighteen, always),
        "required": (
            np.where(in_credits, credits, needed),
            np.where(in_credits, decided.major_required, decided.subjects),
            in_credits | (needed > 0),
        ),
        "university": (decided.need_university, decided.university, decided.need_university > 0),
    }
    found = {}
    for name, (need, have, asked) in rows.items():
        short = np.maximum(need - have, 0)
        if name == "required":
            short[in_credits & by_subjects] = 0
        found[name] = Asked(need, have, short, asked)
    return found


def complete_of(rows: dict[str, Asked], decided: Decided) -> Any:
    """Whether all requirements of each learner are met."""
    complete = decided.holder != 0
    met = [(row.short == 0) | ~row.asked for row in rows.values()]
    return complete | np.logical_and.reduce(met)


def _requirements(
    learners: Learners, curricula: Curricula, decided: Decided, clash: Any
) -> dict[str, pa.Array]:
    """Need, have and short of each requirement, null where it is not asked, and whether all are met."""
    rows = asked_of(learners, curricula, decided)
    found: dict[str, pa.Array] = {}
    for name, row in rows.items():
        hidden = clash | ~row.asked
        found |= {
            f"{name}_need": _numbers(row.need, hidden),
            f"{name}_have": _numbers(row.have, hidden),
            f"{name}_short": _numbers(row.short, hidden),
        }
    in_credits = curricula.required_credits[learners.curriculum] >= 0
    found["required_unit"] = _words(UNITS, (~in_credits).astype(np.int8), clash | ~rows["required"].asked)
    found["complete"] = _flags(complete_of(rows, decided), clash)
    return found


def _records(encoded: Encoded, decided: Decided, clash: Any) -> pa.Array:
    """The lists of records; null for a learner with a clash."""
    start = encoded.records.start
    place = (decided.taken >> 1) - (decided.taken >> 3)  # of the bits 1, 2, 4, 8
    rows = pa.StructArray.from_arrays(
        [
            encoded.ids,
            _words(VERDICTS, decided.verdict, None),
            pa.array(decided.credits.astype(np.int16)),
            _words(CLASSES, place, decided.taken == 0),
            pa.array(decided.rules),
        ],
        fields=[RECORD_ANSWER.field(0).with_type(encoded.ids.type), *list(RECORD_ANSWER)[1:]],
    )
    lists = pa.ListArray.from_arrays(pa.array(start.astype(np.int32)), rows)
    if not clash.any():
        return lists
    return pa.compute.if_else(pa.array(clash), pa.scalar(None, lists.type), lists)


def _words(words: tuple[str, ...], places: Any, hidden: Any) -> pa.Array:
    return pa.DictionaryArray.from_arrays(_numbers(places, hidden), pa.array(words), safe=False)


def _numbers(values: Any, hidden: Any) -> pa.Array:
    """Numbers as Arrow, not copied; null where they are hidden."""
    absent = 0 if hidden is None else int(np.count_nonzero(hidden))
    if not absent:
        return pa.array(values)
    there = pa.py_buffer(np.packbits(~hidden, bitorder="little"))
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [there, pa.py_buffer(values)], absent)


def _flags(values: Any, hidden: Any) -> pa.Array:
    return pa.array(values, mask=hidden)
