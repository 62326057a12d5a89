"""The tree itself: what the lock, the README and every file promise."""

import ast
import os
import re
import tomllib
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PACKAGE_LOCK = "requirements-package.lock"
# The letters in brackets keep this file from finding itself.
ADDRESSES = re.compile(
    r"py[p]i\.org|python[h]osted|npm[j]s\.|deb\.de[b]ian\.|(?:^|[^\w.])/(?:wor[k]|far[m]|roo[t]|tm[p])/", re.M
)
ESSENTIALS = {"QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtTest", "QtWidgets"}
ALLOWED = re.compile(r"\b(MIT(-0|-CMU)?|BSD|Apache-2\.0|PSF-2\.0|PSFL|LGPL(-[\d.]+-only)?)\b")
FORBIDDEN = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.I)
# Decision 0002 tells: zlib, by the LICENSE in its source; Apache-2.0, on Windows alone.
SHIPS_WITHOUT_A_LICENCE_FIELD = {"sqlcipher3", "tzdata"}


def tree():
    """Every file of the checkout that .gitignore does not leave out."""
    ignored = [
        ".git",
        *(line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()),
    ]
    for folder, folders, files in os.walk(ROOT):
        kept = [name for name in folders if not any(fnmatch(name, pattern) for pattern in ignored)]
        folders[:] = kept
        yield from (
            Path(folder, name) for name in files if not any(fnmatch(name, pattern) for pattern in ignored)
        )


def pins(lock):
    """{(name, version): the lines of that entry} of a lock file."""
    entries = re.split(r"(?m)^(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
    return {tuple(re.match(r"([\w-]+)==(\S+)", entry).groups()): entry for entry in entries if entry}


def licence(name):
    fields = metadata.metadata(name)
    return fields.get("License-Expression") or fields.get("License") or "nothing stated"


def is_allowed(text):
    """Whether one of the choices a licence expression offers is allowed and free of the GPL."""
    return any(ALLOWED.search(choice) and not FORBIDDEN.search(choice) for choice in text.split(" OR "))


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_file_holds_a_registry_address_or_a_machine_path():
    found = []
    for path in tree():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in ADDRESSES.finditer(text)]

    assert found == []


@pytest.mark.parametrize("lock", [*LOCKS, PACKAGE_LOCK])
def test_the_lock_pins_every_package_with_hashes_and_holds_nothing_else(lock):
    for (name, _), entry in pins(lock).items():
        first, *hashes = [line.rstrip(" \\") for line in entry.splitlines()]
        assert re.fullmatch(r"[\w-]+==[\w.]+( ; .+)?", first), first
        assert hashes, f"{name} has no hash"
        assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}", line) for line in hashes), name


def test_both_locks_are_one_resolution():
    ships, checkout = (pins(lock) for lock in LOCKS)

    assert ships.items() <= checkout.items()
    assert ships.items() <= pins(PACKAGE_LOCK).items()


def test_the_lock_holds_every_declared_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shipped, checkout = ({name for name, _ in pins(lock)} for lock in LOCKS)

    declared, dev = (
        {canonical(re.match(r"[\w-]+", line).group()) for line in lines}
        for lines in (project["dependencies"], project["optional-dependencies"]["dev"])
    )

    assert declared <= shipped
    assert dev <= checkout


def test_every_package_that_ships_has_an_allowed_licence_and_its_place_in_the_decision():
    record = (ROOT / "docs/decisions/0002-dependencies.md").read_text(encoding="utf-8")
    for name in sorted({name for name, _ in pins("requirements.lock")}):
        assert re.search(rf"\b{name}\b", record), f"{name} is not in the licence table"
        if name not in SHIPS_WITHOUT_A_LICENCE_FIELD:
            assert is_allowed(licence(name)), f"{name}: {licence(name)}"


@pytest.mark.parametrize(
    "text", ["GPL-3.0-only", "MIT AND GPL-2.0-only", "Proprietary", "AGPL-3.0 OR Commercial"]
)
def test_a_licence_with_no_allowed_choice_is_refused(text):
    assert not is_allowed(text)


def test_the_readme_names_the_two_commands_and_no_other_set_up():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"make [\w-]+", readme)) == {"make run", "make test"}
    assert not re.search(r"pip install|apt(-get)? install|python3? -m venv|make setup", readme)


def test_ci_runs_make_check_and_that_runs_the_readme_s_tests_last():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    check = re.search(r"(?m)^check:.*\n((?:\t.+\n)+)", makefile).group(1).splitlines()

    assert (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()[-1] == "make check"
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert [step.split("/")[-1] for step in check[:4]] == [
        "ruff format --check",
        "ruff check",
        "mypy",
        "lint-imports",
    ]
    assert check[4:] == ["\t@$(MAKE) --no-print-directory test"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_a_source_file_keeps_to_the_sizes(path):
    source = path.read_text(encoding="utf-8")

    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40
    ]

    assert len(source.splitlines()) <= 400
    assert long == []


def test_only_modules_of_pyside6_essentials_are_imported():
    used = {
        module
        for path in SOURCES
        for module in re.findall(
            r"\b(?:from|import) PySide6(?:\.| import )(\w+)", path.read_text(encoding="utf-8")
        )
    }

    assert used <= ESSENTIALS


NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "nntplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "telnetlib",
    "urllib", "webbrowser", "xmlrpc", "xmlrpc.client", "httpx", "requests", "aiohttp", "psycopg", "QtNetwork",
    "QtWebSockets", "QtDBus", "jeepney",
}  # fmt: skip
ADDRESSED = "db/server/"
"""The one place that talks to another machine: the database whose address a district sets itself."""
SESSION = "ui/session_bus.py"
"""The bus of the own desktop session, a unix socket; `tests.watching` sees where it goes."""


def imported(path):
    """Each module, and each name of PySide6, that the file imports anywhere in it; for a dotted one its first word too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(names if node.module == "PySide6" else [])]
            names += [(node.module or "").removeprefix("PySide6.")]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            "Late",
            "__import__",
            "import_module",
        }:
            names = [one.value for one in node.args if isinstance(one, ast.Constant)]
        yield from (word for name in names for word in (name, str(name).split(".")[0]))


def test_no_module_talks_to_a_network():
    talking = {
        path.relative_to(ROOT / "src" / "ercheng_station").as_posix()
        for path in SOURCES
        if NETWORK & set(imported(path))
    }

    assert {one for one in talking if not one.startswith(ADDRESSED)} == {SESSION}
    assert len(talking) > 1, "the law sees what talks"


def test_no_large_file_stands_outside_the_fonts():
    fonts = ROOT / "resources/fonts"
    large = [path for path in tree() if path.stat().st_size > 1_500_000 and fonts not in path.parents]

    assert large == []
