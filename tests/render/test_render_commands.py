"""render, paper, check-layout and template as a person meets them: words, files, exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from render.sample import file, parts, put
from support import DATA

INNOREG = Path(sys.executable).with_name("innoreg")


def run(
    *words: str | Path, lang: str = "en", path: str | None = None
) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("INNOREG", "LC_", "LANG"))}
    clean |= {"PYTHONUTF8": "1", "INNOREG_LANG": lang, "INNOREG_REGISTRY": str(DATA)}
    if path is not None:
        clean["PATH"] = path
    return subprocess.run(
        [INNOREG, *words], cwd=DATA, env=clean, capture_output=True, encoding="utf-8", check=False
    )  # fmt: skip


def test_an_order_is_written_once_and_is_in_order(tmp_path: Path) -> None:
    out = tmp_path / "18.docx"
    first = run("render", "loiro-2022-18", "-o", out)
    assert (first.returncode, first.stdout) == (0, f"written: {out}\n")
    assert run("check-layout", out, "--issuer", "loiro").returncode == 0
    before = out.read_bytes()
    again = run("render", "loiro-2022-18", "-o", out)
    assert (again.returncode, out.read_bytes()) == (1, before)
    assert "--force" in again.stderr
    assert run("render", "loiro-2022-18", "-o", out, "--force").returncode == 0
    assert out.read_bytes() == before


def test_a_draft_is_shown_and_nothing_is_written() -> None:
    files = set(DATA.iterdir())
    shown = run("render", "vsevolozhsk-2021-328", "--draft")
    assert "\nс учреждениями" in shown.stdout
    assert "appendix 1 is lost" in shown.stderr
    assert set(DATA.iterdir()) == files


def test_strict_refuses_what_should_be_looked_at(tmp_path: Path) -> None:
    out = tmp_path / "328.docx"
    refused = run("render", "vsevolozhsk-2021-328", "--strict", "-o", out)
    assert (refused.returncode, out.exists()) == (1, False)


def test_each_addressee_gets_an_extract(tmp_path: Path) -> None:
    folder = tmp_path / "each"
    assert run("render", "loiro-2022-18", "--each", "-o", folder).returncode == 0
    assert len(list(folder.iterdir())) == 10


def test_wrong_words_are_wrong_usage(tmp_path: Path) -> None:
    assert run("render", "zhukovitskaya-nn").returncode == 2
    assert run("render", "loiro-2022-19").returncode == 2
    assert run("render", "loiro-2022-18", "-o", tmp_path / "x.odt").returncode == 1
    missing = run(
        "render", "loiro-2022-18", "--template", "nothing.docx", "-o", tmp_path / "x.docx"
    )
    assert missing.returncode == 1
    assert "order.md.j2" in missing.stderr


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_pdf_comes_from_libreoffice(tmp_path: Path) -> None:
    out = tmp_path / "1585.pdf"
    assert run("render", "kopo-2023-1585-r", "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_without_libreoffice_a_pdf_is_refused_with_what_to_do(tmp_path: Path) -> None:
    out = tmp_path / "1585.pdf"
    refused = run("render", "kopo-2023-1585-r", "-o", out, path=str(tmp_path))
    assert (refused.returncode, out.exists()) == (3, False)
    assert "LibreOffice" in refused.stderr


def test_papers(tmp_path: Path) -> None:
    letter = run("paper", "letter", "zhukovitskaya-nn", "--today", "2022-03-01", "--draft")
    assert "Жуковицкой Н.Н." in letter.stdout.replace("\u00a0", " ")
    assert "не исполнено, просрочка 19 дней" in letter.stdout
    memo = tmp_path / "memo.docx"
    told = run("paper", "memo", "--for", "shekhovtseva-ev", "--today", "2022-03-01", "-o", memo)
    assert (told.returncode, memo.exists()) == (0, True)
    fact = run("paper", "plan-fact", "--month", "2022-02", "--today", "2022-03-01", "--draft")
    assert "План-факт за период с 01.02.2022 по 28.02.2022" in fact.stdout.replace("\u00a0", " ")
    for words in (["sites"], ["site", "vsevolozhsk-agro-college-2020"]):
        shown = run("paper", *words, "--today", "2022-03-01", "--draft")
        assert "Всеволожский агропромышленный техникум" in shown.stdout
        assert "действует" in shown.stdout
    assert run("paper", "memo", "--for", "shekhovtseva-ev", "--today", "2000-01-01").returncode == 1


def test_findings_of_the_layout_as_text_and_json(tmp_path: Path) -> None:
    bad = tmp_path / "bad.docx"
    bad.write_bytes(file(put("«Школа рядом»", "«Школа рядом».")(parts())))
    told = run("check-layout", bad, lang="ru")
    assert told.returncode == 1
    assert "[16 heading] в конце заголовка стоит точка" in told.stdout
    document = json.loads(run("check-layout", bad, "--format", "json").stdout)
    assert document["format"] == 1
    assert [f["check"] for f in document["files"][0]["findings"]] == [16]
    assert len(run("check-layout", "--list").stdout.splitlines()) == 30


def test_templates_are_listed_checked_and_explained(tmp_path: Path) -> None:
    assert "order-roadmap.docx" in run("template", "list").stdout
    assert "signatory" in run("template", "names", "order").stdout
    own = tmp_path / "order-own.md.j2"
    own.write_text("{{ titel }}", encoding="utf-8")
    told = run("template", "check", own, lang="ru")
    assert told.returncode == 1
    assert "неизвестное имя «titel»" in told.stdout
    assert "возможно, title" in told.stdout
    assert run("template", "check", DATA / "templates" / "order.md.j2").returncode == 0
