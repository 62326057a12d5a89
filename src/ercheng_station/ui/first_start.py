"""The first start: whose station this is, where its data lives, and whether it is protected. Nothing else is asked."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ercheng_station.db import sounds
from ercheng_station.db.users import new_name
from ercheng_station.errors import UserError
from ercheng_station.records.context import PLAIN
from ercheng_station.records.station import Station
from ercheng_station.ui.accounts.code_panel import CodePanel
from ercheng_station.ui.accounts.login_page import stand_in_the_middle
from ercheng_station.ui.accounts.new_password import NewPassword
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import Alone
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Eliding, Label, rule
from ercheng_station.ui.opened import Protection
from ercheng_station.ui.scrolled import Scrolled

ASKED = ("name", "short_name", "kind", "area", "head")
TOWN, LEADING = "area", "bureau"
_CODE_WIDTH = 560


class _Hearing(Alone):
    """Knows no record yet, but the sound of a name."""

    def sounds_like(self, word: str, name: str) -> bool:
        return sounds.sounds_like(word, name)


class Protecting(QWidget):
    """加口令保护（建议）or not; the head of the station is the first user."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self.yes, self.no = (RadioChip(words, can_clear=False) for words in ("加口令保护（建议）", "先不加"))
        self._group = QButtonGroup(self)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        for one in (self.yes, self.no):
            self._group.addButton(one)
            choice.addWidget(one)
        choice.addStretch(1)
        self.told = Label("", "quiet", wraps=True)
        self.password = NewPassword(self._names, "负责人的口令", beside=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label("保护", "section"))
        head.addWidget(rule(), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addLayout(choice)
        box.addWidget(self.told)
        box.addWidget(self.password)
        self.yes.toggled.connect(self._follow)
        self.yes.setChecked(True)

    @property
    def is_wanted(self) -> bool:
        return self.yes.isChecked()

    def _follow(self, wanted: bool) -> None:
        self.password.setVisible(wanted)
        self.told.setText(
            "打开数据要用户名和口令，离开十分钟自动锁定。负责人就是第一个用户，别人以后再加。"
            if wanted
            else "能打开这台电脑的人都能看，也不锁定；以后可以在“用户与权限”里加上。"
        )

    def _names(self) -> list[str]:
        return [str(self._form.input(name).raw() or "") for name in ("head", "name", "short_name")]


class FirstStart(QWidget):
    """`begun` with what was typed once it can be read, and a Protection or None; `practised` asks for the practice station."""

    begun = Signal(object, object)
    practised = Signal()
    place_asked = Signal()

    def __init__(self, folder: Path, *, has_practice: bool = False) -> None:
        super().__init__()
        fields = {name: replace(Station.kept[name], section="", required=name != TOWN) for name in ASKED}
        fields[TOWN] = replace(fields[TOWN], help="区局不用选")
        self.form = Form(fields, PLAIN, _Hearing())
        self.protecting = Protecting(self.form)
        self.form.insert(self.protecting, "", on_the_way=True)
        self.panel = CodePanel(lambda: str(self.form.input("name").raw()), PLAIN.today)
        self.place = Eliding("quiet")
        self.place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        words = "打开练习" if has_practice else "先用练习数据看看"
        self.practice = Button(words, "link", "school").on(self.practised.emit)
        self.finish = Button("开始使用", "primary").on(self._finish)
        self.form.next_button.hide()
        self.form.save_button.setText("开始使用")
        self.form.save_asked.connect(self._begin)
        last = self.protecting.password.again.line
        last.returnPressed.connect(lambda: QTimer.singleShot(0, self.form.save_button.setFocus))
        self._lay_out()
        self.show_place(folder)
        self.form.start()

    def show_place(self, folder: Path) -> None:
        self.place.say(str(folder))

    def _begin(self) -> None:
        values, faults = self.form.values()
        if not values.get(TOWN) and values.get("kind") != LEADING:
            faults.setdefault(TOWN, "必填")
        wanted = self.protecting.is_wanted
        if wanted and "head" not in faults:
            faults |= _as_user(str(self.form.raw()["head"]))
        self.form.show_faults(faults, {})
        password = self.protecting.password.taken() if wanted else ""
        if faults or (wanted and not password):
            return
        if wanted:
            self._pages.setCurrentIndex(1)
            self.panel.typed.setFocus()
        else:
            self.begun.emit(self.form.raw(), None)

    def _finish(self) -> None:
        code = self.panel.taken()
        if code:
            typed = self.form.raw()
            head, password = str(typed["head"]), self.protecting.password.first.words()
            self.begun.emit(typed, Protection(head, password, code))

    def _back(self) -> None:
        self._pages.setCurrentIndex(0)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 24, 24, 0)
        head.setSpacing(4)
        head.addWidget(Label("这是哪个站？", "title"))
        head.addWidget(Label("只问这几项，以后都能改。数据只存在这台电脑上。", "quiet", wraps=True))
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(Label("数据放在", "field"))
        where.addWidget(self.place)
        where.addWidget(Button("换个位置…", "link", "folder").on(self.place_asked.emit))
        where.addStretch(1)
        head.addLayout(where)
        self.form.buttons.insertWidget(0, self.practice)
        first = QWidget()
        box = QVBoxLayout(first)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.form, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(first)
        self._pages.addWidget(Scrolled(self._last_step(), "恢复码"))

    def _last_step(self) -> QWidget:
        page, inside, foot = QWidget(), QVBoxLayout(), QHBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(Label("最后一步：留好恢复码", "title"))
        inside.addWidget(self.panel)
        foot.setSpacing(8)
        foot.addWidget(self.finish)
        foot.addWidget(Button("返回").on(self._back))
        foot.addStretch(1)
        inside.addLayout(foot)
        self.panel.typed.line.returnPressed.connect(self._finish)
        stand_in_the_middle(page, inside, _CODE_WIDTH)
        return page


def _as_user(head: str) -> dict[str, str]:
    """What keeps the head from being a user by that name."""
    try:
        new_name(head, ())
    except UserError as error:
        return {"head": error.what}
    return {}
