"""Charts, described once: drawn into a PDF by reportlab, or as SVG for the window. Readable in black and white."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Literal

from ercheng_station.late import Late

if TYPE_CHECKING:
    from reportlab.graphics import renderSVG as render  # noqa: N813
    from reportlab.graphics import shapes
    from reportlab.lib import colors
else:
    render, shapes = Late("reportlab.graphics.renderSVG"), Late("reportlab.graphics.shapes")
    colors = Late("reportlab.lib.colors")

_TOP, _FOOT, _GAP = 30.0, 18.0, 0.3
_SMALL = 10.0
_THIN, _HATCH = 0.5, 4.0
_CLIP = re.compile(r"<clipPath.*?</clipPath>", re.DOTALL)


@dataclass(frozen=True)
class Series:
    """One value for each label of the chart; None where there is none yet."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Bars:
    """Upright bars side by side: for each label one of each series, the number on top of it."""

    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""


@dataclass(frozen=True)
class Ranked:
    """Lying bars, one a row from the top, with label and number."""

    rows: Sequence[tuple[str, float]]
    unit: str = ""


@dataclass(frozen=True)
class Ink:
    """Colours as #rrggbb; `fills` go to the series in turn, darkest first, so that they part in black and white.

    `hatched`: for paper, the bars of all series but the first are outlined and hatched, and carry their number too.
    """

    text: str = "#1a2230"
    line: str = "#9aa4b4"
    fills: tuple[str, ...] = ("#1d4a9c", "#b7c7e4")
    font: str = "Helvetica"
    hatched: bool = False
    size: float = _SMALL


def drawing(chart: Bars | Ranked, width: float, height: float, ink: Ink) -> "shapes.Drawing":
    drawn = shapes.Drawing(width, height)
    if isinstance(chart, Bars):
        _draw_bars(drawn, chart, ink)
    else:
        _draw_ranked(drawn, chart, ink)
    return drawn


def svg(chart: Bars | Ranked, width: float, height: float, ink: Ink, family: str) -> bytes:
    """`family` is the screen's font; reportlab only measures with its own."""
    out = StringIO()
    render.drawToFile(drawing(chart, width, height, ink), out)
    drawn = _CLIP.sub("", out.getvalue())  # Qt paints what should only clip
    return drawn.replace(f"font-family: {ink.font}", f"font-family: '{family}'").encode()


def get_ready() -> None:
    """Loads what draws, so that the first drawing has not to wait for it."""
    svg(Bars((), ()), 1, 1, Ink(), "")


def _draw_bars(drawn: "shapes.Drawing", chart: Bars, ink: Ink) -> None:
    room = drawn.height - _TOP - _FOOT
    most = max((value or 0 for series in chart.series for value in series.values), default=0) or 1
    step = drawn.width / max(len(chart.labels), 1)
    wide = step * (1 - _GAP) / max(len(chart.series), 1)
    for place, label in enumerate(chart.labels):
        left = place * step + step * _GAP / 2
        for at, series in enumerate(chart.series):
            value = series.values[place]
            if value is not None:
                _draw_bar(drawn, (left + at * wide, wide, room * value / most), value, ink, at)
        _write(drawn, place * step + step / 2, 4, label, ink, anchor="middle")
    drawn.add(shapes.Line(0, _FOOT, drawn.width, _FOOT, strokeColor=colors.HexColor(ink.line), strokeWidth=1))
    _draw_key(drawn, chart, ink)


def _draw_bar(
    drawn: "shapes.Drawing", box: tuple[float, float, float], value: float, ink: Ink, at: int
) -> None:
    left, wide, height = box
    _add_block(drawn, (left + 0.5, _FOOT, max(wide - 1, 1), height), ink, at)
    if value and (at == 0 or ink.hatched):
        _write(drawn, left + wide / 2, _FOOT + height + 2, _number(value), ink, anchor="middle")


def _draw_key(drawn: "shapes.Drawing", chart: Bars, ink: Ink) -> None:
    left = 0.0
    for at, series in enumerate(chart.series):
        _add_block(drawn, (left, drawn.height - 13, 9, 9), ink, at)
        name = f"{series.name}（{chart.unit}）" if chart.unit and at == 0 else series.name
        _write(drawn, left + 13, drawn.height - 12, name, ink)
        left += 13 + (len(name) + 2) * _SMALL


def _draw_ranked(drawn: "shapes.Drawing", chart: Ranked, ink: Ink) -> None:
    if not chart.rows:
        return
    most = max(value for _, value in chart.rows) or 1
    step = drawn.height / len(chart.rows)
    label_wide = max(len(label) for label, _ in chart.rows) * _SMALL + 8
    room = drawn.width - label_wide - 5 * _SMALL
    for place, (label, value) in enumerate(chart.rows):
        base = drawn.height - (place + 1) * step + step * 0.25
        _write(drawn, 0, base + step * 0.12, label, ink)
        length = max(room * value / most, 1)
        _add_block(drawn, (label_wide, base, length, step * 0.5), ink, 0)
        _write(drawn, label_wide + length + 4, base + step * 0.12, f"{_number(value)}{chart.unit}", ink)


def _write(
    drawn: "shapes.Drawing",
    x: float,
    y: float,
    words: str,
    ink: Ink,
    anchor: Literal["start", "middle"] = "start",
) -> None:
    drawn.add(
        shapes.String(
            x,
            y,
            words,
            fontName=ink.font,
            fontSize=ink.size,
            fillColor=colors.HexColor(ink.text),
            textAnchor=anchor,
        )
    )


def _add_block(drawn: "shapes.Drawing", box: tuple[float, float, float, float], ink: Ink, at: int) -> None:
    """`box`: left, foot, width and height."""
    block = shapes.Rect(*box)
    block.fillColor, block.strokeColor = colors.HexColor(ink.fills[at % len(ink.fills)]), None
    drawn.add(block)
    if ink.hatched and at and block.height:
        block.strokeColor, block.strokeWidth = colors.HexColor(ink.line), _THIN
        for line in _hatch(*box):
            drawn.add(shapes.Line(*line, strokeColor=block.strokeColor, strokeWidth=_THIN))


def _hatch(
    left: float, foot: float, width: float, height: float
) -> Iterator[tuple[float, float, float, float]]:
    """Lines that rise to the right, within the box."""
    start = _HATCH - height
    while start < width:
        yield (
            left + max(start, 0),
            foot + max(-start, 0),
            left + min(width, start + height),
            foot + min(height, width - start),
        )
        start += _HATCH


def _number(value: float) -> str:
    return f"{value:g}"
