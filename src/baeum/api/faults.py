"""Faults of form: what pydantic found, as places and sentences; never what was written there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .problems import Problem, language_now

MOST = 200  # faults told of one request


def problem_of(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """All faults of a request as one problem."""
    found = [fault(one) for one in errors[:MOST]]
    return of_faults(found, len(errors))


def of_faults(found: Sequence[Mapping[str, Any]], count: int | None = None) -> Problem:
    """A problem with these faults in ``errors``."""
    figures = {"count": len(found) if count is None else count}
    return Problem("invalid-content", figures, members={"errors": list(found)})


def fault(error: Mapping[str, Any]) -> dict[str, str]:
    """One error of pydantic: its place, its code and a sentence."""
    source, *path = error["loc"]
    code = error["type"] if error["type"] in sentences() else "value"
    figures = {name: one for name, one in (error.get("ctx") or {}).items() if name != "error"}
    detail = sentences()[code][language_now()].format_map(Figures(figures))
    if source == "body":
        return {"pointer": pointer(path[1:]), "code": code, "detail": detail}
    return {"parameter": str(path[-1]) if path else str(source), "code": code, "detail": detail}


def pointer(path: Sequence[Any]) -> str:
    """A place in the body as a JSON pointer in a URI fragment (RFC 6901, 6)."""
    names = (str(one).replace("~", "~0").replace("/", "~1") for one in path)
    return "#" + "".join("/" + quote(name, safe="") for name in names)


@cache
def sentences() -> dict[str, dict[str, str]]:
    """A sentence for each language, by the name of the fault."""
    with Path(__file__).with_name("faults.toml").open("rb") as file:
        return tomllib.load(file)


class Figures(dict[str, Any]):
    """Figures of a sentence; one that pydantic does not give is left open, and no fault of ours."""

    def __missing__(self, name: str) -> str:
        return "…"
