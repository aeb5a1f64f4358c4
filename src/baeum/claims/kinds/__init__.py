"""What each kind of claim needs, leads to and changes: one file a kind."""

from __future__ import annotations

from .basis import Basis, Kind, Problem, Proposed
from .change_class import CHANGE_CLASS
from .change_goal import CHANGE_GOAL
from .degree import DEGREE
from .linkage import LINKAGE
from .re_examination import RE_EXAMINATION
from .recognition import RECOGNITION
from .registration import REGISTRATION
from .school_level import SCHOOL_LEVEL
from .withdrawal import WITHDRAWAL, without

KINDS: dict[str, Kind] = {
    "registration": REGISTRATION,
    "recognition": RECOGNITION,
    "degree": DEGREE,
    "change_goal": CHANGE_GOAL,
    "linkage": LINKAGE,
    "withdrawal": WITHDRAWAL,
    "change_class": CHANGE_CLASS,
    "re_examination": RE_EXAMINATION,
    "school_level": SCHOOL_LEVEL,
    "credit_cancellation": Kind(without),
}

__all__ = ["KINDS", "Basis", "Kind", "Problem", "Proposed"]
