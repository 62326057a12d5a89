"""The arguments of the commands that take care of the data itself: its backups, its users, and what is kept no longer."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

_USERS = (
    "list", "rights", "log", "add", "disable", "role", "password", "protect", "unprotect", "recovery", "recover",
    "clear-throttle", "rekey",
)  # fmt: skip
Add = Callable[..., ArgumentParser]
"""Takes the commands, a name, its help and the words that it shares with others."""


def add_care(commands: Any, add: Add, path: Callable[[str], Path]) -> None:
    """`path` reads a file or folder."""
    check = add(commands, "check", "检查数据是否完好")
    check.add_argument("--mend", action="store_true", help="只是索引坏了的，在副本上重建，好的才换上")
    add(commands, "backup", "备份，并打开核对").add_argument(
        "--to", type=path, metavar="文件夹", help="备份到哪里"
    )
    add(commands, "backups", "有哪些备份")
    tried = add(commands, "self-test", "自检：数据、Excel、PDF、打印、窗口在这台电脑上各试一遍，不动台账数据")
    tried.add_argument("out", nargs="?", type=path, metavar="文件夹", help="做好的文件放到哪里，要是空的")
    restore = add(commands, "restore", "用备份恢复；现在的数据另行保留", "file")
    restore.add_argument("--other-unit", action="store_true", help="允许恢复别的站点的备份")
    restore.add_argument("--record", metavar="登记簿:记录", help="只取回这一条，其余不动")
    restore.add_argument("--preview", action="store_true", help="只看恢复会撤掉哪些操作")
    moved = add(commands, "to-server", "把数据搬到区局的 PostgreSQL 服务器，几个人同时用")
    moved.add_argument("url", metavar="地址")
    moved.add_argument("--attachments", type=path, metavar="文件夹", help="附件放到大家都能打开的文件夹")
    _add_users(commands, add)
    _add_keeping(commands, add, path)


def _add_users(commands: Any, add: Add) -> None:
    users = add(commands, "users", "用户、角色、口令、保护和恢复码")
    users.add_argument("form", nargs="?", choices=_USERS, metavar="做什么", help="、".join(_USERS))
    users.add_argument("name", nargs="?", default="", metavar="姓名")
    users.epilog = (
        "用户名和口令在终端里输入；脚本里由环境变量给：ERCHENG_USER 用户名，ERCHENG_PASSWORD_FILE 口令文件，"
        "ERCHENG_NEW_PASSWORD_FILE 新口令文件，ERCHENG_RECOVERY_FILE 恢复码文件，都只读第一行。"
    )
    users.add_argument("--rekey", action="store_true", help="加保护时连数据的密钥一起换")
    users.add_argument("--role", default="站员", metavar="角色", help="站员、站长、管理员、审计员，可写几个")


def _add_keeping(commands: Any, add: Add, path: Callable[[str], Path]) -> None:
    over = add(commands, "retention", "保管期满、可以销毁的记录")
    over.add_argument("--on", default="今天", metavar="日期", help="到这一天为止，默认今天")
    over.add_argument("--file", type=path, metavar="文件", help="另做一份表（.xlsx 或 .pdf）")
    copy = add(
        commands, "person", "一个自然人的全部个人信息：从标准输入读 JSON（name、id_number、phone）", "file"
    )
    copy.add_argument("--why", required=True, metavar="原因")
    gone = add(commands, "destroy", "销毁保管期满的记录，做销毁证明（.pdf）；不能撤销", "kind")
    gone.add_argument("ids", nargs="*", default=(), metavar="记录", help="不写就是这本登记簿里所有期满的")
    gone.add_argument("--why", required=True, metavar="原因")
    gone.add_argument("--file", required=True, type=path, metavar="文件", help="销毁证明")
    gone.add_argument("--second", default="", metavar="姓名", help="核对人；一人站不写")
