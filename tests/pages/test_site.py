"""The static site: every link leads somewhere, its figures are those of the commands, nothing becomes markup."""

import json
import re
from pathlib import Path

import pytest

from innoreg.hidden_signs import HIDDEN
from pages.built_site import DAY, Parsed, checked_links, make_site, pages, small
from repository import innoreg
from support import DATA, roadmap


def test_every_link_leads_to_a_page_and_a_place_in_it(site: Path) -> None:
    assert checked_links(site) > 3000


def test_every_record_of_a_kind_with_pages_has_one(site: Path) -> None:
    for folder in ("people", "districts", "schools", "orders", "roadmaps", "sites", "programs"):
        files = (DATA / "data" / folder).rglob("*.yaml")
        # Invented ones beside real ones stand in no answer.
        records = {p.stem for p in files if "sample: true" not in p.read_text(encoding="utf-8")}
        assert records <= {path.stem for path in (site / folder).glob("*.html")}, folder


def test_the_figures_are_those_of_the_commands(site: Path) -> None:
    answer = innoreg("today", "--today", DAY, "--format", "json", "--lang", "ru", cwd=DATA)
    found = json.loads(answer.stdout)
    page = Parsed((site / "index.html").read_text(encoding="utf-8"))
    n = found["counts"]
    for words in (
        f"{n['late']} просрочено",
        f"{n['this_week']} на этой неделе",
        f"{n['in_time']} из {n['due_this_year']} исполнено в срок",
        f"{n['reports']} отчёты площадок",
        f"{n['undated']} без срока",
    ):
        assert words in page.text
    assert found["sentence"][1:] in page.text
    for row in found["late"][-9:]:
        assert row["texts"]["state"] in page.text


@pytest.mark.parametrize("who", ["zhukovitskaya-nn", "shekhovtseva-ev", "ovcharova-mn"])
def test_the_page_of_a_person_has_the_rows_of_due_for_that_person(site: Path, who: str) -> None:
    years = ("--from", "2015-01-01", "--to", "2035-12-31")
    words = ("due", *years, "--responsible", who, "--today", DAY, "--format", "json")
    found = json.loads(innoreg(*words, cwd=DATA).stdout)
    wanted = {row["ref"] for row in (*found["rows"], *found["undated"])}
    page = (site / "people" / f"{who}.html").read_text(encoding="utf-8")
    # In the lists, and in the days of the week.
    shown = set(re.findall(r'(?:class="ref">|</span> )<a[^>]*>([a-z][\w.-]*/[^ <]+)', page))
    assert shown == wanted


def test_the_same_tree_and_day_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = make_site(tmp_path / "again")
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    for file in files:
        assert (site / file).read_bytes() == (again / file).read_bytes(), file


def test_pages_are_small_and_ask_nothing_of_the_network(site: Path) -> None:
    for path, page in pages(site):
        assert path.stat().st_size < 300_000, path
        assert not [link for link in page.links if "//" in link or link.startswith("/")]


HOSTILE = (
    "<script>alert(1)</script>", "](javascript:alert(1))", "=cmd|' /C calc'!A0",
    '" onmouseover="alert(1)', "</title><img src=x onerror=alert(1)>", "{{ 7*7 }}",
)  # fmt: skip


def test_nothing_in_a_record_becomes_markup(tmp_path: Path) -> None:
    rows = "".join(
        f'  - number: "{n}"\n    title: {json.dumps(text)}\n    deadline: март\n'
        for n, text in enumerate(HOSTILE, 1)
    )
    files = {"roadmaps/plan.yaml": roadmap() + rows}
    files["people/ivanova-aa.yaml"] = 'schema: 1\nname: "<b>Иванова</b> А.А.\\u202e"\n'
    root = small(tmp_path, files)
    site = make_site(tmp_path / "site", root)
    for path, page in pages(site):
        assert "img" not in page.tags, path
        assert "onmouseover" not in page.attributes, path
        assert page.tags.count("script") == (2 if path.name == "search.html" else 1), path
        assert "\u202e" not in path.read_text(encoding="utf-8")
    plan = Parsed((site / "roadmaps" / "plan.html").read_text(encoding="utf-8"))
    for text in ("<script>alert(1)</script>", "{{ 7*7 }}", "</title><img src=x onerror=alert(1)>"):
        assert text in plan.text
    index = (site / "search-index.js").read_text(encoding="utf-8")
    assert "<" not in index
    assert "ivanova-aa" in index
    assert not HIDDEN.search(index)


def test_a_file_that_cannot_be_read_is_named_on_every_page(tmp_path: Path) -> None:
    files = {"roadmaps/plan.yaml": roadmap("1 | март | Дело"), "people/broken.yaml": "schema: [1\n"}
    site = make_site(tmp_path / "site", small(tmp_path, files))
    for path, page in pages(site):
        assert "people/broken.yaml" in page.text, path


def test_a_folder_with_other_files_is_left_as_it_is(tmp_path: Path) -> None:
    root = small(tmp_path, {"roadmaps/plan.yaml": roadmap("1 | март | Дело")})
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "mine.html").write_text("моё", encoding="utf-8")
    done = innoreg("pages", "--to", str(folder), cwd=root)
    assert done.returncode == 1
    assert "was not written by this command" in done.stderr
    assert (folder / "mine.html").read_text(encoding="utf-8") == "моё"


def test_a_registry_may_have_its_own_style(tmp_path: Path) -> None:
    files = {
        "roadmaps/plan.yaml": roadmap("1 | март | Дело"),
        "/templates/pages/style.css": "b{}\n",
    }
    site = make_site(tmp_path / "site", small(tmp_path, files))
    assert (site / "style.css").read_text(encoding="utf-8") == "b{}\n"


def test_in_english_only_the_data_are_russian(tmp_path: Path) -> None:
    root = small(tmp_path, {"roadmaps/plan.yaml": roadmap("1 | март | Дело")})
    site = make_site(tmp_path / "site", root, lang="en")
    for path, page in pages(site):
        russian = set(re.findall(r"[А-Яа-яё]+", page.text))
        assert russian <= {"Проба", "План", "Дело", "март"}, path
