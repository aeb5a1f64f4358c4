"""The columns of a table file against what they may and must be."""

from __future__ import annotations

import difflib

import pyarrow as pa
from pyarrow import types

from .arrow import is_text
from .schema import DAY, FLAG, LEARNERS, PREVIOUS_DEGREE, RECORD, SHARE, TEXT, WHOLE
from .table_faults import TableFault, table_fault, table_fault_hint

PLAIN = frozenset(("id", "retake_of"))  # texts that hardly ever repeat
EXPECTED = {TEXT: "string", DAY: "date32", WHOLE: "int32", SHARE: "float64", FLAG: "bool"}


def check_columns(
    path: str, found: pa.Schema, schema: pa.Schema, *, nested: bool, text: bool
) -> list[TableFault]:
    """Every column that is missing, unknown, there twice, of a wrong type. ``text``: all are texts (CSV)."""
    known = [*schema.names, *(["records"] if nested else [])]
    names = found.names
    faults = []
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        faults.append(table_fault(path, "column_twice", ", ".join(twice)))
    missing = [field.name for field in schema if not field.nullable and field.name not in names]
    if missing:
        faults.append(table_fault(path, "column_missing", ", ".join(missing)))
    for name in dict.fromkeys(names):
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.6)
            hints = (f" 혹시 {near[0]} 입니까?", f" Did you mean {near[0]}?") if near else ("", "")
            faults.append(table_fault_hint(path, "column_unknown", hints, name))
    if twice or text:
        return faults
    for field in found:
        if field.name == "records" and nested:
            faults += _check_records(path, field.type)
        elif field.name in schema.names:
            faults += _check_type(path, field.name, field.type, schema.field(field.name).type)
    return faults


def _check_records(path: str, kind: pa.DataType) -> list[TableFault]:
    if not _is_list(kind) or not types.is_struct(kind.value_type):
        return [table_fault(path, "column_type", "records", kind, "list<struct>")]
    rows = kind.value_type
    found = pa.schema([rows.field(place) for place in range(rows.num_fields)])
    return check_columns(f"{path} (records)", found, RECORD, nested=False, text=False)


def _check_type(path: str, name: str, kind: pa.DataType, wanted: pa.DataType) -> list[TableFault]:
    """Wider types of the same kind will do; a column that is all null may be of type null."""
    fits = True
    if wanted == TEXT:
        fits = is_text(kind)
    elif wanted == DAY:
        fits = kind in (pa.date32(), pa.date64())
    elif wanted == WHOLE:
        fits = types.is_integer(kind)
    elif wanted == SHARE:
        fits = types.is_integer(kind) or types.is_float64(kind) or types.is_decimal(kind)
    elif wanted == FLAG:
        fits = types.is_boolean(kind)
    else:
        return _check_degrees(path, name, kind)
    if fits or types.is_null(kind):
        return []
    return [table_fault(path, "column_type", name, kind, EXPECTED[wanted])]


def _check_degrees(path: str, name: str, kind: pa.DataType) -> list[TableFault]:
    if types.is_null(kind):
        return []
    wanted = {field.name: field.type for field in PREVIOUS_DEGREE}
    if _is_list(kind) and types.is_struct(kind.value_type):
        rows = kind.value_type
        fields = {rows.field(place).name: rows.field(place).type for place in range(rows.num_fields)}
        if fields.keys() == wanted.keys() and not any(
            _check_type(path, name, fields[key], wanted[key]) for key in wanted
        ):
            return []
    return [table_fault(path, "column_type", name, kind, f"list<{PREVIOUS_DEGREE}>")]


def _is_list(kind: pa.DataType) -> bool:
    return bool(types.is_list(kind) or types.is_large_list(kind))


def in_order(
    batch: pa.RecordBatch, schema: pa.Schema, *, nested: bool, only: tuple[str, ...] = ()
) -> pa.RecordBatch:
    """The columns of a batch in the order of the schema; those that are not there are all null."""
    if only:
        return batch.select(list(only))
    arrays = [_column(batch, name) for name in schema.names]
    names = schema.names
    if nested:
        arrays.append(_records_in_order(batch.column("records")))
        names = [*names, "records"]
    return pa.RecordBatch.from_arrays(arrays, names)


def _column(batch: pa.RecordBatch | pa.StructArray, name: str) -> pa.Array:
    place = batch.schema.get_field_index(name)
    if place < 0:
        return pa.nulls(batch.num_rows)
    array = batch.column(place)
    return array.cast(DAY) if types.is_date64(array.type) else array


def _records_in_order(lists: pa.Array) -> pa.Array:
    """The lists with all fields of a record, in order, over the same offsets."""
    if types.is_large_list(lists.type):
        lists = lists.cast(pa.list_(lists.type.value_type))
    rows = lists.values
    columns = rows.flatten() if rows.null_count else [rows.field(i) for i in range(rows.type.num_fields)]
    names = [rows.type.field(i).name for i in range(rows.type.num_fields)]
    table = in_order(pa.RecordBatch.from_arrays(columns, names), RECORD, nested=False)
    whole = pa.StructArray.from_arrays(table.columns, names=table.schema.names)
    mask = lists.is_null() if lists.null_count else None
    return pa.ListArray.from_arrays(lists.offsets, whole, mask=mask)


def repeats(path: str, schema: pa.Schema) -> bool:
    """Whether the texts of a column of a Parquet file, named by its path there, come again and again."""
    name = path.rpartition(".")[2]
    return name not in PLAIN and not (name == "learner" and schema.equals(LEARNERS))
