"""恢复码: the sheet of paper that opens the data once every password is forgotten. It is for the safe, not for the file."""

from datetime import date
from pathlib import Path

from ercheng_station.documents.blocks import Block, Gap, Text, body, heading, title
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.page import Built, build
from ercheng_station.documents.sheet import Page
from ercheng_station.records.wording import BUNDLED

TITLE = "恢复码"
_SIZE = 22
_GROUPS_A_LINE = 4


def build_sheet(path: Path, code: str, unit: str, day: date) -> Built:
    groups = code.split("-")
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    blocks: list[Block] = [
        title(f"{unit}\n数据恢复码" if unit else "数据恢复码"),
        Gap(),
        *(Text("　".join(line), "hei", _SIZE, align="center", indent=0) for line in lines),
        Gap(),
        heading("一、什么时候用"),
        body("忘了口令，或者管理员离开而没有交出口令时，在登录页点“忘了口令，用恢复码”，照上面的八组输入。"),
        heading("二、怎么保管"),
        body("封好后放进保险柜或由站长保管，不拍照，不存进电脑和手机。拿到它和数据的人可以打开全部数据。"),
        heading("三、用过以后"),
        body(
            "恢复码用一次就作废，程序会给出新的恢复码，请换掉这张纸。忘了口令又没有恢复码，数据就打不开了。"
        ),
        Gap(),
        Text(f"制表日期：{day.year}年{day.month}月{day.day}日　　保管人：____________", indent=0),
    ]
    return build(path, blocks, Page(title=TITLE, numbers="none"), faces_for(BUNDLED))
