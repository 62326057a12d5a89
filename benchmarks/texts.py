"""Office prose for benchmarks: names, visits and needs of an intellectual-property station, the same for every seed.

Names are those of the practice station; templates give the words an office repeats, pypinyin's phrase list (by a
falling curve) those that it does not. More varied than resources/practice/texts.toml, which a person reads.
"""

import csv
import sys
import tomllib
from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random

from pypinyin.constants import PHRASES_DICT

from ercheng_station.paths import resources


def _split(listed: str) -> list[str]:
    return listed.split()


CITIES = _split(
    "鄂州市 鄂州市 鄂州市 武汉市 黄石市 黄冈市 宜昌市 襄阳市 荆州市 咸宁市 十堰市 重庆市 长沙市 厦门市 六安市 台州市 湖北 江苏"
)
ROADS = _split(
    "滨湖南路 凤凰路 文星大道 武昌大道 吴都大道 古城路 明堂路 南浦路 江碧路 葛山大道 创业大道 工业园路 银行街"
)
TRADES = _split(
    "机械制造 电子科技 建筑工程 装饰工程 商贸 餐饮管理 物流 食品加工 纺织服装 化工 环保科技 生物医药 汽车配件 模具 包装材料 "
    "印刷 家具 农业开发 信息技术 教育咨询 金刚石刀具 管道 建材 五金 塑料制品 新能源 医疗器械 光电技术 音乐文化 水产养殖 茶业"
)
FORMS = _split(
    "有限公司 有限公司 有限公司 有限公司 有限责任公司 股份有限公司 厂 经营部 商行 专业合作社 工作室 分公司"
)
BRAND = (
    "宏达华兴盛隆泰安瑞丰恒源通利嘉和鑫祥顺康明远东方正新天地金石万里长青百合云海龙腾飞凤鸣星辰光辉博雅卓越启航晨曦重阳朝行"
    "乐都大成全盈亿佳美圣德诚信义仁智勇健福禄寿喜春夏秋冬梅兰竹菊山水松柏鄂楚吴洋澜湖樊"
)
TOPICS = _split(
    "商标注册和续展 专利申请布局 专利年费缴纳 商标侵权线索 假冒专利排查 商业秘密保护 地理标志使用 知识产权质押融资 著作权登记 "
    "电商平台投诉 海外展会维权 贯标认证辅导 知识产权培训需求 专利导航 外观设计保护 包装装潢仿冒 维权援助申请 惠企政策宣传 "
    "合同纠纷调解 驰名商标保护 职务发明奖励 专利转化运用 商标许可备案 知识产权保险 竞业限制协议"
)
BODIES = _split(
    "市场监管所 区市场监督管理局 知识产权保护中心 人民调解委员会 司法所 派出所 园区管委会 商务局 经信局 维权援助中心"
)
SENTENCES = (
    "{day}，{p}与{q}走访{firm}，重点了解{topic}情况。",
    "现场见到企业负责人{p}，其反映{w}，希望协调解决{topic}。",
    "经核实，该企业现有职工{n}人，拥有有效发明专利{k}件、注册商标{m}件，其中{w}。",
    "针对{topic}，工作人员提出{w}的改进建议，并留下宣传资料{m}份。",
    "双方就{topic}达成一致，{w}。",
    "企业表示{w}，后续将{w2}。",
    "联系电话{phone}，联系人{p}。",
    "地址位于{address}，{w}。",
    "建议{w}，并报{body}备案。",
    "下一步由{body}跟进{topic}，{w}。",
    "该企业近期在电商平台发现{w}涉嫌侵犯其注册商标专用权，已固定证据{k}份。",
    "检查仓库和销售台账，发现{w}，已当场说明有关规定。",
    "专利号ZL{patent}，年费缴至{day}，{w}。",
    "向企业讲解《中华人民共和国商标法》和《专利法》，{w}。",
)


class Texts:
    """One stream of texts; two of the same seed are the same."""

    def __init__(self, seed: int = 7) -> None:
        self.random = Random(seed)

    def person(self) -> str:
        surnames, weights = self._surnames
        return surnames[self._fall(weights)] + self.random.choice(self._given_names)

    def phone(self) -> str:
        return f"1{self.random.randrange(3 * 10**9, 10**10)}"

    def firm(self) -> str:
        pick = self.random.choice
        brand = pick(self._brands) if self.random.random() < 0.5 else "".join(self.random.choices(BRAND, k=2))
        return f"{pick(CITIES)}{brand}{pick(TRADES)}{pick(FORMS)}"

    def town(self) -> str:
        return self.random.choice(self._towns)

    def address(self) -> str:
        return f"鄂州市鄂城区{self.town()}{self.random.choice(ROADS)}{self.random.randint(1, 999)}号"

    def day(self) -> str:
        return (date(2016, 1, 1) + timedelta(days=self.random.randrange(3900))).isoformat()

    def word(self) -> str:
        words, weights = self._words
        return words[self._fall(weights)]

    def words(self, low: int = 2, high: int = 5) -> str:
        return "".join(self.word() for _ in range(self.random.randint(low, high)))

    def sentence(self, firm: str) -> str:
        pick, number = self.random.choice, self.random.randint
        return pick(SENTENCES).format(
            day=self.day(),
            p=self.person(),
            q=self.person(),
            firm=firm,
            topic=pick(TOPICS),
            w=self.words(),
            w2=self.words(),
            n=number(2, 400),
            k=number(1, 60),
            m=number(1, 30),
            phone=self.phone(),
            address=self.address(),
            body=pick(BODIES),
            patent=f"20{number(10, 24)}{number(1, 3)}{number(0, 9_999_999):07}.{number(0, 9)}",
        )

    def findings(self, firm: str) -> str:
        """100 to 300 characters."""
        wanted = self.random.randint(100, 300)
        text = ""
        while len(text) < wanted:
            text += self.sentence(firm)
        return text[:300]

    def _fall(self, weights: Sequence[float]) -> int:
        """An index by running totals of weights."""
        return bisect(weights, self.random.random() * weights[-1])

    @cached_property
    def _words(self) -> tuple[list[str], list[float]]:
        words = [word for word in PHRASES_DICT if 2 <= len(word) <= 4]
        Random(1).shuffle(words)
        return words, list(accumulate((rank + 200) ** -0.9 for rank in range(len(words))))

    @cached_property
    def _brands(self) -> list[str]:
        return [line for line in _practice("company_short_names.txt").split() if 2 <= len(line) <= 4]

    @cached_property
    def _surnames(self) -> tuple[list[str], list[float]]:
        rows = list(csv.DictReader(_practice("surnames.csv").splitlines()))
        return [row["surname"] for row in rows], list(accumulate(float(row["weight"]) for row in rows))

    @cached_property
    def _given_names(self) -> list[str]:
        found: list[str] = tomllib.loads(_practice("texts.toml"))["given_names"]
        return found + [one + other for one in "伟芳敏静磊勇杰涛明超" for other in "国华文海春立新平安乐"]

    @cached_property
    def _towns(self) -> list[str]:
        rows = csv.DictReader(_practice("places_420704.csv").splitlines())
        return [row["name"] for row in rows if len(row["code"]) == 9]


def _practice(name: str) -> str:
    return (resources() / "practice" / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    made = Texts(seed=3)
    for _ in range(int(sys.argv[1])):
        print(made.findings(made.firm()))
