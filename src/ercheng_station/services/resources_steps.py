"""What can be done in each state of the registers of records/resources."""

from ercheng_station.records.base import Record
from ercheng_station.records.resources import Resolution
from ercheng_station.records.resources.conference import DOING, DONE, DROPPED, OPEN
from ercheng_station.services.step import Notes, Step

STEPS: dict[type[Record], tuple[Step, ...]] = {
    Resolution: (
        Step(DOING, "开始落实", ("person", "due_on"), again="继续落实", clears=("done_on",)),
        Step("", "记进展", told="progress", must_tell=True, begins=(DOING,)),
        Step(DONE, "完成", on="done_on", told="progress", must_tell=True),
        Step(DROPPED, "不再办理", told="progress", must_tell=True),
        Step(OPEN, "退回未开始"),
    ),
}
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {}
