"""Pinyin typed through real input methods into the real program: every letter arrives, and where it belongs."""

import random
import re
import shutil

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from tests.mediating import made
from tests.protecting import FIRST, protect
from tests.screens.accessible import Place, until
from tests.screens.desktop import NEEDED, Seen, asked, screen
from tests.screens.input_methods import Fcitx4, Fcitx5, IBus

pytestmark = [pytest.mark.screens, pytest.mark.usefixtures("only_full")]
WORDS = {
    "nihao": "你好", "zhishichanquan": "知识产权", "nongcunjingji": "农村经济", "shangbiao": "商标", "qiye": "企业", "wuhan": "武汉",
}  # fmt: skip
FAST, SLOW = 2, 40
"""Milliseconds from key to key."""
FCITX = pytest.mark.parametrize("method", [Fcitx5, Fcitx4], ids=["fcitx 5", "fcitx 4"], indirect=True)
ALL = pytest.mark.parametrize(
    "method", [Fcitx5, Fcitx4, IBus], ids=["fcitx 5", "fcitx 4", "ibus"], indirect=True
)


@pytest.fixture
def method(request, tool, tmp_path):
    for name in (*NEEDED, *request.param.programs):
        tool(name)
    with screen("1366x768") as environment:
        made = request.param(environment, tmp_path)  # the home of the program too
        made.start()
        yield made
        made.kill()


@pytest.fixture
def folder(practice_folder, tmp_path):
    """A practice station with one firm more."""
    found = shutil.copytree(practice_folder, tmp_path / "数据")
    with Store.open(found, CATALOGUE) as store:
        made(store, Enterprise, name="鄂州市蔚蓝激光设备有限公司", no_code_why="正在办理换照")
    return found


@pytest.fixture
def seen(method, folder):
    """A visit is begun, the focus in its first field."""
    with Seen(method.environment, folder) as program:
        program.wait("新增走访", "button")
        program.press("ctrl+n")
        program.wait_focus("走访企业")
        yield program


def begin(method, seen, name):
    """Chinese is on in that field, and the dictionaries are loaded, which takes a second when the first letter is typed."""
    field = seen.tab_to(name)
    method.turn_on(seen)
    type_pinyin(seen, "qiye")
    holds(field, "企业")
    seen.press("BackSpace", "BackSpace")
    holds(field, "")
    return field


def type_keys(seen, keys, delay=SLOW):
    seen._do("type", "--delay", str(delay), keys)


def type_pinyin(seen, *words, delay=SLOW):
    """Each ended by Space."""
    type_keys(seen, "".join(f"{one} " for one in words), delay)


def holds(thing, words, seconds=20):
    """`words` is a pattern: what is composed when it has to end differs from method to method."""
    try:
        until(lambda: re.fullmatch(words, thing.text), seconds)
    except TimeoutError:
        raise AssertionError(f"{thing} holds “{thing.text}”, not “{words}”") from None


def chinese(words):
    return "".join(WORDS[one] for one in words)


@ALL
def test_every_input_takes_words_typed_slowly_and_fast(method, seen):
    """A line, one with suggestions, a text of many lines, the search of everything, the filter of a list."""
    words = list(WORDS)
    method.turn_on(seen)
    for name in ("走访企业", "走访人员", "走访内容"):
        field = seen.tab_to(name)
        type_pinyin(seen, *words)
        type_pinyin(seen, *words, delay=FAST)
        holds(field, chinese(words) * 2)
        if name == "走访企业":
            seen.press(*["BackSpace"] * len(chinese(words) * 2))

    seen.press("ctrl+k")
    searched(seen, words)
    seen.press("Escape")
    seen.click("企业", "list item")
    seen.wait("企业列表", "table")
    seen.press("ctrl+f")
    searched(seen, words)


def searched(seen, words):
    until(lambda: seen.focused().role == "text")
    field = seen.focused()
    type_pinyin(seen, *words, delay=FAST)
    holds(field, chinese(words))


