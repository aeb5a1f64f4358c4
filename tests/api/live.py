"""A running site on this worker's database, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings


@pytest.fixture
def site(
    transactional_db: None,  # noqa: ARG001  what the tests enter must be there for another process
    database_url: str,
) -> Iterator[str]:
    """The address of a running ``baeum site`` on this worker's database."""
    command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0"]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "BAEUM_API_REQUESTS": "1000000",
        "BAEUM_SECRET_KEY": settings.SECRET_KEY,  # sessions that a test makes are good there
    }
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        try:
            found = next(
                (found for line in server.stdout if (found := re.search(r"http://[\d.]+:\d+", line))), None
            )
            assert found, server.stderr and server.stderr.read()
            yield found.group()
        finally:
            server.terminate()
