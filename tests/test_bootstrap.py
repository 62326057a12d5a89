"""The set-up script: what it asks for, and of whom."""

import subprocess
import sys

import bootstrap


def test_a_library_is_asked_for_by_loading_it():
    assert bootstrap.loads("libc.so.6")
    assert not bootstrap.loads("libnothing-of-this-name.so.1")


def test_only_what_is_missing_is_asked_for(monkeypatch):
    monkeypatch.setattr(bootstrap, "QT", {"here": "libc.so.6", "not-here": "libnothing-of-this-name.so.1"})
    monkeypatch.setattr(
        bootstrap, "TEST_TOOLS", {"shell": "sh", "file": sys.executable, "no-tool": "/nothing"}
    )

    missing = bootstrap.missing_packages(sys.executable, for_tests=True)

    assert "not-here" in missing
    assert "no-tool" in missing
    assert not {"here", "shell", "file", "python3-venv"} & set(missing)


def test_libraries_of_a_screen_are_vital_only_where_there_is_one(monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert "libxcb-cursor0" not in bootstrap.vital_packages()

    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor0" in bootstrap.vital_packages()
    assert "libcups2" not in bootstrap.vital_packages()


def test_a_user_who_may_not_install_is_told_what_to_ask_for(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(bootstrap, "QT", {"not-here": "libnothing-of-this-name.so.1"})

    assert not bootstrap.provide_system(sys.executable, for_tests=False)

    said = capsys.readouterr().out
    assert "缺少系统组件：not-here" in said
    assert "apt-get install --no-install-recommends not-here" in said


def test_a_missing_printing_library_does_not_stop_the_set_up(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(bootstrap, "PRINTING", {"not-here": "libnothing-of-this-name.so.1"})

    assert bootstrap.provide_system(sys.executable, for_tests=False)

    assert "没有它们也能继续" in capsys.readouterr().out


def test_it_runs_by_itself_on_any_directory(tmp_path):
    shown = subprocess.run(
        [sys.executable, bootstrap.__file__, "--help"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )

    assert "--tests" in shown.stdout
