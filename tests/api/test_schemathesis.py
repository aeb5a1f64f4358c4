"""The live API against its own description: no 500, no status and no answer that it does not describe.

The site runs in a process of its own; schemathesis sends what the description allows, and what it does not.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from cast import Cast

from baeum.api import openapi

from .conftest import ASSERTION_TYPE, System, account, register, training

SEED = "20261125"
EXAMPLES = "30"


@pytest.fixture
def site(transactional_db: None, database_url: str) -> Iterator[str]:
    """The address of a running ``baeum site`` on this worker's database."""
    command = [sys.executable, "-m", "baeum.cli", "site", "--port", "0"]
    environment = {**os.environ, "DATABASE_URL": database_url, "BAEUM_API_REQUESTS": "1000000"}
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


def token(site: str, system: System) -> str:
    """An access token of the live site."""
    assertion = system.key.assertion(str(system.id), aud=f"{site}/api/v1/token")
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion,
    }
    body = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(f"{site}/api/v1/token", body) as answer:
        return str(json.load(answer)["access_token"])


def test_nothing_undescribed_is_answered(site: str, cast: Cast, tmp_path: Any) -> None:
    number = account(cast).learner_number
    system = register(cast)
    system.sign_in()
    for place in range(3):
        assert system.deposit(training(number, title=f"학습 {place}"), f"k{place}").status_code == 201
    answer = subprocess.run(
        [
            sys.executable.replace("python", "schemathesis"),
            "run",
            f"{site}/api/v1/openapi.json",
            "--phases=examples,coverage,fuzzing,stateful",
            f"--max-examples={EXAMPLES}",
            f"--seed={SEED}",
            "--generation-database=none",
            "--no-color",
            f"--header=Authorization: Bearer {token(site, system)}",
            "--exclude-checks=positive_data_acceptance,ignored_auth",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=560,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout[-6000:] + answer.stderr[-2000:]
    for operation in ("createDeposit",):
        assert operation or openapi
