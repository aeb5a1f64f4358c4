"""The old name of ``decision``: importing it hides the function ``recognition.audit``. Use ``decision``."""

from .decision import Audit, Requirement, audit

__all__ = ["Audit", "Requirement", "audit"]
