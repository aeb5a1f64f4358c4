"""The quick reader answers what the standard one answers, on every text."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from baeum_rules.parameters import law_folder
from baeum_rules.plain_toml import read_toml

# one line of TOML between two bars: plain ones, odd ones, wrong ones
WRITTEN = r'''
[a]|[a.b]|[[a]]|[[a.b]]|[a.b.c]|["a.b"]|["a]|[a|[[a]|[]|[a..b]|[ a ]|b = []|[[b]]|[b]
x = 1|x = 01|x = -1|x = 0|x = 1.50|y = 2|x=1|x = | = 1|x|a = 1|b = 2|x = ٣|x = 1_0|x.y = 1
x = "text"|x = "with \" quote"|x = "\n"|x = "open|x = "a" # note|x = 'raw'|x = ""|x = """a"""|x = "a"b"
x = "\"|é = 1|"q" = 1|# note||   y = 2|y = 2 |x = {}
x = true|x = false|x = True|x = 2024-02-29|x = 2023-02-29|x = 2024-W01-1|x = 20240101|x = 12-34-5678
x = 2024-01-01T00:00:00|x = []|x = ["a"]|x = [1, 2]|x = [ ,]|x = [,]|x = ["a",]|x = ["a",,]|x = ["a" "b"]
x = [1.5]|x = [null]|x = [true]|x = ["\t"]|x = [007]|x = [|"a",|["b", 1],|]|# in a list
'''
UNPRINTABLE = ['x = "\x01"', 'x = "a\tb"', "\ty = 2"]
LINES = st.sampled_from([*WRITTEN.strip("\n").replace("\n", "|").split("|"), *UNPRINTABLE])


def outcome(reader: object, text: str) -> object:
    try:
        return reader(text)  # type: ignore[operator]
    except tomllib.TOMLDecodeError:
        return "refused"


@settings(max_examples=1500, deadline=None)
@given(st.lists(LINES, max_size=7).map("\n".join))
@example("[[a]]\n[a.b]\nx = 1\n[[a]]\n[a.b]\nx = 2")
@example("[a]\nb = 1\n[a.b]")
@example("[[a]]\nx = 1\n[a]")
@example("x = [\n[\n]")
@example("b = []\n[[b]]")
@example('x = [\n"a",\n["b", 1],\n]')
def test_same_as_the_standard_reader(text: str) -> None:
    assert outcome(read_toml, text) == outcome(lambda t: tomllib.loads(t, parse_float=Decimal), text)


@pytest.mark.parametrize("path", sorted(Path(law_folder()).rglob("*.toml")), ids=lambda path: path.stem)
def test_every_law_file_is_read_as_by_the_standard_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_toml(text) == tomllib.loads(text, parse_float=Decimal)
