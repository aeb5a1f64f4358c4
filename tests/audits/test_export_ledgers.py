"""Exported ledgers audited as a batch answer as each account does; who exports is recorded, and read only."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from psycopg import Connection
from pyarrow import parquet
from tests.batch.expected import row_of, told
from tests.ledger.conftest import opened

from baeum.audits.faults import AuditsFault
from baeum.audits.services import export_ledgers as exporting
from baeum.audits.services.export_ledgers import FILES, Exported, Wish, export_ledgers, pseudonym
from baeum.cli import main
from baeum.demo.cast import PEOPLE
from baeum.people.services.erase import erase
from baeum.people.services.look import LONGEST, SHORTEST
from baeum.postgres.cluster import Cluster
from baeum.postgres.names import ADMINISTRATOR, APP, AUDITOR
from baeum.shared.clock import now
from baeum.shared.refusal import Refusal

from .conftest import FAULTY, LEARNERS, ON, OTHER, People

KEY = bytes(range(32))
AsRole = Callable[[str], Connection]
SILENT: Callable[..., None] = lambda *_: None  # noqa: E731
READER = """
DROP ROLE IF EXISTS baeum_reader;
CREATE ROLE baeum_reader LOGIN BYPASSRLS;
GRANT CONNECT ON DATABASE {database} TO baeum_reader;
GRANT USAGE ON SCHEMA public TO baeum_reader;
GRANT SELECT ON ledger_account, ledger_entry, learner_goal, people_personkey TO baeum_reader;
"""


def wish(folder: Path, **more: Any) -> Wish:
    given = {"on": ON, "by": "operator", "reason": "개정안의 영향을 셉니다", "key": KEY, **more}
    return Wish(folder, **given)


def audited(folder: Path) -> dict[str, dict[str, Any]]:
    """The answers of ``baeum audit-batch`` to what was exported."""
    tables = ["--learners", str(folder / FILES[0]), "--records", str(folder / FILES[1])]
    assert main(["audit-batch", *tables, "--out", str(folder / "answers.parquet")]) == 0
    return {row["learner"]: row for row in parquet.read_table(folder / "answers.parquet").to_pylist()}


def test_the_tables_audit_as_each_account(people: People, tmp_path: Path, as_role: AsRole) -> None:
    exporting_in_pieces = []
    opened(people.cast, "daon")  # who has no goal
    found = export_ledgers(people.reader, wish(tmp_path), lambda *told_: exporting_in_pieces.append(told_))
    assert isinstance(found, Exported) and exporting_in_pieces[-1] == (7, 7)
    assert found == Exported(5, found.records, 1, 1, 1) and found.records > 90
    rows = audited(tmp_path)
    assert len(rows) == 5
    for key in ("nari", *LEARNERS):
        name = pseudonym(KEY, people.account[key])
        single = people.single(key)
        assert told(rows[name]) == row_of(single), key
        assert single["totals"]["recognised"] > 0, key
    with (tmp_path / FILES[2]).open(encoding="utf-8", newline="") as stream:
        assert stream.read(1) == "\ufeff"  # spreadsheets know UTF-8 by it
        errors = list(csv.DictReader(stream))
    assert {error["learner"] for error in errors} == {pseudonym(KEY, people.account[FAULTY])}
    told_of_one = [{k: v or None for k, v in error.items() if k != "learner"} for error in errors]
    assert told_of_one == [
        {k: error[k] for k in ("record", "field", "code", "ko", "en")}
        for error in people.single(FAULTY)["errors"]
    ]
    learners = parquet.read_table(tmp_path / FILES[0])
    order = [pseudonym(KEY, account) for account in sorted(people.account.values())]
    kept = set(learners.column("learner").to_pylist())
    assert learners.column("learner").to_pylist() == [name for name in order if name in kept]
    assert learners.column("birth_year").null_count == learners.column("region").null_count == 5
    assert all(stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600 for name in FILES)
    _nothing_tells_who(people, tmp_path)
    _is_recorded(as_role)


def _nothing_tells_who(people: People, folder: Path) -> None:
    words = {name for name, *_ in PEOPLE.values()} | {contacts for *_, contacts in PEOPLE.values()}
    words |= {str(person.id) for person in people.cast.person.values()}
    for name in FILES[:2]:
        text = str(parquet.read_table(folder / name).to_pylist())
        assert not [word for word in words if word in text]


def _is_recorded(as_role: AsRole) -> None:
    """The auditor reads it; nobody changes it, and the app does not even see it."""
    columns = "by, role, reason, how_many, pseudonymous, birth_years"
    asked = f"SELECT {columns} FROM audits_ledgerexport"
    row = ("operator", "baeum_owner", "개정안의 영향을 셉니다", 7, True, False)
    assert as_role(AUDITOR).execute(asked).fetchall() == [row]
    for role in (APP, "baeum_owner"):
        for statement in ("UPDATE audits_ledgerexport SET reason = ''", "DELETE FROM audits_ledgerexport"):
            with pytest.raises(Exception, match=r"permission denied|only ever added"):
                as_role(role).execute(statement)
    with pytest.raises(Exception, match="permission denied"):
        as_role(APP).execute(asked)


def test_pseudonyms_and_ids(people: People, tmp_path: Path) -> None:
    accounts = sorted(people.account[key] for key in ("nari", *LEARNERS))
    names = {}
    for name, more in {
        "one": {},
        "again": {},
        "other": {"key": bytes(32)},
        "ids": {"key": None, "birth_years": True},
    }.items():
        assert isinstance(export_ledgers(people.reader, wish(tmp_path / name, **more), SILENT), Exported)
        names[name] = parquet.read_table(tmp_path / name / FILES[0]).column("learner").to_pylist()
    assert names["one"] == names["again"] and not set(names["one"]) & set(names["other"])
    assert names["ids"] == [str(account) for account in accounts]
    years = dict(
        zip(
            names["ids"],
            parquet.read_table(tmp_path / "ids" / FILES[0]).column("birth_year").to_pylist(),
            strict=True,
        )
    )
    assert years == {
        str(people.account[key]): people.cast.values(key).birth_date.year for key in ("nari", *LEARNERS)
    }


def test_a_reader_that_writes_nothing_suffices_and_one_that_sees_less_is_refused(
    people: People,  # noqa: ARG001  they are to be there
    tmp_path: Path,
    as_role: AsRole,
    database_server: Cluster,
    database_name: str,
) -> None:
    admin = as_role(ADMINISTRATOR)
    for statement in filter(str.strip, READER.format(database=database_name).split(";")):
        admin.execute(statement)
    try:
        for role in (APP, AUDITOR):
            with pytest.raises(AuditsFault) as fault:
                address = database_server.address(role, database_name)
                export_ledgers(address, wish(tmp_path), SILENT)
            assert fault.value.code == "sees_not_all"
            assert list(tmp_path.iterdir()) == []
        options = "-c role=baeum_reader -c default_transaction_read_only=on"
        reader = {**database_server.address(ADMINISTRATOR, database_name), "options": options}
        found = export_ledgers(reader, wish(tmp_path), SILENT)
        assert isinstance(found, Exported) and found.learners == 5
        with pytest.raises(AuditsFault) as fault:  # birth dates are no part of what it may read
            export_ledgers(reader, wish(tmp_path / "b", birth_years=True), SILENT)
        assert fault.value.code == "sees_not_all" and list((tmp_path / "b").iterdir()) == []
    finally:
        admin.execute("DROP OWNED BY baeum_reader")
        admin.execute("DROP ROLE baeum_reader")


def test_all_of_one_moment_and_none_of_the_erased(
    people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A goal chosen while the export runs is not in it; whose key is destroyed is in none."""
    monkeypatch.setattr(exporting, "CHUNK", 2)
    chosen: list[int] = []

    def choose(done: int, _: int) -> None:
        if not chosen:
            chosen.append(done)
            people.choose(OTHER, {"degree": "bachelor", "route": "first", "major": "social-work"})

    found = export_ledgers(people.reader, wish(tmp_path / "one"), choose)
    assert chosen == [2] and isinstance(found, Exported) and (found.learners, found.others) == (5, 1)
    person = people.cast.person["dowon"].id
    assert not isinstance(erase(person, by=people.cast.as_self("dowon"), at=now()), Refusal)
    found = export_ledgers(people.reader, wish(tmp_path / "two"), SILENT)
    assert isinstance(found, Exported) and (found.learners, found.others) == (5, 1)
    names = parquet.read_table(tmp_path / "two" / FILES[0]).column("learner").to_pylist()
    assert pseudonym(KEY, people.account[OTHER]) in names
    assert pseudonym(KEY, people.account["dowon"]) not in names


