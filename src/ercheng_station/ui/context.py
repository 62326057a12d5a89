"""What every page of the window is given: the store behind two threads, and word of what has changed."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from ercheng_station.errors import Cancelled

if TYPE_CHECKING:  # the first paint must not wait for the store's libraries
    from ercheng_station.db.acts import Unit
    from ercheng_station.db.changes import Act, Change
    from ercheng_station.db.store import Store
    from ercheng_station.records.base import Record
    from ercheng_station.records.fields import Context as FieldContext
    from ercheng_station.ui.buttons import Barred

T = TypeVar("T")
Then = Callable[[Any], None]
AT_NEXT = "at_next"
"""Given with a record to open: the focus goes to its next step."""
PART = "part"
"""Given with the uid of a record that is a part of another one, to its owner's page: the kind of that part."""
PARTS = "parts"
"""Given with a new record: what begins as a part of it, as (kind, values)."""
FILE, TEXT, KIND = "file", "text", "kind"
"""Given with the import page: a path, or a block from the clipboard; and the register it is for."""
DRAFT = "draft"
"""Given with a register: the Draft to go on with."""


@dataclass(frozen=True)
class Place:
    """Somewhere in the window: a register (`kind`) or a screen by name, a record in it, or a new one begun."""

    name: str
    uid: Any = None
    new: bool = False
    given: dict[str, Any] = field(default_factory=dict)  # raw values for a new record, or filters of a list


class Desk(QObject):
    """The window's thread holds no connection: it asks, and is answered on its own thread."""

    changed = Signal(str, object)  # kind, uid: open pages ask again
    acted = Signal(object)  # Act, for 撤销
    saved = Signal(str)  # 已保存 泽林ZF2026-0012: told once the store has said so, with 撤销 beside it
    backed_up = Signal(str)  # 已备份并核对 …: no act, so there is nothing to take back
    said = Signal(str)  # something else was done that is no act
    failed = Signal(object)  # an exception that no caller took
    went = Signal(object)  # Place
    seated = Signal()  # somebody else works, or what they may do and how the store is protected has changed
    restart_asked = Signal()  # a restore lies ready, which the next opening puts in place
    closing = Signal()  # the last moment for threads of one's own
    _answered = Signal(object)

    def __init__(self, store: "Store") -> None:
        super().__init__()
        self.store = store
        self.unit: Unit = store.unit
        self.kinds: list[type[Record]] = store.kinds
        self.fields: FieldContext = store.context
        self._readers = ThreadPoolExecutor(1, "reader")
        self._writers = ThreadPoolExecutor(1, "writer")
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def may(self, right: str) -> bool:
        """Whether whoever works may do it: a right of resources/permissions.csv."""
        return self.store.accounts.may(right)

    def offer(self, right: str, *buttons: "Barred") -> None:
        """What whoever works may not do is not offered; the store would refuse it anyway."""
        if not self.may(right):
            for one in buttons:
                one.bar()

    def ask(
        self,
        job: Callable[["Store"], T],
        then: Callable[[T], None],
        owner: QObject,
        failed: Then | None = None,
    ) -> None:
        """Run `job` beside the window; `then` gets the answer unless `owner` is gone by then."""
        self._hand_over(self._readers, job, then, owner, failed)

    def tell(
        self,
        job: Callable[["Store"], T],
        then: Callable[[T], None],
        owner: QObject,
        failed: Then | None = None,
    ) -> None:
        """As `ask`, in the order given, for what writes (drafts, preferences, attachments)."""
        self._hand_over(self._writers, job, then, owner, failed)

    def act(
        self, label: str, changes: Sequence["Change"], owner: QObject,
        then: Callable[["Act"], None] | None = None, failed: Then | None = None,
    ) -> None:  # fmt: skip
        """Save; every page hears of it before `then` is called."""
        self.perform(lambda store: store.act(label, changes), owner, then, failed)

    def perform(
        self, job: Callable[["Store"], "Act"], owner: QObject,
        then: Callable[["Act"], None] | None = None, failed: Then | None = None,
    ) -> None:  # fmt: skip
        """As `act`, where what is saved is only known to the job."""
        self._hand_over(self._writers, job, self._told(then), owner, failed)

    def undo(self, owner: QObject, failed: Then | None = None) -> None:
        self.perform(lambda store: store.undo(), owner, None, failed)

    def go(
        self, name: str, uid: Any = None, *, new: bool = False, given: dict[str, Any] | None = None
    ) -> None:
        self.went.emit(Place(name, uid, new, given or {}))

    def hear_of(self, act: "Act") -> None:
        """Every page is told of an act that a thread of one's own has done."""
        self._told(None)(act)

    def leave(self) -> None:
        """Nobody is answered or told any longer; what was handed over is still written, and the store stays open."""
        if not self._closed:
            self.closing.emit()
        self._closed = True
        self.blockSignals(True)
        self._writers.shutdown(wait=False)
        self._readers.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """Wait for what is being written, then let go of the data folder."""
        self.leave()
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.store.close()

    def follow(self, before: "Desk") -> None:
        """What was handed over to a desk that was left is written first."""
        self._writers.submit(before._writers.shutdown)  # noqa: SLF001  one of its own kind

    def _told(self, then: Callable[["Act"], None] | None) -> Callable[["Act"], None]:
        def tell(act: "Act") -> None:
            self.unit, self.fields = self.store.unit, self.store.context
            for touched in act.touched:
                self.changed.emit(touched.kind, touched.uid)
            self.acted.emit(act)
            if then:
                then(act)

        return tell

    def _hand_over(self, thread: ThreadPoolExecutor, *asked: Any) -> None:
        """What is asked once the window is closed has nobody left to see the answer."""
        if not self._closed:
            thread.submit(self._run, *asked)

    def _run(self, job: Callable[["Store"], Any], then: Then, owner: QObject, failed: Then | None) -> None:
        try:
            answer = job(self.store)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001  handed to the window, not swallowed
            self._answered.emit((failed or self.failed.emit, error, owner))
        else:
            self._answered.emit((then, answer, owner))

    @Slot(object)
    def _deliver(self, answer: tuple[Then, Any, QObject]) -> None:
        then, value, owner = answer
        if not self._closed and shiboken6.isValid(owner):
            then(value)
