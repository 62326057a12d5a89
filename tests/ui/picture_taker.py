"""Goes through the screens of the real program in every look, takes a picture of each and tells what is wrong with it.

python -m tests.ui.picture_taker DATA OUT SIZES THEME LOOKS [NAME …]; SIZES as 1093x614,1920x1080, LOOKS as
normal-compact,huge-roomy. Prints JSON: how many controls were looked at, and a list of [screen, look, fault].
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ercheng_station.app import Program
from ercheng_station.db.listing import Query
from ercheng_station.ui.context import Place
from ercheng_station.ui.garbage import collect
from ercheng_station.ui.page_registry import ENTERPRISE
from ercheng_station.ui.shell_titles import IMPORT, MADE_BY_PROGRAM, OWN_PAGES, SCREENS
from ercheng_station.ui.slices import Slices
from ercheng_station.ui.task import ProgressSheet
from ercheng_station.ui.tokens import Look
from tests.ui.name_faults import name_faults
from tests.ui.opened_over import SHEETS, Opening, by, opened, shut
from tests.ui.screen_faults import controls, faults, hanzi_differ, too_large, unmarked
from tests.ui.way_faults import way_faults

REST, LONG_REST, OPENS = 0.02, 0.5, 1.5
QUICK = 85
"""Of a picture without loss: written in half the time, a little larger."""
AT_ONCE = 25
"""Screens that one window shows."""
OVER = "："
"""Among the names: with all that can be opened over those screens."""
IN_STATES = (*OWN_PAGES, "need")
"""Kinds whose records look different from state to state."""
_PLAIN = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


class Walk:
    """The program's window, in all looks on every place."""

    def __init__(self, app: QApplication, program: Program, out: Path) -> None:
        self.app, self.frame, self.window, self.out = app, program.frame, program.window, out
        self.told, self.controls = [], 0
        self.worn: Look | None = None
        self.sized = app.platformName() == "offscreen"  # its screen has a size of its own

    def go_through(
        self, found: dict[str, Place], sizes: list[str], look: Look, *, over: bool, keys: bool
    ) -> None:
        """One look after the other: each is put on all pages that are kept, not only on the one in sight."""
        for name, place in found.items():
            self.stand(place)
            for size in sizes:
                self.look_at(name, size, look)
                if over:
                    self.look_over(name, place, size, look)
            if keys:
                self.stand(place)
                self.try_keys(name, self.frame)
            if place.new:
                self.cancel(name)

    def look_at(self, name: str, size: str, look: Look) -> None:
        worn = self.wear(size, look)
        rest(self.app, REST)
        self.frame.grab().save(str(self.out / f"{name}_{worn}.png"), quality=QUICK)
        self.controls += sum(1 for _ in controls(self.frame))
        self.tell(name, f"{worn}_{look.density}", self.frame)

    def look_over(self, below: str, place: Place, size: str, look: Look) -> None:
        """At what can be opened over this screen, each in a window that is already dressed."""
        worn = self.wear(size, look)
        for name, bring in SHEETS.get(below, {}).items():
            self.stand(place)  # some lead to another page
            self.bring(f"{below}：{name}", bring)
            for over in opened(self.frame)[:1] or [self.frame]:
                over.grab().save(str(self.out / f"{below}：{name}_{worn}.png"), quality=QUICK)
                self.tell(f"{below}：{name}", f"{worn}_{look.density}", over)
                if isinstance(over, QDialog):
                    self.try_keys(f"{below}：{name}", over)
            shut(self.frame)
            rest(self.app, REST)

    def stand(self, place: Place) -> None:
        self.window.go(place)
        settle(self.app, self.window)

    def cancel(self, name: str) -> None:
        """Else what is begun stands before its list in the next look."""
        try:
            by("取消")(self.window)
        except LookupError as missing:
            self.told.append([name, "", str(missing)])

    def bring(self, name: str, opening: Opening) -> None:
        try:
            opening(self.window)
        except LookupError as missing:
            self.told.append([name, "", str(missing)])
        settle(self.app, self.window)
        end = time.monotonic() + OPENS  # what is read first comes later, and some stand in the page itself
        wait(self.app, lambda: not self.is_at_work() and (stands_over(self.frame) or time.monotonic() > end))
        rest(self.app, REST)
        wait(self.app, lambda: not self.is_at_work())

    def is_at_work(self) -> bool:
        """What is being made opens by itself; what tells how far it is goes by itself too."""
        return any(isinstance(one, ProgressSheet) for one in stands_over(self.frame))

    def wear(self, size: str, look: Look) -> str:
        if self.sized:
            self.frame.resize(*map(int, size.split("x")))
        if self.worn != look:
            self.worn = look
            self.window.seat.dress(look)
        return f"{size}_{look.theme}_{look.text}"

    def tell(self, name: str, worn: str, window: QWidget) -> None:
        self.told += [[name, worn, fault] for fault in self.lasting(window)]

    def lasting(self, window: QWidget) -> list[str]:
        """What is wrong only until the page has come to rest is not."""
        if not self.wrong(window):
            return []
        rest(self.app, LONG_REST)
        return self.wrong(window)

    def wrong(self, window: QWidget) -> list[str]:
        return [*faults(window), *too_large(window, self.frame), *name_faults(window)]

    def try_keys(self, name: str, window: QWidget) -> None:
        self.told += [[name, "keys", fault] for fault in (*unmarked(window), *way_faults(window))]


