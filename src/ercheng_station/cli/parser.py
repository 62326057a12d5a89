"""The commands and their arguments. It imports hardly anything of ours: --help is to be quick."""

from argparse import (
    SUPPRESS,
    Action,
    ArgumentParser,
    ArgumentTypeError,
    HelpFormatter,
    Namespace,
    _SubParsersAction,
)
from collections.abc import Sequence
from datetime import date
from errno import ENAMETOOLONG
from functools import cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Never

from ercheng_station import __version__
from ercheng_station.cli.care_words import add_care
from ercheng_station.cli.office_words import add_office
from ercheng_station.cli.typed import in_chinese, joined, with_dashes
from ercheng_station.cli.wide import padded
from ercheng_station.errors import UserError

Given = Namespace
"""`data`, `json`, `command` (None: the window) and the command's own arguments."""

_TOLD_AT = 20
"""Where the explanations stand: behind the longest word."""
_MOST, _MOST_DAYS = 10**9, 99_999
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class Asked(Exception):
    """The person asked for help or the version: `text` is the answer."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read(argv: Sequence[str]) -> Given:
    """Raises Asked, or UserError command-misused."""
    given = with_dashes(_parser().parse_args(joined(argv)))
    if getattr(given, "unmasked", False) and not given.why:
        raise _misused("--unmasked 要同时用 --why 写明原因")
    return given


class _Parser(ArgumentParser):
    """Chinese, and answering by exceptions."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Format, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action=_Help, nargs=0, help="显示这段说明")

    def error(self, message: str) -> Never:
        raise _misused(in_chinese(message))


