"""疑似串名提醒: 5,000 characters of a case against 50,000 names, most of which begin alike, and loading such names."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.ratio import Figure
from ercheng_station.services.name_guard import NameGuard

BAR_MS = 5
ROUNDS = 15
HANZI = [chr(point) for point in range(0x4E00, 0x4E00 + 3000)]
SENTENCE = "申请人鄂州市宏达模具有限公司认为被申请人张建军在鄂州市泽林镇的门店使用近似标识，要求赔偿损失；"
OWN = {"鄂州市宏达模具有限公司", "张建军"}


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    chance = random.Random(1)
    names = dict.fromkeys(made_up(chance, 400 if small else 40_000), "别的案件的当事人")
    guard = NameGuard(names)
    stranger = next(iter(names))
    text = (SENTENCE * 120)[: 5000 - len(stranger)] + stranger
    assert stranger in {span.name for span in guard.spans(text, OWN)}
    rounds = 2 if small else ROUNDS
    asked = cpu_ms(lambda: guard.spans(text, OWN), rounds)
    yield Figure("疑似串名提醒，5,000 字对 50,000 个名称（处理器时间）", asked, BAR_MS, "ms")
    made = cpu_ms(lambda: NameGuard(names), 2)
    yield Figure("备好 50,000 个名称（处理器时间）", made, 200, "ms", detail=True)


def made_up(chance: random.Random, firms: int) -> Iterator[str]:
    """Four firms to each person, some persons with a name of two characters."""
    for _ in range(firms):
        yield f"鄂州市{''.join(chance.choices(HANZI, k=chance.randint(2, 6)))}有限公司"
    for number in range(firms // 4):
        yield "".join(chance.choices(HANZI, k=2 if number % 5 == 0 else 3))


def cpu_ms(act: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1e3
