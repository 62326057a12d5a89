"""The figures of a report on the screen, block by block; a line opens the rows it was counted from."""

from collections.abc import Sequence

from ercheng_station.services.reporting import Against, Line, change_text, number_text
from ercheng_station.ui.line_table import Head, LineTable

_NUMBERS = (("本期", 88), ("去年同期", 88), ("增减", 88), ("累计", 96), ("去年同期", 88), ("增减", 88))
_HEADS = (
    Head("类别", 120, quiet=True),
    Head("指标"),
    Head("单位", 64, quiet=True),
    *(Head(title, width, right=True, quiet=title == "去年同期") for title, width in _NUMBERS),
)


class ReportTable(LineTable):
    def __init__(self) -> None:
        self._first: set[str] = set()  # names of the figures that begin a block
        super().__init__("报表数据", _HEADS, self._texts)
        self.horizontalHeader().setMinimumSectionSize(48)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The same figure stays chosen. A block is named in its first line only."""
        before = self.current()
        blocks = {line.block.name: line.indicator.name for line in reversed(lines)}
        self._first = set(blocks.values())
        self.fill(lines)
        names = [line.indicator.name for line in lines]
        if before and before.indicator.name in names:
            self.selectRow(names.index(before.indicator.name))

    def _texts(self, line: Line) -> list[str]:
        marked = "*" if line.now.entered or line.year.entered else ""
        one = line.indicator
        block = line.block.title if one.name in self._first else ""
        return [block, f"{one.title}{marked}", one.unit, *_numbers(line.now), *_numbers(line.year)]


def _numbers(span: Against) -> list[str]:
    return [number_text(span.value), number_text(span.before.value), change_text(span.change)]
