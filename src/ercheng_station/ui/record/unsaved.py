"""What is typed and not saved yet: leaving it, giving it up, and why it could not be saved, at its fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ercheng_station.errors import Refused
from ercheng_station.records.base import Faults
from ercheng_station.ui import ime
from ercheng_station.ui.form import Form
from ercheng_station.ui.messages import ask, show_error
from ercheng_station.ui.record.drafting import DraftKeeper


class Unsaved(QWidget):
    """A form with its draft; while one save is under way no other begins."""

    closed = Signal()
    """Put away: saved, given up, or nothing was typed."""
    form: Form
    _draft: DraftKeeper
    _saving = False

    def dirty(self) -> bool:
        return self.form.dirty()

    def leave(self) -> None:
        """What is being composed counts as typed, and all of it is on its way to the disk."""
        ime.commit()
        self._draft.flush()

    def cancel(self) -> None:
        """Gives up what was typed, asking first if there is anything."""
        ime.commit()
        if self.dirty():
            words = "放弃还没有保存的内容？"
            ask(self, words, "放弃后这次填写的内容不再保留。", "放弃", self._put_away)
        else:
            self._put_away()

    def _begin_saving(self) -> bool:
        if self._saving:
            return False
        self._draft.note()
        self._draft.flush()
        self._saving = True
        self.form.status.setText("正在保存…")
        return True

    def _fail(self, error: Exception) -> None:
        self._saving = False
        self.form.status.setText("没有保存")
        if isinstance(error, Refused):
            self._refuse(Faults(hard=error.faults))
        else:
            show_error(self, error)

    def _refuse(self, faults: Faults) -> None:
        self._saving = False
        self.form.show_faults(faults.hard, faults.soft)
        elsewhere = [why for name, why in faults.hard.items() if name not in self.form.cells]
        self.form.status.setText("；".join(elsewhere) or f"有 {len(faults.hard)} 处要改正，改好后再保存")

    def _put_away(self) -> None:
        self._draft.drop()
        self.form.settle()
        self.closed.emit()