def main(data: str, out: str, sizes: str, theme: str, looks: str, *names: str) -> None:
    app = application(Path(out), sizes.split(",", maxsplit=1)[0])
    with shown(app, Path(data)) as program:
        found = screens(program.window)
    wanted = [(name, place) for name, place in found.items() if not names or name in names]
    over = not names or OVER in names
    told = [] if hanzi_differ() else [["", "", "the font has no hanzi"]]
    seen = 0
    for at in range(0, len(wanted), AT_ONCE):
        here = dict(wanted[at : at + AT_ONCE])
        with shown(app, Path(data)) as program:
            walk = Walk(app, program, Path(out))
            for later, look in enumerate(looks.split(",")):
                walk.go_through(
                    here, sizes.split(","), Look(theme, *look.split("-")), over=over, keys=not later
                )
        told += walk.told
        seen += walk.controls
    sys.stdout.write(json.dumps({"controls": seen, "faults": told}, ensure_ascii=False) + "\n")


@contextmanager
def shown(app: QApplication, data: Path) -> Iterator[Program]:
    """The program, begun anew: the pages of a window are kept, and the more there are the longer each look at it takes."""
    program = Program(app, data)
    program.frame.show_remembered()
    wait(app, lambda: program.window is not None and program.window.stack.place is not None)
    settle(app, program.window)
    sys.excepthook = sys.__excepthook__  # the program has put its own there, which only logs
    if app.platformName() != "offscreen":
        program.frame.showMaximized()
    yield program
    program.frame.close()
    program.end()
    shiboken6.delete(program.frame)  # a look is put on all windows that there are
    collect()


def application(out: Path, size: str) -> QApplication:
    """On a screen of that size, where there is none: what keeps itself on the screen needs one."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
        width, height = (round(int(side) * scale) for side in size.split("x"))
        described = {"name": size, "x": 0, "y": 0, "width": width, "height": height}
        file = out / "screen.json"
        file.write_text(json.dumps({"screens": [described | _PLAIN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
    return QApplication(sys.argv[:1])


def screens(window) -> dict[str, Place]:
    """Every page of the program's own; every register as a list, with one record, and with a new one begun."""
    names = {entry.name for entry in window.entries}
    found = {entry.title: Place(entry.name) for entry in SCREENS if entry.name in names}
    found["导入台账"] = Place(IMPORT)
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
        if name in IN_STATES:
            found |= in_each_state(window.desk.store, kind)
        if name == "enterprise" and first is not None:
            found["企业页"] = Place(ENTERPRISE, first.uid)
    return found


def in_each_state(store, kind) -> dict[str, Place]:
    """The first record of each."""
    state = kind.kept[kind.chain.field]
    found = {}
    for row in store.rows(Query(kind)):
        words = state.text(row.values[state.name], store.context)
        found.setdefault(f"{kind.title}{words}", Place(kind.__tablename__, row.uid))
    return found


def settle(app, window) -> None:
    """Until what the page has asked for is answered, made and drawn."""
    for _ in range(3):
        parts = (window.stack.shown, *stands_over(window.frame))  # not all pages that are kept
        wait(
            app,
            lambda parts=parts: (
                not any(one.is_running for part in parts for one in part.findChildren(Slices))
            ),
        )
        answered = []
        window.desk.ask(lambda _: None, answered.append, window)
        window.desk.tell(lambda _: None, answered.append, window)
        wait(app, lambda answered=answered: len(answered) == 2)
        rest(app, REST)


def stands_over(frame: QWidget) -> list[QWidget]:
    """As `opened`, in no order: that goes through the whole window."""
    tip = Qt.WindowType.ToolTip
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one is not frame and one.isVisible() and one.windowType() != tip
    ]


def rest(app, seconds) -> None:
    end = time.monotonic() + seconds
    wait(app, lambda: time.monotonic() > end)


def wait(app, met) -> None:
    end = time.monotonic() + 60
    while not met():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    main(*sys.argv[1:])
