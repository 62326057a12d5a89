"""What can be done in each state of the registers of records/work."""

from ercheng_station.records.base import Record
from ercheng_station.records.work import PlanTask, ScoreSheet
from ercheng_station.services.step import Notes, Step

STEPS: dict[type[Record], tuple[Step, ...]] = {
    PlanTask: (
        Step("doing", "开始推进", asks=("begins_on", "handler"), again="重新推进"),
        Step("done", "办结任务", asks=("progress",), on="finished_on", told="result", must_tell=True),
        Step("lasting", "列为长期坚持"),
    ),
    ScoreSheet: (
        Step("review", "报送自评表", asks=("filled_by", "head"), on="submitted_on", begins=("self",)),
        Step("review", "补正后再报", on="supplemented_on", begins=("supplement",)),
        Step("supplement", "收到补正通知", on="supplement_told_on", told="supplement", must_tell=True),
        Step("expert", "进入专家评审", on="reviewed_on"),
        Step("public", "开始公示", asks=("published_until",), on="published_on"),
        Step("settled", "定等", asks=("score", "grade"), wants=("grade",), on="settled_on"),
    ),
}
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {
    PlanTask: {"waiting": "未开始", "doing": "推进", "done": "完成"},
    ScoreSheet: {"self": "自评", "review": "审查", "expert": "评审", "public": "公示", "settled": "定等"},
}
