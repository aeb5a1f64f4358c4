"""The table of columns against the engine's fields, and against itself."""

from __future__ import annotations

from collections import defaultdict

import pytest

from baeum.sheets.columns import BY_CODE, COLUMNS, HEADERS, LISTS, WORDS, plain
from baeum_rules.recognition.fields import RECORD_FIELDS


def test_every_field_of_every_source_has_a_column_and_no_column_is_idle() -> None:
    fields = {name for source in RECORD_FIELDS.values() for name in source}
    assert {column.code for column in COLUMNS} == fields | {"id", "source"}


def test_every_list_of_words_is_what_the_engine_accepts() -> None:
    assert set(LISTS["source"]) == set(RECORD_FIELDS)
    for fields in RECORD_FIELDS.values():
        for name, field in fields.items():
            if BY_CODE[name].kind == "word":
                accepted = {code for code in LISTS[BY_CODE[name].words] if field.check(code) == code}
                assert accepted == set(LISTS[BY_CODE[name].words]), name


def test_no_header_means_two_fields() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for column in COLUMNS:
        for name in (column.code, column.ko, column.en, *column.also):
            meanings[plain(name)].add(column.code)
    assert {name: codes for name, codes in meanings.items() if len(codes) > 1} == {}
    assert set(HEADERS) == set(meanings)


@pytest.mark.parametrize("name", LISTS)
def test_no_word_means_two_codes(name: str) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for code, word in LISTS[name].items():
        for given in (code, word.ko, word.en, *word.also):
            meanings[plain(given)].add(code)
    assert all(len(codes) == 1 for codes in meanings.values())
    assert set(WORDS[name]) == set(meanings)
