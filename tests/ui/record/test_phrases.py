"""Standing phrases: those of the field first, put in at the cursor, and the chosen words kept as another."""

import pytest
from PySide6.QtWidgets import QMenu

from ercheng_station.db.changes import Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.records.need import Need
from ercheng_station.records.office import Phrase
from ercheng_station.ui.record.form import RecordForm
from tests.ui.typing_in import write


@pytest.fixture
def form(qtbot, shown, desk, practice_store):
    gone = [Remove(Phrase, row.uid, "练习") for row in practice_store.rows(Query(Phrase))]
    phrases = [("措施", "联系⟦服务机构⟧上门"), (None, "处处可用"), ("走访内容", "只用于走访")]
    new = [Create(Phrase, {"place": place, "words": words}) for place, words in phrases]
    practice_store.act("常用语", [*gone, *new])
    made = shown(RecordForm(Need, desk), 900, 640)
    made.begin()
    made.form.input("measures").focus_first()
    return made


def offered(qtbot, form):
    form.form.phrases_asked.emit("measures")
    qtbot.waitUntil(lambda: bool(menus(form)))
    return menus(form)[0]


def menus(form):
    return [menu for menu in form.form.input("measures").findChildren(QMenu) if menu.isVisible()]


def words(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_the_fields_own_phrases_come_first_and_others_of_no_field(qtbot, form):
    menu = offered(qtbot, form)

    assert words(menu) == ["&1  联系⟦服务机构⟧上门", "&2  处处可用", "把选中的文字存为常用语"]
    menu.close()


def test_a_phrase_is_put_in_and_its_first_blank_chosen(qtbot, form):
    menu = offered(qtbot, form)

    menu.actions()[0].trigger()
    menu.close()

    lines = form.form.input("measures").lines
    assert lines.toPlainText() == "联系⟦服务机构⟧上门"
    assert lines.textCursor().selectedText() == "⟦服务机构⟧"


def test_chosen_words_are_kept_as_a_phrase_of_the_field(qtbot, form, desk):
    write("已电话告知企业")
    form.form.input("measures").lines.selectAll()
    menu = offered(qtbot, form)

    with qtbot.waitSignal(desk.acted) as acted:
        menu.actions()[-1].trigger()
    menu.close()

    kept = next(desk.store.rows(Query(Phrase)))
    assert (kept.values["place"], kept.values["words"]) == ("措施", "已电话告知企业")
    assert acted.args[0].label == "新增常用语 已电话告知企业"


def test_nothing_chosen_keeps_nothing(qtbot, form):
    menu = offered(qtbot, form)

    assert not menu.actions()[-1].isEnabled()
    menu.close()
