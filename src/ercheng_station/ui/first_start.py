"""The one page of the first start: whose station this is, and where its data lives. Nothing else is asked."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ercheng_station.db import sounds
from ercheng_station.records.context import PLAIN
from ercheng_station.records.station import Station
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import Alone
from ercheng_station.ui.labels import Label
from ercheng_station.ui.topbar import Eliding

ASKED = ("name", "short_name", "kind", "area", "head")


class _Hearing(Alone):
    """Knows no record yet, but the sound of a name."""

    def sounds_like(self, word: str, name: str) -> bool:
        return sounds.sounds_like(word, name)


class FirstStart(QWidget):
    """`begun` with what was typed once it can be read; `practised` asks for the practice station instead."""

    begun = Signal(object)
    practised = Signal()
    place_asked = Signal()

    def __init__(self, folder: Path, *, has_practice: bool = False) -> None:
        super().__init__()
        fields = {name: replace(Station.kept[name], section="", required=True) for name in ASKED}
        self.form = Form(fields, PLAIN, _Hearing())
        self.place = Eliding("quiet")
        self.place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        words = "打开练习" if has_practice else "先用练习数据看看"
        self.practice = Button(words, "link", "school").on(self.practised.emit)
        self.form.next_button.hide()
        self.form.save_button.setText("开始使用")
        self.form.save_asked.connect(self._begin)
        self._lay_out()
        self.show_place(folder)
        self.form.start()

    def show_place(self, folder: Path) -> None:
        self.place.say(str(folder))

    def _begin(self) -> None:
        _, faults = self.form.values()
        self.form.show_faults(faults, {})
        if not faults:
            self.begun.emit(self.form.raw())

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 24, 24, 0)
        head.setSpacing(4)
        head.addWidget(Label("这是哪个站？", "title"))
        head.addWidget(Label("只问这几项，以后都能在“站点”里改。数据只存在这台电脑上。", "quiet", wraps=True))
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(Label("数据放在", "field"))
        where.addWidget(self.place)
        where.addWidget(Button("换个位置…", "link", "folder").on(self.place_asked.emit))
        where.addStretch(1)
        head.addLayout(where)
        self.form.buttons.insertWidget(0, self.practice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.form, 1)
