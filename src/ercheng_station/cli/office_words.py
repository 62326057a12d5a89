"""The arguments of the commands of a station's own house-keeping: a new year, and work that changes hands."""

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
