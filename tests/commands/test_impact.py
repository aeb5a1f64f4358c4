"""``baeum impact``: who gains and who loses, as a table and a page; mistakes answered."""

from __future__ import annotations

import codecs
import csv
import io
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from playwright.sync_api import Browser
from pyarrow import parquet
from tests.batch.flattening import learner_row, loose, record_rows
from tests.browser.axe import violations

from baeum.cli import main
from baeum.commands.impact import DEFAULT_CHUNK
from baeum_rules.batch.impact.report import NUMBERS
from baeum_rules.batch.joining import CHUNK
from baeum_rules.batch.schema import LEARNERS, RECORDS
from baeum_rules.parameters import law_folder
from baeum_rules.recognition.examples import whole_case

CHANGES = """
[[accredited.minimum_score.versions]]
since = 2020-01-01
value = 70
clause = "guide.accredited.criteria"
"""
GROUPS = {"11": 20, "26": 12, "27": 3, "": 8, "<b>&": 9}


def case(score: int) -> dict[str, Any]:
    """A learner of four courses with one score."""
    record = {"source": "accredited_course", "repeat": 4, "credits": 3, "ended_on": "2024-06-20"}
    return whole_case({"records": [{"id": "k", "score": score} | record]})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Learners of five regions; two of three have a score that no longer suffices."""
    found = tmp_path_factory.mktemp("impact")
    cases, learners, records = {65: case(65), 80: case(80)}, [], []
    for region, count in GROUPS.items():
        for place in range(count):
            name, one = f"L{len(learners):03d}", cases[80 if place % 3 == 2 else 65]
            row = learner_row(one, name) | {"region": region or None, "birth_year": 1960 + 7 * (place % 5)}
            learners.append(row)
            records += [{"learner": name} | record for record in record_rows(one)]
    parquet.write_table(pa.Table.from_pylist(learners, schema=loose(LEARNERS)), found / "l.parquet")
    parquet.write_table(pa.Table.from_pylist(records, schema=loose(RECORDS)), found / "r.parquet")
    (found / "c.toml").write_text(CHANGES)
    return found


def words(folder: Path, out: str, *more: str) -> list[str]:
    given = ["--learners", f"{folder}/l.parquet", "--records", f"{folder}/r.parquet"]
    law = (
        ()
        if any(one.startswith(("--law", "--against")) for one in more)
        else ("--law-with", f"{folder}/c.toml")
    )
    return ["impact", *given, *law, "--out", f"{folder}/{out}", "--lang", "en", *more]


def lines(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {(row["dimension"], row["group"]): row for row in csv.DictReader(file)}


def test_a_table_a_page_a_summary(folder: Path, capfd: Any) -> None:
    changed = folder / "changed.parquet"
    assert main(words(folder, "o", "--chunk", "7", "--changed", str(changed))) == 0
    out, err = capfd.readouterr()
    assert not err and "52 learners in" in out and "Seoul" in out and "personal data" in out
    table = lines(folder / "o" / "impact.csv")
    counts = Counter({region: sum(n % 3 != 2 for n in range(count)) for region, count in GROUPS.items()})
    whole = table["all", ""]
    assert (whole["learners"], whole["gains"]) == ("52", "0")
    assert whole["loses"] == str(counts.total()) and whole["loses_remaining"] == str(12 * counts.total())
    assert whole["loses_median"] == "12.0" and whole["refused_more"] == whole["loses"]
    regions = {key for dimension, key in table if dimension == "region"}
    assert regions == {"11", "26", "<b>&", "+"} and table["region", "+"]["learners"] == "11"  # 27, and none
    assert not (folder / "o" / "errors.csv").exists()
    rows = parquet.read_table(changed).to_pylist()
    assert len(rows) == counts.total() and {row["way"] for row in rows} == {"loses"}
    assert {row["remaining_after"] - row["remaining_before"] for row in rows} == {12}
    assert DEFAULT_CHUNK == CHUNK


class Outline(HTMLParser):
    """What a page asks of others, and what its pictures say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.asked: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.asked += [str(value) for name, value in attrs if name in ("src", "href", "style", "onclick")]


