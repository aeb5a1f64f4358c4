"""Texts that are no case at all: broken JSON, broken encodings, and JSON made to hurt its reader."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator


def broken_texts(rng: random.Random, good: str) -> Iterator[tuple[str, str | bytes]]:
    """What was broken, and the text or bytes. ``good`` is the JSON of a valid case."""
    yield from _other_values()
    yield from _encodings(good)
    yield from _numbers(good)
    yield from _twice(good)
    yield from _deep_and_long(good)
    for cut in rng.sample(range(1, len(good)), 150):
        yield f"cut after {cut} characters", good[:cut]
        yield f"cut after {cut} characters, as bytes", good.encode()[:cut]
    for _ in range(60):
        place = rng.choice([at for at, c in enumerate(good) if c in "{}[]:"])
        yield f"without {good[place]} at {place}", good[:place] + good[place + 1 :]
    for more in ("}", "]", ",", "x", good, "//", "\x00", "null"):
        yield f"{more[:5]!r} after the end", good + more
    yield "single quotes", good.replace('"', "'")
    yield "a comment", good.replace("{", "{ /* case */", 1)
    yield "a comma too many", good.replace("}", ",}", 1)
    yield "a name without quotes", good.replace('"version"', "version")
    yield "a raw line break in a text", good.replace("자료구조", "자료\n구조", 1)
    yield "a raw NUL in a text", good.replace("자료구조", "자료\x00구조", 1)
    yield "a lone surrogate, escaped", good.replace("자료구조", "\\ud800", 1)
    yield "a NUL, escaped", good.replace("자료구조", "\\u0000", 1)
    yield "a wrong escape", good.replace("자료구조", "\\x41", 1)


def _other_values() -> Iterator[tuple[str, str | bytes]]:
    for text in (
        "",
        " ",
        "\n\t",
        "null",
        "true",
        "3",
        '"x"',
        "[]",
        "[[]]",
        "[{}]",
        "{}",
        "NaN",
        "{",
        "[",
        '"',
        "-",
    ):
        yield f"the text {text!r}", text
        yield f"the bytes {text!r}", text.encode()


def _encodings(good: str) -> Iterator[tuple[str, str | bytes]]:
    yield "a mark and nothing more", "\ufeff"
    yield "a mark and nothing more, as bytes", b"\xef\xbb\xbf"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949"):
        yield encoding, good.encode(encoding)
    yield "broken UTF-8", good.encode().replace("자".encode(), b"\xec\x9e", 1)
    yield "overlong UTF-8", good.encode().replace("자".encode(), b"\xc0\xaf", 1)
    yield "surrogates as UTF-8", good.replace("자", "\ud800", 1).encode("utf-8", "surrogatepass")
    yield "a zip", b"PK\x03\x04" + bytes(200)
    yield "all bytes", bytes(range(256))


def _numbers(good: str) -> Iterator[tuple[str, str | bytes]]:
    odd = [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e309",
        "-1e309",
        "1e999999999999",
        "9" * 5000,
        "1." + "0" * 5000 + "1e400",
    ]
    odd += [
        "0x50",
        "080",
        "+80",
        ".5",
        "80.",
        "1e",
        "--1",
        "1_000",
        "８０",
        "9223372036854775808",
        "-1",
        "1e400",
        "true",
    ]
    for number in odd:
        yield f"attendance {number[:20]}", good.replace('"attendance": 80.5', f'"attendance": {number}')
        yield f"stage {number[:20]}", good.replace('"stage": 2', f'"stage": {number}')


def _twice(good: str) -> Iterator[tuple[str, str | bytes]]:
    for name in ("version", "as_of", "goal", "records", "degree", "id", "score", "take", "name"):
        yield f"{name} twice", good.replace(f'"{name}":', f'"{name}": null, "{name}":', 1)
    yield "a name twice, once escaped", good.replace('"version":', '"versi\\u006fn": 1, "version":', 1)


def _deep_and_long(good: str) -> Iterator[tuple[str, str | bytes]]:
    case = json.loads(good)
    for depth in (900, 5_000, 100_000):
        yield f"{depth} lists", "[" * depth + "]" * depth
        yield f"{depth} lists never closed", "[" * depth
        yield f"{depth} objects", '{"a":' * depth + "1" + "}" * depth
        yield f"{depth} lists in a subject", good.replace('"자료구조"', "[" * depth + "]" * depth, 1)
    yield "a subject of 10 MB", good.replace("자료구조", "A" * 10_000_000, 1)
    yield "a name of 10 MB", good.replace('"version"', '"' + "v" * 10_000_000 + '"', 1)
    yield "10 MB of spaces before nothing", " " * 10_000_000
    case["records"] = [3] * 20_000
    yield "20,000 records that are none", json.dumps(case)
