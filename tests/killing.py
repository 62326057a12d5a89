"""Programs to be killed: one process imports what they need and forks each of them, as a start takes a second."""

import json
import subprocess
import sys
from contextlib import contextmanager

_NURSERY = """
import json, os, signal, sys, time, traceback
imports, program = sys.argv[1:]
names = {}
exec(imports, names)
for line in sys.stdin:
    arguments, seconds = json.loads(line)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 1)
        sys.argv[1:] = arguments
        try:
            exec(program, names)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as saying:
        first = saying.readline()
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        said = first + saying.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([ended, said]), flush=True)
"""


@contextmanager
def killing(imports, program):
    """run(*arguments) is (exit code, lines it said); with seconds=… it is killed so long after its first line."""
    words = [sys.executable, "-c", _NURSERY, imports, program]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:

        def run(*arguments, seconds=None):
            nursery.stdin.write(json.dumps([list(map(str, arguments)), seconds]) + "\n")
            nursery.stdin.flush()
            ended, said = json.loads(nursery.stdout.readline())
            return ended, said.split("\n")[:-1]

        yield run
