"""What others wrote stays words in Markdown and in a spreadsheet."""

import csv
import io
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from changing import git, run, with_git
from innoreg.report.escaping import disarm_formula, escape_markdown
from innoreg.report.tables import as_csv, as_markdown
from support import roadmap, tree

MARKUP = [
    "[вход](https://evil.example/x)", "![п](https://evil.example/p.png)", "<img src=x onerror=y>",
    "<https://evil.example>", "https://evil.example/a_b", "www.evil.example", "**важно**", "`код`",
    "ftp://evil.example", "&lt;b&gt;", "~~нет~~", "a | b", "\\[x](y)", "[x][1]", "mailto:a@b.ru",
    "первая\n\n# вторая", "| --- |",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
def test_nothing_is_markup_in_a_table(text: str) -> None:
    page = as_markdown(["Мероприятие"], [[text]])
    assert page.count("\n") == 3
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(page)
    cell = html.partition("<td>")[2].partition("</td>")[0]
    assert "<" not in cell, html
    shown = cell.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown == " ".join(text.split())


def test_a_bare_address_is_no_link_either() -> None:
    # Readers that make links of addresses look for these very signs.
    for address in ("https://evil.example", "HTTP://evil.example", "www.evil.example"):
        said = escape_markdown(address)
        assert "https:" not in said.lower()
        assert "www." not in said


FORMULAS = [
    "=1+1", "+1+cmd", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "＝1+1", '"=1+1', "школа;=cmd|' /C calc'!A0;район", "школа; -2+3", "школа\n=1+1",
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_is_no_formula_however_a_spreadsheet_parts_cells(cell: str) -> None:
    text = as_csv(["Мероприятие"], [[cell]])
    for parting in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=parting):
            for one in row:
                for line in one.splitlines():
                    assert line.strip(' "')[:1] not in (*"=+-@＝＋－＠",), (parting, one)


@pytest.mark.parametrize("cell", ["-5", "+7", "3.5", "-0,5", "Школа № 5", "а-б", "2022-03-01", ""])
def test_a_number_and_ordinary_words_stay_as_they_are(cell: str) -> None:
    assert disarm_formula(cell) == cell


def test_due_and_diff_write_a_title_alike(tmp_path: Path) -> None:
    title = "Сайт [вход](https://evil.example) ![п](x) <b>"
    root = with_git(tree(tmp_path, {"roadmaps/plan.yaml": roadmap("1. | март | Начало")}))
    tree(tmp_path, {"roadmaps/plan.yaml": roadmap(f"1. | март | {title}")})
    git(root, "commit", "-qam", "x")
    for words in ("due --year 2022 --format md", "diff HEAD~1 --format md"):
        page = run(root, *words.split()).stdout
        html = MarkdownIt("commonmark").enable("table").render(page)
        assert "evil.example" in html
        assert not any(tag in html for tag in ("<a", "<img", "<b>")), html
