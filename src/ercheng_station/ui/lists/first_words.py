"""What an empty register says: what belongs in it, and the first step."""

from ercheng_station.records.base import Record

_WORDS = {
    "visit": "这里记每一次走访：实地、电话、微信群都算。打两个字母选企业，已知的会自动带出。",
    "enterprise": "这里是辖区企业的名录。可以一家一家登记，也可以把原来的台账整个导入。",
    "need": "这里是企业诉求（问题）台账：登记、交办、办理、反馈、回访、销号，到期前会提醒。",
    "right": "这里登记企业的专利、商标、版权等权利，到期前会提醒续展和缴费。",
    "station": "这里登记本站和辖区内各个保护工作站。",
    "station_person": "这里登记站点的人员，换人时填离站日期，不用删除。",
    "phrase": "这里存常用的话，填写时按 F8 就能插入，用 ⟦⟧ 括起来的地方等着填。",
}


def first_words(kind: type[Record]) -> tuple[str, str]:
    """The sentence, and the words of the button that begins the first record."""
    return _WORDS.get(kind.__tablename__, f"这里登记{kind.title}，现在还没有记录。"), f"新增{kind.title}"
