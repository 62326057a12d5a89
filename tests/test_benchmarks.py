"""Every benchmark still runs, on a few rows; what it then measures means nothing."""

import math

import pytest

from benchmarks import __main__ as benchmarks
from benchmarks.ratio import Figure, worst


@pytest.mark.parametrize("name", benchmarks.names())
def test_a_benchmark_runs_to_its_end(name, tmp_path):
    figures = benchmarks.measured(name, tmp_path, small=True)

    assert [figure for figure in figures if not figure.detail]
    assert all(math.isfinite(figure.value) and figure.value >= 0 for figure in figures)
    assert len({figure.name for figure in figures}) == len(figures)


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """README and page of the figures in a folder of their own."""
    for name, path in (("README", tmp_path / "README.md"), ("PAGE", tmp_path / "benchmarks.md")):
        path.write_text(f"before\n{benchmarks.BEGIN}\nold\n{benchmarks.END}\nafter\n", encoding="utf-8")
        monkeypatch.setattr(benchmarks, name, path)
    monkeypatch.setattr(benchmarks, "KEPT", tmp_path / "figures.json")
    return tmp_path


@pytest.fixture
def made_up(monkeypatch):
    """made_up({name: figures}): these are all the benchmarks there are; an exception is raised."""

    def choose(found):
        def measured(name, folder):
            if isinstance(found[name], Exception):
                raise found[name]
            return found[name]() if callable(found[name]) else found[name]

        monkeypatch.setattr(benchmarks, "names", lambda: sorted(found))
        monkeypatch.setattr(benchmarks, "measured", measured)

    return choose


def test_a_missed_bar_is_told_and_no_failure(pages, made_up, capsys):
    made_up({"save": [Figure("保存", 2.5, 1.8), Figure("一步", 1, 2, "ms", detail=True)]})

    assert benchmarks.main([]) == 0
    readme = (pages / "README.md").read_text(encoding="utf-8")
    assert "| 保存 | 2.5 × | ≤ 1.8 × | **否** |" in readme
    assert "一步" not in readme
    assert readme.startswith("before\n")
    assert readme.endswith("after\n")
    assert "| 一步 | 1 ms | ≤ 2 ms | 是 |" in (pages / "benchmarks.md").read_text(encoding="utf-8")
    assert "保存" in capsys.readouterr().out


def test_a_broken_benchmark_fails_and_keeps_the_former_figures(pages, made_up, capsys):
    made_up({"save": [Figure("保存", 1, 1.8)], "list": [Figure("翻页", 1, 1.5)]})
    benchmarks.main([])
    made_up({"save": [Figure("保存", 3, 1.8)], "list": ValueError("x")})

    assert benchmarks.main([]) == 1
    readme = (pages / "README.md").read_text(encoding="utf-8")
    assert "| 翻页 | 1 ×" in readme
    assert "| 保存 | 3 ×" in readme
    assert "broken: list" in capsys.readouterr().err


def test_what_another_run_measured_meanwhile_stays(pages, made_up):
    def meanwhile():
        benchmarks.main(["list"])
        return [Figure("保存", 1, 1.8)]

    made_up({"save": meanwhile, "list": [Figure("翻页", 1, 1.5)]})

    assert benchmarks.main(["save"]) == 0
    assert "| 翻页 | 1 ×" in (pages / "README.md").read_text(encoding="utf-8")


def test_only_those_asked_for_are_measured(pages, made_up):
    made_up({"save": [Figure("保存", 1, 1.8)], "list": ValueError("not asked for")})

    assert benchmarks.main(["save"]) == 0
    assert benchmarks.main(["nothing"]) == 2


def test_the_worst_is_the_one_nearest_to_its_bar_or_beyond():
    assert worst("最慢", [Figure("a", 5, 8, "ms"), Figure("b", 4, 2, "ms")]) == Figure("最慢", 4, 2, "ms")
