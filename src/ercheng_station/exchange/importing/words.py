"""How a header reads without width, case, spaces, marks and brackets, and the unit it names."""

import re

from ercheng_station.exchange.plain import fold_key

_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")


def folded(text: str) -> str:
    """A header without width, case, spaces, marks and what stands in brackets."""
    bare = _BRACKETS.sub("", text)
    return fold_key(bare).strip("*:：、.。") or fold_key(text).strip("*:：")


def unit_of(text: str) -> str:
    found = [inside for inside in _BRACKETS.findall(text) if "万元" in inside]
    return "万元" if found or fold_key(text).endswith("万元") else ""
