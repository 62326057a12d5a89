"""A form as high as its fields, for a page that scrolls as a whole."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ercheng_station.records.fields import Context, Field
from ercheng_station.ui.events import kind_of
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import Host


class FlatForm(Form):
    """Whoever shows it brings what has the focus into sight."""

    def __init__(
        self, fields: dict[str, Field], context: Context, host: Host, *, slowly: bool = False
    ) -> None:
        super().__init__(fields, context, host, slowly=slowly)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._body.installEventFilter(self)
        self.header.setContentsMargins(0, 0, 0, 0)

    def bring(self, part: QWidget) -> None:
        part.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if kind_of(event) == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        layout = self._body.layout()
        width = self._area.viewport().width()
        if layout is not None and width > 0:
            high = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
            self._area.setFixedHeight(max(high, layout.minimumSize().height()))
