"""Readers of PDF signatures that nobody here wrote: poppler's ``pdfsig`` with the certificates of NSS."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = "BAEUM_INDEPENDENT"  # set where they must run, as in CI: then nothing is skipped


def without(why: str) -> NoReturn:
    """Skip, or fail where they must run."""
    if os.environ.get(REQUIRED):
        pytest.fail(f"the independent readers must run here: {why}")
    pytest.skip(f"NOT VERIFIED BY ANYBODY ELSE: {why}")


class Pdfsig:
    """``pdfsig`` and a folder with the certificates it trusts."""

    def __init__(self, folder: Path) -> None:
        for tool in ("pdfsig", "certutil"):
            if not shutil.which(tool):
                without(f"{tool} is not on this machine (Debian: poppler-utils, libnss3-tools)")
        self._folder = folder
        self._run("certutil", "-N", "-d", self._nss, "--empty-password")

    @property
    def _nss(self) -> str:
        return f"sql:{self._folder}"

    def trust(self, name: str, certificate: bytes) -> None:
        """Have it trust what this certificate's key signs."""
        file = self._folder / f"{name}.pem"
        file.write_bytes(certificate)
        self._run("certutil", "-A", "-d", self._nss, "-n", name, "-t", "CT,C,C", "-i", str(file))

    def says(self, pdf: bytes) -> str:
        """What it says of a file."""
        file = self._folder / "paper.pdf"
        file.write_bytes(pdf)
        return self._run("pdfsig", "-nssdir", self._nss, str(file), may_fail=True)

    def _run(self, *command: str, may_fail: bool = False) -> str:
        environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, check=not may_fail, env=environment
        )
        return done.stdout + done.stderr
