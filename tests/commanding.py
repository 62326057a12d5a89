"""Runs commands in this process, as tests need hundreds of them; test_program.py runs the real one."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ercheng_station import cli
from ercheng_station.records import CATALOGUE


@dataclass(frozen=True)
class Answer:
    """`out` is standard output as it is, `told` standard error."""

    code: int
    out: str
    told: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def command(folder: Path, *words: object, given: Any = None, catalogue=CATALOGUE) -> Answer:
    """With --json; `given` goes in as JSON, or as it is if it is text."""
    return spoken(folder, "--json", *words, given=given, catalogue=catalogue)


def spoken(folder: Path, *words: object, given: Any = None, catalogue=CATALOGUE) -> Answer:
    """As a person sees it."""
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    out, told = io.StringIO(), io.StringIO()
    code = cli.main(["--data", str(folder), *map(str, words)], io.StringIO(text), out, told, catalogue)
    return Answer(code, out.getvalue(), told.getvalue())


def saved(folder: Path, kind: str, *, catalogue=CATALOGUE, **raw: object) -> dict[str, Any]:
    """One record added, which must be accepted."""
    answer = command(folder, "add", kind, given=raw, catalogue=catalogue)
    assert answer.code == 0, answer.out
    return answer.document["saved"][0]
