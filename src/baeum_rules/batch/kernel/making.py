"""How the functions of the kernel are compiled: for the types their annotations name, and kept on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
from numba import boolean, float64, int64, typeof, types
from numba.core.compiler_lock import global_compiler_lock

from baeum_rules.recognition.numbers import Numbers

from ..compiling import keep
from ..linking import as_parts
from .places import desk

# modules whose constants or functions are compiled in here, and those that they have constants from
TAKEN_FROM = (
    "batch/columns",
    "curricula",
    *(f"recognition/{name}" for name in ("classes", "codes", "days", "eligibility", "fields")),
    *(f"recognition/{name}" for name in ("judging", "numbers", "problem", "thresholds")),
)
njit: Any = numba.njit
INTERPRETED = (
    os.environ.get("NUMBA_DISABLE_JIT", "0") != "0"
)  # NUMBA_DISABLE_JIT=1: slow, for looking on step by step
# nothing is counted (_nrt): arrays are never made here, only filled
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}

_TYPES = {
    "Desk": typeof(desk()),
    "Column": int64[::1],
    "Numbers": typeof(Numbers(*(np.zeros(1, np.int64) for _ in Numbers._fields))),
    "int": int64,
    "bool": boolean,
    "float": float64,
    "tuple[int, int]": types.Tuple((int64, int64)),
    "tuple[int, int, int]": types.Tuple((int64, int64, int64)),
    "None": types.void,
}


def plain(function: Callable[..., Any]) -> Any:
    """Compiles a plain function of the rules where it is called."""
    dispatcher: Any = njit(**_OPTIONS)(function)
    return dispatcher


def _source_stamp() -> str:
    """A checksum of what is compiled here and of what it takes from elsewhere: constants, rules.

    numba looks at the file of the function it keeps, not at those that were compiled into it.
    """
    summed = hashlib.sha256()
    here = Path(__file__).parent
    taken = [here.parent.parent / f"{name}.py" for name in TAKEN_FROM]
    for file in (*sorted(here.glob("*.py")), here.parent / "linking.py", *taken):
        summed.update(file.read_bytes())
    return summed.hexdigest()


_STAMP_OF_SOURCE = _source_stamp()


def compiled(function: Callable[..., Any]) -> Any:
    """Compiles a function for the types its annotations name, once and no other. Python cannot call it.

    It is compiled when the first that calls it is, as a part of that one (``linking``); once that is kept,
    never again, and it is not even read.
    """
    return _compiled(function)


def compiled_loosely(function: Callable[..., Any]) -> Any:
    """The same, with sums of floating point in whatever order is fastest."""
    return _compiled(function, fastmath=True)


def as_called(function: Callable[..., Any]) -> Any:
    """Compiles a function when it is called, for the types it is called with."""
    dispatcher: Any = njit(**_OPTIONS)(function)
    if INTERPRETED:
        return function
    keep(dispatcher, function, _STAMP_OF_SOURCE)
    return dispatcher


# for the few that are called for each label: written into those that call them
written_in: Any = njit(inline="always")


def _compiled(function: Callable[..., Any], **options: bool) -> Any:
    if INTERPRETED:
        return function
    *given, answer = [_TYPES[name] for name in function.__annotations__.values()]
    dispatcher: Any = njit(**_OPTIONS, **options, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    keep(dispatcher, function, _STAMP_OF_SOURCE)
    of_class = dispatcher.get_call_template

    def call_template(args: Any, kws: Any) -> Any:
        if dispatcher._can_compile and not dispatcher.overloads:
            with global_compiler_lock, as_parts():
                dispatcher.compile(answer(*given))
            dispatcher.disable_compile()
        return of_class(args, kws)

    dispatcher.get_call_template = call_template
    return dispatcher
