"""Registrations, claims with the history of their acts, decisions, degrees.

A state changes only with an act, by the database's ``claims_record``; acts, proposals and decisions are only
ever added. Who sees which row is decided by the database too: 0002_row_security. What tells of a person is
sealed with their key.
"""

from .cases import Claim, ClaimAct, ClaimLine
from .decisions import Decision, Proposal, Ruling
from .degrees import ConferralList, Degree
from .money import Fee
from .notices import Notice
from .registrations import Registration

__all__ = [
    "Claim",
    "ClaimAct",
    "ClaimLine",
    "ConferralList",
    "Decision",
    "Degree",
    "Fee",
    "Notice",
    "Proposal",
    "Registration",
    "Ruling",
]
