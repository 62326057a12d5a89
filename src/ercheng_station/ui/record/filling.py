"""填写说明 in the window: every field of a register and what it takes, to read or to save as a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.services.filling import BY_ITSELF, MUST, SHOULD, Explained, explain
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet

if TYPE_CHECKING:  # loads reportlab, which nobody needs before the first paper
    from ercheng_station.documents.table import Written

_TONES = {MUST: "accent", SHOULD: "warn", BY_ITSELF: "quiet"}
_NAME, _NEED = 150, 60


class FillingView(QWidget):
    """Made anew for each look at it."""

    def __init__(self, kind: type[Record], desk: Desk) -> None:
        super().__init__()
        self._kind, self._desk = kind, desk
        self.fields = explain(kind, desk.fields)
        self.save = Button("存成 PDF…", "primary", "download").on(self.ask_file)
        self.told = Label(tone="quiet", wraps=True)
        lines = QWidget()
        self._lay_out_lines(QVBoxLayout(lines))
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 12)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Scrolled(lines, f"{kind.title}填写说明"), 1)
        box.addWidget(rule())
        box.addLayout(foot)

    def ask_file(self) -> None:
        dialog = QFileDialog(self, "存到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._kind.title}填写说明.pdf")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        title, unit, fields = self._kind.title, self._desk.unit.name, self.fields

        def job(store: Store) -> "Written":
            from ercheng_station.reports.filling import write_filling  # noqa: PLC0415  loads reportlab: 0.3 s

            return write_filling(path, title, unit, fields, typefaces_of(store))

        self._desk.ask(job, lambda written: self.told.speak(f"已存到 {path}，{written.pages} 页"), self)

    def _lay_out_lines(self, box: QVBoxLayout) -> None:
        box.setContentsMargins(24, 4, 24, 16)
        box.setSpacing(6)
        section = ""
        for field in self.fields:
            if field.section != section:
                section = field.section
                heading = Label(section, "section")
                heading.setContentsMargins(0, 12, 0, 0)
                box.addWidget(heading)
            box.addWidget(_line(field))
        box.addStretch(1)


def show_filling(parent: QWidget, desk: Desk, kind: type[Record]) -> Sheet:
    sheet = Sheet(parent, f"{kind.title}填写说明", FillingView(kind, desk))
    sheet.open()
    return sheet


def filling_button(parent: QWidget, desk: Desk, kind: type[Record]) -> IconButton:
    made = IconButton("info-circle", "填写说明").on(lambda: show_filling(parent, desk, kind))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _line(field: Explained) -> QWidget:
    made = QWidget()
    parts = QHBoxLayout(made)
    parts.setContentsMargins(0, 0, 0, 0)
    parts.setSpacing(12)
    name, need = (
        Label(field.label, "strong", wraps=True),
        Label(field.need, _TONES.get(field.need, "quiet")),
    )
    name.setFixedWidth(_NAME)
    need.setFixedWidth(_NEED)
    for part, stretch in ((name, 0), (need, 0), (Label(_words(field), wraps=True), 1)):
        part.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        parts.addWidget(part, stretch)
    return made


def _words(field: Explained) -> str:
    return f"{field.how}。{field.sample}" if field.sample else field.how
