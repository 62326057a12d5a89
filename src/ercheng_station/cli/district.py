"""The command that moves a data folder's records to a district's server."""

from contextlib import ExitStack

from ercheng_station.cli.call import Call, Reply
from ercheng_station.db.address import NAME, SCHEME, Address, is_on_server, on_server
from ercheng_station.db.vault import NAMES
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.services.backups import back_up_store


def to_server(call: Call) -> Reply:
    """After a backup; other clerks then need the files that the answer names."""
    given = call.given
    place = given.attachments and expanded(given.attachments).absolute()
    if not given.url.startswith(SCHEME):
        raise UserError("command-misused", why=f"地址要写成 {SCHEME}用户名:密码@主机/数据库 的样子")
    if is_on_server(call.folder):
        raise UserError("server-already", path=str(call.folder))
    with ExitStack() as held:
        store = held.enter_context(call.open())
        store.accounts.demand("restore")
        made = back_up_store(store, report=call.report)
        on_server("moving").move(store, Address(given.url, place), call.report)
        held.pop_all()  # it is closed
    needed = [*NAMES, NAME]
    lines = [
        f"已搬到服务器并逐条核对；搬之前的备份在 {made.path}",
        f"别的电脑：新建一个数据文件夹，把 {call.folder} 里的 {'、'.join(needed)} 复制进去，就能一起用",
    ]
    if not place:
        lines.append(
            "附件还在这台电脑的数据文件夹里，别的电脑打不开；要共用，请在搬之前用 --attachments 指定大家都能打开的文件夹"
        )
    return Reply({"folder": str(call.folder), "backup": str(made.path), "needed": needed}, lines)
