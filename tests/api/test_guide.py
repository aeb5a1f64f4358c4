"""The worked example of docs/guides/api.md, run as it is written: key, client, curl, Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from baeum.api.models import SCOPES
from baeum.api.services.register_client import ClientRegistered, register_client
from baeum.shared.clock import today
from cast import PEOPLE, Cast

from .conftest import account

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "api.md"


def blocks(language: str) -> list[str]:
    """The code of the guide in a language."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text("utf-8"), flags=re.S)


def run(command: list[str], code: str, folder: Path, **more: str) -> str:
    """What the code prints; it must succeed."""
    environment = {**os.environ, **more}
    done = subprocess.run(
        command, input=code, capture_output=True, text=True, cwd=folder, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="needs curl and openssl")
def test_the_guide_runs(site: str, cast: Cast, tmp_path: Path) -> None:
    make_key, deposit = blocks("python")
    (by_curl,) = blocks("bash")
    number = account(cast).learner_number
    done = register_client(
        cast.office["hangang"],
        name="학사 시스템",
        key_set=run([sys.executable, "-"], make_key, tmp_path),
        scopes=SCOPES,
        begins=today(),
        ends=today() + timedelta(days=1),
        by=cast.as_("sora"),
        on=today(),
    )
    assert isinstance(done, ClientRegistered), done
    given = {"SITE": site, "CLIENT": str(done.client.pk), "NUMBER": number, "NAME": PEOPLE["nari"][0]}
    shown = run(["bash", "-eu", "-o", "pipefail"], by_curl, tmp_path, **given)
    assert re.findall(r"^\d{3}$", shown, flags=re.M) == ["201", "200"]
    receipts = re.findall(r'^\{.*"act".*\}$', shown, flags=re.M)
    assert len(receipts) >= 2 and receipts[0] == receipts[1]
    assert '"scope": "own_lines"' in shown
    shown = run([sys.executable, "-"], deposit, tmp_path, **given)
    assert shown.splitlines() == ["200 3 [201, 201, 201]", "4"]
    assert run([sys.executable, "-"], deposit, tmp_path, **given).splitlines()[0] == "200 0 [200, 200, 200]"
