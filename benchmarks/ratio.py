"""A measured figure beside the bar that it must not pass."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`unit` is × for a ratio to the raw thing in the same run. A `detail` stands in docs/benchmarks.md only."""

    name: str
    value: float
    bar: float
    unit: str = "×"
    detail: bool = False

    @property
    def met(self) -> bool:
        return self.value <= self.bar

    @property
    def row(self) -> tuple[str, str, str, str]:
        """As the tables show it: 指标, 实测, 目标, 是否达到."""
        return (
            self.name,
            self._shown(self.value),
            f"≤ {self._shown(self.bar)}",
            "是" if self.met else "**否**",
        )

    def __str__(self) -> str:
        return f"| {' | '.join(self.row)} |"

    def _shown(self, value: float) -> str:
        digits = f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
        return f"{digits} {self.unit}".rstrip()


def worst(name: str, figures: Iterable[Figure]) -> Figure:
    """The figure nearest to its bar or furthest beyond it, under a name for all of them."""
    found = max(figures, key=lambda one: one.value / one.bar)
    return Figure(name, found.value, found.bar, found.unit)


def show(figures: Iterable[Figure]) -> None:
    """The figures as rows of a table."""
    for figure in figures:
        print(figure, flush=True)
