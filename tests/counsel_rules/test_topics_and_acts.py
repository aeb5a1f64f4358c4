"""Topics are law data with clauses; the table of acts says who may do what."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from baeum_rules.counsel.acts import ACTS, ASKER, NEW, OFFICE, STATES, acts_of, leads_to, may
from baeum_rules.counsel.topics import ANSWERING, HOLDER, HOLDERS, topic_on, topics_on
from baeum_rules.parameters import load_law

ON = date(2026, 11, 26)


def test_every_topic_has_its_words_its_clause_and_somebody_who_answers() -> None:
    found = topics_on(ON)
    assert [topic.code for topic in found] == [
        "account",
        "credit_bank",
        "course",
        "refund",
        "local",
        "accreditation",
        "voucher",
        "other",
    ]
    for topic in found:
        assert topic.ko and topic.en and topic.clause in load_law().clauses()
        assert topic.answers in (*ANSWERING, HOLDER)


@pytest.mark.parametrize(
    ("code", "holder", "kind"),
    [
        ("account", "", "institute"),
        ("account", "municipality", "institute"),
        ("course", "", "institution"),
        ("local", "", "municipality"),
        ("accreditation", "", None),
        ("accreditation", "institution", None),
        *(("accreditation", holder, holder) for holder in HOLDERS),
    ],
)
def test_who_answers(code: str, holder: str, kind: str | None) -> None:
    topic = topic_on(code, ON)
    assert topic is not None and topic.kind(holder) == kind


def test_a_topic_begins_on_its_day() -> None:
    assert topic_on("voucher", date(2021, 6, 7)) is None
    assert topic_on("voucher", date(2021, 6, 8)) is not None
    assert "voucher" not in {topic.code for topic in topics_on(date(2021, 6, 7))}
    assert topic_on("nothing", ON) is None
    assert topic_on("", ON) is None


def test_another_law_has_other_topics(tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_text('label = "x"\nparameters = ["llas"]\n', encoding="utf-8")
    (tmp_path / "llas").mkdir()
    (tmp_path / "llas" / "counsel.toml").write_text(
        '[counsel.topic.tax]\nko = "세금"\nen = "tax"\nunit = "office_kind"\nselector = "asked_on"\n'
        "[[counsel.topic.tax.versions]]\n"
        'since = 2020-01-01\nvalue = "province"\nclause = "x"\nreading = true\n'
        'note_ko = "가"\nnote_en = "a"\n',
        encoding="utf-8",
    )
    (found,) = topics_on(ON, load_law(tmp_path))
    assert found == ("tax", "province", "세금", "tax", "x", "가", "a")


ALLOWED = {  # written out by hand, beside the table
    ("ask", "asker", "new"),
    ("add", "asker", "waiting"),
    ("add", "asker", "answered"),
    ("reply", "office", "waiting"),
    ("reply", "office", "answered"),
    ("forward", "office", "waiting"),
    ("forward", "office", "answered"),
    ("close", "asker", "waiting"),
    ("close", "asker", "answered"),
    ("close", "office", "answered"),
    ("reopen", "asker", "closed"),
    ("reopen", "office", "closed"),
}


def test_who_may_do_what_and_when() -> None:
    every = product(ACTS, (ASKER, OFFICE, "nobody"), (NEW, *STATES))
    assert {one for one in every if may(*one)} == ALLOWED
    assert {act: leads_to(act) for act in ACTS} == {
        "ask": "waiting",
        "add": "waiting",
        "reply": "answered",
        "forward": "waiting",
        "close": "closed",
        "reopen": "waiting",
    }


def test_of_an_erased_asker_the_office_only_closes() -> None:
    every = product(ACTS, (ASKER, OFFICE), (NEW, *STATES))
    assert {one for one in every if may(*one, erased=True)} == {
        ("close", "office", "new"),
        ("close", "office", "waiting"),
        ("close", "office", "answered"),
    }
    assert acts_of(OFFICE, "waiting", erased=True) == ("close",)
    assert acts_of(OFFICE, "waiting") == ("reply", "forward")
