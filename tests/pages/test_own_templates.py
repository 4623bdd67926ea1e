"""A registry's own templates of pages: what they may change, and what no page may do in a browser."""

import re
from pathlib import Path

import pytest

from pages.built_site import make_site, small
from repository import innoreg
from support import DATA, roadmap

PLAN = {"roadmaps/plan.yaml": roadmap("1 | март | Дело")}
PAGE = (DATA / "templates" / "pages" / "page.html.j2").read_text(encoding="utf-8")


def refused(folder: Path, page: str) -> str:
    """What is said of a registry whose page has this template; nothing may be written."""
    root = small(folder, {**PLAN, "/templates/pages/page.html.j2": page})
    done = innoreg("pages", "--to", str(folder / "site"), "--today", "2022-03-14", cwd=root)
    assert done.returncode == 1, done.stdout
    assert not (folder / "site").exists()
    return done.stderr


def test_own_page_parts_and_style_are_taken_and_all_that_pages_need_is_there(
    tmp_path: Path,
) -> None:
    own = PAGE.replace("<footer>", "<footer><p>Отдел {{ page.kicker }} · {{ site.day }}</p>")
    files = {
        **PLAN,
        "/templates/pages/page.html.j2": own,
        "/templates/pages/style.css": "b{}\n",
        "/templates/pages/pages.js": "alert(1)\n",
    }
    site = make_site(tmp_path / "site", small(tmp_path, files))
    text = (site / "roadmaps" / "plan.html").read_text(encoding="utf-8")
    assert "Отдел план · 14.03.2022" in text
    assert "Дело" in text
    assert (site / "style.css").read_text(encoding="utf-8") == "b{}\n"
    # What runs in a browser is innoreg's alone.
    assert "alert" not in (site / "pages.js").read_text(encoding="utf-8")


def test_every_page_forbids_the_browser_to_fetch_anything(site: Path) -> None:
    for path in site.rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        policy = re.findall(
            r'<head>\n<meta http-equiv="Content-Security-Policy" content="(.*)">', head
        )
        assert len(policy) == 1, path
        assert policy[0].startswith("default-src 'none';"), path
        assert "http" not in policy[0]
        assert "unsafe" not in policy[0]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>", '<SCRIPT SRC="../own.js"></SCRIPT>',
        '<meta http-equiv="refresh" content="0;url=http://evil.example">',
        '<iframe src="http://evil.example"></iframe>', '<base href="http://evil.example">',
        '<link rel="prefetch" href="http://evil.example">', "<object data=x></object>",
    ],
)  # fmt: skip
def test_a_template_with_what_no_page_may_have_is_refused(tmp_path: Path, markup: str) -> None:
    said = refused(tmp_path, PAGE.replace("</main>", markup + "</main>"))
    assert "pages/page.html.j2: a page may not have <" in said


def test_nothing_stands_before_the_policy(tmp_path: Path) -> None:
    said = refused(tmp_path, "<p>{{ page.title }}</p>" + PAGE)
    assert "a page begins with <!DOCTYPE html>" in said


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("{{ page.__class__.__mro__ }}", "__class__"),
        ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", "takes more than"),
        ("{{ site.nothing_like_it }}", "nothing_like_it"),
        ("{% include '../../secret.txt' %}", "secret.txt"),
    ],
)  # fmt: skip
def test_hostile_code_is_limited_as_in_every_template(
    tmp_path: Path, code: str, reason: str
) -> None:
    assert reason in refused(tmp_path, PAGE.replace("</main>", code + "</main>"))
