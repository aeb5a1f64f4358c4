"""Whether the choice among records must be compiled first, which takes minutes, or is kept from before."""

from __future__ import annotations

from .kernel import choosing


def must_compile() -> bool:
    """Whether the first chunk waits for the compiler. What is kept of other code or another numba is none."""
    dispatcher = choosing._choose_all
    kept = getattr(dispatcher, "_cache", None)
    if kept is None or dispatcher.overloads:
        return False  # interpreted, or compiled already
    return not kept._cache_file._load_index()
