"""Long work runs beside the window, can be stopped, and answers on the window's thread."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QProgressBar, QWidget

from ercheng_station.errors import Cancelled, UserError
from ercheng_station.ui.messages import Message
from ercheng_station.ui.task import ProgressSheet, run_task


@pytest.fixture
def window(shown):
    return shown(QWidget(), 600, 400)


def waiting(gate, steps, report):
    """Works step by step until the gate opens."""
    for step in range(steps):
        report(step, steps)
        gate.wait(0.02)
    return steps


def test_the_answer_comes_on_the_windows_thread(window, qtbot, qapp):
    answers = []

    def job(report):
        report(1, 1)
        return threading.current_thread() is threading.main_thread()

    run_task(
        window, "导出", job, lambda answer: answers.append((answer, QThread.currentThread() is qapp.thread()))
    )

    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(False, True)]
    assert window.findChildren(ProgressSheet) == []


def test_long_work_shows_how_far_it_is_and_leaves_the_window_alive(window, qtbot):
    done, gate = [], threading.Event()
    run_task(window, "导入台账", partial(waiting, gate, 500), done.append)

    qtbot.waitUntil(lambda: bool(window.findChildren(ProgressSheet)))
    sheet = window.findChild(ProgressSheet)
    qtbot.waitUntil(lambda: sheet.findChild(QProgressBar).maximum() == 500)
    assert sheet.windowTitle() == "导入台账"

    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == [500]
    qtbot.waitUntil(lambda: window.findChildren(ProgressSheet) == [])


def test_stop_ends_the_work_and_calls_nobody(window, qtbot):
    done, failed, gate = [], [], threading.Event()
    task = run_task(window, "导入台账", partial(waiting, gate, 5000), done.append, failed.append)
    qtbot.waitUntil(lambda: bool(window.findChildren(ProgressSheet)))

    with qtbot.waitSignal(task.stopped):
        window.findChild(ProgressSheet).reject()

    assert (done, failed) == ([], [])
    qtbot.waitUntil(lambda: window.findChildren(ProgressSheet) == [])


def test_an_error_is_handed_over_on_the_windows_thread(window, qtbot, qapp):
    failed = []

    def job(report):
        raise Refusal

    run_task(
        window, "导出", job, lambda _: None, lambda error: failed.append((error, QThread.currentThread()))
    )

    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0][0], Refusal)
    assert failed[0][1] is qapp.thread()


def test_an_error_nobody_takes_is_shown(window, qtbot, caplog):
    def job(report):
        raise Refusal

    run_task(window, "导出", job, lambda _: None)

    qtbot.waitUntil(lambda: bool(window.findChildren(Message)))
    window.findChild(Message).accept()


def test_a_job_that_gives_up_by_itself_is_no_error(window, qtbot):
    failed = []

    def job(report):
        raise Cancelled

    task = run_task(window, "导出", job, lambda _: None, failed.append)
    qtbot.waitSignal(task.stopped).wait()

    assert failed == []


def test_nobody_is_called_after_the_page_is_gone(qtbot, qapp):
    page, done, gate = QWidget(), [], threading.Event()
    ended = threading.Event()

    def job(report):
        gate.wait(5)
        report(1, 1)
        ended.set()

    task = run_task(page, "导出", job, done.append)
    task.progress.connect(lambda *how_far: done.append(how_far))
    page.deleteLater()
    del page
    qapp.processEvents()
    gate.set()
    qtbot.waitUntil(ended.is_set)
    qtbot.wait(50)

    assert done == []


def test_reports_are_thinned_out(window, qtbot):
    seen, done = [], []

    def job(report):
        for step in range(1, 100_001):
            report(step, 100_000)

    task = run_task(window, "导出", job, lambda _: done.append(True))
    task.progress.connect(lambda step, total: seen.append(step))
    qtbot.waitUntil(lambda: bool(done))

    assert len(seen) < 1000
    assert seen[-1] == 100_000


class Refusal(UserError):
    def __init__(self):
        Exception.__init__(self)
        self.no, self.what, self.safe, self.do = "E1", "不能导出。", "数据没有改动。", "请换一个文件夹。"
