"""What stops the log: a code and its figures. The sentences are the command's."""

from __future__ import annotations


class LogFault(Exception):
    """The log cannot go on; ``code`` says why. Nothing was signed and nothing was published for it."""

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(code, figures)
        self.code, self.figures = code, figures
