"""Old ledgers as offices keep them."""

from datetime import date

import openpyxl
from openpyxl.utils import get_column_letter

from ercheng_station.db.listing import Query
from ercheng_station.exchange.importing.running import plan_of
from ercheng_station.exchange.importing.verdict import Wishes
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.visit import Visit

TITLE = "2025年度企业走访台账"
HEADER = ["序号", "单位名称", "走访时间", "走访方式", "走访人员", "走访内容", "联系电话"]
HONGDA, HUAXING = "鄂州市宏达机械有限公司", "湖北华兴新材料有限公司"
GOOD = [1, HONGDA, date(2025, 3, 5), "实地走访", "张三、李四", "了解商标\n使用情况", "13807110000"]


def saved(path, *rows, merged=(), hidden=(), title="走访台账"):
    """A workbook with these rows; cells and rows counted from 1."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    for row in hidden:
        sheet.row_dimensions[row].hidden = True
    book.save(path)
    return path


def visits(path, *rows, title=True, foot=True):
    """With a title above and a foot below, as most are."""
    width = get_column_letter(len(HEADER))
    head = [[TITLE], ["填报单位：泽林所"]] if title else []
    end = (
        [["合计", None, None, None, None, len(rows)], ["填表人：张三", None, None, "审核人：李四"]]
        if foot
        else []
    )
    return saved(path, *head, HEADER, *rows, *end, merged=[f"A1:{width}1"] if title else ())


def planned(store, path, kind=Visit, **wishes):
    return plan_of(store, kind, read_book(path), path, Wishes(**wishes))


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def why(plan, at=0):
    return [fault.why for fault in plan.rows[at].faults]


def kept(store, kind=Visit):
    return list(store.rows(Query(kind)))
