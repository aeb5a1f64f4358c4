"""A row that an account refused, as the list of errors and the error sheet show it."""

from __future__ import annotations

from collections.abc import Mapping

from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence
from baeum.sheets.cells import bad
from baeum.sheets.completion import Completion, RowError

COLUMN = "learner_number"  # whose account it is: what all of these refusals are about


def row_error(number: int, completion: Completion, refusal: Refusal, names: Mapping[str, str]) -> RowError:
    """What an account's refusal of a row is in the list of errors."""
    return RowError(
        row=number,
        column=names[COLUMN],
        value=bad(completion.learner_number),
        ko=sentence(refusal, "ko"),
        en=sentence(refusal, "en"),
    )


def as_cells(completion: Completion) -> dict[str, str]:
    """A completion as the cells of a sheet."""
    return {code: str(value) for code, value in completion.document().items()}
