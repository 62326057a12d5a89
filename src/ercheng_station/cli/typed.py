"""What was typed made ready for argparse, and what argparse says of it in Chinese."""

import re
from argparse import Namespace
from collections.abc import Sequence

_SAID = (
    (r"the following arguments are required: (.+)", "缺少 {}"),
    (r"unrecognized arguments: (.+)", "多出了 {}"),
    (r"argument (.+): expected one argument", "{} 后面要写内容"),
    (r"argument (.+): empty", "{} 的名字是空的"),
    (r"argument (.+): invalid choice: '?(.*?)'? \(choose from .*", "{} 没有“{}”"),
    (r"argument (.+): invalid _month value: '(.*)'", "{} 要写成 2026-11 的样子，不能是“{}”"),
    (r"argument (.+): invalid _year value: '(.*)'", "{} 要填 2000 到 2100 的年份，不能是“{}”"),
    (r"argument (.+): invalid \w+ value: '(.*)'", "{} 要填 0 或更大的整数，不能是“{}”"),
    (r"argument (.+): not allowed with argument (.+)", "{} 和 {} 不能同时用"),
)
_TAKES_TEXT = ("--sort", "--why", "--text", "--where", "--name")
"""Options whose value may begin with a minus sign."""


def with_dashes(given: Namespace) -> Namespace:
    """Up to Python 3.12 argparse takes the value of `--text=--` away and leaves an empty list."""
    for name, value in vars(given).items():
        if name == "where":
            given.where = ["--" if one == [] else one for one in value]
        elif value == []:
            setattr(given, name, "--")
    return given


def joined(argv: Sequence[str]) -> list[str]:
    """`--sort -date` as `--sort=-date`, which argparse takes for the value that it is."""
    found: list[str] = []
    for word in argv:
        if found and found[-1] in _TAKES_TEXT and word.startswith("-"):
            found[-1] = f"{found[-1]}={word}"
        else:
            found.append(word)
    return found


def in_chinese(message: str) -> str:
    for pattern, words in _SAID:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return "参数看不懂"
