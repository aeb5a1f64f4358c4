"""The live API against its own description: no 500, no status and no answer that it does not describe.

The site runs in a process of its own; schemathesis sends what the description allows, and what it does not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from cast import PEOPLE, Cast

from .conftest import ASSERTION_TYPE, System, account, register, training

SEED = "20261125"
EXAMPLES = 25
NOT_CHECKED = {
    # a deposit of the right form may still be refused by the rules (422, 409): that is what they are for
    "positive_data_acceptance",
}


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


def described(site: str, number: str, lines: list[int]) -> dict[str, Any]:
    """The description as it is served, with values that exist, so that valid requests reach the services."""
    with urllib.request.urlopen(f"{site}/api/v1/openapi.json") as answer:
        made: dict[str, Any] = json.load(answer)
    for name in ("DepositBody", "BatchDeposit"):
        fields = made["components"]["schemas"][name]["properties"]
        fields["learner_number"]["enum"] = [number, number, "L0000000000"]
        fields["name"] |= {"enum": [PEOPLE["nari"][0], "다른 사람"]}
        fields["kind"]["enum"] = ["training", "book", "accredited_course", "certificate", "unknown"]
    for path in made["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    known = {"line_id": [str(line) for line in lines], "learner_number": [number]}
                    parameter["schema"]["enum"] = [*known[parameter["name"]]]
    return made


def run(
    site: str, document: str, credential: str, folder: Path, unchecked: set[str]
) -> subprocess.CompletedProcess[str]:
    """Schemathesis on a document of the live site, with a token."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        document,
        f"--url={site}/api/v1",
        "--phases=examples,coverage,fuzzing,stateful",
        f"--max-examples={EXAMPLES}",
        f"--seed={SEED}",
        "--continue-on-failure",
        "--generation-database=none",
        "--no-color",
        f"--header=Authorization: Bearer {credential}",
        f"--exclude-checks={','.join(sorted(unchecked))}",
    ]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=540, check=False)


def test_nothing_undescribed_is_answered(site: str, cast: Cast, tmp_path: Path) -> None:
    system = register(cast)
    answer = run(site, f"{site}/api/v1/openapi.json", token(site, system), tmp_path, NOT_CHECKED)
    assert answer.returncode == 0, answer.stdout[-8000:] + answer.stderr[-2000:]


def test_nor_where_requests_reach_the_ledger(site: str, cast: Cast, tmp_path: Path) -> None:
    number = account(cast).learner_number
    system = register(cast).sign_in()
    made = [system.deposit(training(number, title=f"학습 {place}"), f"k{place}").json() for place in range(3)]
    document = tmp_path / "document.json"
    document.write_text(json.dumps(described(site, number, [one["id"] for one in made])), "utf-8")
    # narrower than what is accepted: what is outside of it need not be refused
    unchecked = NOT_CHECKED | {"negative_data_rejection"}
    answer = run(site, str(document), token(site, system), tmp_path, unchecked)
    assert answer.returncode == 0, answer.stdout[-8000:] + answer.stderr[-2000:]
    assert len(system.get("/deposits?limit=200").json()["items"]) > len(made)
