"""The charts of 分站数据: one figure, its units beside each other and the year month by month. Ranked only when asked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.services.station_trend import Trend
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.screens.desk_cards import ChartView
from ercheng_station.ui.scrolled import Scrolled

_BAR, _LEAST, _MONTHS = 26, 160, 240


class UnitCharts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.trends: Sequence[Trend] = ()
        self.figure = DropDown("指标")
        self.figure.activated.connect(lambda _at: self._draw())
        self.ranked = QCheckBox("按多少排列")
        self.ranked.toggled.connect(lambda _on: self._draw())
        self.units, self.months = ChartView(_LEAST), ChartView(_MONTHS)
        self._words = [Label("", "strong"), Label("", "strong")]
        self._lay_out()

    def show_trends(self, found: Sequence[Trend]) -> None:
        """The figure that was in sight stays."""
        at = max(self.figure.currentIndex(), 0)
        self.trends = found
        self.figure.clear()
        for one in found:
            self.figure.addItem(f"{one.indicator.title}（{one.indicator.unit}）")
        self.figure.setCurrentIndex(min(at, len(found) - 1))
        self._draw()

    def _draw(self) -> None:
        from ercheng_station.reports.station_paper import by_month, by_unit  # noqa: PLC0415  loads reportlab

        at = self.figure.currentIndex()
        if not 0 <= at < len(self.trends):
            return
        trend = self.trends[at]
        title, year = trend.indicator.title, trend.span.year
        for label, words in zip(self._words, (f"{trend.span.title}各单位", f"{year}年各月合计"), strict=True):
            label.setText(words)
        self.units.grow(max(_LEAST, _BAR * len(trend.units)))
        units = by_unit(trend, ranked=self.ranked.isChecked())
        told = "，".join(f"{name} {value:g}" for name, value in units.rows)
        self.units.show_chart(units, f"各单位{title}：{told}")
        self.months.show_chart(by_month(trend), f"各月{title}")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label("指标", "field"))
        head.addWidget(self.figure)
        head.addWidget(self.ranked)
        head.addStretch(1)
        inside = QWidget()
        both = QHBoxLayout(inside)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        for label, chart in zip(self._words, (self.units, self.months), strict=True):
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addWidget(label)
            column.addWidget(chart)
            column.addStretch(1)
            both.addLayout(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(head)
        area = Scrolled(inside, "分站图表")
        for ground in (inside, area.viewport()):  # that of the page
            ground.setAutoFillBackground(False)
        box.addWidget(area, 1)
