"""The commands of clocks and laws: reference looks up what holds on a day, holidays takes the notice of days off."""

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.errors import Fault, Refused
from ercheng_station.home import expanded
from ercheng_station.records.dates import read_day
from ercheng_station.services.holiday_notice import import_notice
from ercheng_station.services.reference import valid_on

_DAY, _FILE = {"on": "--on"}, {"file": "放假通知"}
_LONGEST = 100_000


def reference(call: Call) -> Reply:
    with call.open() as store:
        try:
            on = read_day(call.given.on, store.today)
        except Fault as fault:
            raise Refused({"on": fault.why}, _DAY) from None
        found = valid_on(store, on)
    wanted = call.given.text
    found = [one for one in found if all(word in f"{one.part}{one.whole}" for word in wanted)]
    rows = [[one.part, one.title, one.words, one.source, one.mark, one.note] for one in found]
    heads = ("类别", "事项", "内容", "依据", "性质", "说明")
    lines = list(table(heads, rows, whole=("说明",))) if rows else ["没有找到"]
    return Reply([vars(one) for one in found], lines)


def holidays(call: Call) -> Reply:
    path = expanded(call.given.file).absolute()
    try:
        raw = path.read_bytes()[:_LONGEST]
    except OSError:
        raise Refused({"file": f"读不了 {path}"}, _FILE) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="replace")
    with call.open() as store:
        try:
            act = import_notice(store, text)
        except Fault as fault:
            raise Refused({"file": fault.why}, _FILE) from None
    return Reply({"added": len(act.touched)}, [f"已登记 {len(act.touched)} 条节假日安排"])
