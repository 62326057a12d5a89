"""故障信息: it tells versions, sizes and counts; no word typed by people is in it, however it came to be near."""

import logging

import pytest

from ercheng_station import log
from ercheng_station.db.changes import Alter, Create, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.db.upgrade import HEAD
from ercheng_station.errors import UserError
from ercheng_station.records.base import typed
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Text
from ercheng_station.records.office import Setting
from ercheng_station.records.station import Station
from ercheng_station.services.creating import created
from ercheng_station.services.trouble_report import last_lines, trouble_report
from tests.founding import founded

WORDS = ("丙午探鸟", "Canarybird", "canarysong77")
"""Chinese, and such as the log lets pass."""


@pytest.fixture
def closed_log():
    yield
    log.stop()


@pytest.fixture
def store(tmp_path):
    unit = {"name": f"{WORDS[0]}{WORDS[1]}工作站", "short_name": WORDS[0], "kind": "office"}
    with founded(tmp_path / f"{WORDS[1]} {WORDS[0]}" / "数据", unit) as made:
        made.actor = WORDS[0]
        yield made


def fill(store):
    """The words in every text of a firm, in the unit, settings, drafts, names of files and what stands in the trash."""
    words = " ".join(WORDS)
    texts = {name: words for name, field in typed(Enterprise).items() if type(field) is Text}
    file = store.attachments.put(b"canarysong77", f"{words}.txt")
    firm = Create(
        Enterprise, {**dict.fromkeys(Enterprise.kept), **texts, "name": words, "attachments": (file,)}
    )
    setting = created(store, Setting, {"key": WORDS[2], "value": words, "note": words})
    font = created(store, Setting, {"key": "font.fang", "value": f"{WORDS[1]}.ttf"})
    store.act(words, [firm, setting, font, Alter(Station, store.unit.uid, {"head": WORDS[0], "note": words})])
    store.drafts.put(Draft(words, new_uid(), "visit", new_uid(), None, WORDS[0], {"findings": words}))
    store.audit("reveal", words, {"why": words})


def broken(error):
    raise error


def fail():
    """Exceptions that repeat what was typed, over several lines too."""
    logger = logging.getLogger("ercheng_station.somewhere")
    for words in (
        " ".join(WORDS),
        f'Canarybird\ncanarysong77: {WORDS[0]}\nCanarybirdError\n  File "/x/{WORDS[1]}.py", line 1, in {WORDS[2]}',
    ):
        try:
            broken(ValueError(words))
        except ValueError:
            logger.exception("cannot read %s", words)
    try:
        broken(UserError("store-missing", path=f"/{WORDS[1]}/x", name=WORDS[2]))
    except UserError:
        logger.exception("opening")


def test_no_word_that_people_typed_is_in_it(store, closed_log):
    log.start(store.folder)
    fill(store)
    fail()

    text = trouble_report(store.folder, store, of_window={"Qt": "6.8"})

    assert "canarysong77" in log.place().read_text(encoding="utf-8")  # the report has to keep it back itself
    assert [word for word in (*WORDS, *(one.lower() for one in WORDS)) if word in text.lower()] == []


def test_it_tells_versions_sizes_counts_and_what_the_check_found(store):
    fill(store)

    text = trouble_report(store.folder, store)

    assert f"结构 {HEAD}" in text
    assert "enterprise 1" in text
    assert "附件 1 个" in text
    assert "station.db " in text
    assert "【检查结果】" in text


def test_of_the_log_it_tells_when_what_failed_where(store, closed_log):
    log.start(store.folder)
    try:
        store.row(Enterprise, new_uid())
    except UserError:
        logging.getLogger("ercheng_station.ui.some_page").exception("unexpected fault")

    lines = last_lines(store.folder)

    assert any("ERROR ercheng_station.ui.some_page" in line for line in lines)
    assert any("ercheng_station/db/answers.py" in line and line.endswith(" row") for line in lines)
    assert any("UserError" in line for line in lines)


def test_it_tells_of_a_folder_that_cannot_be_opened(tmp_path):
    folder = tmp_path / WORDS[1]
    with pytest.raises(UserError) as refused:
        Store.open(folder, None)

    text = trouble_report(folder, None, refused.value)

    assert f"打不开：{refused.value.no}" in text
    assert WORDS[1] not in text


def test_registers_without_records_are_not_told(store):
    assert store.count(Query(Enterprise)) == 0
    assert "\nenterprise " not in trouble_report(store.folder, store)
