"""A table let go over the window is brought in, whatever page is in sight; other files go where they went before."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTableView, QVBoxLayout, QWidget

from ercheng_station.ui.dropping import TABLES, FileDrop


def let_go(widget, *paths):
    """As the window system does it: what the widget does not take goes to those around it. Whether it was taken."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    told = (Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target = widget
    while target is not None and not target.acceptDrops():
        target = target.parentWidget()
    entered = QDragEnterEvent(QPoint(5, 5), *told)
    QApplication.sendEvent(target, entered)
    if entered.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPoint(5, 5).toPointF(), *told))
    return entered.isAccepted()


def test_a_table_over_a_list_reaches_the_window_and_another_file_does_not(shown):
    window, taken = QWidget(), []
    view = QTableView(window)
    QVBoxLayout(window).addWidget(view)
    drop = FileDrop(window, taken.append, TABLES)
    shown(window, 400, 300)

    assert let_go(view.viewport(), Path("走访.XLSX"), Path("b.csv"))
    assert not let_go(view.viewport(), Path("照片.jpg"))

    assert taken == [Path("走访.XLSX")]
    assert drop.parent() is window