def test_the_command_says_what_it_did_and_what_is_wrong(
    people: People,
    tmp_path: Path,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    owner = database_url.replace("//baeum_app@", "//baeum_owner@")

    def run(*words: str, reason: str = "통계를 만듭니다") -> tuple[int, str]:
        capsys.readouterr()
        key = ("--export-key", str(tmp_path / "export.key"))
        out = ("--out", str(tmp_path / "out"))
        code = main(["export-ledgers", *out, *key, "--reason", reason, "--by", "나", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    code, said = run("--lang", "en")
    assert code == 2 and "no database to read" in said
    code, said = run("--lang", "ko", "--database", "mysql://x")
    assert code == 2 and "--database" in said
    code, said = run("--lang", "en", "--database", database_url)
    assert code == 2 and "does not see every row" in said
    code, said = run("--lang", "en", "--database", owner, reason="x")
    assert code == 2 and "--reason takes 5 to 500" in said
    opened(people.cast, "daon")
    code, said = run("--lang", "en", "--database", owner)
    assert "Left out: 1 accounts without a goal; learners choose one in their account." in said
    assert code == 0 and "Exported 5 learners" in said and "by 나" in said and "errors.csv" in said
    assert "learners: 7 / 7" in said
    code, said = run("--lang", "ko", "--database", owner)
    assert code == 2 and "다른 폴더" in said


def test_the_help_tells_how_long_a_reason_is(capsys: Any) -> None:
    with pytest.raises(SystemExit):
        main(["export-ledgers", "--help"])
    assert f"in {SHORTEST} to {LONGEST} characters" in " ".join(capsys.readouterr().out.split())
