"""Why all accounts cannot be read or refreshed: a code, its figures; the words are the command's."""

from __future__ import annotations


class AuditsFault(Exception):
    """``code`` names the sentence (``baeum.commands.audits_words``)."""

    def __init__(self, code: str, **figures: object) -> None:
        self.code, self.figures = code, figures
        super().__init__(f"{code} {figures}")
