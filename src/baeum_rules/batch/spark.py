"""A nation's learners on a cluster: the function from Arrow to Arrow, mapped over partitions by Spark.

Needs the extra ``spark``. One learner a row, records nested: nothing is shuffled, and a learner is never a
group of their own, which takes a hundred times as long (docs/operate/batch_cluster.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa

from baeum_rules.parameters import Law, load_law

from .answering import Auditor
from .finding_faults import Error
from .schema import ANSWER, ERRORS, LEARNERS
from .table_columns import check_columns, in_order
from .table_faults import TableError

Batches = Iterator[pa.RecordBatch]
OF_AN_ERROR = ERRORS[1:-1]  # neither the learner, whose row it stands in, nor a row of the partition


def _signed(kind: pa.DataType) -> pa.DataType:
    """The type that Spark has for it: texts are plain, integers signed."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    if pa.types.is_uint64(kind):
        return pa.int64()
    if pa.types.is_list(kind):
        return pa.list_(_signed(kind.value_type))
    if pa.types.is_struct(kind):
        rows = [kind.field(place) for place in range(kind.num_fields)]
        return pa.struct([pa.field(row.name, _signed(row.type)) for row in rows])
    return kind


ANSWERED = pa.schema(
    [
        *(pa.field(field.name, _signed(field.type)) for field in ANSWER),
        pa.field("errors", pa.list_(pa.struct([pa.field(name, pa.string()) for name in OF_AN_ERROR]))),
    ]
)


def audited(dataframe: Any, law: Law | None = None) -> Any:
    """The answers to a DataFrame of nested learners, as a DataFrame of one row a learner (lazy, unordered).

    The columns are those of ``schema.ANSWER`` with ``rules`` as a signed integer, and ``errors``: null where
    there are none. A learner with faults has a row with errors alone. Raises TableError at once where columns
    are missing, unknown or of another type.
    """
    from pyspark.sql.pandas.types import (  # type: ignore[import-not-found,unused-ignore]  # an extra
        from_arrow_schema,
        to_arrow_schema,
    )

    faults = check_columns("DataFrame", to_arrow_schema(dataframe.schema), LEARNERS, nested=True, text=False)
    if faults:
        raise TableError(faults)
    return dataframe.mapInArrow(answering(law or load_law()), from_arrow_schema(ANSWERED))


def answering(law: Law) -> Callable[[Batches], Batches]:
    """The function that is mapped: batches of nested learners in, batches of ``ANSWERED`` out."""

    def answered(batches: Batches) -> Batches:
        for batch in batches:
            if batch.num_rows:
                yield answer_batch(auditor_of(law), batch)

    return answered


_OF_WORKER: dict[str, Auditor] = {}  # by revision: Spark keeps its workers, and each law is compiled once


def auditor_of(law: Law) -> Auditor:
    """The auditor of this process for a law."""
    if law.revision not in _OF_WORKER:
        _OF_WORKER[law.revision] = Auditor(law)
    return _OF_WORKER[law.revision]


def answer_batch(auditor: Auditor, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The answers to some learners, then those that have faults, with the errors of both."""
    found = auditor.audit(in_order(batch, LEARNERS, nested=True))
    told: dict[str, list[dict[str, Any]]] = {}
    for error in found.errors:
        told.setdefault(error.learner, []).append(_told(error))
    answers = found.answers
    names = answers.column("learner").to_pylist() if told else []
    errors = pa.nulls(answers.num_rows, ANSWERED.field("errors").type)
    if told:
        errors = pa.array([told.pop(name, None) for name in names], errors.type)
    columns = [column.cast(field.type) for column, field in zip(answers.columns, ANSWERED, strict=False)]
    rows = pa.RecordBatch.from_arrays([*columns, errors], schema=ANSWERED)
    if not told:
        return rows
    faulty = [{"learner": name, "errors": lines} for name, lines in told.items()]
    table = pa.Table.from_batches([rows, pa.RecordBatch.from_pylist(faulty, schema=ANSWERED)])
    return table.combine_chunks().to_batches()[0]


def _told(error: Error) -> dict[str, Any]:
    return {name: getattr(error, name) for name in OF_AN_ERROR}
