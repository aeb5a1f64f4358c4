"""docs/glossary.md: every row is whole, every clause it cites is one of the law data."""

from __future__ import annotations

import re
from pathlib import Path

from baeum_rules.parameters import load_law

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
CLAUSE = re.compile(r"^[a-z]+(-[a-z])?\.[\w.-]+$")


def test_every_row_has_both_languages_and_known_clauses() -> None:
    rows = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    words = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    terms = [cells for cells in words if cells[0] != "한국어"]
    assert len(terms) > 120 and all(len(cells) == 4 and cells[0] and cells[1] for cells in terms)
    cited = {part for cells in terms for part in cells[3].split(", ") if CLAUSE.match(part)}
    assert cited and cited <= set(load_law().clauses())
    koreans = [cells[0] for cells in terms]
    assert len(koreans) == len(set(koreans))
