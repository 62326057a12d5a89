"""Keeps what is being typed on disk, and offers it back: no typed word is ever lost."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.changes import new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.lock import login
from ercheng_station.db.store import Store
from ercheng_station.errors import printable
from ercheng_station.records.fields import Field, Text
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Eliding, Label

PAUSE_MS = 700
"""From a keystroke to the writing: well under the two seconds that are promised."""


MORE = "+"
"""Under which a snapshot holds what was typed beside the record's own fields."""
_SHOWN, _WORDS = 2, 18


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
    """The drafts of whoever works now, the latest first; one whose act is in history was saved and is dropped.

    What was typed before anybody said who works here is offered to everybody: else it would be lost from sight.
    """
    found, people = [], (store.actor, login())
    for draft in store.drafts.all():
        if draft.person not in people or (kind and draft.kind != kind):
            continue
        if store.has_acted(draft.act):
            store.drafts.drop(draft.key)
        else:
            found.append(draft)
    return found[::-1]


def told(draft: Draft, title: str, now: datetime, fields: Mapping[str, Field] = MappingProxyType({})) -> str:
    """没保存的企业走访：鄂州市宏达精密有限公司（3 分钟前）. `fields` tell words from codes and days."""
    name = str(draft.body.get("label", "")) or f"新增{title}"
    about = _about(draft.body.get("form", {}), fields)
    what = f"{name}：{about}" if about and about not in name else name
    return printable(f"没保存的{what}（{ago(str(draft.body.get('at', '')), now)}）")


def _about(form: Mapping[str, Any], fields: Mapping[str, Field]) -> str:
    """Its own name, else the record it points to or those typed along, else what was typed: long text first.

    What stays from one record to the next comes last.
    """
    links = {
        name: state["title"] for name, state in form.items() if isinstance(state, dict) and "title" in state
    }
    stays = {name for name in links if name in fields and fields[name].pinned}
    titles = [form["name"] if isinstance(form.get("name"), str) else ""]
    titles += [title for name, title in links.items() if name not in stays]
    titles.append("、".join(_named_along(form.get(MORE, {}))))
    texts = [(fields.get(name), state) for name, state in form.items() if isinstance(state, str)]
    words = [
        (field.pinned, -field.lines, state) if isinstance(field, Text) else (False, -1, state)
        for field, state in texts
        if isinstance(field, Text) or (field is None and not state.isascii())
    ]
    words.sort(key=itemgetter(0, 1))
    pinned = [links[name] for name in stays]
    first = next((one for one in (*titles, *(state.strip() for *_, state in words), *pinned) if one), "")
    line = " ".join(str(first).split())
    return line if len(line) <= _WORDS else f"{line[:_WORDS]}…"


def _named_along(more: Mapping[str, Any]) -> Iterator[str]:
    """Of the parts that a hand-made form takes in with its record."""
    for parts in more.values():
        for part in parts.values() if isinstance(parts, dict) else ():
            name = part.get("name") if isinstance(part, dict) else None
            if isinstance(name, str) and name.strip():
                yield name.strip()


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
    """A line for each of the last drafts that wait: go on with it, or give it up. Takes no room without drafts."""

    resumed = Signal(object)
    """Draft."""

    def __init__(self, desk: Desk, titles: dict[str, str]) -> None:
        super().__init__()
        self._desk, self._titles = desk, titles
        self._fields = {kind.__tablename__: kind.kept for kind in desk.kinds}
        self._drafts: list[Draft] = []
        self._all = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._lines: dict[str, _Line] = {}
        self.more = Button("", "link").on(self._show_all)
        self._box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def look(self, kind: str = "", without: UUID | None = None) -> None:
        """Asks which drafts wait; `without` is the record that is being typed just now."""
        self._desk.ask(
            lambda store: [one for one in waiting(store, kind) if one.uid != without], self.show_drafts, self
        )

    def show_drafts(self, drafts: list[Draft]) -> None:
        for line in self._lines.values():
            line.hide()
            line.deleteLater()
        self._drafts, now = list(drafts), datetime.now(UTC)
        shown = self._drafts if self._all else self._drafts[:_SHOWN]
        self._lines = {draft.key: self._line(draft, now) for draft in shown}
        left = len(self._drafts) - len(shown)
        self.more.setText(f"还有 {left} 份没保存的内容")
        self.more.setVisible(left > 0)
        self.setVisible(bool(drafts))

    def words(self) -> list[str]:
        return [line.words for line in self._lines.values()]

    def _line(self, draft: Draft, now: datetime) -> "_Line":
        fields = self._fields.get(draft.kind, {})
        line = _Line(told(draft, self._titles.get(draft.kind, "记录"), now, fields))
        line.go_on.connect(lambda: self._take(draft))
        line.give_up.connect(lambda: self._drop(draft))
        self._box.insertWidget(self._box.count() - 1, line)
        return line

    def _show_all(self) -> None:
        self._all = True
        self.show_drafts(self._drafts)

    def _take(self, draft: Draft) -> None:
        self._remove(draft)
        self.resumed.emit(draft)

    def _drop(self, draft: Draft) -> None:
        self._remove(draft)
        self._desk.tell(lambda store: store.drafts.drop(draft.key), lambda _: None, self)

    def _remove(self, draft: Draft) -> None:
        self.show_drafts([one for one in self._drafts if one.key != draft.key])


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
        told = Eliding("")
        told.say(words)
        line.addWidget(told, 1)
        line.addWidget(Button("放弃", "link").on(self.give_up.emit))
        line.addWidget(Button("继续填写").on(self.go_on.emit))
