"""docs/reference/batch.md names every column with its type, every bit, every option."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pyarrow as pa

from baeum.commands.audit_batch import describe
from baeum_rules.batch.bits import rule_ids
from baeum_rules.batch.schema import ANSWER, ERRORS, LEARNERS, RECORD_ANSWER, RECORDS
from baeum_rules.recognition.fields import COMPLETION_FIELDS, RECORD_FIELDS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "batch.md").read_text(encoding="utf-8")
TYPES = {"dictionary": pa.types.is_dictionary, "list": pa.types.is_list}


def rows(title: str) -> list[list[str]]:
    """The cells of the table that follows a line."""
    part = PAGE.split(title, 1)[1].lstrip("\n").split("\n")
    lines = []
    for line in part:
        if line.startswith("|"):
            lines.append([cell.strip() for cell in line.strip("|").split("|")])
        elif lines:
            break
    return lines[2:]


def test_every_column_is_there_with_its_type() -> None:
    titles = {"### Learners\n": LEARNERS, "### Records\n": RECORDS, "## Answers\n": ANSWER}
    titles["Each of `records`:\n"] = pa.schema(list(RECORD_ANSWER))
    for title, schema in titles.items():
        found = rows(title)
        assert [cells[0].strip("`") for cells in found] == schema.names
        for cells, field in zip(found, schema, strict=True):
            is_kind = TYPES.get(cells[1], lambda kind, name=cells[1]: kind == pa.type_for_alias(name))
            assert is_kind(field.type), cells
            assert (cells[2] == "yes") == (not field.nullable) and cells[3], cells


def test_what_each_source_needs() -> None:
    found = {cells[0].strip("`"): cells[1:] for cells in rows("are those of the case format.\n")}
    assert list(found) == list(RECORD_FIELDS)
    for source, (needed, optional) in found.items():
        fields = RECORD_FIELDS[source]
        names = {"completed_on" if name in COMPLETION_FIELDS else name for name in fields}
        may = {name for name, field in fields.items() if field.optional}
        assert set(re.findall(r"`(\w+)`", needed)) == names - may
        assert set(re.findall(r"`(\w+)`", optional)) == may


def test_bits_errors_and_options() -> None:
    assert [(int(bit), rule.strip("`")) for bit, rule in rows("### Bits of `rules`\n")] == list(
        enumerate(rule_ids())
    )
    assert ", ".join(f"`{name}`" for name in ERRORS) in PAGE
    parser = argparse.ArgumentParser()
    describe(parser)
    for action in parser._actions:
        names = [name for name in action.option_strings if name not in ("-h", "--help", "--lang")]
        assert not names or any(f"`{name}`" in PAGE for name in names), names
