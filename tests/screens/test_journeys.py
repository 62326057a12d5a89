"""The journeys of every day (J1 to J4, J9), in the real window: found by what a screen reader hears, worked by keys and clicks."""

import shutil
import time
from datetime import timedelta

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need
from tests.mediating import committee, made
from tests.screens.desktop import asked

pytestmark = pytest.mark.screens
FIRM = {
    "name": "鄂州市蔚蓝激光设备有限公司",
    "short_name": "蔚蓝",
    "no_code_why": "正在办理换照",
    "address": "鄂城区泽林镇创业路 8 号",
    "legal_person": "范若溪",
    "contact": "范若溪",
    "contact_phone": "0711-5551234",
}
DRAFTED = 2
"""Seconds after the last key within which what was typed is on the disk, as product.md has it."""
FOUND = "到厂了解激光切割头的专利申请。"
PERSON = {
    "姓名或名称": "张建军",
    "身份证号": "11010519491231002X",
    "本人电话": "13812345678",
    "住址或住所": "鄂城区泽林镇泽林街8号",
}


@pytest.fixture
def folder(practice_folder, tmp_path):
    """A practice station with one firm more, and a need of it that is overdue since a year."""
    found = shutil.copytree(practice_folder, tmp_path / "数据")
    with Store.open(found, CATALOGUE) as store:
        firm, today = made(store, Enterprise, **FIRM), store.today
        made(store, Need, enterprise=firm, source="走访", category="其他", content="答复审查意见", handler="张立新",
             status="assigned", received_on=today - timedelta(days=310), promised_on=today - timedelta(days=300))  # fmt: skip
    return found


def test_j1_a_visit_is_logged_right_after_it(start, folder):
    seen = start(folder)
    seen.wait("新增走访", "button")
    assert seen.unnamed() == []

    seen.press("ctrl+n")
    log_visit(seen)
    assert seen.unnamed() == []
    seen.press("ctrl+s")
    seen.wait("已保存…", "label")
    seen.close()

    visits = asked(folder, "list", "visit", "--where", f"走访内容={FOUND}")
    assert visits["total"] == 1
    visit = visits["records"][0]
    assert visit["titles"]["enterprise"] == FIRM["name"]
    assert (visit["visitors"], visit["receiver"]) == ("程德胜、余慧敏", FIRM["contact"])


def go_to(seen, register):
    """From the page of the morning, once it stands there."""
    seen.wait("新增走访", "button")
    seen.click(register, "list item")
    seen.wait(f"在{register}中查找", "text")


def log_visit(seen):
    seen.wait_focus("走访企业")
    seen.write("wl")
    seen.wait(FIRM["name"], "list item")
    seen.press("Return")
    seen.tab_to("走访人员")
    seen.write("程德胜、余慧敏")
    seen.tab_to("走访内容")
    seen.write(FOUND)


@pytest.mark.usefixtures("only_full")
def test_j2_a_need_is_followed_to_its_close(start, folder):
    seen = start(folder)
    seen.wait_focus("到期和逾期事项")
    seen.press("Return")
    take_step(seen, "开始办理", "进展情况", "已联系代理机构")
    take_step(seen, "反馈企业", "结果说明", "意见陈述书已提交", first=("Down", "1", "Tab"))
    seen.wait_focus("回访")
    seen.press("alt+2")
    seen.wait("销号", "dialog")
    seen.tab_to("企业反馈")
    seen.write("企业表示满意")
    seen.tab_to("销号人")
    seen.write("余慧敏")
    seen.press("ctrl+s")
    seen.wait("重新办理", "button")
    seen.close()

    (need,) = asked(folder, "list", "need", "--where", "诉求内容=答复审查意见")["records"]
    assert (need["status"], need["feedback"]) == ("closed", "企业表示满意")


def take_step(seen, words, field, written, *, first=()):
    """The step's button has the focus; its sheet asks, and Ctrl+S saves."""
    seen.wait_focus(words)
    seen.press("Return")
    seen.wait(words, "dialog")
    for key in first:
        seen.press(key)
    seen.tab_to(field)
    seen.write(written)
    seen.press("ctrl+s")
    seen.wait_gone(words, "dialog")


