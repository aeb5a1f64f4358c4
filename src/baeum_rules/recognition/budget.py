"""What the search may try before the solver takes over, counted so that every run counts the same."""

from __future__ import annotations

UNITS = 100_000  # of one learner: about as many microseconds of plain Python
LABELS = 28_000  # of those, for labels: where prices leave much to search, the solver is the faster


class OutOfBudget(Exception):
    """The search has tried as much as it may."""


class Budget:
    """Units left, and how many of them may go into labels (``labels.py``): one each."""

    def __init__(self, units: int = UNITS, labels: int = LABELS) -> None:
        self.units, self.labels = units, labels

    def spend(self, units: int) -> None:
        """Takes units; raises OutOfBudget where there are none left."""
        self.units -= units
        if self.units < 0:
            raise OutOfBudget

    def spend_on_labels(self, labels: int) -> None:
        """The same for labels."""
        self.labels -= labels
        self.spend(labels)
        if self.labels < 0:
            raise OutOfBudget
