"""The figures of trainings, publicity, schools and typical cases (domain 7.1: 培训、宣传、名录等)."""

from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.outreach import (
    MediaReport,
    PilotSchool,
    Publicity,
    Survey,
    Training,
    TypicalCase,
)
from ercheng_station.services.figures import Indicator, Period, Rows, within

_TRAININGS = within(Training, "held_on")
_EVENTS = within(Publicity, "held_on")


def _on_trial(period: Period) -> Query:
    """Schools whose pilot had begun by the end of the period and was not given up."""
    where = (Condition("since", "to", period.last), Condition("status", "not", "ended"))
    return Query(PilotSchool, where=where)


def _surveys(kind: str) -> Rows:
    return within(Survey, "held_on", Condition("kind", "is", kind))


OUTREACH_FIGURES = (
    Indicator("trainings", "培训场次", "场", "培训日期在本期内的培训场数", _TRAININGS),
    Indicator("trained", "培训人次", "人次", "本期各场培训登记的参加人次合计", _TRAININGS, summed="attended"),
    Indicator("trained_firms", "培训企业", "家次", "本期各场培训登记的参加企业数合计，同一企业参加多场分别计", _TRAININGS, summed="firms"),
    Indicator(
        "trainings_together", "政企共学", "场", "培训模式为“政企共学”的场数", within(Training, "held_on", Condition("mode", "is", "together"))
    ),
    Indicator("publicity_events", "宣传活动", "场", "活动日期在本期内的宣传活动场数", _EVENTS),
    Indicator("five_in", "五进活动", "次", "本期宣传活动中选了“五进”去处的次数，一次进几处计一次", within(Publicity, "held_on", Condition("places", "filled"))),
    Indicator("audience", "宣传受众", "人次", "本期各场宣传活动登记的受众人次合计", _EVENTS, summed="audience"),
    Indicator("publicity_asked", "宣传咨询", "人次", "本期各场宣传活动登记的接受咨询人次合计", _EVENTS, summed="asked"),
    Indicator("leaflets", "发放资料", "份", "本期各场宣传活动登记的发放资料份数合计，不含培训和走访发放的", _EVENTS, summed="leaflets"),
    Indicator("media_reports", "媒体报道", "篇", "发布日期在本期内的媒体报道篇数", within(MediaReport, "published_on")),
    Indicator("surveys_returned", "有效问卷", "份", "调查日期在本期内的问卷的有效答卷合计", within(Survey, "held_on"), summed="valid"),
    Indicator("surveys_satisfied", "满意答卷", "份", "本期满意度问卷中很满意和满意的答卷合计", _surveys("satisfaction"), summed="counted"),
    Indicator("pilot_schools", "试点学校", "所", "到期末已经开始试点、没有终止的学校数", _on_trial),
    Indicator(
        "typical_cases", "典型案例", "件", "发布日期在本期内、现在仍为已发布的典型案例数",
        within(TypicalCase, "published_on", Condition("status", "is", "published")),
    ),
)  # fmt: skip
