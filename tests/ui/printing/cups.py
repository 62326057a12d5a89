"""A print service of the test's own with one queue, which keeps what arrives as files. Needs root and CUPS."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

SERVER = Path("/usr/lib/cups")
_PARTS = ("cgi-bin", "daemon", "driver", "filter", "monitor", "notifier")
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
cat ${6:-} > "${DEVICE_URI#keep:}/$1.pdf"
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" > "${DEVICE_URI#keep:}/$1.txt"
"""
_FILES = """ServerRoot {0}/root
ServerBin {0}/bin
CacheDir {0}/cache
RequestRoot {0}/spool
StateDir {0}/state
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
SystemGroup root
"""
_SERVICE = """Listen {0}/sock
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_SIZES = (("A3", "842", "1191"), ("A4", "595", "842"), ("A5", "420", "595"))


class Queue:
    """`name` of the printer; `kept` are the jobs in their order: title, copies, options, path of the PDF."""

    name = "PDF"

    def __init__(self, home: Path) -> None:
        self._home = home
        self.environment = {**os.environ, "CUPS_SERVER": str(home / "sock"), "QT_QPA_PLATFORM": "offscreen"}

    def set_up(self) -> None:
        uri = f"keep:{self._home / 'out'}"
        self.command("lpadmin", "-p", self.name, "-v", uri, "-P", str(self._home / "queue.ppd"), "-E")

    def command(self, *words: str) -> None:
        subprocess.run(words, env=self.environment, check=True, capture_output=True, timeout=60)

    def kept(self, count: int) -> list[tuple[str, int, str, Path]]:
        """Waits until as many jobs are through."""
        end = time.monotonic() + 60
        while len(found := sorted((self._home / "out").glob("*.txt"), key=lambda one: int(one.stem))) < count:
            if time.monotonic() > end:
                raise TimeoutError([one.name for one in found])
            time.sleep(0.1)
        told = [one.read_text(encoding="utf-8").splitlines() for one in found]
        return [
            (title, int(copies), options, path.with_suffix(".pdf"))
            for (title, copies, options), path in zip(told, found, strict=True)
        ]


@contextmanager
def queue():
    """The filters run as another user, who has to get at the folder."""
    home = Path(tempfile.mkdtemp(prefix="ercheng-cups-"))
    for name in ("root", "cache", "spool", "state", "log", "out", "bin/backend"):
        (home / name).mkdir(parents=True)
    home.chmod(0o755)
    for name in _PARTS:
        (home / "bin" / name).symlink_to(SERVER / name)
    backend = home / "bin" / "backend" / "keep"
    backend.write_text(_BACKEND, encoding="utf-8")
    backend.chmod(0o700)
    (home / "files.conf").write_text(_FILES.format(home), encoding="utf-8")
    (home / "service.conf").write_text(_SERVICE.format(home), encoding="utf-8")
    (home / "queue.ppd").write_text(_ppd(), encoding="ascii")
    words = ["cupsd", "-f", "-c", home / "service.conf", "-s", home / "files.conf"]
    service = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        made = Queue(home)
        _wait_for(home / "sock")
        made.set_up()
        yield made
    finally:
        service.terminate()
        service.wait(30)
        shutil.rmtree(home)


def _wait_for(socket: Path) -> None:
    end = time.monotonic() + 30
    while not socket.exists():
        if time.monotonic() > end:
            raise TimeoutError(socket)
        time.sleep(0.05)


def _ppd() -> str:
    lines = [
        '*PPD-Adobe: "4.3"', '*FormatVersion: "4.3"', '*FileVersion: "1.0"', "*LanguageVersion: English",
        "*LanguageEncoding: ISOLatin1", '*PCFileName: "KEEP.PPD"', '*Manufacturer: "Test"', '*Product: "(Keep)"',
        '*ModelName: "Keep"', '*ShortNickName: "Keep"', '*NickName: "Keep"', '*PSVersion: "(3010.000) 0"',
        '*LanguageLevel: "3"', "*ColorDevice: True", '*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"',
    ]  # fmt: skip
    names = [name for name, _, _ in _SIZES]
    for option in ("PageSize", "PageRegion"):
        lines += _option(option, names, "A4")
    lines += _option("Duplex", ["None", "DuplexNoTumble", "DuplexTumble"], "None")
    lines += _option("ColorModel", ["Gray", "RGB"], "RGB")
    lines += ["*DefaultImageableArea: A4", "*DefaultPaperDimension: A4"]
    for name, wide, high in _SIZES:
        lines += [f'*ImageableArea {name}: "0 0 {wide} {high}"', f'*PaperDimension {name}: "{wide} {high}"']
    return "\n".join(lines) + "\n"


def _option(name: str, values: list[str], default: str) -> list[str]:
    choices = [f'*{name} {value}: ""' for value in values]
    return [f"*OpenUI *{name}: PickOne", f"*Default{name}: {default}", *choices, f"*CloseUI: *{name}"]