@ALL
def test_a_thousand_letters_typed_fast_arrive_all(method, seen):
    field = begin(method, seen, "走访内容")
    words = random.Random(1).choices(list(WORDS), k=120)

    for at in range(0, len(words), 20):  # Qt's IBus drops keys that are not answered within 25 seconds
        type_pinyin(seen, *words[at : at + 20], delay=FAST)
        holds(field, chinese(words[: at + 20]), 60)
    seen.press("1", "2", "BackSpace", "3")

    holds(field, f"{chinese(words)}13")


@ALL
def test_what_is_composed_stays_in_its_field_when_another_is_clicked(method, seen):
    first = begin(method, seen, "走访人员")
    type_pinyin(seen, "nihao")
    holds(first, "你好")

    type_keys(seen, "shangbiao")
    second = seen.click("走访内容", "text")
    type_pinyin(seen, "qiye")

    holds(second, "企业")
    holds(first, "你好(商标|shang ?biao)")


@ALL
def test_what_is_composed_is_saved(method, seen, folder):
    seen.type("wl")
    seen.wait("鄂州市蔚蓝激光设备有限公司", "list item")
    seen.press("Return")
    seen.tab_to("走访人员")
    seen.write("程德胜、余慧敏")
    field = begin(method, seen, "走访内容")
    type_pinyin(seen, "nihao")
    holds(field, "你好")
    type_keys(seen, "shangbiao")

    seen.click("保存", "button")
    seen.wait("已保存…", "label")
    seen.close()

    firm = "走访企业=鄂州市蔚蓝激光设备有限公司"
    (visit,) = asked(folder, "list", "visit", "--where", firm)["records"]
    assert re.fullmatch("你好(商标|shang ?biao)", visit["findings"])


@FCITX
def test_enter_and_escape_are_the_input_method_s_and_ctrl_s_goes_on(method, seen):
    field = begin(method, seen, "走访人员")

    type_keys(seen, "qiye")
    seen.press("Return")
    type_keys(seen, "nihao")
    seen.press("Escape")
    type_pinyin(seen, "wuhan")
    type_keys(seen, "shangbiao")
    seen.press("ctrl+s")

    holds(field, "qiye武汉(商标|shang ?biao)")


@FCITX
def test_fcitx_killed_while_composing_takes_no_letter_along_and_types_again_once_it_is_back(method, seen):
    field = begin(method, seen, "走访人员")
    type_pinyin(seen, "nihao")
    holds(field, "你好")
    type_keys(seen, "qi")

    method.kill()
    holds(field, "你好(qi|.)")
    type_keys(seen, "ye", FAST)
    holds(field, "你好(qi|.)ye")
    before = field.text
    method.start()
    method.turn_on(seen)
    type_pinyin(seen, "shangbiao")

    holds(field, f"{before}商标")


@ALL
def test_a_password_is_typed_as_it_is(method, folder):
    protect(folder)
    with Seen(method.environment, folder) as seen:
        name = seen.wait_focus("用户名")
        method.turn_on(seen)
        type_pinyin(seen, "wuhan")
        holds(name, "武汉")
        seen.press(*["BackSpace"] * 2)
        seen.write(FIRST.name)
        seen.press("Tab")
        type_keys(seen, FIRST.password, FAST)
        seen.press("Return")
        seen.wait("新增走访", "button")


@pytest.mark.parametrize("scale", [1, 1.5])
@FCITX
def test_the_candidates_stand_at_the_cursor(method, folder, scale):
    method.environment["QT_SCALE_FACTOR"] = str(scale)
    with Seen(method.environment, folder) as seen:
        seen.wait("新增走访", "button")
        seen.press("ctrl+n")
        seen.wait_focus("走访企业")
        field = begin(method, seen, "走访人员")
        type_keys(seen, "qiye")

        left, top = until(method.candidates)
        box = Place(*(length * scale for length in field.place))
        assert box.left <= left <= box.left + 60 * scale
        assert box.top + box.height / 2 <= top <= box.top + box.height + 10
