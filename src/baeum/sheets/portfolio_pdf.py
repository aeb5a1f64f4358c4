"""A learning portfolio as a tagged PDF on A4 (``paper``): a table for each part of the account."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .glyphs import MISSING
from .paper import LONGEST_NAME, safe, set_paper, shortened
from .portfolio import Portfolio, PortfolioLine, words


def portfolio_pdf(shown: Portfolio) -> bytes:
    """The portfolio as PDF; the same portfolio gives the same bytes."""
    made_on = shown.made_on
    data: dict[str, Any] = safe(
        {
            "lang": shown.lang,
            "words": words(shown.lang),
            "date": (made_on.year, made_on.month, made_on.day),
            "scope": shown.scope,
            "facts": [(name, shortened(value, LONGEST_NAME)) for name, value in shown.facts if value],
            "parts": [
                asdict(part) | {"rows": [_line(one) for one in shown.lines if one.part == part.code]}
                for part in shown.parts
            ],
            "remarks": [],
        }
    )
    if MISSING in json.dumps([data["parts"], data["facts"]], ensure_ascii=False):
        data["remarks"].append(data["words"]["missing_glyphs"])
    return set_paper("portfolio.typ", data, made_on)


def _line(line: PortfolioLine) -> dict[str, Any]:
    when = f"{line.begins} – {line.ends}" if line.begins else line.ends
    about = [line.where, *(f"{name}: {value}" for name, value in line.details)]
    return {
        "number": str(line.number),
        "title": shortened(line.title, LONGEST_NAME),
        "kind": line.kind,
        "about": [shortened(part, LONGEST_NAME) for part in about if part],
        "when": when,
        "amount": line.amount,
        "standing": line.standing,
        "standing_code": line.standing_code,
        "vouched_by": shortened(line.vouched_by, LONGEST_NAME),
        "state": line.state,
    }
