"""The bound file of a case: what is to be mended in it, told and printed, and the whole of it as one PDF."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.passing import PassingFolder
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.files import safe_name
from ercheng_station.progress import Report
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.dossier import Plan, copy_for_dossier, plan_dossier
from ercheng_station.services.filecheck import SEVERITIES, CaseFile, Finding, findings, read_file
from ercheng_station.services.name_guard import listed, strange_names
from ercheng_station.services.papers import copy_for
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import ask
from ercheng_station.ui.printing.viewer import show_in_viewer
from ercheng_station.ui.record.sheet import change_record
from ercheng_station.ui.screens.case_lines import Line
from ercheng_station.ui.screens.part_table import PartTable
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_FORMS = {form.name: form for form in PAPERS}
_LOOKS = dict(zip(SEVERITIES, ("bad", "warn", "idle"), strict=True))
_LIST = "补正清单"


class Checked(QWidget):
    """What a file check has found; Enter opens the record where it is mended."""

    def __init__(self, desk: Desk, file: CaseFile, found: Sequence[Finding]) -> None:
        super().__init__()
        self._desk, self._file, self._found = desk, file, found
        self.table = PartTable("卷宗自查", long=1)
        self.table.fill([_line(desk, one) for one in found])
        self.table.setVisible(bool(found))
        self.table.opened.connect(lambda line: change_record(self, desk, line.kind, line.uid))
        counts = [(name, sum(one.severity == name for one in found)) for name in SEVERITIES]
        told = "，".join(f"{name} {count} 处" for name, count in counts if count)
        self.told = Label(told or "没有发现要补正的。", "strong", wraps=True)
        self.printer = Button(f"打印{_LIST}", symbol="printer").on(self.print)
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        head.addWidget(self.printer)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.table)
        box.addStretch(1)

    def print(self) -> None:
        """The list as it is shown, in the system's own viewer."""
        folder = PassingFolder()
        path = Path(folder.name) / "list.pdf"
        store, file, found = self._desk.store, self._file, self._found

        def job(_report: Report) -> None:
            from ercheng_station.documents.mediation.rectification import (  # noqa: PLC0415  loads reportlab: 0.3 s
                write_rectification,
            )

            write_rectification(path, file.whole, list(found), copy_for(store))

        def show(_: None) -> None:
            show_in_viewer(self, self._desk, path, f"{_LIST} {file.whole.record.label}")
            self._kept = folder

        run_task(self, f"生成{_LIST}", job, show)


def check_case(parent: QWidget, desk: Desk, uid: UUID) -> None:
    """Checks the file as the district would, and shows what is to be mended."""

    def read(store: Store) -> tuple[CaseFile, list[Finding]]:
        file = read_file(store, uid)
        return file, findings(file)

    def show(read: tuple[CaseFile, list[Finding]]) -> None:
        file, found = read
        made = Checked(desk, file, found)
        sheet = Sheet(parent, f"卷宗自查 {file.whole.record.label}", Scrolled(made, "卷宗自查"))
        sheet.open()
        (made.table if found else made.printer).setFocus()

    desk.ask(read, show, parent)


def bind_case(parent: QWidget, desk: Desk, uid: UUID) -> None:
    """Asks where to, and first whether a draft will do, if something is lacking, or the final file, if in doubt."""

    def read(store: Store) -> tuple[Plan, list[str]]:
        plan = plan_dossier(store, _FORMS, uid)
        return plan, [] if plan.missing else doubtful(store, plan)

    def go_on(read: tuple[Plan, list[str]]) -> None:
        plan, doubts = read
        choose = partial(_ask_file, parent, f"卷宗 {plan.whole.record.label}")
        if plan.missing:
            words = f"还差：{'；'.join(plan.missing)}。草稿的每一页都有水印。"
            ask(parent, "卷宗还不齐，先生成草稿？", words, "生成草稿", lambda: choose(partial(write, True)))
        elif doubts:
            ask(parent, "装订前请核对", "\n".join(doubts), "照样生成", lambda: choose(partial(write, False)))
        else:
            choose(partial(write, False))

    def write(draft: bool, path: Path) -> None:
        write_dossier(parent, desk, uid, path, draft=draft)

    desk.ask(read, go_on, parent)


def doubtful(store: Store, plan: Plan) -> list[str]:
    """What whoever binds the file should look at once more: sheets of before a change, and strangers' names."""
    moved_on = [f"{entry.title}：{entry.moved_on}" for entry in plan.entries if entry.moved_on]
    names = listed(strange_names(store, Mediation, [plan.whole.record.uid]))
    return moved_on + ([f"疑似串名：{'、'.join(names)}"] if names else [])


def write_dossier(parent: QWidget, desk: Desk, uid: UUID, path: Path, *, draft: bool) -> None:
    store = desk.store

    def job(report: Report) -> Path:
        from ercheng_station.documents.dossier import Reading, build_dossier  # noqa: PLC0415  loads reportlab

        plan = plan_dossier(store, _FORMS, uid)
        copy = copy_for_dossier(store, plan, draft=draft)
        reading = Reading(_FORMS, lambda file: store.attachments.read(file.sha256, file.name))
        return build_dossier(plan, path, copy, reading, report).path

    run_task(parent, "生成卷宗", job, lambda made: show_in_viewer(parent, desk, made, made.stem))


def _ask_file(parent: QWidget, title: str, then: Callable[[Path], object]) -> None:
    dialog = QFileDialog(parent, "保存卷宗")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(safe_name(title, suffix=".pdf"))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def _line(desk: Desk, one: Finding) -> Line:
    look = ChipLook(one.severity, _LOOKS[one.severity])
    return Line(desk.store.catalogue[one.kind], one.uid, (one.paper, one.what, one.source), look)
