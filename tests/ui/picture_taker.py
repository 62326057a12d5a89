"""Goes through the screens of the real program, takes a picture of each and tells what is wrong with it.

python -m tests.ui.picture_taker DATA OUT WIDTHxHEIGHT THEME [few]; prints a JSON list of [screen, fault].
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ercheng_station.app import Program
from ercheng_station.db.listing import Query
from ercheng_station.ui.context import Place
from ercheng_station.ui.page_registry import ENTERPRISE
from ercheng_station.ui.shell_titles import CARE, DESK, MADE_BY_PROGRAM, OWN_PAGES, REFERENCE
from ercheng_station.ui.slices import Slices
from tests.ui.screen_faults import faults, hanzi_differ

FEW = (
    "工作台", "企业走访", "企业走访一条", "新增企业走访", "新增企业诉求", "新增企业", "企业页", "备份检查",
    "新增调解案件", "调解案件履行中", "调解案件已归档",
)  # fmt: skip
REST = 0.15


def main(data: str, out: str, size: str, theme: str, *few: str) -> None:
    app = QApplication(sys.argv[:1])
    program = Program(app, Path(data))
    program.frame.show_remembered()
    wait(app, lambda: program.window is not None)
    window = program.window
    told = [["启动", fault] for fault in faults(program.frame)]
    if app.platformName() == "offscreen":  # its screen has a size of its own
        program.frame.resize(*map(int, size.split("x")))
    else:
        program.frame.showMaximized()
    window.seat.dress(window.seat.look._replace(theme=theme))
    if not hanzi_differ():
        told.append(["", "the font has no hanzi"])
    for name, place in screens(window).items():
        if few and name not in FEW:
            continue
        window.go(place)
        settle(app, window)
        program.frame.grab().save(str(Path(out) / f"{name}_{size}_{theme}.png"))
        told += [[name, fault] for fault in faults(program.frame)]
    program.frame.close()
    program.end()
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")


def screens(window) -> dict[str, Place]:
    """Every register as a list, with one record, and with a new one begun."""
    found = {"工作台": Place(DESK), "备份检查": Place(CARE), "期限与依据": Place(REFERENCE)}
    for kind in window.desk.kinds:
        name = kind.__tablename__
        if not kind.group or not any(entry.name == name for entry in window.entries):
            continue
        found[kind.title] = Place(name)
        first = next(iter(window.desk.store.rows(Query(kind), 1)), None)
        if first is not None:
            found[f"{kind.title}一条"] = Place(name, first.uid)
        if name not in MADE_BY_PROGRAM:
            found[f"新增{kind.title}"] = Place(name, new=True)
        if name in OWN_PAGES:
            found |= in_each_state(window.desk.store, kind)
        if name == "enterprise" and first is not None:
            found["企业页"] = Place(ENTERPRISE, first.uid)
    return found


def in_each_state(store, kind) -> dict[str, Place]:
    """The page of a record looks different in every state: the first of each."""
    state = kind.kept[kind.chain.field]
    found = {}
    for row in store.rows(Query(kind)):
        words = state.text(row.values[state.name], store.context)
        found.setdefault(f"{kind.title}{words}", Place(kind.__tablename__, row.uid))
    return found


def settle(app, window) -> None:
    """Until what the page has asked for is answered, made and drawn."""
    for _ in range(3):
        wait(app, lambda: not any(one.is_running for one in window.frame.findChildren(Slices)))
        answered = []
        window.desk.ask(lambda _: None, answered.append, window)
        window.desk.tell(lambda _: None, answered.append, window)
        wait(app, lambda answered=answered: len(answered) == 2)
        end = time.monotonic() + REST
        wait(app, lambda end=end: time.monotonic() > end)


def wait(app, met) -> None:
    end = time.monotonic() + 60
    while not met():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    main(*sys.argv[1:])
