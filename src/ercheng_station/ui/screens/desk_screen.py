"""工作台: what is due, this month's figures against last year's, who is not yet visited, the last backup."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit

from ercheng_station.db.drafts import Draft
from ercheng_station.records.dates import weekday
from ercheng_station.records.enterprise import EnterpriseListing
from ercheng_station.services.due import Due
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import AT_NEXT, DRAFT, Desk, Place
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.filters import ROWS, Rows
from ercheng_station.ui.record.drafting import DraftOffers
from ercheng_station.ui.record.step_form import drafts_of, register_of
from ercheng_station.ui.screens.desk_cards import ChartView, DueList, TileCard, title_of
from ercheng_station.ui.screens.desk_facts import Facts, Tile, read_facts
from ercheng_station.ui.screens.desk_matters import matters_of
from ercheng_station.ui.screens.reach_sheet import show_reach
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.scrolled import ScrolledPage
from ercheng_station.ui.shell_titles import NEW_YEAR

_NARROW = 960
_TILE_GAP = 12
_OLD_BACKUP = 7
_SHOWN = 12


class DeskScreen(ScrolledPage):
    title = "工作台"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._matters = matters_of(desk.unit.profile)
        self._facts: Facts | None = None
        self._arrived = False
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self._day = Label(tone="quiet")
        self._tiles = [TileCard() for _ in self._matters.tiles]
        yield
        self._due_count, self._due = Label(tone="quiet"), DueList(self._open)
        self._nothing_due = Label(tone="quiet")
        self._visits, self._topics = ChartView(170), ChartView(150)
        self._coverage, self._missing = Label(tone="heading"), Label(tone="quiet", wraps=True)
        self._backup = Label(tone="quiet", wraps=True)
        self._no_calendar, self._left_open = Label(tone="warn", wraps=True), Label(tone="warn", wraps=True)
        self._carry_over = Button("年度结转", "link", "calendar").on(partial(self._desk.go, NEW_YEAR))
        titles = {kind.__tablename__: kind.one for kind in self._desk.kinds}
        steps = {drafts_of(kind).__tablename__: f"{kind.one}办理" for kind in self._desk.kinds if kind.chain}
        self.offers = DraftOffers(self._desk, {**titles, **steps})
        self.offers.resumed.connect(self._resume)
        yield
        yield from self._lay_out()
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds}, backups=True)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(read_facts, self._show, self)

    def show_place(self, place: Place) -> None:
        """What is due has the focus, so that one key opens the most urgent."""
        self._arrived = True
        self.offers.look()
        self._take_focus()

    def resizeEvent(self, event: object) -> None:
        if self.making.is_done:
            self._arrange()

    def _take_focus(self) -> None:
        if self._arrived and self._facts and self._facts.due and self.isVisible():
            self._arrived = False
            if not isinstance(QApplication.focusWidget(), QLineEdit):  # somebody searches meanwhile
                self._due.setFocus()

    def _lay_out(self) -> Iterator[None]:
        self.open_box()
        self.box.addLayout(self._head())
        self.box.addWidget(self.offers)
        yield
        self.box.addLayout(self._figures())
        self.dress()
        yield
        listed = EnterpriseListing in self._desk.kinds
        self._parts = (
            self._due_card(),
            self._chart_card(self._matters.monthly_title, self._visits),
            *((self._coverage_card(),) if listed else ()),
            self._chart_card(self._matters.ranking.title, self._topics),
            self._backup_card(),
        )
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.box.addLayout(self._grid, 1)
        self._arrange()
        for part in self._parts:
            yield
            part.ensurePolished()
        yield
        self.show_all()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("工作台", "title"))
        row.addWidget(self._day)
        row.addStretch(1)
        *others, (kind, words) = self._matters.first
        for name, label in others:
            button = Button(label, symbol="message-plus")
            self._desk.offer("write", button)
            row.addWidget(button.on(partial(self._desk.go, name, new=True)))
        first = Button(words, "primary", "plus").on(partial(self._desk.go, kind, new=True))
        self._desk.offer("write", first)
        row.addWidget(first)
        return row

    def _figures(self) -> QGridLayout:
        self._tile_grid = QGridLayout()
        self._tile_grid.setSpacing(_TILE_GAP)
        for at, tile in enumerate(self._tiles):
            tile.on(partial(self._open_rows, at))
        self._arrange_tiles()
        return self._tile_grid

    def _arrange_tiles(self) -> None:
        """Side by side where their words have room, else in two lines."""
        shown = len(self._facts.tiles) if self._facts else len(self._tiles)
        widest = max(tile.sizeHint().width() for tile in self._tiles[:shown])
        edges = self._tile_grid.contentsRect().width() or self.width()
        fits = shown * (widest + _TILE_GAP) - _TILE_GAP <= edges
        across = shown if fits else (shown + 1) // 2
        for at, tile in enumerate(self._tiles):
            self._tile_grid.addWidget(tile, at // across, at % across)
        for column in range(len(self._tiles)):
            self._tile_grid.setColumnStretch(column, 1 if column < across else 0)

    def _due_card(self) -> Card:
        card = Card("到期和逾期")
        card.box.addWidget(self._due_count)
        for label in (self._no_calendar, self._left_open):
            card.box.addWidget(label)
            label.speak("")
        card.box.addWidget(self._carry_over, 0, Qt.AlignmentFlag.AlignLeft)
        self._carry_over.hide()
        card.box.addWidget(self._nothing_due)
        card.box.addWidget(self._due, 1)
        card.box.addStretch(0)
        self._due.setMinimumHeight(220)
        return card

    def _chart_card(self, name: str, chart: ChartView) -> Card:
        card = Card(name)
        card.box.addWidget(chart)
        card.box.addStretch(1)
        return card

    def _coverage_card(self) -> Card:
        card = Card("年度走访名单")
        for label in (self._coverage, self._missing):
            card.box.addWidget(label)
        more = Button("按乡镇和行业看", "link", "list-details").on(lambda: show_reach(self, self._desk))
        card.box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addStretch(1)
        return card

    def _backup_card(self) -> Card:
        card = Card("备份")
        card.box.addWidget(self._backup)
        link = Button("备份检查", "link", "shield-check").on(lambda: self._desk.go("care"))
        card.box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addStretch(1)
        return card

    def _arrange(self) -> None:
        """The list of due matters on the left, the rest beside it; on a narrow screen below each other."""
        self._arrange_tiles()
        due, *others = self._parts
        narrow = self.width() < _NARROW
        for part in self._parts:
            self._grid.removeWidget(part)
        if narrow:
            self._grid.addWidget(due, 0, 0, 1, 2)
            for at, part in enumerate(others):
                self._grid.addWidget(part, 1 + at // 2, at % 2)
        else:
            self._grid.addWidget(due, 0, 0, len(others) + 1, 1)
            for row, part in enumerate(others):
                self._grid.addWidget(part, row, 1)
        self._grid.setRowStretch(len(others), 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    def _show(self, facts: Facts) -> None:
        self._facts = facts
        self._day.setText(f"{facts.today.isoformat()} {weekday(facts.today)}")
        for card in self._tiles[len(facts.tiles) :]:
            card.hide()
        for card, tile in zip(self._tiles, facts.tiles, strict=False):
            card.show_tile(tile)
        self._arrange_tiles()
        overdue = sum(one.overdue for one in facts.due)
        self._due_count.speak(
            f"逾期 {overdue} 件，近期到期 {len(facts.due) - overdue} 件。按 Enter 打开。" if facts.due else ""
        )
        self._no_calendar.speak(facts.missing)
        self._left_open.speak(f"{facts.left_open}年度还没有结转。" if facts.left_open else "")
        self._carry_over.setVisible(facts.left_open is not None)
        self._due.setVisible(bool(facts.due))
        self._due.fill(facts.due)
        self._nothing_due.speak("" if facts.due else "近期没有到期的事。")
        self._visits.show_chart(facts.visits, f"{self._matters.monthly_title}次数，今年与去年")
        self._topics.show_chart(facts.topics, self._matters.ranking.title)
        self._show_coverage(facts)
        self._take_focus()

    def _show_coverage(self, facts: Facts) -> None:
        found = facts.coverage
        if found.rate is None:
            self._coverage.setText("还没有年度走访名单")
            self._missing.setText(
                "在“更多”下的“企业名单”里登记今年应走访的企业，这里就会显示走访了多少、还差哪些。"
            )
        else:
            self._coverage.setText(f"已走访 {found.visited} / {found.listed} 家（{found.rate:g}%）")
            more = f" 等 {len(found.missing)} 家" if len(found.missing) > _SHOWN else ""
            self._missing.setText(
                f"还没走访：{'、'.join(found.missing[:_SHOWN])}{more}"
                if found.missing
                else "名单上的企业今年都走访过了。"
            )
        self._backup.setText(_backup_words(facts.backup, facts.today))
        self._backup.retone(
            "quiet" if facts.backup and (facts.today - facts.backup).days <= _OLD_BACKUP else "warn"
        )

    def _open(self, due: Due) -> None:
        if due.given is not None:
            self._desk.go(due.kind.__tablename__, new=True, given=dict(due.given))
            return
        self._desk.go(due.kind.__tablename__, due.uid, given={AT_NEXT: True})

    def _resume(self, draft: Draft) -> None:
        register = register_of(draft)
        if register != draft.kind:
            self._desk.go(register, draft.uid)  # offered there again, beside the record it belongs to
        else:
            self._desk.go(draft.kind, given={DRAFT: draft})

    def _open_rows(self, at: int) -> None:
        if self._facts:
            tile: Tile = self._facts.tiles[at]
            query = tile.indicator.rows(tile.period)
            self._desk.go(query.kind.__tablename__, given={ROWS: Rows.of(title_of(tile), query)})


def _backup_words(on: date | None, today: date) -> str:
    if on is None:
        return "还没有备份。建议现在备份一次，并在 U 盘上另存一份。"
    days = (today - on).days
    return f"最近一次备份：{on.isoformat()}（{'今天' if days == 0 else f'{days} 天前'}）"
