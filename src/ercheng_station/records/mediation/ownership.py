"""What no court confirms: an agreement on who owns a right (民事诉讼法司法解释 第三百五十五条)."""

import re
from typing import Any

_OWNING = re.compile(
    r"(著作权|商标权?|专利权?|专利申请权|版权|知识产权|软件|作品|商业秘密|域名|品种权)[^，。；\n]{0,12}(归|属于?)[^，。；\n]{0,24}(所有|享有|共有)"
    r"|确认[^，。；\n]{0,20}(权属|归属|权利人|有效|无效)"
    r"|(权属|所有权)[^，。；\n]{0,8}归"
)


def is_about_ownership(case: Any) -> bool:
    return bool(case.dispute_type.endswith("_ownership"))


def ownership_words(agreement: Any) -> str:
    """The first words of its terms that decide who owns a right; "" if there are none."""
    found = _OWNING.search(agreement.terms)
    return found[0][:30] if found else ""


def told_of_ownership(case: Any, agreement: Any) -> str:
    """The warning for those who ask the court to confirm it; "" if nothing in it decides who owns a right."""
    words = ownership_words(agreement) if agreement else ""
    if not words and not is_about_ownership(case):
        return ""
    what = f"协议写有“{words}”" if words else "本案是权属纠纷"
    return f"{what}，涉及知识产权确权的，法院不受理（民事诉讼法司法解释第三百五十五条）"
