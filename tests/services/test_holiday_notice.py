"""The State Council's notice as printed becomes days off; what does not agree is refused with the reason."""

from datetime import date

import pytest

from ercheng_station import rulebook
from ercheng_station.db.listing import Query
from ercheng_station.errors import Fault
from ercheng_station.records.clocks import DayOffEntry
from ercheng_station.services.holiday_notice import import_notice, read_notice

NOTICE_2025 = """国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
春节自农历除夕起放假调休8天，国庆节自10月1日起放假调休7天。现将2025年元旦等放假调休日期的具体安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
国务院办公厅
2024年11月12日
"""
NOTICE_2024 = """国务院办公厅关于2024年
部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
"""
NOTICE_2027 = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
三、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
"""
"""Made up for the test."""


@pytest.mark.parametrize(("text", "year"), [(NOTICE_2024, 2024), (NOTICE_2025, 2025)])
def test_a_notice_reads_as_the_shipped_table_of_its_year(text, year):
    assert read_notice(text) == [one for one in rulebook.days_off() if one.year == year]


def test_full_width_figures_spaces_and_a_span_over_new_year_are_read():
    text = NOTICE_2027.replace("2027", "２０２７").replace("放假，共3天", "放假 ，共 ３ 天")
    text = text.replace("1月1日（周五）至3日", "2026年12月31日（周四）至2027年1月3日").replace(
        "３ 天", "4 天"
    )

    assert read_notice(text)[0].first == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("关于2025年部分节假日安排的通知", "放假了", "连标题一起粘贴"),
        (
            "至2月4日（农历正月初七、周二）放假调休，共8天",
            "至2月4日放假调休，共7天",
            "说共 7 天，2025-01-28 至 2025-02-04 却是 8 天",
        ),
        ("4月27日（周日）", "4月28日（周日）", "2025-04-28 却是周一"),
        ("4月4日", "4月31日", "没有“4月31日(周五)”这一天"),
        ("10月1日（周三）至8日（周三）放假调休，共8天", "另行通知", "没有读全"),
        ("2025年部分", "2026年部分", "却是"),
    ],
)
def test_a_notice_that_does_not_agree_is_refused(old, new, why):
    assert old in NOTICE_2025
    with pytest.raises(Fault, match=r"\w") as fault:
        read_notice(NOTICE_2025.replace(old, new))

    assert why in fault.value.why


def test_a_notice_is_imported_in_one_act_and_only_once(store):
    act = import_notice(store, NOTICE_2027)

    rows = {(row.values["kind"], row.values["first"]): row.values for row in store.rows(Query(DayOffEntry))}
    assert len(rows) == len(act.touched) == 5
    assert rows["off", date(2027, 10, 1)]["last"] == date(2027, 10, 7)
    assert rows["work", date(2027, 10, 9)]["last"] is None
    assert store.context.calendar.knows(2027)
    with pytest.raises(Fault, match="已经登记过了"):
        import_notice(store, NOTICE_2027)

    store.undo()
    assert not store.context.calendar.knows(2027)
