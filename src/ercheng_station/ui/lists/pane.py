"""A register's list with all that is said to it: search box, filters, saved views, columns, trash, count."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ercheng_station.db.listing import Query
from ercheng_station.documents.registry import papers_about
from ercheng_station.records.base import Record, sortable
from ercheng_station.ui.asking import ask_span, ask_words
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.cards import Empty
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Eliding, Label, rule, tip
from ercheng_station.ui.lists import filters
from ercheng_station.ui.lists.bar import FilterBar
from ercheng_station.ui.lists.choosing import ColumnsSheet, views_menu
from ercheng_station.ui.lists.columns import NUMBER, chosen, in_trash, usual
from ercheng_station.ui.lists.first_words import first_words
from ercheng_station.ui.lists.listing import Listing
from ercheng_station.ui.lists.prefs import Likings
from ercheng_station.ui.lists.reader import Reader
from ercheng_station.ui.lists.several import SeveralBar
from ercheng_station.ui.lists.view import ListView
from ercheng_station.ui.shell_titles import Entry, symbol
from ercheng_station.ui.shortcuts import bind, key
from ercheng_station.ui.slices import exhaust

_LIST, _NONE, _NOTHING_FOUND = range(3)
_LEAST_WIDTH, _WORDS_FROM = 380, 540


class ListPane(QWidget):
    new_asked = Signal()
    export_asked = Signal(object)
    """The Query of the list as it stands."""
    trash_turned = Signal(bool)

    def __init__(
        self, kind: type[Record], desk: Desk, parent: QWidget | None = None, *, slowly: bool = False
    ) -> None:
        """`slowly`: whoever makes it runs `build` to its end before anything else."""
        super().__init__(parent)
        self.kind, self._desk = kind, desk
        self.likings = Likings(desk, kind.__tablename__)
        self.in_trash = False
        self._sort, self._descending = "", False
        self._began = False
        if not slowly:
            exhaust(self.build())

    def build(self) -> Iterator[None]:
        """Its parts, each in a few milliseconds and dressed at once."""
        self.reader = Reader(self._desk.store)
        self.listing = Listing(self.reader)
        self.view = ListView(self.listing, f"{self.kind.title}列表", self)
        self.view.ensurePolished()
        yield
        self.bar = FilterBar(self.kind, self._desk.fields, self)
        self.bar.ensurePolished()
        yield
        self.several = SeveralBar(
            self.view.forget_selection, has_papers=bool(papers_about(self.kind)), parent=self
        )
        self.several.ensurePolished()
        yield
        self._count = Label("", "quiet")
        self._trash = IconButton("trash", "回收站：看已删除的记录").on(self._turn_trash)
        self._trash.setCheckable(True)
        self._lay_out()
        yield
        self._join()
        self.ensurePolished()
        yield

    def begin(self) -> None:
        """Reads how the person likes this list, then the list."""
        if not self._began:
            self._began = True
            self.reader.start()
            self.likings.ask()

    def query(self) -> Query:
        """What stands in the list, in its order."""
        where = filters.conditions(self.kind, self.bar.given, self._desk.fields.today)
        as_of = None if self.in_trash else filters.standing(self.bar.given)
        return Query(
            self.kind, self.bar.text, where, self._sort, self._descending, self.in_trash,
            as_of=as_of, reported=filters.is_reported(self.bar.given),
        )  # fmt: skip

    def column_names(self) -> list[str]:
        """The columns that are chosen, in their order, also those for which there is no room just now."""
        return [column.name for column in chosen(self.kind, self.likings.now.columns)]

    def show_filters(self, given: filters.Given, text: str = "") -> None:
        self.bar.set(given, text)

    def refresh(self) -> None:
        if self._began:
            self.listing.refresh()

    def stop(self) -> None:
        if self.reader.isRunning():
            self.reader.stop()

    def sort_by(self, name: str, *, descending: bool = False) -> None:
        self._sort, self._descending = name, descending
        self.view.show_sorting(name, descending=descending)
        self._show()

    def focus_search(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def choose_columns(self) -> ColumnsSheet:
        sheet = ColumnsSheet(self, self.kind, self.column_names(), self.likings.now.sets)
        sheet.chosen.connect(self._take_columns)
        sheet.kept.connect(self._take_sets)
        sheet.open()
        return sheet

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the buttons show their icons only."""
        super().resizeEvent(event)
        for button, words in self._words.items():
            button.setText(words if self.width() >= _WORDS_FROM else "")

    # -- what is shown

    def _take_liking(self) -> None:
        self.view.own_widths = dict(self.likings.now.widths)
        self._show()

    def _show(self) -> None:
        columns = chosen(self.kind, self.likings.now.columns)
        self.listing.show_query(self.query(), in_trash(self.kind, columns) if self.in_trash else columns)
        self.view.show_sorting(self._sort, descending=self._descending)

    def _tell_count(self, total: int) -> None:
        self._count.setText(f"共 {total:,} 条")
        self._count.setAccessibleName(self._count.text())
        if total:
            self._stack.setCurrentIndex(_LIST)
        else:
            narrowed = self.bar.is_set() or self.in_trash
            if self.in_trash and not self.bar.is_set():
                back = Button("返回列表", "", "arrow-left").on(self._trash.click)
                self._nothing.say("回收站是空的。删除的记录会放在这里，可以恢复。", back)
            else:
                self._nothing.say("没有符合条件的记录。", Button("清除筛选", "", "x").on(self.bar.clear))
            self._stack.setCurrentIndex(_NOTHING_FOUND if narrowed else _NONE)

    def _tell_filled(self) -> None:
        if self.listing.total is None and self.listing.rowCount():
            self._count.setText("共 … 条")
            self._stack.setCurrentIndex(_LIST)

    def _tell_searching(self) -> None:
        self._count.setText("正在查找…")
        self._stack.setCurrentIndex(_LIST)

    def _tell_selected(self, count: int) -> None:
        self.several.say(count, in_trash=self.in_trash)
        self._lines.setCurrentIndex(int(count > 1))

    def _turn_trash(self) -> None:
        self.in_trash = self._trash.isChecked()
        self._trash.rename("离开回收站" if self.in_trash else "回收站：看已删除的记录")
        self._title.say(f"{self.kind.title} · 回收站" if self.in_trash else self.kind.title)
        self._show()
        self.trash_turned.emit(self.in_trash)

    # -- columns and views

    def _take_columns(self, names: Sequence[str]) -> None:
        self.likings.now.columns = [] if list(names) == usual(self.kind) else list(names)
        self.likings.keep()
        self._show()

    def _take_order(self, names: Sequence[str]) -> None:
        self._take_columns([name for name in names if name not in {"removed_at", "removed_why"}])

    def _take_widths(self, widths: dict[str, int]) -> None:
        self.likings.now.widths = dict(widths)
        self.likings.keep()

    def _take_sets(self, sets: dict[str, list[str]]) -> None:
        self.likings.now.sets = sets
        self.likings.keep()

    def _open_views(self) -> None:
        names = list(self.likings.now.views)
        menu = views_menu(self._views, names, self.show_view, self._name_view, self._drop_view)
        menu.popup(self._views.mapToGlobal(QPoint(0, self._views.height())))

    def show_view(self, name: str) -> None:
        view = self.likings.now.views[name]
        sort = view.get("sort", "")
        self._sort = sort if sort in (*sortable(self.kind), NUMBER, "") else ""
        self._descending = bool(view.get("descending"))
        self.likings.now.columns = list(view.get("columns", []))
        self.bar.blockSignals(True)
        self.bar.set(filters.read(self.kind, view.get("given", {})), view.get("text", ""))
        self.bar.blockSignals(False)
        self._show()

    def keep_view(self, name: str) -> None:
        self.likings.now.views[name] = {
            "text": self.bar.text,
            "given": filters.plain(self.bar.given),
            "sort": self._sort,
            "descending": self._descending,
            "columns": self.likings.now.columns,
        }
        self.likings.keep()

    def _name_view(self) -> None:
        ask_words(self, "视图的名称", ["筛选、排序和列一起保存，下次一点就回来。"], "保存", self.keep_view)

    def _drop_view(self, name: str) -> None:
        self.likings.now.views.pop(name, None)
        self.likings.keep()

    # -- inside

    def _join(self) -> None:
        self.likings.read.connect(self._take_liking)
        self.listing.counted.connect(self._tell_count)
        self.listing.searching.connect(self._tell_searching)
        self.listing.filled.connect(self._tell_filled)
        self.bar.changed.connect(self._show)
        self.bar.custom_asked.connect(self._ask_span)
        self.bar.left_downward.connect(self.view.setFocus)
        self.view.sort_asked.connect(lambda name, descending: self.sort_by(name, descending=descending))
        self.view.arranged.connect(self._take_order)
        self.view.drawn.connect(self._take_widths)
        self.view.selected.connect(self._tell_selected)
        self.reader.failed.connect(self._desk.failed)
        self._desk.closing.connect(self.stop)
        bind(self, "export", self._export)

    def _ask_span(self, name: str) -> None:
        ask_span(self, self._desk.fields, lambda days: self.bar.put(name, days))

    def _export(self) -> None:
        self.export_asked.emit(self.query())

    def _lay_out(self) -> None:
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 12, 10)
        head.setSpacing(8)
        self._lines = QStackedLayout()
        first = QWidget(self)
        first.setLayout(self._first_line())
        self._lines.addWidget(first)
        self._lines.addWidget(self.several)
        head.addLayout(self._lines)
        self.above = QVBoxLayout()
        head.addLayout(self.above)
        head.addWidget(self.bar)
        box.addLayout(head)
        box.addWidget(rule())
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        sign = symbol(Entry(self.kind.__tablename__, self.kind.title, self.kind.group))
        words, step = first_words(self.kind)
        step = step if self._desk.may(self.kind.guard) else ""
        self._stack.addWidget(Empty(sign, words, step, self.new_asked.emit if step else None))
        self._nothing = _NothingFound()
        self._stack.addWidget(self._nothing)
        box.addLayout(self._stack, 1)

    def _first_line(self) -> QHBoxLayout:
        self._title = Eliding("heading")
        self._title.say(self.kind.title)
        self._views = Button("视图", "link", "star").on(self._open_views)
        self._views.setToolTip(tip("保存的视图：筛选、排序和列一起回来"))
        columns = Button("列", "link", "columns").on(self.choose_columns)
        columns.setToolTip(tip("选择列"))
        export = Button("导出", "link", "download").on(self._export)
        export.setToolTip(tip(f"导出（{key('export').shown}）"))
        self._desk.offer("export", export)
        self._words = {button: button.text() for button in (self._views, columns, export)}
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._title)
        line.addSpacing(8)
        line.addWidget(self._count)
        line.addStretch(1)
        self.buttons = line
        for button in (self._views, columns, export, self._trash):
            line.addWidget(button)
        return line


class _NothingFound(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._empty: Empty | None = None
        self._box = QVBoxLayout(self)

    def say(self, words: str, button: Button) -> None:
        """And the way out."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = Empty("eye-search", words)
        layout = self._empty.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(3, button, 0, Qt.AlignmentFlag.AlignCenter)
        self._box.addWidget(self._empty)
