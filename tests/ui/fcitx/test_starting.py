"""When the program speaks with fcitx itself, and when it leaves typing to Qt."""

import pytest

from ercheng_station.ui.fcitx import starting
from tests.ui.fcitx.conftest import press
from tests.ui.fcitx.desktop import SPACE


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"QT_IM_MODULE": "fcitx"}, True),
        ({"QT_IM_MODULE": "fcitx5"}, True),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus", "QT_IM_MODULE": "ibus"}, True),
        ({"XMODIFIERS": "@im=fcitx"}, True),
        ({"GTK_IM_MODULE": "fcitx"}, True),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, False),
        ({"XMODIFIERS": "@im=ibus"}, False),
        ({"QT_IM_MODULE": ""}, True),
    ],
    ids=str,
)
def test_fcitx_is_spoken_with_where_the_environment_names_it_or_nothing(environment, wanted):
    assert starting.is_wanted(environment) is wanted


def test_a_plug_in_of_qt_s_own_for_fcitx_is_left_to_it(tmp_path):
    plugins = tmp_path / "platforminputcontexts"
    plugins.mkdir()
    (plugins / "libfcitx5platforminputcontextplugin.so").touch()

    assert not starting.is_wanted({"QT_IM_MODULE": "fcitx"}, tmp_path)


def test_off_the_screen_nobody_is_spoken_with(qapp):
    assert starting.begin(qapp, {"QT_IM_MODULE": "fcitx"}) is None


def test_the_way_to_fcitx_is_opened_beside_the_window_s_thread(desktop, window, qapp, qtbot):
    desktop(5)
    begun = starting.Starting(qapp)
    qtbot.waitUntil(lambda: bool(begun.bridge and begun.bridge.context.ready))

    press("qiye", SPACE)

    qtbot.waitUntil(lambda: window.line.text() == "企业")
    begun.end()
    begun.deleteLater()


def test_without_a_bus_typing_goes_on(tmp_path, window, qapp, qtbot, monkeypatch, caplog):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    caplog.set_level("INFO", "ercheng_station.ui.fcitx.starting")
    begun = starting.Starting(qapp)
    qtbot.waitUntil(lambda: "no input method" in caplog.text)

    press("ni")

    assert window.line.text() == "ni"
    assert begun.bridge is None
    begun.deleteLater()
