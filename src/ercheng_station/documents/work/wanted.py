"""What the papers of the work must not lack."""

from ercheng_station.records.whole import Whole
from ercheng_station.records.work import NoticeBoard, ScoreItem, ScoreSheet

_SHEET = ("assessed_on", "filled_by", "head")
_BOARD = ("phone", "supervision_phone", "limits")
BY_HAND = frozenset(ScoreSheet.kept[name].label for name in _SHEET)


def missing_on_score_sheet(whole: Whole) -> list[str]:
    sheet = whole.record
    open_ = [ScoreSheet.kept[name].label for name in _SHEET if not getattr(sheet, name)]
    unscored = [item.serial for item in whole.all(ScoreItem) if item.self_score is None]
    if not whole.all(ScoreItem):
        open_.append(ScoreItem.title)
    return [*open_, *(f"第{serial}项自评分" for serial in sorted(unscored))]


def missing_on_board(whole: Whole) -> list[str]:
    """What the station's own record does not say either."""
    board: NoticeBoard = whole.about
    open_ = [NoticeBoard.kept[name].label for name in _BOARD if not getattr(board, name)]
    return open_ if board.scope or board.at.services else [NoticeBoard.kept["scope"].label, *open_]