NAMES_SHARE = """Math.max(0, ...[...document.querySelectorAll('.scroll')]
    .filter((table) => table.scrollWidth > table.clientWidth)
    .map((table) => table.querySelector('tbody th').offsetWidth / table.clientWidth))"""


@pytest.mark.browser
def test_the_page_stands_alone_in_both_languages(folder: Path, browser: Browser) -> None:
    for lang, title in (("ko", "법령 변경의 영향"), ("en", "Impact of a change of the law")):
        many = ("--law-of", "2026-11-01", "--against", "2004-01-01") if lang == "en" else ()
        assert main(words(folder, f"page_{lang}", "--lang", lang, *many)) == 0
        path = folder / f"page_{lang}" / "impact.html"
        text = path.read_text(encoding="utf-8")
        outline = Outline(text)
        assert title in text and f'<html lang="{lang}">' in text
        assert not outline.asked and not outline.tags["script"] and "http" not in text
        assert outline.tags["svg"] == outline.tags["desc"] > 4 and outline.tags["table"] > outline.tags["svg"]
        assert outline.tags["b"] == 0
        if lang == "en":
            assert not re.search("[가-힣]", text.replace("시험 전공", ""))
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(path.as_uri())
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(NAMES_SHARE) <= 0.5  # they stay in sight and would cover the figures
            page.close()


def test_what_is_withheld_is_nowhere(folder: Path, capfd: Any) -> None:
    assert main(words(folder, "w")) == 0
    table = lines(folder / "w" / "impact.csv")
    for row in table.values():
        shut = set(row["withheld"].split())
        assert all(not row[name] for name in shut) and shut <= set(NUMBERS)
        for name in ("learners", "gains", "loses", "unchanged", "completes", "no_longer"):
            assert row[name] == "" or int(row[name]) == 0 or int(row[name]) >= 5
    assert any(row["withheld"] for row in table.values())
    page = (folder / "w" / "impact.html").read_text(encoding="utf-8")
    assert "withheld" in page and "withheld" in capfd.readouterr()[0]
    assert "27" not in [key for _, key in table]


def test_laws_of_days_and_folders(folder: Path, capfd: Any) -> None:
    assert main(words(folder, "d", "--law-of", "2026-01-01", "--against", "2004-01-01")) == 0
    assert "@2004-01-01 → " in capfd.readouterr()[0]
    assert main(words(folder, "e", "--against", f"{folder}/c.toml")) == 0
    whole = lines(folder / "e" / "impact.csv")["all", ""]
    assert int(whole["gains"]) > 0 == int(whole["loses"])


def test_learners_with_faults_are_left_out_and_named(folder: Path, capfd: Any) -> None:
    table = parquet.read_table(folder / "r.parquet")
    credits = table["credits"].to_pylist()
    credits[5] = 5000
    place = table.schema.get_field_index("credits")
    wrong = table.set_column(place, "credits", pa.array(credits, pa.int32()))
    parquet.write_table(wrong, folder / "wrong.parquet")
    assert main(words(folder, "f", "--records", f"{folder}/wrong.parquet", "--chunk", "1")) == 2
    err = capfd.readouterr()[1]
    assert "1 learners could not be counted (1 errors: " in err and "written" not in err
    errors = (folder / "f" / "errors.csv").read_bytes()
    assert errors.startswith(codecs.BOM_UTF8) and not errors.startswith(codecs.BOM_UTF8 * 2)
    (line,) = csv.DictReader(io.StringIO(errors.decode("utf-8-sig"), newline=""))
    assert (line["learner"], line["row"], line["code"]) == ("L001", "6", "number.range")
    assert lines(folder / "f" / "impact.csv")["all", ""]["learners"] == "51"
    assert main(words(folder, "f")) == 0 and not (folder / "f" / "errors.csv").exists()


