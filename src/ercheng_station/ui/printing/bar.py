"""The bar above a preview: print, save, draft or final, what is missing, which page, how large."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ercheng_station.services.papers import FINAL, How
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.menus import open_under
from ercheng_station.ui.printing.jobs import Job, Laid
from ercheng_station.ui.shortcuts import key

_DRAFT = How(draft=True)
_BY_HAND = How(by_hand=True)


class PreviewBar(QWidget):
    print_asked = Signal()
    save_asked = Signal()
    word_asked = Signal()
    viewer_asked = Signal()
    offset_asked = Signal()
    how_chosen = Signal(object)
    """How."""
    zoom_asked = Signal(int)
    fit_asked = Signal()

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job, self._how = job, FINAL
        self._count, self._page, self._told = 0, 1, ""
        self.print_button = Button("打印", "primary", "printer").on(self.print_asked.emit)
        self.print_button.setToolTip(key("print").shown)
        self.save_button = Button("另存为 PDF", "", "file-type-pdf").on(self.save_asked.emit)
        self.save_button.setToolTip(key("save").shown)
        self._more = IconButton("dots", "更多").on(self._open_more)
        self.final = RadioChip("定稿", can_clear=False)
        self.draft = RadioChip("草稿", can_clear=False)
        self._group = QButtonGroup(self)
        for chip, how in ((self.final, FINAL), (self.draft, _DRAFT)):
            self._group.addButton(chip)
            chip.clicked.connect(partial(self._choose, how))
        self.page = Label("正在排版…", "quiet")
        self._zoom = Label("100%", "quiet")
        self.state = Label("", "quiet", wraps=True)
        self.notice = Label("", wraps=True)
        self.by_hand = Button("留空手填").on(lambda: self.how_chosen.emit(_BY_HAND))
        self._box = QFrame()
        self._alarm = Label("", wraps=True)
        self._alarm.setProperty("surface", "notice")
        self._alarm.setContentsMargins(12, 6, 12, 6)
        self._state = ""
        self._lay_out()
        self._enable(on=False)

    def show_laid(self, laid: Laid, how: How) -> None:
        self._count, self._how = laid.pages, how
        self._enable(on=True)
        only_draft = bool(laid.papers) and laid.drafts == len(laid.papers)
        self.draft.setChecked(only_draft)
        self.final.setChecked(not only_draft)
        for chip in (self.final, self.draft):
            chip.setVisible(len(laid.papers) == 1)
        self.final.setEnabled(not laid.missing or how.by_hand)
        self._state = _state(self._job, laid, how)
        self._show_missing(laid, how)
        self._show_alarms(laid)
        self._speak()
        self.show_page(self._page)

    def show_page(self, page: int) -> None:
        self._page = page
        if self._count:
            self.page.setText(f"第 {min(page, self._count)} 页，共 {self._count} 页")
            self.page.setAccessibleName(self.page.text())

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)}%")

    def tell(self, words: str) -> None:
        """What was just done; it stands before the state of the paper until another copy is chosen."""
        self._told = words
        self._speak()

    @property
    def missing(self) -> str:
        """What the notice says; nothing while there is none."""
        return "" if self._box.isHidden() else self.notice.text()

    @property
    def alarm(self) -> str:
        """What is said of names that have no part in the case and of other doubts; nothing while there are none."""
        return "" if self._alarm.isHidden() else self._alarm.text()

    def _speak(self) -> None:
        self.state.speak("　".join(words for words in (self._told, self._state) if words))
        self.state.setAccessibleName(self.state.text())

    def _show_missing(self, laid: Laid, how: How) -> None:
        self._box.setVisible(laid.drafts > 0 and bool(laid.missing))
        names = "".join(f"〔待补：{name}〕" for name in laid.missing)
        if len(laid.papers) == 1:
            self.notice.setText(f"还缺{names}，补齐后才能定稿；现在打印的是草稿。")
        else:
            which = "都" if laid.drafts == len(laid.papers) else f"中有 {laid.drafts} 份"
            self.notice.setText(f"{len(laid.papers)} 份{which}还缺{names}，按草稿打印。")
        self.by_hand.setVisible(set(laid.missing) <= self._job.form.by_hand)

    def _show_alarms(self, laid: Laid) -> None:
        names = [f"疑似串名，签字盖章前请核对：{'、'.join(laid.strangers)}"] if laid.strangers else []
        told = [*(f"注意：{why}" for why in laid.doubts), *names]
        self._alarm.setVisible(bool(told))
        self._alarm.setText("\n".join(told))

    def _choose(self, how: How) -> None:
        by_hand = how == FINAL and self._how.by_hand
        self._told = ""
        self.how_chosen.emit(_BY_HAND if by_hand else how)

    def _enable(self, *, on: bool) -> None:
        for widget in (self.print_button, self.save_button, self._more, self.final, self.draft):
            widget.setEnabled(on)
        if not on:
            self._box.hide()
            self._alarm.hide()

    def _open_more(self) -> None:
        menu = QMenu(self)
        if self._job.has_word:
            menu.addAction("另存为 Word…", self.word_asked.emit)
        menu.addAction("用系统的阅读器打开", self.viewer_asked.emit)
        menu.addAction("套打位置…", self.offset_asked.emit)
        open_under(menu, self._more)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        for widget in (self.print_button, self.save_button, self.final, self.draft, self._more):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.page)
        first.addSpacing(8)
        smaller = Button("－", "link").on(lambda: self.zoom_asked.emit(-1))
        larger = Button("＋", "link").on(lambda: self.zoom_asked.emit(1))
        smaller.setAccessibleName("缩小")
        larger.setAccessibleName("放大")
        fit = Button("适合宽度", "link").on(self.fit_asked.emit)
        for one in (smaller, self._zoom, larger, fit):
            first.addWidget(one)
        self._box.setProperty("surface", "notice")
        missing = QHBoxLayout(self._box)
        missing.setContentsMargins(12, 6, 6, 6)
        missing.addWidget(self.notice, 1)
        missing.addWidget(self.by_hand)
        box = QVBoxLayout()
        box.setContentsMargins(16, 10, 16, 8)
        box.setSpacing(8)
        box.addLayout(first)
        box.addWidget(self._box)
        box.addWidget(self._alarm)
        box.addWidget(self.state)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(box)
        outer.addWidget(rule())


def _state(job: Job, laid: Laid, how: How) -> str:
    if not laid.papers:
        return "空白表，留给手写。"
    if len(laid.papers) > 1:
        ready = "；打印或另存时，不缺内容的各自定稿" if laid.drafts < len(laid.papers) else ""
        return f"{len(laid.papers)} 份合成一个打印任务{ready}。"
    if not laid.papers[0].is_final:
        return "草稿带水印，不留存。" if not laid.missing or how.draft else ""
    by_hand = f"留空手填：{'、'.join(laid.missing)}。" if laid.missing else ""
    if laid.version:
        return f"{by_hand}定稿第 {laid.version} 版，与上次给出的完全一样。"
    return f"{by_hand}打印或另存时定稿，留存一份，以后内容有改动再出新的一版。"
