"""A measured figure beside the bar that it must not pass."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`unit` is × for a ratio to the raw thing in the same run."""

    name: str
    value: float
    bar: float
    unit: str = "×"

    @property
    def met(self) -> bool:
        return self.value <= self.bar

    def __str__(self) -> str:
        return f"| {self.name} | {self.value:.3g} {self.unit} | ≤ {self.bar:g} {self.unit} |"


def show(figures: Iterable[Figure]) -> None:
    """The figures as rows of the table in the README."""
    for figure in figures:
        print(figure)
