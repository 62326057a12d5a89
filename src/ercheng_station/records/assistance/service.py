"""What was done for an applicant, one dated record each; counted by the national kinds of service."""

from datetime import date

from ercheng_station.records.assistance.case import AssistCase
from ercheng_station.records.assistance.experts import Expert
from ercheng_station.records.base import Record
from ercheng_station.records.columns import Mapped, choice, day, person_name, ref, text, whole


class AssistService(Record):
    __tablename__ = "assist_service"
    title = "援助服务记录"
    owner = "assist_case"
    dated_by = "done_on"

    assist_case: Mapped[AssistCase] = ref("维权援助", listed=True, width=26)
    done_on: Mapped[date] = day("服务日期", listed=True, width=12, default="今天")
    kind: Mapped[str] = choice("服务种类", "assist_service", listed=True, width=14, default="guidance")
    content: Mapped[str] = text("服务内容", lines=3, listed=True, width=40)
    by: Mapped[str | None] = person_name("服务人", listed=True, width=10, pinned=True)
    expert: Mapped[Expert | None] = ref("参加的专家", listed=True, width=10)
    persons: Mapped[int | None] = whole("服务人次", unit="人次", low=1, high=9999)
    result_paper: Mapped[str | None] = choice("出具的文书", "assist_result", listed=True, width=14)
    result_number: Mapped[str | None] = text("文书编号", longest=60)

    def __str__(self) -> str:
        return f"{self.done_on} {' '.join(self.content.split())[:20]}"
