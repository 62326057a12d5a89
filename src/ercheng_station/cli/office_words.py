"""The arguments of the commands of a station's own house-keeping: a new year, work that changes hands, help from afar, a newer version."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

Add = Callable[..., ArgumentParser]
"""Takes the commands, a name, its help and the words that it shares with others."""


def add_office(commands: Any, add: Add, path: Callable[[str], Path]) -> None:
    """`path` reads a file or folder."""
    year = add(commands, "new-year", "年度结转：新一年要做的事、结转的未结事项；写了选项就先办", "--year")
    year.add_argument("--plan", action="store_true", help="生成这一年的工作任务")
    year.add_argument("--visit-list", action="store_true", help="由上年的走访名单生成这一年的")
    year.add_argument("--score", action="store_true", help="生成这一年的评价表")
    year.add_argument("--close", action="store_true", help="上一年记为已经结转")
    year.add_argument("--books", type=path, metavar="文件夹", help="上一年的全部台账和目录存到这里")
    year.add_argument("--file", type=path, metavar="文件", help="另做一份未结事项结转清单（.xlsx 或 .pdf）")
    work = add(commands, "handover", "交接：谁手里有什么，交接清单，移交给另一个人")
    work.add_argument("giver", nargs="?", default="", metavar="移交人", help="不写就列出各人手里有多少")
    work.add_argument("receiver", nargs="?", default="", metavar="接收人")
    work.add_argument("--only", action="append", metavar="登记簿", help="只移交这一本的，可多次")
    work.add_argument("--supervisor", default="", metavar="监交人", help="印在清单上")
    work.add_argument("--file", type=path, metavar="文件", help="交接清单（.pdf）")
    work.add_argument("--leaves", default="", metavar="日期", help="移交人离站的日期，记到站点人员里")
    work.add_argument("--perform", action="store_true", help="移交；不写就只看")
    told = add(commands, "diagnose", "故障信息：版本、系统、检查结果、条数，没有登记的内容")
    told.add_argument("file", nargs="?", type=path, metavar="文件", help="存到这里（.txt）；不写就只显示")
    newer = add(commands, "update", "从 U 盘更新：核对签名和版本，备份，放好核对过的安装包")
    newer.add_argument("folder", type=path, metavar="文件夹", help="U 盘上放更新文件的文件夹")
    newer.add_argument("--check", action="store_true", help="只核对")
