"""The row above a list: the search box, the quick filters that fit beside it, the others under 更多, and how to clear."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.labels import caption
from ercheng_station.ui.lists.filters import Filter, Given, filters_of, told
from ercheng_station.ui.lists.pills import Pill
from ercheng_station.ui.search_field import SearchField

_SEARCH_WIDTH, _GAP, _WORDS_FROM = 232, 8, 720
_CUSTOM = "custom"


class FilterBar(QWidget):
    changed = Signal()
    """The words or the filters are others now."""
    custom_asked = Signal(str)
    """A day field whose period the person wants to give in days."""
    left_downward = Signal()
    """From the search box into the list."""

    def __init__(self, kind: type[Record], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._context = kind, context
        self._given: dict[str, Any] = {}
        self._offered = filters_of(kind, context)
        self.search = SearchLine(kind.title)
        self.search.textChanged.connect(self.changed)
        self.search.left_downward.connect(self.left_downward)
        self._pills = {one.name: self._pill(one) for one in self._offered if one.near}
        self._extra: dict[str, Pill] = {}
        self._more = Pill("更多筛选", opens=True)
        self._more.on(self._open_more)
        self._clear = Button("清除筛选", "link", "x").on(self.clear)
        self._clear.setToolTip("清除筛选")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        for widget in (self.search, *self._pills.values(), self._more, self._clear):
            self._line.addWidget(widget)
        self._line.addStretch(1)
        self._show()

    @property
    def text(self) -> str:
        return self.search.text()

    @property
    def given(self) -> Given:
        return self._given

    def set(self, given: Given, text: str = "") -> None:
        self._given = dict(given)
        before, self._quiet = self.search.text(), True
        self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(False)
        self._show()
        if before != text or given:
            self.changed.emit()

    def put(self, name: str, value: Any) -> None:
        """None takes the filter off."""
        if value is None:
            self._given.pop(name, None)
        else:
            self._given[name] = value
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        self._given = {}
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._show()
        self.changed.emit()

    def is_set(self) -> bool:
        return bool(self._given) or bool(self.search.text().strip())

    def minimumSizeHint(self) -> QSize:
        """Pills that find no room are hidden, so only the search box must be there."""
        return QSize(_SEARCH_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _pill(self, one: Filter) -> Pill:
        made = Pill(one.title, opens=one.form != "switch")
        if one.form == "switch":
            made.on(lambda: self._toggle(one))
        else:
            made.on(lambda: made.drop(self._menu(one, made)))
        return made

    def _toggle(self, one: Filter) -> None:
        self.put(one.name, None if one.name in self._given else True)

    def _menu(self, one: Filter, parent: QWidget) -> QMenu:
        menu = QMenu(caption(one.title), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self._given.get(one.name)
        for value, words in (*one.options, *([(_CUSTOM, "自定…")] if one.form == "period" else [])):
            act: Callable[[], object] = partial(self.put, one.name, None if value == now else value)
            if value == _CUSTOM:
                act = partial(self.custom_asked.emit, one.name)
            action = menu.addAction(caption(words), act)
            action.setCheckable(True)
            action.setChecked(value == now or (value == _CUSTOM and isinstance(now, list | tuple)))
        if now is not None:
            menu.addSeparator()
            menu.addAction("不限", partial(self.put, one.name, None))
        return menu

    def _open_more(self) -> None:
        menu = QMenu(self._more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._offered:
            shown = self._pills.get(one.name) or self._extra.get(one.name)
            if shown is not None and shown.isVisible():
                continue
            if one.form == "switch":
                action = menu.addAction(caption(one.title), partial(self._toggle, one))
                action.setCheckable(True)
                action.setChecked(one.name in self._given)
            else:
                menu.addMenu(self._menu(one, menu))
        self._more.drop(menu)

    def _show(self) -> None:
        for name, pill in self._pills.items():
            on = name in self._given
            pill.say(told(self._kind, name, self._given[name], self._context) if on else self._title(name))
            pill.light(on=on)
        for one in self._extra.values():
            one.hide()
            one.deleteLater()
        self._extra = {name: self._set_pill(name) for name in self._given if name not in self._pills}
        for at, one in enumerate(self._extra.values()):
            self._line.insertWidget(1 + len(self._pills) + at, one)
        self._fit()

    def _set_pill(self, name: str) -> Pill:
        """A filter from elsewhere or from 更多: shown while it is set, a press takes it off."""
        made = Pill(told(self._kind, name, self._given[name], self._context), symbol="x")
        made.on(partial(self.put, name, None))
        made.light(on=True)
        return made

    def _title(self, name: str) -> str:
        return next(one.title for one in self._offered if one.name == name)

    def _fit(self) -> None:
        """Filters that are set come first, of the others as many as fit; 更多 says how many it hides."""
        self._clear.setText("清除筛选" if self.width() >= _WORDS_FROM else "")
        self._clear.setVisible(self.is_set())
        given = [one for one in (*self._pills.items(), *self._extra.items()) if one[0] in self._given]
        others = [one for one in self._pills.items() if one[0] not in self._given]
        self._more.say("更多筛选")
        room = self.width() - _SEARCH_WIDTH - _GAP - _wanted(self._more)
        room -= _wanted(self._clear) if self.is_set() else 0
        hidden: list[str] = []
        for name, pill in (*given, *others):
            fits = not hidden and room >= _wanted(pill)
            room -= _wanted(pill) if fits else 0
            hidden += [] if fits else [name]
            pill.setVisible(fits)
        unseen = len(self._given.keys() & set(hidden))
        self._more.say(f"更多（已设 {unseen} 项）" if unseen else "更多筛选")
        self._more.light(on=bool(unseen))
        self._more.setVisible(bool(hidden) or any(one.name not in self._pills for one in self._offered))


class SearchLine(SearchField):
    left_downward = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(f"在{title}中查找", "字、拼音或首字母", "Ctrl+F", "查找")
        self.setFixedWidth(_SEARCH_WIDTH)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downward.emit()
        else:
            super().keyPressEvent(event)


def _wanted(pill: QWidget) -> int:
    return pill.sizeHint().width() + _GAP
