"""What is wrong with a table as a whole, so that nothing of it can be audited: what, where, what to do."""

from __future__ import annotations

from typing import NamedTuple

SHOWN = 20  # mistakes of one kind that are told one by one


class TableFault(NamedTuple):
    """One mistake, in both languages; ``path``: the file."""

    path: str
    code: str
    ko: str
    en: str


class TableError(ValueError):
    """A table cannot be used; ``faults`` name every mistake that was found."""

    def __init__(self, faults: list[TableFault]) -> None:
        super().__init__("\n".join(f"{fault.path}: {fault.en}" for fault in faults))
        self.faults = faults


class Faults:
    """Mistakes of one table that come again and again: the first of them, and how many more there are."""

    def __init__(self, path: str) -> None:
        self._path, self._count = path, 0
        self._first: list[TableFault] = []

    def add(self, code: str, *figures: object) -> None:
        """One mistake."""
        if len(self._first) < SHOWN:
            self._first.append(table_fault(self._path, code, *figures))
        self._count += 1

    def add_more(self, count: int) -> None:
        """So many mistakes that are not told one by one."""
        self._count += count

    def must_be_none(self) -> None:
        """Raises TableError with what was added."""
        more = self._count - len(self._first)
        if self._first:
            raise TableError([*self._first, *[table_fault(self._path, "more", more)] * bool(more)])


_SENTENCES = {
    "missing": ("이런 파일이 없습니다.{0}", "There is no such file.{0}"),
    "folder": (
        "폴더입니다. 표를 담은 파일 하나를 주십시오.",
        "It is a folder; give one file that holds the table.",
    ),
    "unreadable": ("읽을 수 없습니다({0}).", "It cannot be read ({0})."),
    "suffix": (
        "파일 이름은 {0} 가운데 하나로 끝나야 합니다.",
        "The name of the file must end with one of {0}.",
    ),
    "broken": (
        "{0} 파일로 읽을 수 없습니다: {1}. 파일을 다시 만드십시오.",
        "It cannot be read as {0}: {1}. Write the file anew.",
    ),
    "csv_encoding": (
        "글자가 UTF-8이 아닙니다{0}. 쉼표로 나눈 ‘CSV UTF-8’로 저장하십시오.",
        "Its letters are not UTF-8{0}. Save it as CSV UTF-8, separated by commas.",
    ),
    "csv_separator": (
        "값을 나눈 것이 쉼표가 아니라 {0}입니다. 쉼표로 나눈 ‘CSV UTF-8’로 저장하십시오.",
        "Its values are separated by {0}. Save it as CSV UTF-8, separated by commas.",
    ),
    "csv_row": (
        "{0}행의 칸이 {1}개입니다. {2}개여야 합니다. 쉼표가 든 값은 큰따옴표로 묶고,"
        " 쉼표로 나눈 ‘CSV UTF-8’로 저장하십시오.",
        "Row {0} has {1} cells; {2} are expected. Put a value that holds a comma into double quotes, and"
        " save as CSV UTF-8, separated by commas.",
    ),
    "no_answers": (
        "결과({0})로 읽을 수 없습니다. audit-batch 가 쓴 .parquet, .arrow 파일이나 폴더를 주십시오.",
        "It cannot be read as answers ({0}). Give the .parquet or .arrow file, or the folder, that"
        " audit-batch wrote.",
    ),
    "long_row": (
        "한 행이 {0:,}바이트를 넘습니다. 그 행을 줄이거나 Parquet 로 저장하십시오.",
        "One row has more than {0:,} bytes. Shorten it, or store the table as Parquet.",
    ),
    "empty": (
        "학습자가 한 명도 없습니다. 한 줄에 한 학습자를 적으십시오.",
        "It holds no learner; one learner a row is expected.",
    ),
    "column_missing": (
        "꼭 있어야 하는 열이 없습니다: {0}.",
        "These columns are missing and must be there: {0}.",
    ),
    "column_unknown": (
        "모르는 열입니다: {0}.{1} 빼거나 이름을 고치십시오.",
        "There is no such column here: {0}.{1} Leave it out or correct its name.",
    ),
    "column_twice": ("같은 이름의 열이 둘 이상입니다: {0}.", "These columns stand there twice: {0}."),
    "column_type": (
        "열 “{0}”의 형은 {1}인데 {2}이어야 합니다. 형을 바꾸어 저장하십시오.",
        "The column “{0}” is of type {1}; {2} is expected. Cast it and store the table again.",
    ),
    "no_records": (
        "학습기록이 없습니다. --records 로 학습기록 표를 주거나 records 열을 넣으십시오.",
        "There are no records: give their table (--records), or a column “records”.",
    ),
    "two_records": (
        "학습자 표가 이미 records 열을 가지고 있습니다. --records 를 빼십시오.",
        "The table of learners has a column “records” already; leave out --records.",
    ),
    "no_learner": (
        "{0}행에 learner 값이 없습니다. 모든 행에 학습자를 적으십시오.",
        "Row {0} has no learner. Every row needs one.",
    ),
    "learner_twice": (
        "{1}행의 학습자 “{0}”가 {2}행에도 있습니다. 한 학습자는 한 행에만 적으십시오.",
        "The learner “{0}” of row {1} stands in row {2} too. A learner has one row.",
    ),
    "learner_unknown": (
        "{1}행의 학습자 “{0}”가 학습자 표에 없습니다. 학습자를 더하거나 그 기록을 빼십시오.",
        "The learner “{0}” of row {1} is not in the table of learners. Add the learner, or drop the row.",
    ),
    "more": ("이 밖에 이런 잘못이 {0:,}건 더 있습니다.", "And {0:,} more mistakes of this kind."),
    "other_run": (
        "다른 계산의 조각이 있습니다(다른 것: {0}). 이어 하지 않으려면 --no-resume 을 쓰십시오.",
        "It holds parts of another run (what differs: {0}). To begin anew, use --no-resume.",
    ),
    "not_ours": (
        "이 폴더에는 일괄 계산이 쓰지 않은 것이 있습니다({0}). 그것을 옮기거나 다른 폴더를 주십시오.",
        "This folder holds what no such batch wrote ({0}). Move it away, or name another folder.",
    ),
    "in_use": (
        "다른 실행이 지금 이 결과를 쓰고 있습니다. 끝나기를 기다리거나 --out 에 다른 이름을 주십시오.",
        "Another run is writing this output just now. Wait for its end, or give another name (--out).",
    ),
    "order": (
        "{1}행: 학습자 “{0}”의 기록이 흩어져 있거나 학습자 표의 순서와 다릅니다."
        " 두 표를 learner 로 정렬하십시오.",
        "Row {1}: the records of learner “{0}” stand apart, or not in the order of the table of learners."
        " Sort both tables by learner.",
    ),
}


def table_fault(path: str, code: str, *figures: object) -> TableFault:
    """One mistake of a table."""
    ko, en = (sentence.format(*figures) for sentence in _SENTENCES[code])
    return TableFault(path, code, ko, en)


def table_fault_hint(path: str, code: str, hints: tuple[str, str], *figures: object) -> TableFault:
    """The same where the last figure is a hint that each language says in its own way."""
    ko, en = (sentence.format(*figures, hint) for sentence, hint in zip(_SENTENCES[code], hints, strict=True))
    return TableFault(path, code, ko, en)
