"""The static site shows sites with their state, what the council has before it, and indicators with a chart."""

import re
from pathlib import Path

import pytest

from innoreg.cli import main
from sites.world import INDICATOR, Said, application, granted, review, target


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reviews = [
        review("expert-1", "2026-05-10", 8, 7, 9, 6, 8),
        review("expert-2", "2026-05-12", 7, 7, 8, 6, 7),
    ]
    more = 'reason: "по решению Совета"\n'
    targets = f"{target('2026-06-30', '40')}, {target('2026-12-31', '50')}"
    made = granted(
        tmp_path_factory.mktemp("pages"),
        "2026-02-15",
        applications__next=application("2026-05-01", reviews=reviews, more=more),
        indicators__share=INDICATOR.format(direction="up", targets=targets),
    )
    table = "district;on;numerator;denominator;source\nluga;2026-06-20;37;100;\n"
    (made / "data/indicators/share.csv").write_text(table, "utf-8")
    return made


def page(root: Path, folder: Path, name: str, *words: str) -> str:
    options = ["-C", str(root), "--lang", "ru", "--no-cache", "--today", "2026-07-01", "pages"]
    if not folder.exists():
        assert main([*options, "--to", str(folder), *words]) == 0
    return (folder / name).read_text("utf-8")


def test_sites_with_their_state_and_the_agenda(root: Path, tmp_path: Path, capsys: Said) -> None:
    text = page(root, tmp_path / "out", "sites/index.html")
    assert "действует, отчёт просрочен" in text
    assert "просрочено на 21 день" in text
    assert "прекратить досрочно: отчёт не сдан (site-1/2026)" in text
    assert "экспертиза завершена; результат 36,5" in text
    assert 'href="../sites/site-1.html"' in text


def test_indicators_with_their_chart(root: Path, tmp_path: Path, capsys: Said) -> None:
    text = page(root, tmp_path / "out", "indicators/index.html")
    assert "● 37,0 %; цель 40 %; почти выполнено (92,5 % цели)" in text
    (drawing,) = re.findall(r'<svg class="chart".*?</svg>', text, re.S)
    # The scale is 310 pixels to the largest number, 50: 37 are 229, the target of 40 is 248.
    assert '<rect x="260" y="9" width="229"' in drawing
    assert 'x1="508"' in drawing
    # A word beside every colour; no bar where there is no value.
    assert drawing.count("почти выполнено") == 2
    assert drawing.count("нет данных") == 2
    assert drawing.count("<rect") == 2


def test_the_public_site_shows_no_application(root: Path, tmp_path: Path, capsys: Said) -> None:
    text = page(root, tmp_path / "out", "sites/index.html", "--public")
    assert "экспертиза" not in text
    assert "действует, отчёт просрочен" in text
    assert "37,0 %" in page(root, tmp_path / "out", "indicators/index.html")
