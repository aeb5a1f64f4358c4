"""The JSON of a request: strict, in NFC, and nothing that the database could not hold."""

from __future__ import annotations

import pytest

from baeum.api.json_reading import LARGEST_INTEGER, read
from baeum.api.problems import Problem


def test_what_is_sent_is_read() -> None:
    assert read(b'{"a": [1, 2.5, null, true], "b": "\\uac00"}') == {"a": [1, 2.5, None, True], "b": "가"}


def test_hangul_is_composed_in_values_and_names() -> None:
    assert read('{"가": "가"}'.encode()) == {"가": "가"}


def test_no_number_is_too_long_to_be_read() -> None:
    assert read(b"9" * 100_000) == LARGEST_INTEGER
    assert read(b"-" + b"9" * 100_000) == -LARGEST_INTEGER - 1


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "syntax"),
        (b"{", "syntax"),
        (b"{'a': 1}", "syntax"),
        (b'{"a": 1} 2', "syntax"),
        (b'\xff\xfe{"a": 1}', "UTF-8"),
        (b'"\xed\xa0\x80"', "UTF-8"),
        (b'"\\ud800"', "surrogate"),
        (b'{"\\ud800": 1}', "surrogate"),
        (b'{"a": NaN}', "NaN"),
        (b"-Infinity", "NaN"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b"[" * 100_000, "deeply"),
        (b"[" * 30 + b"]" * 30, "deeply"),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "deeply"),
    ],
)
def test_everything_else_is_refused_with_its_reason(body: bytes, says: str) -> None:
    with pytest.raises(Problem) as raised:
        read(body)
    assert raised.value.code == "malformed-json"
    assert says in raised.value.figures["why"]["en"]
