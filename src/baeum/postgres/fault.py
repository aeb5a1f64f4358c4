"""Why a database cannot be used: a sentence with its remedy, in both languages."""

from __future__ import annotations

from baeum.postgres.sentences import sentence


class DatabaseFault(Exception):
    """What an operator is told. ``code`` names the sentence, for callers and tests."""

    def __init__(self, code: str, **figures: object) -> None:
        self.code, self.sentence = code, sentence(code, **figures)
        super().__init__("\n".join(self.sentence))
