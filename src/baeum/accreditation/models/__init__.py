"""Rounds, applications with the history of their acts, and who evaluates them.

A state changes only with an act, by the database's ``accreditation_record``; acts are only ever added. Who
sees which row is decided by the database too: 0002_row_security.
"""

from .afterwards import Complaint, ComplaintAct, Draw, Visit
from .cases import Act, Application, Evidence
from .notices import Notice, NoticeAddress
from .panels import EvaluatorField, Seat, Sheet, Tie
from .rounds import Round, RoundItem

__all__ = [
    "Act",
    "Application",
    "Complaint",
    "ComplaintAct",
    "Draw",
    "EvaluatorField",
    "Evidence",
    "Notice",
    "NoticeAddress",
    "Round",
    "RoundItem",
    "Seat",
    "Sheet",
    "Tie",
    "Visit",
]
