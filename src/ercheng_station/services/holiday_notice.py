"""The State Council's yearly notice of days off, pasted as it is printed, becomes the unit's 节假日安排."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from ercheng_station.db.changes import Act, Create
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records.clocks import LONGEST_REST, DayOffEntry
from ercheng_station.records.dates import weekday
from ercheng_station.records.deadlines import Calendar
from ercheng_station.rulebook import DayOff

_YEAR = re.compile(r"关于(\d{4})年部分节假日安排")
_NUMBER = re.compile(r"国办发明电〔(\d{4})〕(\d+)号")
_FEAST = re.compile(
    r"[一二三四五六七八九十][、.]([^:。\n]{2,12}):(.*?)(?=[一二三四五六七八九十][、.][^:。\n]{2,12}:|节假日期间|$)",
    re.DOTALL,
)
_DATE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?")
_COUNT = re.compile(r"共(\d+)天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日])")


def read_notice(text: str) -> list[DayOff]:
    """Every stretch off and every day worked instead; Fault if anything in it does not agree."""
    written = re.sub(r"[ \t\r\f\v]", "", unicodedata.normalize("NFKC", text))
    year = _YEAR.search(written.replace("\n", ""))
    if not year:
        raise Fault("没有找到“关于××××年部分节假日安排的通知”这个标题，请连标题一起粘贴")
    number = _NUMBER.search(written)
    basis = f"国务院办公厅关于{year[1]}年部分节假日安排的通知"
    basis += f"（国办发明电〔{number[1]}〕{number[2]}号）" if number else ""
    found = [
        one
        for name, body in _FEAST.findall(written)
        for one in _feast(int(year[1]), name, body.replace("\n", ""), basis)
    ]
    if not Calendar(found, ()).knows(int(year[1])):
        raise Fault("没有读全：元旦、劳动节、国庆节的放假日期都要有，请粘贴通知全文")
    return found


def import_notice(store: Store, text: str) -> Act:
    """One act with every row that is not there yet. Fault as `read_notice`, or if there is nothing new in it."""
    found = read_notice(text)
    known = {(row.values["kind"], row.values["first"]) for row in store.rows(Query(DayOffEntry))}
    fresh = [one for one in found if (one.kind, one.first) not in known]
    if not fresh:
        raise Fault(f"{found[-1].year} 年放假安排已经登记过了，没有新的内容")
    changes = [Create(DayOffEntry, store.examine(DayOffEntry, _raw(one))[0]) for one in fresh]
    return store.act(f"导入 {found[-1].year} 年放假安排", changes)


def _raw(one: DayOff) -> dict[str, object]:
    last = one.last if one.last != one.first else None
    return {"name": one.name, "kind": one.kind, "first": one.first, "last": last, "basis": one.basis}


def _feast(year: int, name: str, body: str, basis: str) -> Iterator[DayOff]:
    """One sentence tells the days off, one the days worked; others are advice."""
    for sentence in re.split(r"[。;]", body):
        dates = list(_dates(year, sentence))
        if "放假" in sentence and dates:
            first, last = dates[0], dates[1] if len(dates) > 1 else dates[0]
            _agree(sentence, first, last)
            yield DayOff(year, "off", first, last, name, basis)
        elif sentence.endswith("上班"):
            for day in dates:
                yield DayOff(year, "work", day, day, name, basis)


def _dates(year: int, sentence: str) -> Iterator[date]:
    """A date without a month is of the month before it; what stands in brackets is no date, but its weekday is checked."""
    month = 0
    for found in _DATE.finditer(re.sub(r"\((?![^)]*(?:周|星期))[^)]*\)", "", sentence)):
        month = int(found[2] or month)
        try:
            day = date(int(found[1] or year), month, int(found[3]))
        except ValueError:
            raise Fault(f"没有“{found[0]}”这一天") from None
        told = _WEEKDAY.search(found[4] or "")
        if told and f"周{told[1]}" != weekday(day):
            raise Fault(f"通知里写“{found[0]}”，{day} 却是{weekday(day)}，请核对年份和日期")
        yield day


def _agree(sentence: str, first: date, last: date) -> None:
    days = (last - first) // timedelta(days=1) + 1
    told = _COUNT.search(sentence)
    if told and int(told[1]) != days:
        raise Fault(f"“{sentence}”说共 {told[1]} 天，{first} 至 {last} 却是 {days} 天，请核对")
    if not 1 <= days <= LONGEST_REST:
        raise Fault(f"“{sentence}”的日期不合理，请核对")
