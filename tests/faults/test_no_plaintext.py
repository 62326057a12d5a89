"""N15: after a day's work on a protected folder and a kill, no word of it lies anywhere in clear."""

import gzip
import os
import subprocess
import sys
import time
import zipfile

import pytest

from ercheng_station.db.store import FILE
from tests.faults.secrets import CANARIES, DATA, OUT, PERSON

ENCODINGS = ("utf-8", "utf-16-le", "gb18030")
NEEDLES = {(one, encoding): one.encode(encoding) for one in CANARIES for encoding in ENCODINGS}


def contents(path):
    """The bytes of a file, and of what is packed into it."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())
            yield "\n".join(packed.namelist()).encode()
    elif path.read_bytes()[:2] == b"\x1f\x8b":
        yield gzip.decompress(path.read_bytes())


def told_in(places):
    """(file, canary, encoding) wherever one is found, names of files too."""
    found = set()
    for place in places:
        for path in place.rglob("*"):
            texts = [path.name.encode(), *(contents(path) if path.is_file() else ())]
            found |= {
                (path.name, *which)
                for which, needle in NEEDLES.items()
                if any(needle in text for text in texts)
            }
    return sorted(found)


@pytest.fixture(scope="module")
def day(empty_folder, tmp_path_factory):
    """The places a program can leave something in: its data, the folder for temporary files, the user's own."""
    root = tmp_path_factory.mktemp("day")
    (root / DATA).parent.mkdir(exist_ok=True)
    subprocess.run(["cp", "-r", empty_folder, root / DATA], check=True)
    for name in ("tmp", "home", OUT):
        (root / name).mkdir()
    places = {"TMPDIR": root / "tmp", "HOME": root / "home", "XDG_CACHE_HOME": root / "home"}
    environ = {**os.environ, **{name: str(place) for name, place in places.items()}}
    words = [sys.executable, "-m", "tests.faults.secrets", root]
    with subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline() == "working\n"
        time.sleep(0.2)
        program.kill()
    return root


@pytest.mark.faults
def test_no_word_of_a_days_work_lies_in_clear_after_a_kill(day, figure):
    assert (day / DATA / FILE).stat().st_size > 1 << 20
    assert len(list((day / DATA).rglob("*"))) > 12
    assert any((day / DATA / f"{FILE}-wal").read_bytes())

    assert told_in([day / DATA, day / "tmp", day / "home"]) == []
    what = f"words of a day's work, then killed, found in any file, in {len(ENCODINGS)} encodings and within packed ones"
    figure("N15", what, f"0 of {len(CANARIES)}")


def test_the_search_finds_what_lies_in_clear(day, tmp_path):
    """What was given out is meant to be read; and each way to hide a word is seen through."""
    assert {which[1] for which in told_in([day / OUT])} >= {PERSON}
    for encoding in ENCODINGS:
        (tmp_path / encoding).write_bytes(b"\0" * 99 + PERSON.encode(encoding))
    (tmp_path / "packed.gz").write_bytes(gzip.compress(PERSON.encode()))
    (tmp_path / f"{PERSON}.txt").touch()

    assert {which[0] for which in told_in([tmp_path])} == {*ENCODINGS, "packed.gz", f"{PERSON}.txt"}
