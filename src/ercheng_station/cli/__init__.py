"""The command line: reads the arguments, runs one command, answers with one document and an exit code."""

import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from ercheng_station import log
from ercheng_station.cli.exits import DONE, OUR_FAULT, REFUSED, exit_code
from ercheng_station.cli.parser import Asked, Given, read
from ercheng_station.errors import Cancelled, Refused, UserError

if TYPE_CHECKING:
    from ercheng_station.records.catalogue import Catalogue

_APOLOGY = {
    "code": "program-fault",
    "no": "E-999",
    "what": "程序出错，这次操作没有完成。",
    "safe": "已经保存的内容都在。",
    "do": "请把日志“{path}”交给维护人员，然后再试一次。",
}
_UNHEARD = "命令已经做完，但结果没能写出来，输出到的磁盘可能满了。该保存的内容都已保存。请先核对，不要马上重做。[E-998]\n"
_logger = logging.getLogger(__name__)


def main(
    argv: Sequence[str], stdin: TextIO, stdout: TextIO, stderr: TextIO, catalogue: "Catalogue | None" = None
) -> int:
    """One command and its exit code. The answer goes to `stdout`, everything else to `stderr`."""
    try:
        given = read(argv)
    except Asked as asked:
        stdout.write(asked.text)
        return DONE
    except UserError as error:
        return _refuse(error, "--json" in argv, stdout, stderr)
    return perform(given, stdin, stdout, stderr, catalogue)


def perform(
    given: Given, stdin: TextIO, stdout: TextIO, stderr: TextIO, catalogue: "Catalogue | None" = None
) -> int:
    """The command that was read. Nothing that it needs is imported before."""
    from ercheng_station.home import data_folder  # noqa: PLC0415

    log.start(data_folder(given.data))
    try:
        return _perform(given, stdin, stdout, stderr, catalogue)
    except UserError as error:
        return _refuse(error, given.json, stdout, stderr)
    except (Cancelled, KeyboardInterrupt):
        stderr.write("已停止，没有做完的部分没有保存。\n")
        return REFUSED
    except BrokenPipeError:  # whoever reads has seen enough
        raise
    except Exception:  # a fault of ours: everything into the log, one sentence to the person
        _logger.exception("command %s failed", given.command)
        _apologize(given.json, stdout, stderr)
        return OUR_FAULT
    finally:
        log.stop()


def _perform(
    given: Given, stdin: TextIO, stdout: TextIO, stderr: TextIO, catalogue: "Catalogue | None"
) -> int:
    from ercheng_station.cli.commands import run  # noqa: PLC0415

    reply = run(given, stdin, stderr, catalogue)
    try:
        if given.json:
            _write(reply.document, stdout)
        else:
            stdout.writelines(f"{line}\n" for line in reply.lines)
        stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:  # by now the command has done what it does
        _logger.warning("the answer cannot be written: %s", error)
        stderr.write(_UNHEARD)
        return OUR_FAULT
    return reply.code


def _refuse(error: UserError, as_json: bool, stdout: TextIO, stderr: TextIO) -> int:
    stderr.write(f"{error}\n")
    if as_json:
        told = {"code": error.code, "no": error.no, "what": error.what, "safe": error.safe, "do": error.do}
        faults = {"faults": error.faults} if isinstance(error, Refused) else {}
        _write({"error": {**told, **faults}}, stdout)
    return exit_code(error)


def _apologize(as_json: bool, stdout: TextIO, stderr: TextIO) -> None:
    told = {name: words.format(path=log.place()) for name, words in _APOLOGY.items()}
    stderr.write("{what}{safe}{do}[{no}]\n".format(**told))
    if as_json:
        _write({"error": told}, stdout)


def _write(document: Any, stdout: TextIO) -> None:
    stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
