"""``baeum log`` from its beginning to a row that somebody changed, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from psycopg import Connection
from tests.ledger.conftest import ON, opened, training

from baeum.cli import main
from baeum.ledger.services.deposit import deposit
from baeum.postgres.names import ADMINISTRATOR, OWNER
from baeum.transparency.entering import enter
from baeum.transparency.jobs import DEMO_ORIGIN, publish_job
from baeum.transparency.models import Log
from cast import Cast

AsRole = Callable[[str], Connection]


@pytest.fixture
def command(
    transactional_db: None, log_folder: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> Callable[..., tuple[int, str, str]]:
    """Runs ``baeum log`` on the database of the test: its code, what it printed, what it complained about."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATABASE_OWNER_URL", database_url.replace("//baeum_app@", f"//{OWNER}@"))

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["log", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def lines(cast: Cast, *numbers: int) -> None:
    account = cast_account(cast)
    for number in numbers:
        deposit(account, training(f"과정 {number}"), key=f"k{number}", by=cast.as_self("nari"), on=ON)


def cast_account(cast: Cast) -> int:
    from baeum.ledger.models import Account
    from baeum.people.acting import acting

    with acting(cast.as_self("nari")):
        found = Account.objects.filter(person_id=cast.person["nari"].id).first()
    return found.pk if found else opened(cast, "nari").account_id


def test_begin_publish_verify(
    command: Callable[..., tuple[int, str, str]], cast: Cast, as_role: AsRole, log_folder: Path, settings: Any
) -> None:
    for words in (("publish",), ("verify",)):
        code, _, complaint = command(*words, "--lang", "en")
        assert code == 2 and "was not begun" in complaint
    assert command("status", "--lang", "ko")[0] == 1
    lines(cast, 1, 2)
    admin = as_role(ADMINISTRATOR)
    admin.execute("SET session_replication_role = replica")
    admin.execute("DELETE FROM transparency_leaf")  # as in a database from before the log
    code, said, _ = command("init", "--origin", "baeum.example/log", "--lang", "en")
    assert code == 0 and "2 rows that were there before were entered: line of an account 2" in said
    assert "Published size 2, 2 of it new" in said
    assert settings.LOG_KEY_FILE.stat().st_mode & 0o777 == 0o600
    assert command("init", "--origin", "baeum.example/log", "--lang", "en")[2].startswith(
        "The log baeum.example/log"
    )
    lines(cast, 3)
    code, said, _ = command("status", "--json")
    told = json.loads(said)
    assert (code, told["signed"], told["published"], told["waiting"]) == (0, 2, 2, 1)
    assert command("publish", "--lang", "ko")[1].startswith("발표한 크기 3, 새로 1건")
    code, said, progress = command("verify", "--lang", "en")
    assert code == 0 and "3 leaves, 3 rows (3 the same" in said and "Everything agrees" in said
    assert "checking: 6 / 6" in progress
    changed = admin.execute("UPDATE ledger_entry SET hours = 31 WHERE number = 2 RETURNING id").fetchone()
    assert changed is not None
    code, said, _ = command("verify", "--lang", "ko")
    assert code == 1 and f"원장의 줄 {changed[0]} (잎 1): 기록한 것과 다릅니다." in said
    assert "맞지 않는 행 1건, 기록 자체의 흠 0건" in said
    code, said, _ = command("verify", "--json")
    assert json.loads(said)["wrong"] == [
        {"what": "differs", "kind": "ledger", "subject": str(changed[0]), "index": 1}
    ]
    (log_folder / "checkpoint").unlink()
    code, _, complaint = command("verify", "--lang", "en")
    assert code == 2 and "There is no checkpoint" in complaint
    assert command("publish", "--every", "0", "--lang", "en")[0] == 2


def test_rows_that_were_loaded_are_entered_only_where_one_says_so(
    command: Callable[..., tuple[int, str, str]], cast: Cast, as_role: AsRole
) -> None:
    assert command("init", "--origin", "a b", "--lang", "en")[0] == 2
    assert command("init", "--origin", "baeum.example/log")[0] == 0
    lines(cast, 1)
    admin = as_role(ADMINISTRATOR)
    admin.execute("SET session_replication_role = replica")
    admin.execute("DELETE FROM transparency_leaf")
    assert command("publish")[0] == 0
    assert command("verify", "--lang", "en")[:1] == (2,)  # nothing is published yet
    assert "1건을 넣었습니다" in command("publish", "--enter-old", "--lang", "ko")[1]
    assert command("verify")[0] == 0


def test_what_needs_the_owner_says_so(
    command: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_OWNER_URL")
    for words in (("init", "--origin", "x"), ("verify",), ("publish", "--enter-old")):
        code, _, complaint = command(*words, "--lang", "en")
        assert code == 2 and "DATABASE_OWNER_URL" in complaint


def test_the_job_publishes_and_begins_a_log_only_for_trying_out(
    db: None, log_folder: Path, settings: Any
) -> None:
    enter("document", "D-1", b"issued")
    publish_job(0)
    assert not log_folder.exists()
    settings.DEMO = True
    (log_folder).mkdir()
    (log_folder / "checkpoint").write_text("of a database that is no more")
    publish_job(0)
    publish_job(60)  # and again: the same
    assert Log.objects.get().origin == DEMO_ORIGIN
    assert (log_folder / "checkpoint").read_text().startswith(f"{DEMO_ORIGIN}\n1\n")
    assert len(list(log_folder.parent.glob("log.*"))) == 2  # the key, and the one put aside
