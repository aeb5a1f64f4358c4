"""The tables of a batch as Arrow schemas: the case format flattened, the answer (docs/reference/batch.md)."""

from __future__ import annotations

import pyarrow as pa

TEXT, DAY, WHOLE, SHARE, FLAG = pa.string(), pa.date32(), pa.int32(), pa.float64(), pa.bool_()


def _field(name: str, kind: pa.DataType, *, needed: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=not needed)


PREVIOUS_DEGREE = pa.struct([_field("degree", TEXT), _field("major", TEXT), _field("conferred_on", DAY)])

LEARNERS = pa.schema(
    [
        _field("learner", TEXT, needed=True),
        _field("as_of", DAY, needed=True),
        _field("degree", TEXT, needed=True),
        _field("route", TEXT, needed=True),
        _field("major", TEXT, needed=True),
        _field("conferral", TEXT),
        _field("conferring_university", TEXT),
        _field("curriculum", TEXT),
        _field("high_school_completed_on", DAY),
        _field("bdes_degree_on", DAY),
        _field("previous_degrees", pa.list_(PREVIOUS_DEGREE)),
        _field("region", TEXT),
        _field("birth_year", WHOLE),
    ]
)

RECORD = pa.schema(
    [
        _field("id", TEXT, needed=True),
        _field("source", TEXT, needed=True),
        _field("completed_on", DAY, needed=True),
        _field("institution", TEXT),
        _field("subject", TEXT),
        _field("name", TEXT),
        _field("item", TEXT),
        _field("credits", WHOLE),
        _field("score", SHARE),
        _field("attendance", SHARE),
        _field("absence", SHARE),
        _field("remote_share", SHARE),
        _field("letter", TEXT),
        _field("class", TEXT),
        _field("committee_class", TEXT),
        _field("school_kind", TEXT),
        _field("leaving", TEXT),
        _field("basis", TEXT),
        _field("left_on", DAY),
        _field("semester_standard", WHOLE),
        _field("remote_institution", FLAG),
        _field("only_part_timers", FLAG),
        _field("same_program", FLAG),
        _field("same_major", FLAG),
        _field("listed", FLAG),
        _field("stage", WHOLE),
        _field("role", TEXT),
        _field("level", TEXT),
        _field("months", WHOLE),
        _field("retake_of", TEXT),
        _field("choice", TEXT),
    ]
)

RECORDS = pa.schema([_field("learner", TEXT, needed=True), *RECORD])
NESTED = pa.schema([*LEARNERS, _field("records", pa.list_(pa.struct(list(RECORD))))])

CREDITS, WORD = pa.int16(), pa.dictionary(pa.int8(), pa.string())
REQUIREMENTS = ("total", "major", "liberal_arts", "eighteen", "required", "university")

RECORD_ANSWER = pa.struct(
    [
        _field("id", TEXT),
        _field("verdict", WORD),
        _field("credits", CREDITS),
        _field("class", WORD),
        _field("rules", pa.uint64()),
    ]
)

# sums are wider than one degree needs: a case may hold any number of records
ANSWER = pa.schema(
    [
        _field("learner", TEXT, needed=True),
        _field("law", WORD),
        _field("as_of", DAY),
        _field("complete", FLAG),
        _field("remaining", CREDITS),
        *(
            _field(name, WHOLE)
            for name in (
                "recognised",
                "major",
                "major_required",
                "major_elective",
                "liberal_arts",
                "general_elective",
                "eighteen",
            )
        ),
        *(
            _field(f"{name}_{part}", WHOLE if part == "have" else CREDITS)
            for name in REQUIREMENTS
            for part in ("need", "have", "short")
        ),
        _field("required_unit", WORD),
        *(_field(name, FLAG) for name in ("holder", "contested", "by_solver", "pending", "take_clash")),
        _field("lower", CREDITS),
        _field("upper", CREDITS),
        _field("proved_by", WORD),
        _field("records", pa.list_(RECORD_ANSWER)),
    ]
)

ERRORS = ("learner", "record", "field", "code", "ko", "en", "row")


def head_of_errors() -> str:
    """What a file of errors begins with: the mark by which spreadsheets know UTF-8, for it holds Korean."""
    return "\ufeff" + ",".join(ERRORS) + "\n"
