"""What can be done in each state of the registers of records/outreach."""

from ercheng_station.records.base import Record
from ercheng_station.records.outreach import PilotSchool, TypicalCase
from ercheng_station.records.outreach.typical_case import CHECKED, DRAFT, PUBLISHED, WITHDRAWN
from ercheng_station.services.case_publication import checked
from ercheng_station.services.step import Notes, Step

STEPS: dict[type[Record], tuple[Step, ...]] = {
    TypicalCase: (
        Step(CHECKED, "核对", on="checked_on", by="checker", makes=checked),
        Step("", "重新核对", on="checked_on", by="checker", makes=checked, begins=(CHECKED,)),
        Step(PUBLISHED, "发布", ("level", "approved_by", "published_in", "link", "kept_why"), ("level",), "published_on"),
        Step(WITHDRAWN, "撤回", told="note", must_tell=True, content="撤回原因", clears=("looked_at", "found")),
        Step(DRAFT, "退回修改", clears=("looked_at", "found"), begins=(CHECKED,)),
        Step(DRAFT, "重新编写", clears=("published_on",), begins=(WITHDRAWN,)),
    ),
    PilotSchool: (
        Step("pilot", "确认试点", ("batch", "document"), ("document",), "since", again="恢复试点"),
        Step("passed", "通过验收", on="passed_on"),
        Step("ended", "终止", told="ended_why", must_tell=True),
        Step("recommended", "退回推荐"),
    ),
}  # fmt: skip
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {
    TypicalCase: {DRAFT: "起草", CHECKED: "核对", PUBLISHED: "发布"},
    PilotSchool: {"recommended": "推荐", "pilot": "试点", "passed": "验收"},
}
