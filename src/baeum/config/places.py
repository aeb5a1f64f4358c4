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
    """The folder of the embedded database."""
    return default_folder(_kept(environment) / "postgres", environment)


def master_key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The file of the master key: named by the operator, or kept where the embedded database is kept."""
    if named := environment.get("BAEUM_MASTER_KEY_FILE", "").strip():
        return Path(named)
    return _kept(environment) / "keys" / "master.key"


def export_key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The file of the key of pseudonyms in exports, where none is named: beside the master key."""
    return _kept(environment) / "keys" / "export.key"


def issuer_keys(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the keys that sign: named by the operator, or beside the master key."""
    if named := environment.get("BAEUM_ISSUER_KEYS", "").strip():
        return Path(named)
    return _kept(environment) / "keys" / "issuer"


def log_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the transparency log: named by the operator, or kept beside the database."""
    if named := environment.get("BAEUM_LOG", "").strip():
        return Path(named)
    return _kept(environment) / "log"


def log_key_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The file of the log's key: named by the operator, or beside the master key."""
    if named := environment.get("BAEUM_LOG_KEY_FILE", "").strip():
        return Path(named)
    return _kept(environment) / "keys" / "log.key"


def did_of(address: str) -> str:
    """The did:web of a site's address. On this machine without the port, which may be another next time."""
    host = address.partition("://")[2]
    if host.partition(":")[0] in ("localhost", "127.0.0.1"):
        return "did:web:localhost"
    return f"did:web:{host.replace(':', '%3A').replace('/', ':')}"


def _kept(environment: Mapping[str, str]) -> Path:
    """The folder for what must not be lost: beside the generated files, but never in a cache."""
    if environment.get("BAEUM_VAR") or _is_checkout():
        return var(environment)
    shared = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(shared) / "baeum"


def _is_checkout() -> bool:
    return (CHECKOUT / "pyproject.toml").is_file()
