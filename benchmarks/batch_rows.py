"""A linear model that writes rows of numbers: ``tests.oracle.linear`` for solvers that take matrices."""

from __future__ import annotations

from typing import Any

FAR = 1e30  # of a row that is open on one side


class Sum:
    """Coefficients by column, and a constant. Comparing two gives a row: their difference against 0."""

    __hash__ = None  # type: ignore[assignment]  # == makes a row, so a sum is no key

    def __init__(self, of: dict[int, int], constant: int = 0) -> None:
        self.of, self.constant = of, constant

    def __add__(self, other: Sum | int) -> Sum:
        if isinstance(other, int):
            return Sum(self.of, self.constant + other)
        of = dict(self.of)
        for column, number in other.of.items():
            of[column] = of.get(column, 0) + number
        return Sum(of, self.constant + other.constant)

    __radd__ = __add__

    def __mul__(self, number: int) -> Sum:
        return Sum({column: own * number for column, own in self.of.items()}, self.constant * number)

    __rmul__ = __mul__

    def __neg__(self) -> Sum:
        return self * -1

    def __sub__(self, other: Sum | int) -> Sum:
        return self + -other

    def __rsub__(self, other: Sum | int) -> Sum:
        return -self + other

    def __le__(self, other: Sum | int) -> Row:
        return Row(self - other, -FAR, 0)

    def __ge__(self, other: Sum | int) -> Row:
        return Row(self - other, 0, FAR)

    def __eq__(self, other: Sum | int) -> Row:  # type: ignore[override]  # as linear models are written: a row, no truth
        return Row(self - other, 0, 0)

    def value(self, columns: Any) -> int:
        """Its value for the values of all columns, rounded."""
        return self.constant + sum(round(columns[column]) * number for column, number in self.of.items())


class Row:
    """A sum between two bounds."""

    def __init__(self, held: Sum, low: float, high: float) -> None:
        self.of, self.low, self.high = held.of, low - held.constant, high - held.constant


class Rows:
    """Whole columns with bounds, and rows over them."""

    def __init__(self) -> None:
        self.most: list[int] = []  # of each column, whose least is 0
        self.rows: list[Row] = []

    def new_bool_var(self, name: str) -> Sum:
        """A column of 0 or 1."""
        return self.new_int_var(0, 1, name)

    def new_int_var(self, low: int, high: int, _name: str) -> Sum:
        """A column of whole numbers up to ``high``."""
        assert low == 0  # all that the model asks for
        self.most.append(high)
        return Sum({len(self.most) - 1: 1})

    def add(self, row: Row | bool) -> None:
        """A row; a comparison of plain numbers holds, or nothing can."""
        if isinstance(row, Row):
            self.rows.append(row)
        elif not row:
            self.rows.append(Row(Sum({}), 1, 1))

    def add_at_most_one(self, columns: Any) -> None:
        """At most one of these columns is 1."""
        held = sum(columns)
        if isinstance(held, Sum):
            self.add(held <= 1)
