"""What is left of a folder when the power goes: a program is recorded once, and then cut off at any call it made.

Kept is what was synced, and any part of the rest: writes are dropped, torn into sectors, put out of order, and the names
in a folder stand as at some moment since that folder was last synced. A file's own fsync keeps its creation.
"""

import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "read,write,pwrite64,pwritev,lseek,ftruncate,truncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,open,openat,creat,close,dup,dup2,link,linkat,symlink,sendfile,copy_file_range,fallocate"
)
DROPPED, TORN, SHUFFLED = 0.35, 0.35, 0.3
SECTOR = 512
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += (0x[0-9a-f]+|-?\d+)")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_AT = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>")


@dataclass
class Event:
    """`act` is one of write cut sync make folder move drop said; `at` a path, or what was said."""

    act: str
    at: str = ""
    inode: int = -1
    offset: int = 0
    content: bytes = b""
    to: str = ""


def record(strace, root, module, log):
    """What lay in the root before, and the events of `python -m module root` there; what it prints is among them."""
    start = {str(path): None if path.is_dir() else path.read_bytes() for path in sorted(root.rglob("*"))}
    options = ["-f", "-q", "-y", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-e", "raw=read", "-o", log]
    words = [strace, *options, sys.executable, "-m", module, root]
    done = subprocess.run(words, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr.decode()
    with log.open(encoding="ascii", errors="replace") as lines:
        return Disk(str(root), start), list(_Recorder(str(root), start).events(lines))


class _Recorder:
    """Follows names and open files, so that each write is known by the file itself and not by its name."""

    def __init__(self, root, start):
        self.root = root
        self.names = {path: inode for inode, path in enumerate(start) if start[path] is not None}
        self.next = len(start)
        self.open, self.held = {}, {}

    def events(self, lines):
        for line in lines:
            found = self._joined(line)
            match = _LINE.match(found) if found else None
            if match and not match[4].startswith("-"):
                yield from self._of(match[2], match[3], int(match[4], 0))

    def _joined(self, line):
        pid = line.split(" ", 1)[0]
        if "<unfinished ...>" in line:
            self.held[pid] = line.split("<unfinished ...>", 1)[0]
            return None
        return self.held.pop(pid) + line.split("resumed>", 1)[1] if " resumed>" in line else line

    def _of(self, call, given, got):
        if call in {"open", "openat", "creat"}:
            return self._opened(given, got)
        if call in _ON_OPEN:
            return self._on_open(call, given, got)
        paths = self._paths(given)
        return self._named(call, paths) if any(map(self._inside, paths)) else []

    def _named(self, call, paths):
        if call in {"mkdir", "mkdirat"}:
            return [Event("folder", paths[0])]
        if call in {"rename", "renameat", "renameat2"}:
            return self._moved(*paths)
        assert call in {"unlink", "unlinkat", "rmdir"}, f"{call} is not simulated"
        self.names.pop(paths[0], None)
        return [Event("drop", paths[0])]

    def _opened(self, given, handle):
        (path,) = self._paths(given)
        self.open.pop(handle, None)
        if not self._inside(path):
            return []
        made = []
        if path not in self.names and "O_CREAT" in given:
            self.names[path] = self.next
            self.next += 1
            made = [Event("make", path, self.names[path])]
        elif "O_TRUNC" in given:
            made = [Event("cut", path, self.names[path])]
        self.open[handle] = [self.names.get(path, -1), 0, path, "O_APPEND" in given]
        return made

    def _on_open(self, call, given, got):
        handle = int(re.match(r"0x[0-9a-f]+|\d+", given)[0], 0)
        if call == "write" and handle == 1:
            return [Event("said", line) for line in _content(given, got).decode().split("\n") if line]
        if handle not in self.open:
            return []
        assert _ON_OPEN[call], f"{call} is not simulated"
        return [event for event in [_ON_OPEN[call](self, handle, given, got)] if event]

    def _close(self, handle, given, got):
        del self.open[handle]

    def _sync(self, handle, given, got):
        inode, _, path, _ = self.open[handle]
        return Event("sync", path, inode)

    def _cut(self, handle, given, got):
        inode, _, path, _ = self.open[handle]
        return Event("cut", path, inode, int(given.rsplit(",", 1)[1]))

    def _seek(self, handle, given, got):
        self.open[handle][1] = got

    def _read(self, handle, given, got):
        self.open[handle][1] += got

    def _write_at(self, handle, given, got):
        inode, _, path, _ = self.open[handle]
        return Event("write", path, inode, int(given.rsplit(",", 1)[1]), _content(given, got))

    def _write(self, handle, given, got):
        inode, place, path, appends = self.open[handle]
        assert not appends, "appending is not simulated"
        self.open[handle][1] += got
        return Event("write", path, inode, place, _content(given, got))

    def _moved(self, source, target):
        self.names[target] = self.names.pop(source, -1)
        for path in [path for path in self.names if path.startswith(f"{source}/")]:
            self.names[target + path.removeprefix(source)] = self.names.pop(path)
        return [Event("move", source, self.names[target], to=target)]

    def _paths(self, given):
        beside = _AT.match(given)
        folder = _bytes(beside[1]).decode() if beside and "\\x" in beside[1] else ""
        found = [_bytes(one).decode() for one in _QUOTED.findall(given)]
        return [one if one.startswith("/") else f"{folder}/{one}" for one in found]

    def _inside(self, path):
        return f"{path}/".startswith(f"{self.root}/") and not path.endswith("-shm")


class Disk:
    """Fed with events in their order; `left` is what a cut at this moment may leave."""

    def __init__(self, root, start):
        self.root = root
        self.start = {path: None if start[path] is None else inode for inode, path in enumerate(start)}
        self.whole = defaultdict(bytearray)
        self.whole |= {
            inode: bytearray(start[path]) for path, inode in self.start.items() if inode is not None
        }
        self.waiting = defaultdict(list)
        self.names, self.synced, self.made, self.sure = [], {}, {}, set()

    def take(self, event):
        if event.act in {"write", "cut"}:
            self.waiting[event.inode].append(event)
        elif event.act == "sync":
            self._sync(event)
        elif event.act != "said":
            path = event.to or event.at
            if event.act == "make":
                self.made[event.inode] = len(self.names)
            self.names.append((event, str(Path(path).parent)))

    def _sync(self, event):
        if event.inode < 0:  # a folder
            self.synced[event.at] = len(self.names)
            return
        for one in self.waiting.pop(event.inode, []):
            _apply(self.whole[event.inode], one)
        if event.inode in self.made:
            self.sure.add(self.made[event.inode])

    def killed(self):
        """As `left`, where the program alone ends: what was called was done."""
        there = dict(self.start)
        for event, _ in self.names:
            _rename(there, event)
        contents = {}
        for inode in {inode for inode in there.values() if inode is not None}:
            contents[inode] = bytearray(self.whole[inode])
            for one in self.waiting.get(inode, ()):
                _apply(contents[inode], one)
        return {path: None if inode is None else contents[inode] for path, inode in there.items()}

    def left(self, chance):
        """path → content, None for a folder."""
        until = {}
        there = dict(self.start)
        for at, (event, folder) in enumerate(self.names):
            if folder not in until:
                until[folder] = chance.randint(self.synced.get(folder, 0), len(self.names))
            if at < until[folder] or at in self.sure:
                _rename(there, event)
        contents = {}
        return {
            path: None if inode is None else contents.setdefault(inode, self._torn(inode, chance))
            for path, inode in there.items()
            if _has_folders(path, there, self.root)
        }

    def _torn(self, inode, chance):
        waiting = self.waiting.get(inode, ())
        if not waiting:
            return self.whole[inode]
        content, waiting = bytearray(self.whole[inode]), list(waiting)
        if chance.random() < SHUFFLED:
            chance.shuffle(waiting)
        for one in waiting:
            luck = chance.random()
            if luck < DROPPED:
                continue
            if one.act == "write" and luck < DROPPED + TORN:
                for start in range(0, len(one.content), SECTOR):
                    if chance.random() < 0.5:
                        piece = one.content[start : start + SECTOR]
                        _apply(content, Event("write", offset=one.offset + start, content=piece))
            else:
                _apply(content, one)
        return content


_ON_OPEN = {
    "close": _Recorder._close, "fsync": _Recorder._sync, "fdatasync": _Recorder._sync, "ftruncate": _Recorder._cut,
    "lseek": _Recorder._seek, "read": _Recorder._read, "pwrite64": _Recorder._write_at, "write": _Recorder._write,
    "dup": None, "dup2": None, "pwritev": None, "fallocate": None, "sendfile": None, "copy_file_range": None,
}  # fmt: skip
"""By an open file; None: the program does not call it, and it would have to be simulated."""


def write_tree(left):
    for path, content in sorted(left.items(), key=lambda one: one[0].count("/")):
        if content is None:
            Path(path).mkdir(parents=True, exist_ok=True)
    for path, content in left.items():
        if content is not None:
            Path(path).write_bytes(content)


def _apply(content, event):
    if event.act == "cut":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
    else:
        content.extend(bytes(max(0, event.offset - len(content))))
        content[event.offset : event.offset + len(event.content)] = event.content


def _rename(there, event):
    if event.act == "make":
        there[event.at] = event.inode
    elif event.act == "folder":
        there[event.at] = None
    elif event.act == "drop":
        there.pop(event.at, None)
    else:
        moved = [path for path in there if path == event.at or path.startswith(f"{event.at}/")]
        for path in moved:
            there[event.to + path.removeprefix(event.at)] = there.pop(path)
        if not moved and event.inode >= 0:
            there[event.to] = event.inode


def _has_folders(path, there, root):
    return all(str(one) in there for one in Path(path).parents if str(one).startswith(f"{root}/"))


def _content(given, got):
    content = _bytes(_QUOTED.search(given)[1])
    assert len(content) >= got, "strace has cut a write short"
    return content[:got]


def _bytes(written):
    return bytes.fromhex(written.replace("\\x", ""))
