"""Charts that a workbook draws itself, to be read in black and white: the first series dark, the second hatched."""

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties

_DARK = "1D4A9C"


def bars(
    words: str, values: Reference, labels: Reference, *, by_row: bool = False, lying: bool = False
) -> BarChart:
    """`values` begin with the name of each series. Lying bars stand in the order of the rows, the first on top."""
    chart = BarChart()
    chart.title = words
    chart.add_data(values, titles_from_data=True, from_rows=by_row)
    chart.set_categories(labels)
    for at, series in enumerate(chart.series):
        _dress(series.graphicalProperties, hatched=at > 0)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt, chart.y_axis.majorGridlines = "0", None
    if lying:
        chart.type, chart.x_axis.scaling.orientation = "bar", "maxMin"
    if len(chart.series) > 1:
        chart.legend.position = "b"
    else:
        chart.legend = None
    chart.width, chart.height = 13, 6.5
    return chart


def _dress(look: GraphicalProperties, *, hatched: bool) -> None:
    if not hatched:
        look.solidFill = _DARK
        return
    look.pattFill = PatternFillProperties("wdUpDiag")
    look.pattFill.foreground = ColorChoice(prstClr="black")
    look.pattFill.background = ColorChoice(prstClr="white")
    look.line.solidFill = "000000"
