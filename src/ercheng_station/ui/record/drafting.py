"""Keeps what is being typed on disk, and offers it back: no typed word is ever lost."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.changes import new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.store import Store
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label

PAUSE_MS = 700
"""From a keystroke to the writing: well under the two seconds that are promised."""


class DraftKeeper(QObject):
    """Belongs to one form and goes with it. `take` gives its snapshot, or None while nothing needs keeping."""

    kept = Signal()
    """What was typed until now is on disk."""

    def __init__(
        self,
        desk: Desk,
        kind: type[Any],
        take: Callable[[], dict[str, Any] | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._take = desk, kind, take
        self.uid = self.act = new_uid()
        self.base: UUID | None = None
        self.label = ""
        self._written = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._write)

    def begin(self, uid: UUID | None = None, base: UUID | None = None, label: str = "") -> None:
        """Another record is typed from now on, a new one without `uid`; the act that will save it has its id."""
        self.flush()
        self.uid, self.act, self.base, self.label = uid or new_uid(), new_uid(), base, label
        self._written = False

    def resume(self, draft: Draft) -> None:
        self.flush()
        self.uid, self.act, self.base = draft.uid, draft.act, draft.base_revision
        self.label = str(draft.body.get("label", ""))
        self._written = True

    def note(self) -> None:
        """Something was typed. The timer is not begun anew, so that who never pauses is safe too."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Writes now what waits to be written."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def drop(self) -> None:
        """It is saved, or given up."""
        self._timer.stop()
        if self._written:
            key = self._key
            self._written = False
            self._desk.tell(lambda store: store.drafts.drop(key), lambda _: None, self)

    @property
    def _key(self) -> str:
        return f"{self._kind.__tablename__}/{self.uid}"

    def _write(self) -> None:
        snapshot = self._take()
        if snapshot is None:
            self.drop()
            return
        self._written = True
        body = {"form": snapshot, "label": self.label, "at": datetime.now(UTC).isoformat()}
        key, act, kind, uid, base = self._key, self.act, self._kind.__tablename__, self.uid, self.base
        self._desk.tell(
            lambda store: store.drafts.put(Draft(key, act, kind, uid, base, store.actor, body)),
            lambda _: self.kept.emit(),
            self,
        )


def waiting(store: Store, kind: str = "") -> list[Draft]:
    """The drafts of whoever works now, the latest first; one whose act is in history was saved and is dropped."""
    found = []
    for draft in store.drafts.all():
        if draft.person != store.actor or (kind and draft.kind != kind):
            continue
        if store.has_acted(draft.act):
            store.drafts.drop(draft.key)
        else:
            found.append(draft)
    return found[::-1]


def told(draft: Draft, title: str, now: datetime) -> str:
    """有一份未保存的企业走访（3 分钟前）."""
    name = str(draft.body.get("label", "")) or f"新增的{title}"
    return f"有一份未保存的{name}（{ago(str(draft.body.get('at', '')), now)}）"


def ago(written: str, now: datetime) -> str:
    try:
        minutes = int((now - datetime.fromisoformat(written)).total_seconds()) // 60
    except ValueError:
        return "时间不详"
    if minutes < 1:
        return "刚才"
    if minutes < 60:
        return f"{minutes} 分钟前"
    return f"{minutes // 60} 小时前" if minutes < 24 * 60 else f"{minutes // 1440} 天前"


class DraftOffers(QWidget):
    """One line for each draft that waits: go on with it, or give it up. Takes no room without drafts."""

    resumed = Signal(object)
    """Draft."""

    def __init__(self, desk: Desk, titles: dict[str, str]) -> None:
        super().__init__()
        self._desk, self._titles = desk, titles
        self._open: UUID | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._lines: dict[str, _Line] = {}
        self.hide()

    def look(self, kind: str = "", without: UUID | None = None) -> None:
        """Asks which drafts wait; `without` is the record that is being typed just now."""
        self._desk.ask(
            lambda store: [one for one in waiting(store, kind) if one.uid != without], self.show_drafts, self
        )

    def show_drafts(self, drafts: list[Draft]) -> None:
        for line in self._lines.values():
            line.deleteLater()
        self._lines = {}
        now = datetime.now(UTC)
        for draft in drafts[:3]:
            line = _Line(told(draft, self._titles.get(draft.kind, "记录"), now))
            line.go_on.connect(lambda one=draft: self._take(one))
            line.give_up.connect(lambda one=draft: self._drop(one))
            self._lines[draft.key] = line
            self._box.addWidget(line)
        self.setVisible(bool(drafts))

    def words(self) -> list[str]:
        return [line.words for line in self._lines.values()]

    def _take(self, draft: Draft) -> None:
        self._remove(draft.key)
        self.resumed.emit(draft)

    def _drop(self, draft: Draft) -> None:
        self._remove(draft.key)
        self._desk.tell(lambda store: store.drafts.drop(draft.key), lambda _: None, self)

    def _remove(self, key: str) -> None:
        line = self._lines.pop(key, None)
        if line is not None:
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))


class _Line(QFrame):
    go_on = Signal()
    give_up = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.setProperty("surface", "notice")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 8, 4)
        line.setSpacing(8)
        mark = Label()
        mark.setPixmap(pixmap("history", "warn", 16))
        line.addWidget(mark)
        line.addWidget(Label(words), 1)
        line.addWidget(Button("放弃", "link").on(self.give_up.emit))
        line.addWidget(Button("继续填写").on(self.go_on.emit))
