"""A registry of 1,000 records, and a plan of 700 rows: no page too long, nothing lost, the same figures."""

import json
import re
from pathlib import Path

from benchmarks.synthetic import TODAY

from pages.built_site import Parsed, checked_links, make_site, pages, small
from repository import innoreg
from support import roadmap


def test_no_page_is_too_long_and_every_link_leads_somewhere(large_site: Path) -> None:
    sizes = {path: path.stat().st_size for path in large_site.rglob("*.html")}
    assert len(sizes) > 400
    assert [path for path, size in sizes.items() if size >= 300_000] == []
    # The first page and those of the programmes are continued on others.
    assert list(large_site.glob("index.*.html"))
    assert list(large_site.glob("programs/program-1.*.html"))
    assert checked_links(large_site) > 10_000


def test_the_figures_of_a_large_site_are_those_of_the_command(
    large_registry: Path, large_site: Path
) -> None:
    words = ("today", "--today", str(TODAY), "--format", "json", "--lang", "ru")
    found = json.loads(innoreg(*words, cwd=large_registry).stdout)
    page = Parsed((large_site / "index.html").read_text(encoding="utf-8"))
    assert f"{found['counts']['late']} просрочено" in page.text
    assert f"{found['counts']['this_week']} на этой неделе" in page.text
    # Every late duty stands once on the first page or on one that continues it.
    refs = []
    for path in [large_site / "index.html", *large_site.glob("index.*late.*.html")]:
        for part in re.findall(r'(?s)<section id="(?:long-)?late".*?</section>', path.read_text()):
            refs += re.findall(r'class="ref"><a[^>]*>([^ <]+)', part)
    assert sorted(refs) == sorted(row["ref"] for row in found["late"])


def test_a_large_registry_gives_the_same_bytes_again(
    large_registry: Path, large_site: Path, tmp_path: Path
) -> None:
    again = make_site(tmp_path / "again", large_registry, str(TODAY))
    files = sorted(path.relative_to(large_site) for path in large_site.rglob("*.*"))
    assert files == sorted(path.relative_to(again) for path in again.rglob("*.*"))
    for file in files:
        assert (large_site / file).read_bytes() == (again / file).read_bytes(), file


def test_a_plan_of_seven_hundred_rows_stands_on_several_pages(tmp_path: Path) -> None:
    rows = [f"{n} | до 31 марта | Провести мероприятие номер {n}" for n in range(1, 701)]
    site = make_site(tmp_path / "site", small(tmp_path, {"roadmaps/plan.yaml": roadmap(*rows)}))
    assert all(path.stat().st_size < 300_000 for path in site.rglob("*.html"))
    names = [name for _path, page in pages(site / "roadmaps") for name in page.names]
    assert sorted(name for name in names if name.isdecimal()) == sorted(
        str(n) for n in range(1, 701)
    )
    # The last row is found where it stands now: from the drawing, the first page and the search.
    last = next(p for p, page in pages(site / "roadmaps") if "700" in page.names)
    assert last.name != "plan.html"
    assert checked_links(site) > 2000
    assert f'"roadmaps/{last.name}#700"' in (site / "search-index.js").read_text(encoding="utf-8")
    # All 700 end on one day, which the month shows in part and a page of the day in whole.
    month = Parsed((site / "calendar" / "2022-03.html").read_text(encoding="utf-8"))
    assert "и ещё 670" in month.text
