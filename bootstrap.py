"""Makes .venv from the lock; on Debian it first installs the system packages that are missing."""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = "requirements-dev.lock"
PYTHONS = ("3.11", "3.12", "3.13")

# Debian package -> the shared library that proves it is there. The library is asked, not dpkg, so that any
# distribution serves. Without these QtCore, QtGui and QtNetwork do not load at all.
QT = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
}
# Besides, for a window on a screen (platform plug-in xcb).
SCREEN = {
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
}
PRINTING = {"libcups2": "libcups.so.2"}
# The smallest Chinese font of Debian (1.6 MB to fetch), only where there is none: Qt brings no font at all.
FONT = "fonts-wqy-microhei"
# Programs that some tests look at the result with; the program itself needs none of them.
TEST_TOOLS = {
    "poppler-utils": "pdftoppm",
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "imagemagick": "import",
    "dbus-daemon": "dbus-daemon",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "libreoffice-calc-nogui": "soffice",
    "libreoffice-writer-nogui": "/usr/lib/libreoffice/program/libswlo.so",  # for Word files; no program of its own
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tests", action="store_true", help="also the programs some tests need")
    for_tests = options.parse_args().tests
    python = find_python()
    if python is None:
        say(
            f"没有找到可用的 Python。请先安装 Python {PYTHONS[0]}（{PYTHONS[0]} 至 {PYTHONS[-1]} 均可），再运行一次。"
        )
        return 1
    if sys.platform == "linux" and not provide_system(python, for_tests):
        return 1
    return 0 if make_environment(python) else 1


def find_python() -> str | None:
    """The interpreter running this if its version serves, else the first that does."""
    if "{}.{}".format(*sys.version_info[:2]) in PYTHONS:
        return sys.executable
    return next((found for version in PYTHONS if succeeds(found := f"python{version}", "-c", "")), None)


def provide_system(python: str, for_tests: bool) -> bool:
    """False when something is missing without which nothing can run."""
    missing = missing_packages(python, for_tests)
    if missing and install(missing):
        missing = missing_packages(python, for_tests)
    if not missing:
        return True
    vital = [package for package in missing if package in vital_packages()]
    say(f"缺少系统组件：{' '.join(missing)}")
    say(f"请系统管理员执行：apt-get install --no-install-recommends {' '.join(missing)}")
    say("装好后请再运行一次。" if vital else "没有它们也能继续，只是少一些功能（打印、中文显示或部分测试）。")
    return not vital


def missing_packages(python: str, for_tests: bool) -> list[str]:
    libraries = {**QT, **SCREEN, **PRINTING}
    missing = [] if succeeds(python, "-c", "import ensurepip, venv") else ["python3-venv"]
    missing += [package for package, library in libraries.items() if not loads(library)]
    missing += [] if has_chinese_font() else [FONT]
    if for_tests:
        missing += [package for package, program in TEST_TOOLS.items() if not is_there(program)]
    return missing


def is_there(program: str) -> bool:
    return Path(program).exists() if program.startswith("/") else bool(shutil.which(program))


def vital_packages() -> set[str]:
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return {"python3-venv", *QT, *(SCREEN if has_screen else ())}


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout)
    return succeeds("dpkg", "-s", FONT)


def install(packages: list[str]) -> bool:
    """Whether apt ran through; False without apt, or for a user who may not install."""
    is_root = os.geteuid() == 0
    if not shutil.which("apt-get") or not (is_root or shutil.which("sudo")):
        return False
    say(f"正在安装系统组件：{' '.join(packages)}")
    rights = [] if is_root else ["sudo"]
    apt = [
        *rights,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def make_environment(python: str) -> bool:
    inside = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    say("正在准备运行环境（首次需下载约 170 MB，请稍候）…")
    if not succeeds(str(inside), "-m", "pip", "--version"):
        subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(inside), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = [*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK]
    project = [*pip, "--no-deps", "--no-build-isolation", "-e", "."]
    if all(subprocess.run(step, cwd=ROOT, check=False).returncode == 0 for step in (locked, project)):
        say("运行环境已就绪。")
        return True
    say("运行环境没有装好，您的数据没有改动。请检查网络（或 pip 镜像设置）后再运行一次。")
    return False


def succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