def _folders(folder: Path) -> None:
    """Folders beside the tables: a link to all of it, of other things, of law data that are not whole."""
    for name in ("in", "d.parquet", "nolaw"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "nolaw" / "law.toml").write_text('label = "x"\nparameters = ["acbs"]\n')
    for name in ("impact.csv", "errors.csv"):
        (folder / "in" / name).touch()
    if not (folder / "link").exists():
        (folder / "link").symlink_to(folder)
        shutil.copytree(law_folder(), folder / "uncited")
        file = folder / "uncited" / "acbs" / "accredited.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"guide.accredited.criteria"', '"act.1"', 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (("--law-with", "c.tmol"), "--law-with c.tmol: there is no such file. Did you mean c.toml?"),
        (("--law-with", "bad.toml"), "accredited.minimum_scor"),
        (("--law-of", "2026-13-01"), "--law-of: '2026-13-01'"),
        (("--against", "2026-13-01"), "--against: '2026-13-01'"),
        (("--against", "nowhere"), "--against nowhere: there is no such file."),
        (("--law-of", "2400-01-01", "--against", "2400-01-01"), "Both laws are the same"),
        (("--learners", "ll.parquet"), "There is no such file. Did you mean l.parquet?"),
        (("--learners", "empty.csv"), "It holds no learner"),
        (("--records", "l.parquet"), "These columns are missing"),
        (("--chunk", "0"), "--chunk 0: a number from 1"),
        (("--out", "c.toml"), "--out c.toml: it is a file"),
        (("--out", "no/where"), "there is no folder"),
        (("--changed", "x.csv"), "--changed x.csv: end the name with .parquet"),
        (
            ("--changed", "l.parquet"),
            "--changed l.parquet: an input would be written over, that of --learners",
        ),
        (
            ("--changed", "link/r.parquet"),
            "link/r.parquet: an input would be written over, that of --records",
        ),
        (("--learners", "in/impact.csv", "--out", "link/in"), "--out link/in/impact.csv: an input would"),
        (("--law-with", "in/errors.csv", "--out", "in"), "would be written over, that of --law-with"),
        (("--out", "m.parquet", "--changed", "m.parquet"), "m.parquet: --out is written to the same place"),
        (("--changed", "d.parquet"), "--changed d.parquet: it is a folder"),
        (
            ("--against", "nolaw"),
            "--against nolaw: it is no folder of law data. Missing: sources.toml, units",
        ),
        (("--against", "in"), "--against in: it is no folder of law data. Missing: law.toml, sources"),
        (("--against", "uncited"), "--against uncited: sources.toml has no clause 'act.1'"),
    ],
)
def test_mistakes_are_answered_with_help(
    folder: Path, capfd: Any, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], wanted: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "bad.toml").write_text(CHANGES.replace("minimum_score", "minimum_scor"))
    (folder / "empty.csv").write_text("learner,as_of,degree,route,major\n")
    _folders(folder)
    law = () if any(one.startswith(("--law", "--against")) for one in more) else ("--law-with", "c.toml")
    given = ["--learners", "l.parquet", "--records", "r.parquet", "--out", "mistaken", "--lang", "en"]
    assert main(["impact", *given, *law, *more]) == 2
    assert wanted in capfd.readouterr()[1]
    assert not (folder / "mistaken").exists()


def test_no_law_all_at_once_and_misspelt_options(folder: Path, capfd: Any) -> None:
    given = ["impact", "--learners", "l.parquet", "--out", str(folder / "m"), "--lang", "ko"]
    assert main([*given, "--chunk", "0"]) == 2
    err = capfd.readouterr()[1]
    assert "견줄 법령이 없습니다" in err and "--chunk 0" in err
    with pytest.raises(SystemExit) as ended:
        main([*given, "--law-wiht", "c.toml"])
    assert ended.value.code == 2 and "--law-with" in capfd.readouterr()[1]


def test_too_few_to_tell_anything(folder: Path, tmp_path: Path, capfd: Any) -> None:
    learners = parquet.read_table(folder / "l.parquet").slice(0, 3)
    records = parquet.read_table(folder / "r.parquet")
    kept = [name in ("L000", "L001", "L002") for name in records["learner"].to_pylist()]
    parquet.write_table(learners, tmp_path / "l.parquet")
    parquet.write_table(records.filter(pa.array(kept)), tmp_path / "r.parquet")
    (tmp_path / "c.toml").write_text(CHANGES)
    assert main(words(tmp_path, "o")) == 0
    out = capfd.readouterr()[0]
    assert "fewer than 5 learners: no number is told" in out and "3 learners" not in out
    assert list(lines(tmp_path / "o" / "impact.csv")) == [("all", "")]
