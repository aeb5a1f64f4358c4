"""Whatever records are valid in a case come back the same from a sheet."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from baeum.sheets.cells import GUARDED, guard, text_of
from baeum.sheets.columns import BY_CODE, LISTS
from baeum.sheets.read import read_records
from baeum.sheets.write import write_records
from baeum_rules.recognition.fields import LETTERS, RECORD_FIELDS

_INVISIBLE = "\u200b\u2060\ufeff"


def _same(text: str) -> str:
    """The form in which the engine itself compares texts."""
    return unicodedata.normalize("NFC", "".join(c for c in text if c not in _INVISIBLE)).strip()


def _visible(text: str) -> bool:
    return any(not (c.isspace() or unicodedata.category(c) == "Cf") for c in text)


STARTS = st.sampled_from([*GUARDED, "'=", "''-", "_x0041_", "<", "&"])
TEXTS = (
    st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
    | st.builds(lambda start, rest: start + rest, STARTS, st.text("가a1 '"))
)  # fmt: skip
TEXTS = TEXTS.map(_same).filter(_visible)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "whole": st.integers(0, 10**6),
    "number": st.integers(0, 100)
    | st.decimals(0, 100, places=6).map(lambda n: int(n) if n == int(n) else n.normalize()),
    "date": st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat),
    "flag": st.booleans(),
    "letter": st.sampled_from(LETTERS),
}


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A record of any source with any of its fields."""
    source = draw(st.sampled_from(sorted(RECORD_FIELDS)))
    record: dict[str, Any] = {"source": source}
    for name, field in RECORD_FIELDS[source].items():
        if field.optional and draw(st.booleans()):
            continue
        column = BY_CODE[name]
        choice = st.sampled_from(sorted(LISTS[column.words])) if column.words else KINDS[column.kind]
        record[name] = draw(choice)
    return record


@settings(max_examples=150, deadline=None)
@given(st.lists(records(), min_size=1, max_size=6), st.sampled_from(["ko", "en"]), TEXTS)
def test_written_records_read_back_the_same(many: list[dict[str, Any]], lang: str, name: str) -> None:
    many = [{"id": f"{name}{number}", **record} for number, record in enumerate(many)]
    read, errors = read_records(write_records(many, lang), "x.xlsx")
    assert errors == []
    assert read == many
    for before, after in zip(many, read, strict=True):
        for field, value in before.items():
            assert isinstance(after[field], Decimal) == isinstance(value, Decimal), field


@given(st.text(st.sampled_from("'=+-@＝a"), max_size=6))
def test_the_guard_can_always_be_taken_away(text: str) -> None:
    assert text_of(guard(text)) == text
    assert guard(text)[:1] not in [*GUARDED]
