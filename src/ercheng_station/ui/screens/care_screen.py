"""备份检查: make a verified backup, see the ones there are, look whether anything is damaged, explain gaps in numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.address import is_on_server
from ercheng_station.db.backup import Backup, BackupMade, read_backups
from ercheng_station.db.check import Finding, check
from ercheng_station.db.numbering import Gap
from ercheng_station.db.shelf import Drill, Elsewhere, Shelf, faults_on, read_shelf
from ercheng_station.db.store import Store
from ercheng_station.progress import Report
from ercheng_station.records.fields import Moment
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.rekeying import LEFT_OPEN
from ercheng_station.services.restoring import MEND_ASKED, MEND_WORDS, prepare_mend
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card, KeyValues
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import ask
from ercheng_station.ui.screens.computer_card import ComputerCard
from ercheng_station.ui.screens.fetch_sheet import offer_fetch
from ercheng_station.ui.screens.keeping_card import KeepingCard
from ercheng_station.ui.screens.restore_sheet import offer_restore
from ercheng_station.ui.screens.scan_card import ScanCard
from ercheng_station.ui.scrolled import ScrolledPage
from ercheng_station.ui.task import run_task

FILE_AREA = "数据文件"
"""Of the findings: the one area that a copy may mend."""
_STATES = {"damage": ("损坏", "bad"), "warning": ("注意", "warn"), "note": ("说明", "idle")}
_SHOWN = 10
_NOT_ONTO_SERVER = (
    "备份不能直接放回服务器：请维护人员用命令 restore 恢复到一个空文件夹，核对后再搬到服务器的空库（to-server）；"
    "要找回个别记录，按「取回一条…」。"
)
_IN_FOLDER = "把整个文件夹复制到另一台电脑，就搬走了全部数据。"
_ON_SERVER = "登记的内容在区局的服务器上；这个文件夹里是本机的草稿、密钥和备份。"


@dataclass(frozen=True)
class Care:
    folder: Path
    backups: tuple[Backup, ...]
    gone: tuple[str, ...]
    shelf: Shelf
    gaps: tuple[tuple[str, Gap], ...]
    left_open: tuple[str, ...] = ()
    """What has not the keys of now; see `LEFT_OPEN`."""


def read_care(store: Store) -> Care:
    home = backup_folder(store.folder)
    faults = faults_on(home)
    backups = [replace(one, fault=faults.get(one.path.name, "")) for one in read_backups(home)]
    gone = faults.keys() - {one.path.name for one in backups}
    gaps = [(kind.title, gap) for kind in store.kinds if kind.pattern for gap in store.gaps(kind)]
    left = tuple(store.accounts.left_open)
    return Care(store.folder, tuple(backups), tuple(sorted(gone)), read_shelf(home), tuple(gaps), left)


class CareScreen(ScrolledPage):
    title = "备份检查"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self._folder = KeyValues()
        self._backups, self._findings, self._gaps = (QVBoxLayout() for _ in range(3))
        self._place = Path()
        yield from self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(read_care, self._show, self)

    def back_up(self, to: Path | None = None) -> None:
        """Beside the window, verified by opening it again; `to` None = into the data folder."""

        def job(report: Report) -> BackupMade:
            return back_up_store(self._desk.store, to, report=report)

        run_task(self, "正在备份并核对…", job, self._backed_up)

    def check(self) -> None:
        run_task(self, "正在检查数据…", lambda report: check(self._desk.store, report), self._show_findings)

    def _backed_up(self, made: BackupMade) -> None:
        self._desk.backed_up.emit(f"已备份并核对 {made.path.name}")
        self.refresh()

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, "备份到哪个文件夹（例如 U 盘）")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.back_up(Path(chosen)))
        dialog.open()

    def _lay_out(self) -> Iterator[None]:
        self.open_box()
        self.box.addLayout(self._head())
        self.dress()
        yield
        for name, content in (
            ("已有的备份", self._backups),
            ("检查结果", self._findings),
            ("编号缺号说明", self._gaps),
        ):
            card = Card(name)
            card.box.addLayout(content)
            self.box.addWidget(card)
            card.ensurePolished()
            yield
        self.box.addWidget(ScanCard(self._desk))
        yield
        self.box.addWidget(ComputerCard(self._desk))
        yield
        self.box.addWidget(KeepingCard(self._desk))
        yield
        place = Card("数据文件夹")
        place.box.addWidget(self._folder)
        button = Button("打开文件夹", "link", "folder").on(self._open_folder)
        place.box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(place)
        self.box.addStretch(1)
        _fill(
            self._findings,
            [
                Label(
                    "还没有检查。检查会核对数据文件、修改历史、附件和备份，不改动任何内容。",
                    "quiet",
                    wraps=True,
                )
            ],
        )
        yield
        self.show_all()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.title, "title"))
        row.addStretch(1)
        row.addWidget(Button("检查数据", symbol="shield-check").on(self.check))
        elsewhere = Button("备份到 U 盘…", symbol="upload").on(self._choose_place)
        here = Button("立即备份", "primary", "database").on(self.back_up)
        self._desk.offer("backup", elsewhere, here)
        row.addWidget(elsewhere)
        row.addWidget(here)
        return row

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place)))

    def _show(self, care: Care) -> None:
        self._place = care.folder
        told = _ON_SERVER if is_on_server(care.folder) else _IN_FOLDER
        self._folder.show_pairs([("位置", str(care.folder)), ("说明", told)])
        rows = [self._backup_line(one) for one in care.backups[:_SHOWN]]
        rows += [_line(ChipLook("不见了", "bad"), name) for name in care.gone]
        if care.left_open:
            rows.append(_line(ChipLook("没换密钥", "warn"), LEFT_OPEN + "、".join(care.left_open)))
        if care.backups and is_on_server(care.folder):
            rows.append(_line(ChipLook("说明", "idle"), _NOT_ONTO_SERVER))
        if care.shelf.elsewhere:
            rows.append(_line(ChipLook("另一处", "idle"), _second_words(care.shelf.elsewhere)))
        if care.shelf.drill:
            rows.append(_line(*_drill_words(care.shelf.drill)))
        _fill(
            self._backups,
            rows or [Label("还没有备份。建议每周备份一次，并在 U 盘上另存一份。", "quiet", wraps=True)],
        )
        gaps: list[QWidget] = [
            Label(f"{title} {gap.number}：{gap.why}", wraps=True) for title, gap in care.gaps
        ]
        _fill(self._gaps, gaps or [Label("编号连续，没有作废的号。", "quiet")])

    def _offer_mend(self) -> None:
        ask(self, MEND_ASKED, MEND_WORDS, "重建", self.mend)

    def mend(self) -> None:
        """What comes of it stands in the history once the window has begun anew."""
        store = self._desk.store
        run_task(
            self,
            "正在做副本并核对…",
            lambda report: prepare_mend(store, report),
            lambda _: self._desk.restart_asked.emit(),
        )

    def _backup_line(self, one: Backup) -> QWidget:
        line = _line(_backup_look(one), _backup_words(one))
        box = line.layout()
        if box is not None and not one.fault:
            fetch = Button("取回一条…", "link").on(partial(offer_fetch, self, self._desk, one))
            for right in ("restore", "write"):
                self._desk.offer(right, fetch)
            fetch.setAccessibleName(f"从备份 {one.path.name} 取回一条记录")
            box.addWidget(fetch)
            if not is_on_server(self._place):
                box.addWidget(self._restore_button(one))
        return line

    def _restore_button(self, one: Backup) -> Button:
        restore = Button("恢复…", "link").on(partial(offer_restore, self, self._desk, one))
        self._desk.offer("restore", restore)
        restore.setAccessibleName(f"用备份 {one.path.name} 恢复")
        return restore

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        rows: list[QWidget] = [
            _line(ChipLook(*_STATES[one.level]), f"{one.area}：{one.what}") for one in findings
        ]
        is_damaged = any((one.area, one.level) == (FILE_AREA, "damage") for one in findings)
        if is_damaged and not is_on_server(self._place):
            mend = Button("在副本上重建…", symbol="tool").on(self._offer_mend)
            self._desk.offer("restore", mend)
            rows.append(mend)
        _fill(self._findings, rows or [_line(ChipLook("完好", "good"), "数据、修改历史、附件都完好。")])


def _backup_look(one: Backup) -> ChipLook:
    return ChipLook("不能用", "bad") if one.fault else ChipLook("完好", "good")


def _backup_words(one: Backup) -> str:
    made = Moment(label="").text(datetime.fromisoformat(one.made_at)) if one.made_at else ""
    return "　".join(part for part in (made, one.occasion.reason, one.path.name, one.fault) if part)


def _second_words(second: Elsewhere) -> str:
    made = Moment(label="").text(datetime.fromisoformat(second.made_at))
    return f"{made}　{second.folder}　{second.name}"


def _drill_words(done: Drill) -> tuple[ChipLook, str]:
    made = Moment(label="").text(datetime.fromisoformat(done.at))
    look = ChipLook("演练没通过", "bad") if done.fault else ChipLook("演练通过", "good")
    return look, f"{made}　程序试着恢复过 {done.name}　{done.fault or '全部核对一致'}"


def _line(look: ChipLook, words: str) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(12)
    box.addWidget(Chip(look))
    box.addWidget(Label(words, wraps=True), 1)
    return line


def _fill(box: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while box.count():
        item = box.takeAt(0)
        old = item.widget() if item else None
        if old:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        box.addWidget(widget)