@pytest.mark.usefixtures("only_full")
def test_j3_a_dispute_is_mediated_to_a_printed_agreement(start, empty_folder, tmp_path):
    folder = shutil.copytree(empty_folder, tmp_path / "数据")
    with Store.open(folder, CATALOGUE) as store:
        committee(store)
        made(store, Enterprise, **FIRM)
    seen = start(folder)

    go_to(seen, "调解案件")
    take_in(seen)
    mediate(seen)
    seen.close()

    (case,) = asked(folder, "list", "mediation")["records"]
    assert (case["status"], case["number"]) == ("performing", "（2026）鄂城知人调字第0001号")
    agreement = tmp_path / "协议书.pdf"
    (paper,) = asked(folder, "list", "agreement")["records"]
    asked(folder, "paper", "agreement", paper["id"], str(agreement), "--by-hand")
    assert agreement.stat().st_size > 10_000


def take_in(seen):
    """The application, both parties with their consent."""
    seen.press("ctrl+n")
    seen.wait_focus("纠纷类型")
    seen.write("侵害商标权纠纷")
    seen.press("Return")
    take_firm(seen)
    agree(seen)
    seen.tab_to("被申请人")
    seen.press("Tab", "1")
    for name, words in PERSON.items():
        seen.tab_to(name)
        seen.write(words)
    agree(seen)
    seen.tab_to("纠纷简要情况")
    seen.write("被申请人在招牌上使用近似的标识。")
    seen.press("ctrl+s")


def take_firm(seen):
    """By its letters, from the register."""
    seen.tab_to("企业档案")
    seen.write("wl")
    seen.wait(FIRM["name"], "list item")
    seen.press("Return")


def agree(seen):
    seen.tab_to("待征求")
    seen.press("2")


def mediate(seen):
    """From the acceptance to the signed agreement."""
    seen.wait_focus("主持调解员")
    seen.write("zlx")
    seen.wait("周立新", "list item")
    seen.press("Return", "ctrl+Return")
    seen.wait_focus("告知权利义务日期")
    seen.press("alt+t")
    seen.wait_focus("地点")
    seen.write("泽林所调解室")
    seen.tab_to("调解记录")
    seen.write("双方陈述意见。")
    seen.press("ctrl+Return")
    seen.wait_focus("协议内容")
    seen.write("被申请人三日内更换招牌。")
    seen.press("ctrl+Return")
    seen.wait("签字用印", "button")
    seen.press("ctrl+Return")
    seen.wait("履行完毕", "button")


@pytest.mark.usefixtures("only_full")
def test_j4_a_clue_is_taken_in_graded_and_has_its_day(start, folder):
    seen = start(folder)
    go_to(seen, "侵权线索")

    seen.press("ctrl+n")
    seen.wait_focus("线索来源")
    seen.write("举报")
    seen.press("Return")
    seen.tab_to("被反映单位（人）")
    seen.write("泽林街某服饰店")
    seen.tab_to("线索事实")
    seen.write("销售假冒注册商标的运动鞋")
    seen.press("ctrl+s")
    seen.wait("已保存…", "label")
    seen.press("Return")
    seen.wait("还有…")
    seen.wait("线索定级，…", "label")
    seen.click("定级", "button")
    seen.wait_focus("重大")
    seen.press("3")
    seen.tab_to("定级人")
    seen.write("余慧敏")
    seen.press("ctrl+s")
    seen.wait_gone("定级", "dialog")
    seen.wait("开始核查", "button")
    seen.close()

    (clue,) = asked(folder, "list", "clue", "--where", "被反映单位（人）=泽林街某服饰店")["records"]
    assert (clue["status"], clue["grade"], clue["graded_by"]) == ("graded", "general", "余慧敏")


@pytest.mark.usefixtures("only_full")
def test_j9_nothing_typed_is_lost_when_the_power_goes(start, folder):
    seen = start(folder)
    seen.wait("新增走访", "button")
    seen.press("ctrl+n")
    log_visit(seen)
    time.sleep(DRAFTED)
    seen.process.kill()
    seen.process.wait()

    again = start(folder)
    go_to(again, "企业走访")
    again.click("继续填写", "button")
    again.wait("走访内容", "text")
    assert again.wait("走访内容", "text").text == FOUND
    again.press("ctrl+s")
    again.wait("已保存…", "label")
    again.close()

    assert asked(folder, "list", "visit", "--where", f"走访内容={FOUND}")["total"] == 1
    assert asked(folder, "check")
