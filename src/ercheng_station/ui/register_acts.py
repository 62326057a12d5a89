"""What is done to the records of a list: one or several printed, changed, removed, restored; the menu of a row."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.registry import papers_about
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.context import KIND, TEXT, Desk
from ercheng_station.ui.labels import caption
from ercheng_station.ui.lists.pane import ListPane
from ercheng_station.ui.lists.several import MOST_AT_ONCE
from ercheng_station.ui.menus import heading, open_under
from ercheng_station.ui.printing.window import print_empty, print_records
from ercheng_station.ui.record.bulk import change_several
from ercheng_station.ui.record.filling import filling_button
from ercheng_station.ui.record.removing import ask_to_remove, restore
from ercheng_station.ui.shell_titles import IMPORT, MADE_BY_PROGRAM
from ercheng_station.ui.shortcuts import bind


class RegisterActs(QObject):
    edit_asked = Signal()
    copy_asked = Signal()

    def __init__(self, page: QWidget, desk: Desk, pane: ListPane) -> None:
        super().__init__(page)
        self._page, self._desk, self._pane, self._kind = page, desk, pane, pane.kind
        view, several = pane.view, pane.several
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self.open_menu)
        several.print_asked.connect(self.print_selected)
        several.change_asked.connect(self.change_selected)
        several.remove_asked.connect(self.remove_selected)
        several.restore_asked.connect(self.restore_selected)
        bind(view, "remove", self.remove_selected)
        bind(pane, "print", self.print_selected)
        view.paste_asked.connect(self.take_in)
        if self._kind.__tablename__ not in MADE_BY_PROGRAM:
            bring = IconButton("upload", "导入台账").on(lambda: self._go_and_import({}))
            pane.buttons.addWidget(bring)
            desk.offer("import", bring)
        if papers_about(self._kind):
            self._printer = IconButton("printer", "打印").on(self.open_print_menu)
            pane.buttons.addWidget(self._printer)
            desk.offer("papers", self._printer)
        desk.offer(self._kind.guard, *several.changing)
        desk.offer("papers", several.printing)
        pane.buttons.addWidget(filling_button(page, desk, self._kind))

    def take_in(self) -> None:
        """A block copied from a spreadsheet; one word alone is no table."""
        text = QApplication.clipboard().text()
        if self._desk.may("import") and ("\t" in text or "\n" in text.strip()):
            self._go_and_import({TEXT: text})

    def _go_and_import(self, given: dict[str, str]) -> None:
        self._desk.go(IMPORT, given={KIND: self._kind.__tablename__, **given})

    def print(self, form: PaperForm, uids: Sequence[UUID]) -> None:
        print_records(self._page, self._desk, form, uids)

    def remove(self, uids: Sequence[UUID]) -> None:
        ask_to_remove(self._page, self._desk, self._kind, uids)

    def restore(self, uids: Sequence[UUID], label: str) -> None:
        restore(self._page, self._desk, self._kind, uids, f"{self._kind.one} {label}")

    def print_selected(self) -> None:
        """With the kind's first paper; a kind without papers prints nothing."""
        forms = papers_about(self._kind)
        if forms and not self._pane.in_trash and self._desk.may("papers"):
            self._with_selected(partial(self.print, forms[0]))

    def change_selected(self) -> None:
        self._with_selected(partial(change_several, self._page, self._desk, self._kind))

    def remove_selected(self) -> None:
        if not self._pane.in_trash:
            self._with_selected(self.remove)

    def restore_selected(self) -> None:
        self._with_selected(lambda uids: self.restore(uids, f"{len(uids)} 条"))

    def open_menu(self, at: QPoint) -> QMenu:
        """For the row under the mouse, which Qt has made current."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in self._offered():
            menu.addAction(caption(words), act)
        menu.addSeparator()
        index = self._pane.view.indexAt(at)
        menu.addAction("复制这一格", lambda: QApplication.clipboard().setText(str(index.data() or "")))
        menu.popup(self._pane.view.viewport().mapToGlobal(at))
        return menu

    def open_print_menu(self) -> QMenu:
        """Every paper of the selected records, and every paper as an empty form."""
        menu, count = QMenu(self._page), self._pane.view.selected_count()
        heading(menu, f"选中的 {count} 条")
        for words, act in self._papers():
            menu.addAction(caption(words), act).setEnabled(count > 0 and not self._pane.in_trash)
        menu.addSeparator()
        for words, act in self._empty_forms():
            menu.addAction(caption(words), act)
        open_under(menu, self._printer)
        return menu

    def _papers(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (f"打印{form.title}", partial(self._with_selected, partial(self.print, form)))
            for form in papers_about(self._kind)
        ]

    def _empty_forms(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (f"打印空白{form.title}", partial(print_empty, self._page, self._desk, form))
            for form in papers_about(self._kind)
        ]

    def _offered(self) -> list[tuple[str, Callable[[], object]]]:
        may = self._desk.may(self._kind.guard)
        if self._pane.in_trash:
            return [("恢复", self.restore_selected)] if may else []
        papers = [*self._papers(), *self._empty_forms()] if self._desk.may("papers") else []
        if not may:
            return papers
        several = self._pane.view.selected_count() > 1
        first: list[tuple[str, Callable[[], object]]] = (
            [("批量修改…", self.change_selected)]
            if several
            else [("修改（F2）", self.edit_asked.emit), ("照此新增一条", self.copy_asked.emit)]
        )
        return [*first, *papers, ("删除…", self.remove_selected)]

    def _with_selected(self, act: Callable[[list[UUID]], object]) -> None:
        view = self._pane.view
        count = view.selected_count()
        if 0 < count <= MOST_AT_ONCE:
            self._pane.listing.gather(view.selected_rows(), lambda lines: act([line.uid for line in lines]))
