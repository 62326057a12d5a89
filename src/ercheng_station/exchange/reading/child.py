"""The process in which a workbook is parsed: a file that breaks the parser breaks nothing else.

It gets a path and limits, and answers with sheets of cells or with the code of what is wrong.
"""

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ercheng_station.exchange.reading.book import Limits

if TYPE_CHECKING:  # 40 modules, for whoever reads a workbook
    from multiprocessing.connection import Connection

_ROWS_A_PIECE = 5_000
Answer = tuple[str, Any]


def serve(answers: "Connection[Answer, object]", path: str, limits: Limits) -> None:
    """Sends ("sheet", (title, visible, merged)), then its rows in pieces, and ("end", None); or ("wrong", words)."""
    _silence()
    _bounded(limits)
    gc.disable()  # millions of cells, none of them garbage
    try:
        for answer in _read(path, limits):
            answers.send(answer)
    except (Exception, MemoryError) as error:  # noqa: BLE001  whatever the parser raises is told, never shown
        with contextlib.suppress(OSError, MemoryError):
            answers.send(("wrong", f"{type(error).__name__}: {str(error)[:200]}"))
    finally:
        answers.close()


def _read(path: str, limits: Limits) -> Any:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415  the child's own

    with open(path, "rb") as file:  # noqa: PTH123  the parser wants the file, which knows the form by its content
        book = CalamineWorkbook.from_filelike(file)
        for told in book.sheets_metadata:
            if told.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(told.name)
            if sheet.width > limits.columns or sheet.height > limits.rows:
                wide = sheet.width > limits.columns
                yield "large", ("列数", sheet.width) if wide else ("行数", sheet.height)
                return
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            yield "sheet", (told.name, told.visible is SheetVisibleEnum.Visible, merged)
            yield from (("rows", piece) for piece in _pieces(sheet))
    yield "end", None


def _pieces(sheet: Any) -> Iterator[list[list[Any]]]:
    """The rows from A1 on: the parser gives all rows, but columns only from the first filled one. A piece at a time, as
    a whole sheet of cells would take a third more time and all the memory.
    """
    rows = sheet.iter_rows()
    before = [""] * (sheet.start[1] if sheet.start else 0)
    while piece := list(islice(rows, _ROWS_A_PIECE)):
        lacking = before[: sheet.end[1] + 1 - len(piece[0])]
        yield [[*lacking, *row] for row in piece] if lacking else piece


def _silence() -> None:
    """A parser that gives up prints where it stood, which tells the person before the screen nothing."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  a name of the system, no path
        os.dup2(nowhere.fileno(), 2)


def _bounded(limits: Limits) -> None:
    """As much memory and processor time as an honest file takes; the system ends what wants more."""
    if sys.platform == "win32":  # the caller's time limit holds there too
        return
    import resource  # noqa: PLC0415  absent on Windows

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
