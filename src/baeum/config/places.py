"""Where the files lie that an installation makes for itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from baeum.postgres.folder import default_folder

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent


def var(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder for generated files: named by the operator, in the checkout, or the user's cache."""
    if named := environment.get("BAEUM_VAR"):
        return Path(named)
    return CHECKOUT / "var" if _is_checkout() else Path.home() / ".cache" / "baeum"


def database_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the embedded database: beside the generated files, but never in a cache."""
    kept = var(environment)
    if not environment.get("BAEUM_VAR") and not _is_checkout():
        shared = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        kept = Path(shared) / "baeum"
    return default_folder(kept / "postgres", environment)


def _is_checkout() -> bool:
    return (CHECKOUT / "pyproject.toml").is_file()
