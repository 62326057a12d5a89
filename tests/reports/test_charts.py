"""Charts: every number is drawn, lengths are in proportion, and what is not known yet leaves its place empty."""

import re
from dataclasses import replace

import pytest

from ercheng_station.reports.charts import Bars, Ink, Ranked, Series, svg

INK = Ink()


def drawn(chart):
    """The words of a chart and the sizes of its blocks, left to right and top to bottom as they were drawn."""
    text = svg(chart, 400, 200, INK, "仿宋").decode()
    words = re.findall(r"<text[^>]*>([^<]+)</text>", text)
    blocks = [
        tuple(float(re.search(rf'\b{name}="([\d.]+)"', one).group(1)) for name in ("width", "height"))
        for one in re.findall(r"<rect[^>]*>", text)
    ]
    return words, blocks


def test_bars_stand_in_proportion_with_their_number_and_their_series_is_named():
    chart = Bars(("1月", "2月", "3月"), (Series("今年", (4, 2, None)), Series("去年", (8, 0, 2))), "次")

    words, blocks = drawn(chart)

    assert words == ["4", "1月", "2", "2月", "3月", "今年（次）", "去年"]
    first, first_before, second, second_before, third_before = [height for _, height in blocks[-7:-2]]
    assert (first, second, second_before) == pytest.approx((first_before / 2, first_before / 4, 0))
    assert third_before == pytest.approx(second)


def test_on_paper_the_other_series_is_hatched_and_numbered():
    chart = Bars(("1月", "2月"), (Series("今年", (4, 2)), Series("去年", (8, 0))), "次")
    plain = svg(chart, 400, 200, INK, "仿宋").decode()
    paper = svg(chart, 400, 200, replace(INK, hatched=True), "仿宋").decode()

    assert re.findall(r"<text[^>]*>([^<]+)</text>", paper)[:3] == ["4", "8", "1月"]
    lines = re.findall(r'd="M ([-\d.]+),([-\d.]+) L ([-\d.]+),([-\d.]+)', paper)
    assert len(lines) > plain.count("<path") + 20
    for line in lines:
        left, foot, right, top = map(float, line)
        assert 0 <= left <= right <= 400
        assert 0 <= foot <= top <= 200


def test_lying_bars_have_their_label_number_and_unit():
    words, blocks = drawn(Ranked((("商标", 6), ("专利", 3)), "条"))

    assert words == ["商标", "6条", "专利", "3条"]
    assert blocks[-2][0] == pytest.approx(2 * blocks[-1][0])


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        (Ranked(()), []),
        (Bars((), ()), []),
        (Ranked((("无", 0),)), ["无", "0"]),
        (Bars(("1月",), (Series("今年", (0,)),)), ["1月", "今年"]),
    ],
)
def test_nothing_to_show_is_no_fault(chart, expected):
    assert drawn(chart)[0] == expected


def test_the_words_are_in_the_font_of_the_window():
    text = svg(Ranked((("商标", 6),)), 400, 200, INK, "仿宋").decode()

    assert set(re.findall("font-family: [^;]+", text)) == {"font-family: '仿宋'"}
