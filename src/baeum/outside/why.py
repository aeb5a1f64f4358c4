"""A reason as it is told, in both languages, whether it is of a verdict or of a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from baeum.credentials.reasons import Reason
from baeum.credentials.verdict import Verdict
from baeum.shared.refusal import Refusal
from baeum.shared.refusals import sentence


@dataclass(frozen=True)
class Why:
    """``code``: of the rule or the reason."""

    code: str
    ko: str
    en: str

    @classmethod
    def of(cls, code: str, **figures: Any) -> Why:
        """Of a rule of this package, or of a refusal's code and figures."""
        return cls.of_refusal(Refusal(code, figures))

    @classmethod
    def of_refusal(cls, refusal: Refusal) -> Why:
        """Of a refusal."""
        return cls(refusal.code, sentence(refusal, "ko"), sentence(refusal, "en"))

    @classmethod
    def of_reason(cls, reason: Reason) -> Why:
        """Of a verdict's reason."""
        return cls(reason.code, reason.ko, reason.en)

    def said(self, language: str) -> str:
        """In the language of the reader."""
        return self.ko if language == "ko" else self.en


def reasons_of(verdict: Verdict) -> tuple[Why, ...]:
    """All reasons of a verdict, the worst first."""
    return tuple(Why.of_reason(reason) for reason in verdict.reasons)
