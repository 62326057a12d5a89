"""What an empty register says: what belongs in it, and the first step."""

from ercheng_station.records.base import Record
from ercheng_station.ui.shell_titles import MADE_BY_PROGRAM

_WORDS = {
    "visit": "这里记每一次走访：实地、电话、微信群都算。打两个字母选企业，已知的会自动带出。",
    "enterprise": "这里是辖区企业的名录。一家一家登记，以后走访、诉求和知识产权都从这里带出。",
    "need": "这里是企业诉求（问题）台账：登记、交办、办理、反馈、回访、销号，到期前会提醒。",
    "need_step": "这里是企业诉求的办理进展，一步一条。打开一条企业诉求，点下一步就会记在这里。",
    "right": "这里登记企业的专利、商标、版权等权利，到期前会提醒续展和缴费。",
    "ip_snapshot": "这里记企业在某一天有多少专利、商标、版权，逐年登记就能看出增减。",
    "enterprise_listing": "这里记企业列入各种名单的日期和文号，如年度走访名单、知识产权密集企业，覆盖率由此计算。",
    "station": "这里登记本站和辖区内各个保护工作站。",
    "station_person": "这里登记站点的人员。换人时填离站日期，不用删除，历年的人员都查得到。",
    "station_rule": "这里登记上墙和存档的管理制度，附上文件，检查时一次就能拿出来。",
    "equipment": "这里登记站点的电脑、打印机、执法记录仪等装备设备，谁保管、在不在用一看就知道。",
    "risk_check": "这里记每一次侵权风险排查：按商标、专利、商业秘密等逐项看，有风险的给改进建议，是服务不是检查。",
    "lead_survey": "这里登记摸排到的专利纠纷：谁的专利、谁可能侵权、权利人想怎么办，可以转为线索或调解案件。",
    "committee": "这里登记人民调解委员会：名称、编号简称、任期和印章。调解文书都以它的名义出具。",
    "mediator": "这里登记调委会的委员和聘任的调解员，写明应当回避的人，卷宗自查时会对照。",
    "court": "这里登记可以申请司法确认的法院，受理范围请向法院核实后填写。",
    "mediation": "这里是调解案件：从申请、受理、调解、协议、履行到回访归档，一页办完，文书都从这里打印。",
    "party": "这里是各个调解案件的当事人，在案件里登记，这里可以查找和导出。",
    "agreement": "这里是各个调解案件达成的协议，在案件里登记，这里可以按日期和金额查找。",
    "instalment": "这里是调解协议的履行计划，一期一条，到期前会提醒。",
    "confirmation": "这里记调解协议的司法确认：协议生效后三十日内双方共同申请。",
    "follow_up": "这里是各个调解案件的回访记录，在案件里登记。",
    "clue": "这里是侵权线索：登记、定级、核查、定去向、反馈、办结。举报人单独登记，只有承办人和站长看得到。",
    "reception": "这里是来访来电接待登记簿：谁来、什么事、怎么答复、转到哪里，半分钟记一条。要接着办的打开后点“转为”。",
    "assist_case": "这里是维权援助申请：收件、核对材料、转送或决定、服务、办结。申请表和转送单都从这里打印。",
    "paper": "文书定稿以后，每一个版本留在这里，不能再改。打印走访表等文书时会自动登记。",
    "phrase": "这里存常用的话，填写时按 F8 就能插入，用 ⟦⟧ 括起来的地方等着填。",
    "setting": "这里放本站自己的参数，如编号的样式。不登记就按程序的默认办法。",
    "code_entry": "这里给选项列表加上本地要用的选项，或停用不再用的。旧记录里的选项不受影响。",
}


def first_words(kind: type[Record]) -> tuple[str, str]:
    """The sentence, and the words of the button that begins the first record; "" where the program makes them."""
    name = kind.__tablename__
    step = "" if name in MADE_BY_PROGRAM else f"新增{kind.title}"
    return _WORDS.get(name, f"这里登记{kind.title}，现在还没有记录。"), step
