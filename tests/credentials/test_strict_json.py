"""JSON from strangers: each thing that two readers could see differently is refused for its own reason."""

from __future__ import annotations

import pytest

from baeum.credentials.strict_json import DEEPEST, LARGEST, Unread, read_json


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (b'"' + b"x" * LARGEST + b'"', "credential.large"),
        (b'{"a": "\xff"}', "credential.encoding"),
        (b"{'a': 1}", "credential.json"),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "credential.deep"),
        (b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1), "credential.deep"),
        (b"[" * 100_000, "credential.deep"),
        (b'{"a": 1, "b": {"c": 1, "c": 1}}', "credential.twice"),
        (b'{"a": NaN}', "credential.number"),
        (b'{"a": -Infinity}', "credential.number"),
        (b'{"a": 1e3}', "credential.number"),
        (b'{"a": 9007199254740993}', "credential.number"),
        (b'{"a": 0.12345678901234567}', "credential.number"),
        (b'{"a": "\\udc00"}', "credential.half_character"),
        (b'{"\\ud800": 1}', "credential.half_character"),
    ],
)
def test_refused(held: bytes, code: str) -> None:
    with pytest.raises(Unread) as error:
        read_json(held)
    assert error.value.code == code


def test_what_everybody_reads_the_same_is_read() -> None:
    text = '\ufeff{"이름": ["😀", 9007199254740992, -3, 2.5, true, null]}'
    assert read_json(text.encode()) == {"이름": ["😀", 2**53, -3, 2.5, True, None]}
    deep = b"[" * DEEPEST + b"]" * DEEPEST
    assert read_json(deep)
