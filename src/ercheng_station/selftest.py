"""What `self-test` does: the whole way once on this computer, with a practice station of its own."""

import json
import logging
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, TextIO

import ercheng_station
from ercheng_station import __version__, log
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.listing import Query
from ercheng_station.db.place import refuse_unsafe
from ercheng_station.db.store import Store
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.files import atomic_write
from ercheng_station.firstlook import has_display
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from ercheng_station.services import practice
from ercheng_station.services.papers import How, give_out

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

VISITS = 30
SEEN = (1093, 614)
_NOT_LOADED = (".__main__", ".migrations")
"""What only alembic loads."""
_OF_A_SERVER = ".db.server"
_OF_A_DESKTOP = (".ui.session_bus", ".ui.fcitx")
"""The message bus of Linux desktops, and who speaks over it; Windows has neither the bus nor the library."""
_PATIENCE = 60.0
_REST = 3.0
_logger = logging.getLogger(__name__)


def run(out: Path | None, answer: TextIO, *, as_json: bool = False) -> int:
    """0 where every step went well, 1 where one did not. What it made stays in `out`, a new or empty folder."""
    folder = (out or Path(tempfile.mkdtemp(prefix="ercheng-"))).absolute()
    try:
        _make_empty(folder)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    log.start(folder)
    found = [_tried(title, step, folder) for title, step in STEPS]
    log.stop()
    document = {
        "version": __version__,
        "steps": [dict(zip(("step", "good", "found"), one, strict=True)) for one in found],
    }
    told = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    with atomic_write(folder / "自检.json") as file:
        file.write(told.encode())
    answer.write(
        told
        if as_json
        else "".join(f"{'√' if good else '×'} {title}：{words}\n" for title, good, words in found)
    )
    if not as_json:
        answer.write(f"做好的文件在 {folder}，看过可以删掉。\n")
    answer.flush()
    return 0 if all(good for _, good, _ in found) else 1


def _make_empty(folder: Path) -> None:
    refuse_unsafe(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError("folder-not-empty", path=str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def _tried(title: str, step: Callable[[Path], str], folder: Path) -> tuple[str, bool, str]:
    try:
        return title, True, step(folder)
    except Exception as error:
        _logger.exception("a step of the self-test failed")
        return title, False, str(error) or type(error).__name__


def _program(_: Path) -> str:
    """Every module that ships is there and loads; those of a district's server where their driver is, as in every package."""
    driver = find_spec("psycopg") is not None
    found = [name for name in modules(sys.platform) if driver or _OF_A_SERVER not in name]
    for name in found:
        import_module(name)
    server = "能用" if driver else "不能用"
    system = f"Python {platform.python_version()}，{platform.platform()}"
    return f"{__version__}，{len(found)} 个模块，{server}区里的服务器，{system}"


def modules(system: str) -> list[str]:
    """What the program may load there."""
    left_out = (*_NOT_LOADED, *(() if system == "linux" else _OF_A_DESKTOP))
    found = walk_packages(ercheng_station.__path__, f"{ercheng_station.__name__}.")
    return [one.name for one in found if not any(part in one.name for part in left_out)]


def _data(folder: Path) -> str:
    with Store.create(folder / "数据", CATALOGUE, practice.STATION, practice=True) as store:
        counts = practice.fill(store, VISITS)
        if is_damaged(check(store)):
            raise UserError("store-damaged", path=str(store.folder))
    return f"{sum(counts.values())} 条记录，加密存放，检查完好"


def _workbook(folder: Path) -> str:
    path = folder / "企业走访台账.xlsx"
    with Store.open(folder / "数据", CATALOGUE) as store:
        write_ledger(path, make_ledger(store, Query(Visit)))
    (sheet,) = read_book(path).sheets[:1]
    rows = sum(any(row) for row in sheet.rows)
    _want(rows > VISITS, f"只读回 {rows} 行")
    return f"写出 {VISITS} 条，另一个进程读回 {rows} 行"


def _paper(folder: Path) -> str:
    (sheet,) = (paper for paper in PAPERS if paper.name == "visit_sheet")
    with Store.open(folder / "数据", CATALOGUE) as store:
        (row,) = store.rows(Query(Visit), 1)
        give_out(store, sheet, row.uid, folder / "走访表.pdf", How(by_hand=True))
    return f"{_pages(folder / '走访表.pdf')} 页，字体随文件"


def _printing(folder: Path) -> str:
    """Through the way to a printer, into a file."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415

    from ercheng_station.ui.printing.printer import new_printer, print_file  # noqa: PLC0415

    _application()
    with Preview(folder / "走访表.pdf") as preview:
        size = preview.size(0)
    printer = new_printer("", "自检", size)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "打印.pdf"))
    sent = print_file(folder / "走访表.pdf", printer)
    _want(_pages(folder / "打印.pdf") == sent, "打印出来的页数不对")
    return f"打印到文件 {sent} 页；这台电脑有 {len(QPrinterInfo.availablePrinterNames())} 台打印机"


def _window(folder: Path) -> str:
    from ercheng_station.app import Program  # noqa: PLC0415
    from ercheng_station.ui.chinese import speak_chinese  # noqa: PLC0415

    application = _application()
    program = Program(application, folder / "数据")
    program.frame.show_remembered()
    _turn(application, lambda: program.window is not None)
    program.frame.showNormal()
    program.frame.resize(*SEEN)
    _turn(application, lambda: False, _REST)
    opened = program.window is not None
    saved = program.frame.grab().save(str(folder / "窗口.png"))
    if program.window:
        program.window.close()
    program.frame.close()
    program.end()
    _want(opened and saved, "窗口没有打开")
    _want(speak_chinese(application), "没有窗口的中文翻译")
    return f"{application.platformName()}，文字用 {_typeface()}"


def _typeface() -> str:
    """The family that the window writes in; two characters of it differ, or it has only boxes."""
    from PySide6.QtGui import QFontInfo, QRawFont  # noqa: PLC0415

    from ercheng_station.ui.fonts import window_font  # noqa: PLC0415

    font = window_font(16)
    glyphs = QRawFont.fromFont(font).glyphIndexesForString("张国")
    _want(len({*glyphs}) == len("张国"), "窗口字体里没有汉字")
    return QFontInfo(font).family()


STEPS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("程序文件", _program),
    ("数据文件", _data),
    ("台账 Excel", _workbook),
    ("文书 PDF", _paper),
    ("打印", _printing),
    ("窗口", _window),
)


def _application() -> "QApplication":
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    there = QApplication.instance()
    return there if isinstance(there, QApplication) else QApplication(sys.argv[:1])


def _pages(path: Path) -> int:
    with Preview(path) as preview:
        return preview.pages


def _want(holds: bool, words: str) -> None:
    if not holds:
        raise RuntimeError(words)


def _turn(application: "QApplication", ended: Callable[[], bool], patience: float = _PATIENCE) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and not ended():
        application.processEvents()
        time.sleep(0.01)
