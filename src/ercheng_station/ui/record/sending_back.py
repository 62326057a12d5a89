"""Sends a record back to the unit that keeps it: what is to be changed is asked, and goes into the next receipt."""

from PySide6.QtWidgets import QWidget

from ercheng_station.exchange.bundle.remarks import send_record_back
from ercheng_station.ui.asking import Asked, ask_words
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.reading import Told


def ask_remark(parent: QWidget, desk: Desk, told: Told) -> Asked:
    explains = ("这条记录不改动，意见写进给登记单位的下一份回执；对方改好重新上报以后，意见自动结束。",)

    def send_back(why: str) -> None:
        desk.perform(lambda store: send_record_back(store, told.kind, told.row.uid, why), parent)

    return ask_words(parent, f"“{told.row.label}”要改什么", explains, "退回", send_back)
