"""A yearly day of publicity on the board opens a filled new activity, in the window as on the command line."""

from datetime import date
from shutil import copytree

from ercheng_station.records.outreach import Publicity
from ercheng_station.services.due import Due
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.screens.desk_screen import DeskScreen
from tests.commanding import command

GIVEN = {
    "theme": "2027年4·26世界知识产权日宣传活动",
    "occasion": "ip_day",
    "held_on": date(2027, 4, 26),
    "forms": ("desk",),
}


def proposal(store):
    return Due(Publicity, store.unit.uid, "4·26", "宣传节点", date(2027, 4, 26), 30, "依据", given=GIVEN)


def test_the_line_begins_a_new_activity_with_what_is_known(desk: Desk, shown, practice_store):
    went = []
    desk.went.connect(went.append)
    screen = shown(DeskScreen(desk), 1019, 560)

    screen._open(proposal(practice_store))

    assert [(place.name, place.new, place.given) for place in went] == [("publicity", True, GIVEN)]


def test_the_form_shows_what_was_given(desk, shown):
    form = RecordForm(Publicity, desk)
    shown(form)

    form.begin(GIVEN)

    values, wrong = form.form.values()
    assert not wrong
    assert (values["occasion"], values["held_on"], values["forms"]) == (
        "ip_day",
        date(2027, 4, 26),
        ("desk",),
    )


def test_the_command_line_gives_what_add_takes(empty_folder, tmp_path):
    folder = copytree(empty_folder, tmp_path / "数据")

    proposed = [one for one in command(folder, "due", "--days", "350").document if one["id"] is None]

    assert {one["given"]["occasion"] for one in proposed} >= {"ip_day", "brand_day"}
    for one in proposed:
        assert command(folder, "add", one["kind"], given=one["given"]).code == 0
    assert not [one for one in command(folder, "due", "--days", "300").document if one["id"] is None]
