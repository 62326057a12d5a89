"""Pages and panels that are higher than their room scroll up and down, never sideways."""

import ast
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from ercheng_station.ui.labels import Label
from ercheng_station.ui.scrolled import Column, Scrolled, ScrolledPage

SCREENS = Path(__file__).parents[2] / "src" / "ercheng_station" / "ui" / "screens"


class Long(ScrolledPage):
    title = "长页"

    def build(self):
        self.open_box()
        self.box.addWidget(QLabel("一句很长的话" * 40))
        self.dress()
        yield
        for at in range(40):
            self.box.addWidget(QLabel(f"第 {at} 行"))
        self.show_all()


class Wordy(ScrolledPage):
    title = "说明页"

    def build(self):
        self.open_box()
        for _ in range(8):
            self.box.addWidget(Label("一句要换行的说明，窗口宽时只占一两行。" * 12, wraps=True))
        self.box.addStretch(1)
        self.show_all()
        yield


def test_a_page_stays_out_of_sight_until_it_all_stands(shown):
    page = shown(Long(), 300, 200)
    page.making.go_on()
    (area,) = page.findChildren(Scrolled)
    assert area.isHidden()

    page.making.finish()

    assert area.isVisible()
    assert area.accessibleName() == "长页"
    assert area.verticalScrollBar().maximum() > 0
    assert not area.horizontalScrollBar().isVisible()


def test_a_page_of_wrapped_words_ends_where_they_end(shown):
    page = Wordy()
    page.making.finish()
    shown(page, 1600, 200)

    (inside,) = page.findChildren(Column)
    last = inside.findChildren(Label)[-1].geometry().bottom()

    assert inside.height() - last <= 16 + 1


def test_a_panel_takes_the_width_there_is(shown):
    inside = QWidget()

    panel = shown(Scrolled(inside, "企业情况"), 300, 200)

    assert inside.width() == panel.viewport().width()


def test_no_screen_makes_a_scroll_area_of_its_own():
    named = {
        f"{source.name}:{node.lineno}"
        for source in SCREENS.glob("*.py")
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == "QScrollArea"
    }

    assert named == set()
