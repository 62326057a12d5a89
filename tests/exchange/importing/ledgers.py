"""Old ledgers as offices keep them."""

import openpyxl
from openpyxl.utils import get_column_letter

TITLE = "2025年度企业走访台账"
HEADER = ["序号", "单位名称", "走访时间", "走访方式", "走访人员", "走访内容", "联系电话"]


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
