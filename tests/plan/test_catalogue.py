"""Reading a catalogue: JSON and CSV, hours by credits, and every fault at once."""

from __future__ import annotations

import json

import pytest

from baeum_rules.plan.catalogue import PREFIX, read_catalogue, read_items, repeated
from baeum_rules.recognition.sentences import sentences_of
from baeum_rules.recognition.thresholds import thresholds_of

T = thresholds_of()
COURSE = {
    "id": "o1", "source": "accredited_course", "institution": "가원", "subject": "자료구조", "credits": 3,
    "begins": "2027-03-02", "ends": "2027-06-14", "won": 90000, "mode": "online",
}  # fmt: skip


def codes(rows: list) -> list[tuple[str | None, str, str]]:
    return [(one.record, one.field, one.code) for one in read_items(rows, T)]


def test_a_row_becomes_an_item_and_its_record():
    (item,) = read_items([COURSE | {"practice_credits": 1, "after": [["C언어", "C프로그래밍"]]}], T)
    assert item.hours == 2 * 15 + 30  # opreg.5.2: practice takes twice as long
    assert item.record["id"] == PREFIX + "o1" and item.record["ended_on"] == "2027-06-14"
    assert item.apply_by == item.begins - 1  # opreg.3.1: until the day before
    assert item.after == (("C언어", "C프로그래밍"),)


def test_hours_of_examinations_are_estimates():
    rows = [
        {
            "id": "c",
            "source": "certificate",
            "name": "정보처리기사",
            "begins": "2027-02-15",
            "ends": "2027-06-18",
        },
        {
            "id": "b",
            "source": "bdes_exam",
            "stage": 1,
            "subject": "국어",
            "begins": "2027-02-25",
            "ends": "2027-04-01",
        },
    ]
    certificate, bdes = read_items(rows, T)
    assert (certificate.hours, certificate.estimated) == (20 * 15, True)
    assert (bdes.hours, bdes.estimated) == (4 * 15, True)
    assert read_items([rows[0] | {"hours": 80}], T)[0].hours == 80  # the learner's own estimate


def test_csv_is_read_as_json_would_be():
    text = "id,source,institution,subject,credits,begins,ends,won,mode,after\n"
    text += "o1,accredited_course,가원,자료구조,3,2027-03-02,2027-06-14,90000,online,\n"
    text += "o2,accredited_course,가원,알고리즘,3,2027-09-02,2027-12-14,,online,자료구조|C언어;이산수학\n"
    first, second = read_catalogue("\ufeff".encode() + text.encode(), T, rows=True)
    assert [first] == read_items([COURSE], T)
    assert second.won is None and second.after == (("자료구조", "C언어"), ("이산수학",))


def test_every_fault_is_told_at_once_with_its_row_and_field():
    rows = [
        COURSE | {"credits": "셋", "ends": "2027-01-01"},
        COURSE | {"id": "o2", "price": 3},
        COURSE | {"id": "o3", "apply_by": "2027-07-01", "practice_credits": 4},
        {**COURSE, "id": "o3"} | {"mode": "zoom"},
        COURSE | {"id": "o4"},
        COURSE | {"id": "o4"},
        {"id": "o5", "source": "course"},
        {"source": "certificate", "name": "x", "begins": "2027-01-01", "ends": "2027-01-02"},
        7,
    ]
    assert codes(rows) == [
        ("o1", "credits", "type.whole"),
        ("o1", "ends", "item.ends"),
        ("o2", "price", "field.unknown"),
        ("o3", "apply_by", "item.apply_by"),
        ("o3", "practice_credits", "item.practice"),
        ("o3", "mode", "choice"),
        ("o4", "id", "catalogue.twice"),
        ("o5", "source", "choice"),
        (None, "items[7].id", "type.text"),
        (None, "items[8]", "type.object"),
    ]
    sentences = sentences_of(T.law)
    for fault in read_items(rows, T):
        said = sentences.error(fault)
        assert said["ko"] and said["en"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "document.empty"),
        ("[]", "document.object"),
        ('{"version": 2, "items": []}', "version"),
        ('{"version": 1, "items": []}', "catalogue.empty"),
        ('{"version": 1, "items": {}}', "type.list"),
        ('{"version": 1, "items": [', "document.syntax"),
        ('{"version": 1, "items": [], "more": 1}', "field.unknown"),
        (json.dumps({"version": 1, "items": [1] * 20_001}), "catalogue.many"),
    ],
)
def test_what_is_no_catalogue_says_so(text: str, code: str) -> None:
    assert [one.code for one in read_catalogue(text, T, rows=False)] == [code]


def test_what_cannot_be_planned_with_says_so() -> None:
    many = [COURSE | {"after": [["C언어"]] * 100}]
    assert codes(many) == [("o1", "after", "item.after_many")]
    school = {"basis": "higher_education_act", "same_program": True, "class": "liberal_arts"}
    alone = COURSE | school | {"source": "part_time_course", "only_part_timers": True}
    assert ("o1", "only_part_timers", "item.only_part_timers") in codes([alone])


def test_csv_that_cannot_be_read():
    assert [one.code for one in read_catalogue(b"\xff\xfe\x00", T, rows=True)] == ["document.encoding"]
    assert [one.code for one in read_catalogue('id,source\n"o1,x', T, rows=True)] == ["catalogue.csv"]
    assert [one.code for one in read_catalogue("id,source\n", T, rows=True)] == ["catalogue.empty"]


def test_courses_come_again_on_the_same_weekday():
    (item,) = read_items([COURSE], T)
    again = repeated([item], item.ends + 2 * 364)
    assert [one.id for one in again] == ["o1", "o1~2", "o1~3"]
    assert [one.expected for one in again] == [False, True, True]
    assert again[1].record["ended_on"] == "2028-06-12"
    assert (again[1].begins - item.begins, again[1].apply_by - item.apply_by) == (364, 364)
