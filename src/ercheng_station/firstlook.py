"""What `make run` shows: a practice station of its own, in the window or, without a display, as files in out/."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from ercheng_station.db.connection import Error
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import FILE, Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Agreement, Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from ercheng_station.services import practice
from ercheng_station.services.papers import How, give_out, give_out_empty, missing_for
from ercheng_station.ui import preferences
from ercheng_station.ui.shell_titles import CARE, DESK, ENTERPRISE

OUT = Path("out")
VISITS = 300
KINDS: tuple[type[Record], ...] = (Visit, Need, Enterprise)
SIZES = ((1093, 614), (1920, 1080))
_TRY = "from PySide6.QtGui import QGuiApplication as A; a = A([]); raise SystemExit(a.platformName() == 'offscreen')"
_PATIENCE = 60.0
_REST = 1.2


def main(out: Path = OUT) -> int:
    folder = (out / "practice").absolute()
    make_practice(folder)
    if has_display():
        say(f"练习站点在 {folder}，正在打开窗口……")
        from ercheng_station import app  # noqa: PLC0415  Qt is not needed where there is no display

        return app.run(folder)
    say("没有图形界面：不打开窗口，把同样的内容做成文件。")
    for path in (*leave_files(folder, out), *leave_pictures(folder, out)):
        say(f"  {path}")
    say(f"练习站点在 {folder}；有图形界面时再运行 make run，就会打开窗口。")
    return 0


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere one that is named may still be out of reach, and Qt would abort."""
    if not sys.platform.startswith("linux"):
        return True
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return (
        bool(named)
        and not subprocess.run([sys.executable, "-c", _TRY], check=False, capture_output=True).returncode
    )


def make_practice(folder: Path) -> None:
    if (folder / FILE).exists():
        if not _is_outgrown(folder):
            return
        aside = next(path for n in count(1) if not (path := folder.with_name(f"{folder.name}-{n}")).exists())
        folder.rename(aside)
        say(f"原来的练习站点是另一版程序生成的，这一版打不开，已移到 {aside}。")
    say("正在生成练习站点……")
    with Store.create(folder, CATALOGUE, practice.STATION, practice=True) as store:
        preferences.change_seat(store, str(practice.STATION["head"]))
        practice.fill(store, VISITS)


def _is_outgrown(folder: Path) -> bool:
    """Whether another version made it, be it one that was never released and called other tables by the same number."""
    try:
        with Store.open(folder, CATALOGUE) as store:
            for kind in store.kinds:
                next(store.rows(Query(kind), 1), None)
    except UserError as error:
        return error.code in {"migration-failed", "store-newer"}
    except Error:
        return True
    return False


def leave_files(folder: Path, out: Path) -> list[Path]:
    """A ledger of each kind as workbook and PDF, the sheet of the last visit, an empty sheet."""
    left: list[Path] = []
    with Store.open(folder, CATALOGUE) as store:
        for kind in KINDS:
            for ending in (".xlsx", ".pdf"):
                path = out / f"{kind.title}台账{ending}"
                columns = None if ending == ".xlsx" else ["number", *_listed(kind)]
                write_ledger(path, make_ledger(store, Query(kind), columns=columns))
                left.append(path)
        sheet = PAPERS[0]
        row = next(row for row in store.rows(Query(Visit)) if not missing_for(store, sheet, row.uid))
        give_out(store, sheet, row.uid, out / f"{sheet.title}.pdf")
        give_out_empty(store, sheet, out / f"{sheet.title}（空白）.pdf")
        left += [out / f"{sheet.title}.pdf", out / f"{sheet.title}（空白）.pdf", _agreement(store, out)]
    return left


def _agreement(store: Store, out: Path) -> Path:
    """Of the last written one; as a draft, should anything be missing."""
    (form,) = (paper for paper in PAPERS if paper.name == "agreement")
    written = Query(Agreement, where=by_value({"form": "written"}))
    (row,) = store.rows(written, 1)
    path = out / f"{form.title}.pdf"
    give_out(store, form, row.uid, path, How(draft=bool(missing_for(store, form, row.uid))))
    return path


def leave_pictures(folder: Path, out: Path) -> list[Path]:
    """The window's main pages in both sizes, taken off the screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  only after the platform is chosen

    from ercheng_station.app import Program  # noqa: PLC0415
    from ercheng_station.ui.context import Place  # noqa: PLC0415

    application = QApplication.instance() or QApplication(sys.argv[:1])
    program = Program(application, folder)  # type: ignore[arg-type]
    program.frame.show_remembered()
    _wait(application.processEvents, lambda: program.window is not None)
    assert program.window is not None
    (last,) = program.window.desk.store.rows(Query(Visit), 1)
    (case,) = program.window.desk.store.rows(Query(Mediation, where=by_value({"status": "performing"})), 1)
    places = {
        "工作台": Place(DESK),
        "走访列表": Place("visit"),
        "新增走访": Place("visit", new=True),
        "企业": Place("enterprise"),
        "企业时间线": Place(ENTERPRISE, last.values["enterprise"].uid),
        "调解案件": Place("mediation", case.uid),
        "备份检查": Place(CARE),
    }
    left: list[Path] = []
    for name, place in places.items():
        program.window.go(place)
        for width, height in SIZES:
            program.frame.resize(width, height)
            _wait(application.processEvents, lambda: False, _REST)
            left.append(out / f"{name}_{width}x{height}.png")
            program.frame.grab().save(str(left[-1]))
    program.window.close()
    program.frame.close()
    program.end()
    return left


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _listed(kind: type[Record]) -> list[str]:
    return [name for name, field in kind.kept.items() if field.listed]


def _wait(turn: Callable[[], object], ended: Callable[[], bool], patience: float = _PATIENCE) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and not ended():
        turn()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
