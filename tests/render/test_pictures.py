"""Pictures in documents: terms on a time line and the chart of discipline, with words for who sees none."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from innoreg.file_kinds import picture_size
from repository import innoreg
from support import DATA, roadmap, tree

PLAN_FACT = ("paper", "plan-fact", "--year", "2022", "--today", "2022-06-14", "--lang", "ru")


def made(to: Path, *words: str, cwd: Path = DATA) -> zipfile.ZipFile:
    done = innoreg(*words, "-o", str(to), cwd=cwd)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(to)


def shown(document: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Each picture by its name and its words."""
    xml = document.read("word/document.xml").decode()
    return re.findall(r'<wp:docPr id="\d+" name="([^"]*)" descr="([^"]*)"/>', xml)


def test_plan_and_fact_show_the_chart_and_the_time_line_the_same_each_time(tmp_path: Path) -> None:
    with made(tmp_path / "one.docx", *PLAN_FACT, "--pictures") as one:
        # Of the year: 34 rows of the plan with a date, two of four quarters' terms on one line, and a report.
        assert shown(one) == [
            ("discipline", "Диаграмма исполнения: в срок 0 из 17, с нарушением срока 0, не исполнено 17"),
            ("terms-1", "Сроки на оси времени, всего 36: просрочено 16, исполнено 0"),
        ]  # fmt: skip
        names = sorted(name for name in one.namelist() if "media" in name)
        assert names == ["word/media/picture2.png", "word/media/picture3.png"]
        pictures = [one.read(name) for name in names]
        sizes = [picture_size(raw) for raw in pictures]
        assert [size and size[0] for size in sizes] == [2200, 2200]
        relations = one.read("word/_rels/document.xml.rels").decode()
        assert all(name.removeprefix("word/") in relations for name in names)
    made(tmp_path / "two.docx", *PLAN_FACT, "--pictures").close()
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_without_the_option_there_is_no_picture(tmp_path: Path) -> None:
    with made(tmp_path / "plain.docx", *PLAN_FACT) as plain:
        assert [name for name in plain.namelist() if "media" in name] == []


def test_many_terms_stand_on_several_pictures_each_under_its_heading(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    rows = [f"{n} | до 31 марта | Дело {n}" for n in range(1, 101)]
    root = tree(tmp_path / "registry", {"roadmaps/plan.yaml": roadmap(*rows)})
    with made(tmp_path / "many.docx", *PLAN_FACT, "--pictures", cwd=root) as many:
        # 43 rows under the heading, 43 and 14 under the heading once more.
        assert [words for name, words in shown(many) if name != "discipline"] == [
            "Сроки на оси времени, всего 43: просрочено 43, исполнено 0, рисунок 1 из 3",
            "Сроки на оси времени, всего 43: просрочено 43, исполнено 0, рисунок 2 из 3",
            "Сроки на оси времени, всего 14: просрочено 14, исполнено 0, рисунок 3 из 3",
        ]


def test_a_memo_shows_what_is_late(tmp_path: Path) -> None:
    words = ("paper", "memo", "--for", "zhukovitskaya-nn", "--today", "2022-06-14", "--lang", "ru")
    with made(tmp_path / "memo.docx", *words, "--pictures") as memo:
        assert [name for name, _words in shown(memo)] == ["terms-1", "terms-2"]


def test_what_a_template_calls_a_picture_must_be_one(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    own = "::: picture\nсекрет.png | Рисунок\n:::\n"
    files: dict[str, str | bytes] = {
        "roadmaps/plan.yaml": roadmap("1 | март | Дело"),
        "/templates/plan-fact.md.j2": own,
        "/templates/секрет.png": b"\x89PNG\r\n\x1a\n",
    }
    root = tree(tmp_path / "registry", files)
    done = innoreg(*PLAN_FACT, "-o", str(tmp_path / "x.docx"), cwd=root)
    assert done.returncode == 1
    assert "нет рисунка «секрет.png»" in done.stderr
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize("package", ["resvg_py"])
def test_where_the_library_is_missing_it_is_named(tmp_path: Path, package: str) -> None:
    code = f"import sys; sys.modules['{package}'] = None; from innoreg.cli import main; sys.exit(main())"
    words = (*PLAN_FACT, "--pictures", "-o", tmp_path / "x.docx")
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=DATA, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "resvg-py" in done.stderr
    assert not (tmp_path / "x.docx").exists()
