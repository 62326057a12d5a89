"""从 U 盘更新 by command: the release is checked, the data backed up, the checked package laid ready."""

from ercheng_station.cli.call import Call, Reply
from ercheng_station.home import expanded
from ercheng_station.services.updating import pinned, prepare, read_update, this_computer


def update(call: Call) -> Reply:
    """Without --check the package lies ready afterwards; installing it takes the rights of the system."""
    with call.open() as store:
        found = read_update(expanded(call.given.folder).absolute(), pinned(), this_computer())
        document = {
            "version": found.version, "released_on": found.released_on, "notes": list(found.notes),
            "package": found.package.name, "file": None, "backup": None,
        }  # fmt: skip
        lines = [f"可以更新到 {found.version} 版（{found.released_on}），签名正确", *found.notes]
        if not call.given.check:
            path, backup = prepare(store, found, report=call.report)
            document |= {"file": str(path), "backup": str(backup.path)}
            lines += [f"已备份并核对：{backup.path}", f"安装包已核对：{path}", "请用系统的安装程序打开它。"]
    return Reply(document, lines)