class _Format(HelpFormatter):
    """Chinese, and even in a terminal, where a hanzi takes two places."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Without a prefix for the program's name that the commands' own usage begins with."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _format_action(self, action: Action) -> str:
        commands = "".join(map(self._format_action, self._iter_indented_subactions(action)))
        told = self._expand_help(action) if action.help else ""
        return (
            commands or f"  {padded(self._format_action_invocation(action), _TOLD_AT)}{told}".rstrip() + "\n"
        )


class _Help(Action):
    def __call__(self, parser: ArgumentParser, *_: Any) -> None:
        raise Asked(parser.format_help())


class _Version(Action):
    def __call__(self, *_: Any) -> None:
        raise Asked(f"两站工作台 {__version__}\n")


@cache
def _parser() -> ArgumentParser:
    parser = _Parser(prog="ercheng-station", description="两站工作台。不写命令就打开窗口。")
    parser.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    _add_common(parser, data=None, json=False)
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令")
    _add_making(commands)
    _add_records(commands)
    _add_reading(commands)
    _add_files(commands)
    _add_work(commands)
    _add_reports(commands)
    _add_bundle(commands)
    add_office(commands, _add, _path)
    add_care(commands, _add, _path)
    return parser


def _add_common(parser: ArgumentParser, data: Any, json: Any) -> None:
    parser.add_argument("--data", type=_path, metavar="文件夹", default=data, help="数据文件夹")
    parser.add_argument("--json", action="store_true", default=json, help="用 JSON 回答")


def _add(commands: "_SubParsersAction[Any]", name: str, help: str, *words: str) -> ArgumentParser:
    parser: ArgumentParser = commands.add_parser(name, help=help, description=help)
    _add_common(
        parser, data=SUPPRESS, json=SUPPRESS
    )  # also after the command, without undoing what stood before
    for word in words:
        parser.add_argument(word, **_WORDS[word])
    return parser


def _path(text: str) -> Path:
    """A file or folder, there or not; UserError for a name that no file can have, a device, what may not be looked at.

    An empty word, as of a variable that is not set, must not mean the folder one stands in.
    """
    if not text.strip():
        raise ArgumentTypeError("empty")
    path = Path(text)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return path
    except OSError as fault:
        code = "file-bad-name" if fault.errno == ENAMETOOLONG else "file-unreadable"
        raise UserError(code, path=text) from fault
    if not S_ISREG(mode) and not S_ISDIR(mode):
        raise UserError("file-unreadable", path=text)
    return path


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _MOST:
        raise ValueError(text)
    return number


def _year(text: str) -> int:
    if not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise ValueError(text)
    return int(text)


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _days(text: str) -> int:
    if _whole(text) > _MOST_DAYS:
        raise ValueError(text)
    return int(text)


_WORDS: dict[str, dict[str, Any]] = {
    "kind": {"metavar": "登记簿", "help": "如 visit 或 企业走访"},
    "id": {"metavar": "记录", "help": "标识、编号或名称"},
    "file": {"metavar": "文件", "type": _path},
    "--year": {"metavar": "年度", "type": _year, "default": 0, "help": "2000 到 2100，默认今年"},
    "--month": {"metavar": "月份", "type": _month, "help": "如 2026-11，默认本月"},
    "--limit": {"metavar": "条数", "type": _whole, "help": "最多几条"},
    "--text": {"metavar": "文字", "default": "", "help": "搜索"},
    "--where": {
        "metavar": "栏目=内容",
        "action": "append",
        "default": [],
        "help": "筛选，可多次；也可用 >= <= !=，“栏目=”表示空着的",
    },
    "--sort": {"metavar": "栏目", "default": "", "help": "排序；前面加 - 为从大到小"},
    "--unmasked": {"action": "store_true", "help": "显示完整的身份证号等，要写明原因"},
    "--why": {"metavar": "原因", "default": ""},
}
_MASKING = ("--unmasked", "--why")
_PASSWORD: dict[str, Any] = {
    "type": _path,
    "metavar": "文件",
    "default": None,
    "help": "打开口令写在这个文件里",
}


def _add_making(commands: "_SubParsersAction[Any]") -> None:
    init = _add(commands, "init", "建立数据文件夹，登记本站资料")
    init.add_argument("--name", required=True, metavar="名称", help="站点名称")
    init.add_argument(
        "--kind", required=True, metavar="类型", dest="unit", help="工作站、保护工作站、区局或多部门联合站"
    )
    init.add_argument(
        "--short-name", metavar="简称", default="", help="用于编号和文件名，如 泽林所；不写就用全称"
    )
    init.add_argument("--town", metavar="代码", default="", help="乡镇街道的代码或名称")
    demo = _add(commands, "demo", "在空文件夹里造一个练习站")
    demo.add_argument("--visits", type=_whole, default=200, metavar="条数", help="多少条走访")
    demo.add_argument("--seed", type=_whole, default=1, metavar="数字", help="相同的数字造出相同的内容")
    _add(commands, "kinds", "登记簿和它们的栏目").add_argument("kind", nargs="?", **_WORDS["kind"])


def _add_records(commands: "_SubParsersAction[Any]") -> None:
    add = _add(commands, "add", "从标准输入读 JSON，新增记录", "kind")
    add.add_argument(
        "--from", dest="origin", default="", metavar="登记簿:记录", help="由这条记录转来，已知的内容自动带入"
    )
    alter = _add(commands, "set", "从标准输入读 JSON，修改一条记录", "kind", "id")
    alter.add_argument("--base", metavar="版本", default="", help="记录已不是这个版本时不改")
    step = _add(
        commands, "step", "办一步：不写步骤就列出现在能办的和要填的；写了从标准输入读 JSON", "kind", "id"
    )
    step.add_argument("words", nargs="?", default="", metavar="步骤", help="如 交办、定级、核对")
    remove = _add(commands, "remove", "删除一条记录（进回收站）", "kind", "id")
    remove.add_argument("--why", required=True, metavar="原因")
    _add(commands, "restore-record", "从回收站恢复一条记录", "kind", "id")
    _add(commands, "undo", "撤销上一次操作")


def _add_reading(commands: "_SubParsersAction[Any]") -> None:
    _add(commands, "show", "看一条记录", "kind", "id", *_MASKING)
    listing = _add(
        commands, "list", "看一本登记簿", "kind", "--text", "--where", "--sort", "--limit", *_MASKING
    )
    listing.add_argument("--removed", action="store_true", help="只看回收站里的")
    _add(commands, "history", "一条记录的修改记录", "kind", "id")
    entries = _add(commands, "entries", "录入对照：一条记录按另一个系统的顺序", "kind", "id", *_MASKING)
    entries.add_argument("--system", default="", metavar="系统", help="如 省平台；不写就按本登记簿的顺序")
    entries.add_argument("--order", default="", metavar="栏目,栏目", help="这个系统各栏的顺序，以后记得")
    _add(commands, "search", "在所有登记簿里搜索，可用拼音", "--limit").add_argument("text", metavar="文字")
    _add(commands, "due", "到期和逾期的事项").add_argument(
        "--days", type=_days, default=7, metavar="天数", help="往后看几天"
    )
    looked = _add(commands, "reference", "期限、法律条文、移送标准和节假日：某一天有效的")
    looked.add_argument("text", nargs="*", metavar="文字", help="只看含有这些字的")
    looked.add_argument("--on", default="今天", metavar="日期", help="默认今天")
    _add(commands, "holidays", "导入国务院办公厅的放假通知（文本文件，连标题）", "file")


def _add_import(commands: "_SubParsersAction[Any]") -> None:
    brought = _add(commands, "import", "导入旧台账（.xlsx .xlsm .xls .et .ods .csv）", "kind", "file")
    brought.add_argument("--sheet", metavar="工作表", help="工作表的名称或序号")
    brought.add_argument(
        "--map", action="append", metavar="表头=栏目", help="指明一列是什么，可写多次；栏目留空就不读这一列"
    )
    brought.add_argument(
        "--duplicates", choices=("skip", "update", "fill", "new"), default="skip",
        help="已有的记录：skip 跳过，update 更新，fill 只补空白，new 另立一条",
    )  # fmt: skip
    brought.add_argument("--create-refs", action="store_true", help="名录里没有的企业，按这一行新增")
    brought.add_argument("--dry-run", action="store_true", help="只试读，不写入")
    brought.add_argument("--refused", type=_path, metavar="退回.xlsx", help="没有读入的行写到这个文件")
    brought.add_argument("--password-file", **_PASSWORD)
    taken_back = _add(commands, "undo-import", "撤销一次导入")
    taken_back.add_argument("batch", metavar="批次")


def _add_files(commands: "_SubParsersAction[Any]") -> None:
    _add_import(commands)
    _add(
        commands,
        "export",
        "导出台账（.xlsx、.pdf、.csv）",
        "kind",
        "file",
        "--text",
        "--where",
        "--sort",
        *_MASKING,
    )
    papers = _add(commands, "papers", "有哪些文书，还缺什么")
    papers.add_argument("kind", nargs="?", **_WORDS["kind"])
    papers.add_argument("id", nargs="?", **_WORDS["id"])
    paper = _add(commands, "paper", "生成一份文书")
    paper.add_argument("name", metavar="文书")
    paper.add_argument("id", **_WORDS["id"])
    paper.add_argument("file", **_WORDS["file"])
    paper.add_argument("--draft", action="store_true", help="草稿，带水印")
    paper.add_argument("--masked", action="store_true", help="隐去个人信息")
    paper.add_argument("--by-hand", action="store_true", help="还缺的留空手填")
    scans = _add(commands, "scans", "把扫描文件夹里的签字件按页脚二维码登记到文书，没有二维码的按编号登记")
    scans.add_argument(
        "file", type=_path, metavar="文件夹", help="扫描仪存文件的地方；用 --number 时是一个文件"
    )
    scans.add_argument("--number", metavar="编号", help="文书上印的编号")
    scans.add_argument("--paper", metavar="文书", help="这个编号有几份文书时是哪一份（文书名称，或它的 id）")
    dossier = _add(commands, "dossier", "把一件调解案件的卷宗做成一个 PDF", "id", "file")
    dossier.add_argument("--draft", action="store_true", help="草稿，带水印，缺材料也做")
    dossier.add_argument("--masked", action="store_true", help="隐去个人信息，不收扫描件")
    dossier.add_argument("--numbers", action="store_true", help="只印页号，套打在已签字的原件上")
    filecheck = _add(commands, "filecheck", "卷宗自查：一件调解案件还有什么要补正", "id")
    filecheck.add_argument("--list", type=_path, metavar="文件", help="另做一份补正清单（.pdf）")


def _add_work(commands: "_SubParsersAction[Any]") -> None:
    plan = _add(commands, "plan", "工作任务和进度", "--year")
    plan.add_argument("--archive", action="store_true", help="先载入2024年改革任务（存档）")
    plan.add_argument("--begin", action="store_true", help="先生成这一年的任务")
    coverage = _add(commands, "coverage", "“两个全覆盖”：已建和应建", "--year")
    campaigns = _add(commands, "campaigns", "专项行动和“双打”季度表", "--year")
    campaigns.add_argument("--quarter", type=_whole, default=0, metavar="季度", help="1 到 4，默认本季度")
    subsidies = _add(commands, "subsidies", "以案定补：一段时间的补贴发放表")
    subsidies.add_argument("form", choices=("month", "quarter", "year"), metavar="month|quarter|year")
    subsidies.add_argument("period", metavar="期间", help="如 2026-10、2026-Q4、2026")
    subsidies.add_argument(
        "--rates", metavar="标准", help="先登记补贴标准，如 口头50、简易100、一般200、疑难500"
    )
    score = _add(commands, "score", "年度评价表", "--year")
    score.add_argument("--begin", action="store_true", help="先按标准生成这一年的评价表")
    score.add_argument("--again", action="store_true", help="自动项目重新取数")
    score.add_argument("--evidence", type=_path, metavar="文件夹", help="佐证材料按编号分文件夹导出到这里")
    score.add_argument(
        "--report", type=_path, metavar="文件", help="自评报告，用于评估和申报验收（.pdf、.docx 或 .xlsx）"
    )
    monthly = _add(
        commands, "monthly-form", "保护工作站月报表（.xlsx）：空白的，或填好本站数字的", "file", "--month"
    )
    monthly.add_argument("--station", default="", metavar="名称", help="只给这一个保护工作站")
    monthly.add_argument("--blank", action="store_true", help="保护工作站也要空白的")
    reach = _add(commands, "visit-coverage", "走访覆盖：各乡镇、各行业走访了多少、还差哪些", "--year")
    reach.add_argument("--list", default="", metavar="名单", help="只算这个名单上的企业，如 年度走访名单")
    for command in (plan, coverage, campaigns, subsidies, score, reach):
        command.add_argument("--file", type=_path, metavar="文件", help="另做一份表（.xlsx 或 .pdf）")


def _add_reports(commands: "_SubParsersAction[Any]") -> None:
    report = _add(commands, "report", "月报、季报、年报（.xlsx 和 .pdf）")
    report.add_argument("form", choices=("month", "quarter", "year"), metavar="month|quarter|year")
    report.add_argument("period", metavar="期间", help="如 2026-10、2026-Q4、2026")
    report.add_argument(
        "--out",
        type=_path,
        required=True,
        metavar="文件夹",
        help="文件做到哪里；写成 .docx 等文件名就只做这一份",
    )
    report.add_argument("--sent", action="store_true", help="同时记为已上报，以后的改动列入更正说明")
    stations = _add(commands, "stations", "分站数据：各单位的数和各月走势")
    stations.add_argument("form", choices=("month", "quarter", "year"), metavar="month|quarter|year")
    stations.add_argument("period", metavar="期间", help="如 2026-10、2026-Q4、2026")
    stations.add_argument("--file", type=_path, metavar="文件", help="另做一份（.xlsx 带图表，.pdf 是图表）")
    stations.add_argument("--ranked", action="store_true", help="图表按多少排列；平时按单位顺序")
    brief = _add(commands, "brief", "信息简报（.docx）：五百字左右，两张照片，可以再改")
    brief.add_argument("form", choices=("month", "quarter", "year"), metavar="month|quarter|year")
    brief.add_argument("period", metavar="期间", help="如 2026-10、2026-Q4、2026")
    brief.add_argument("file", **_WORDS["file"])
    filled = _add(commands, "fill-form", "照表填报：上级发来的 .xlsx 或 .docx", "file")
    filled.add_argument("out", type=_path, metavar="新文件", help="填好的存到哪里")
    filled.add_argument("--period", default="", metavar="期间", help="如 2026-10，默认上月")
    filled.add_argument("--map", action="append", metavar="格子=指标", help="可多次")
    filled.add_argument("--record", nargs=2, metavar=("登记簿", "记录"), help="用它填 Word 表")


def _add_bundle(commands: "_SubParsersAction[Any]") -> None:
    bundle = _add(
        commands, "bundle", "做上报包（.xlsx），发给上级；或者做给本单位另一台电脑的交换包", *_MASKING
    )
    bundle.add_argument(
        "form",
        choices=("month", "quarter", "year", "computer"),
        metavar="month|quarter|year|computer",
        help="computer：交换包，全部数据，要设口令",
    )
    bundle.add_argument("period", nargs="?", default="", metavar="期间", help="如 2026-10、2026-Q4、2026")
    bundle.add_argument("--out", type=_path, required=True, metavar="文件夹", help="文件做到哪里")
    bundle.add_argument("--attachments", action="store_true", help="附件另做一个同名的 .zip")
    bundle.add_argument("--figures-only", action="store_true", help="仅数字版：只有封面上的数字")
    bundle.add_argument("--password-file", **_PASSWORD)
    merge = _add(commands, "merge", "汇总上报包，每个包写一份回执；也读上级发来的回执")
    merge.add_argument(
        "files",
        nargs="*",
        default=(),
        type=_path,
        metavar="文件",
        help="不写就列出还没有核定的两处填写不一致",
    )
    merge.add_argument("--dry-run", action="store_true", help="只试读，不写入")
    merge.add_argument("--password-file", **_PASSWORD)
    merge.add_argument("--trust-new", action="store_true", help="登记第一次来包的站")
    merge.add_argument(
        "--send-back", metavar="登记簿:记录", help="这条记录退回登记单位修改，意见写进下一份回执"
    )
    merge.add_argument("--why", default="", metavar="意见", help="退回修改的意见")
    merge.add_argument("--take-edits", action="store_true", help="手工改过的格子也采用，对方从回执里读到")


def _misused(why: str) -> UserError:
    return UserError("command-misused", why=why)
