"""What stands in a document, kind by kind: each a function from the basis to its content, or a refusal."""

from __future__ import annotations

from collections.abc import Callable

from baeum.shared.refusal import Refusal

from ..basis import Basis, Content
from .credits import credit_recognition, expected_degree, transcript
from .degree import degree
from .lines import course_completion, learning_history, portfolio
from .school_level import school_level

BY_KIND: dict[str, Callable[[Basis], Content | Refusal]] = {
    "learning_history": learning_history,
    "portfolio": portfolio,
    "course_completion": course_completion,
    "credit_recognition": credit_recognition,
    "transcript": transcript,
    "expected_degree": expected_degree,
    "degree": degree,
    "school_level": school_level,
}
