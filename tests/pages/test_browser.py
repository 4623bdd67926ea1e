"""The pages in a real browser: widths, keyboard, search, filters, paper, and who is left out by none of it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from node import node_file

WIDTHS = (390, 768, 1440, 1920)
PAGES = (
    "index.html", "roadmaps/loiro-2022.html", "roadmaps/index.html", "calendar/2022-03.html",
    "people/zhukovitskaya-nn.html", "districts/vsevolozhsk.html", "programs/network-mentoring.html",
    "orders/meetings-2019-decisions.html", "schools/index.html", "load.html", "discipline.html",
    "findings.html", "search.html", "sites/index.html", "indicators/index.html",
)  # fmt: skip
"""One page of each kind of the site of data/."""

CHECKED = (
    "index.html", "roadmaps/loiro-2022.html", "calendar/2022-03.html", "people/knyazeva-tb.html",
    "orders/loiro-2022-18.html", "discipline.html", "search.html", "indicators/index.html",
)  # fmt: skip
"""Those that axe looks at: each layout once, the shorter of two."""


class Watched:
    """A page of the browser that keeps what it complained of, and what it asked for."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site = page, site
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, name: str) -> Page:
        """The page of that name."""
        self.page.goto(f"{self.site.as_uri()}/{name}")
        return self.page


@pytest.fixture
def watched(browser: Browser, site: Path) -> Iterator[Watched]:
    """A window on the site of data/; nothing may have been complained of in the end."""
    with browser.new_context() as context:
        found = Watched(context.new_page(), site)
        yield found
        assert found.complaints == []
        assert [url for url in found.asked if not url.startswith(site.as_uri())] == []


def too_wide(page: Page) -> list[str]:
    """At which widths the page would scroll sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url} at {width}")
    return found


def test_no_page_scrolls_sideways(watched: Watched) -> None:
    assert [each for name in PAGES for each in too_wide(watched.open(name))] == []


def test_the_pages_of_a_large_registry_do_neither(browser: Browser, large_site: Path) -> None:
    names = ["index.html", "programs/program-1.html", "roadmaps/plan-1.html", "load.html"]
    names += [str(next(large_site.glob("index.*late.2.html")).relative_to(large_site))]
    names += [str(max(large_site.glob("calendar/2*.html")).relative_to(large_site))]
    with browser.new_context() as context:
        watched = Watched(context.new_page(), large_site)
        assert [each for name in names for each in too_wide(watched.open(name))] == []
        assert watched.complaints == []
        assert all(url.startswith(large_site.as_uri()) for url in watched.asked)


def sheets(page: Page, file: Path) -> list[tuple[int, int]]:
    """The sheets that the page takes on paper, by width and height in points."""
    page.pdf(path=file, prefer_css_page_size=True)
    with pdfplumber.open(file) as document:
        return [(round(sheet.width), round(sheet.height)) for sheet in document.pages]


PORTRAIT, LANDSCAPE = (595, 842), (842, 595)


def test_the_monday_page_is_one_sheet_and_a_plan_one_across(
    watched: Watched, browser: Browser, large_site: Path, tmp_path: Path
) -> None:
    assert sheets(watched.open("index.html"), tmp_path / "monday.pdf") == [PORTRAIT]
    for plan in ("loiro-2022", "kopo-2023", "meetings-2019"):
        assert sheets(watched.open(f"roadmaps/{plan}.html"), tmp_path / "plan.pdf") == [LANDSCAPE]
    with browser.new_context() as context:
        large = Watched(context.new_page(), large_site)
        assert sheets(large.open("index.html"), tmp_path / "large.pdf") == [PORTRAIT]
        assert sheets(large.open("roadmaps/plan-1.html"), tmp_path / "plan.pdf") == [LANDSCAPE]
    # What stands on the sheet: the figures, and no way around.
    with pdfplumber.open(tmp_path / "monday.pdf") as document:
        text = document.pages[0].extract_text()
    assert "Понедельник, 14.03.2022" in text
    assert "Требует решения" in text
    assert "Дисциплина" not in text


def test_the_keyboard_leads_past_the_menu_and_opens_what_is_folded(watched: Watched) -> None:
    page = watched.open("index.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # The first link below the menu is the first figure.
    expect(page.locator(".figures a").first).to_be_focused()
    page.locator("#long-late summary").first.focus()
    expect(page.locator("#long-late table")).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#long-late table")).to_be_visible()


def test_the_search_finds_every_form_of_a_word_and_leads_to_the_row(watched: Watched) -> None:
    page = watched.open("index.html")
    page.get_by_role("link", name="Поиск").click()
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.type("вебинару консультантов")
    found = page.locator("#found a")
    expect(found.filter(has_text="loiro-2022/3")).to_have_count(1)
    found.filter(has_text="loiro-2022/3").click()
    assert page.url.endswith("roadmaps/loiro-2022.html#3")
    expect(page.locator("tr:target")).to_contain_text("Вебинар для научных консультантов")
    page = watched.open("search.html#Жуковицкая")
    expect(page.locator("#found a").first).to_have_text("Жуковицкая Н.Н.")
    page.locator("#words").fill("такого слова нет")
    expect(page.locator("#found")).to_have_text("Ничего не найдено")


def test_a_long_list_is_filtered_by_words(watched: Watched) -> None:
    page = watched.open("roadmaps/meetings-2019.html")
    box = page.get_by_label("Только строки со словами").first
    rows = box.locator("xpath=following::table[1]").locator("tbody tr")
    expect(rows).to_have_count(17)
    box.fill("движению WorldSkills")
    assert [row.is_visible() for row in rows.all()].count(True) == 2
    expect(rows.filter(has_text="Продолжить развитие движения «WorldSkills»")).to_be_visible()
    expect(page.locator("output").first).to_have_text("показано 2 из 17")
    box.fill("")
    assert all(row.is_visible() for row in rows.all())


def test_without_javascript_everything_but_the_search_is_there(
    browser: Browser, site: Path
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = Watched(context.new_page(), site).open("index.html")
        expect(page.locator("#late tbody tr")).to_have_count(9)
        page.locator("#long-late summary").first.click()
        expect(page.locator("#long-late tbody tr")).to_have_count(42)
        page.get_by_role("link", name="Поиск").click()
        expect(page.locator(".no-script")).to_be_visible()
        expect(page.locator("#words")).not_to_be_visible()


def test_on_a_phone_the_week_comes_first_and_the_drawing_is_a_list(watched: Watched) -> None:
    page = watched.open("index.html")
    page.set_viewport_size({"width": 390, "height": 844})
    tops = {name: page.locator(name).bounding_box() for name in ("#week", "#late")}
    assert tops["#week"]
    assert tops["#late"]
    assert tops["#week"]["y"] < tops["#late"]["y"]
    expect(page.locator("svg.timeline").first).not_to_be_visible()
    expect(page.locator(".months").first).to_contain_text("март 2022")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_left_out(browser: Browser, site: Path, scheme: str) -> None:
    axe = node_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    names = CHECKED if scheme == "light" else CHECKED[:2]
    grave = []
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in names:
            page.goto(f"{site.as_uri()}/{name}")
            page.evaluate(axe)
            found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
            grave += [
                f"{name}: {each['id']}: {each['nodes'][0]['html'][:120]}"
                for each in found
                if each["impact"] in ("serious", "critical")
            ]
    assert grave == []


def test_the_pages_are_valid(site: Path, tmp_path: Path) -> None:
    program = node_file("html-validate/bin/html-validate.mjs")
    node = shutil.which("node")
    assert node
    # Titles are as long as those of orders, names of places are numbers of rows, and a style beside
    # the page cannot be exchanged on its way.
    rules = {"long-title": "off", "valid-id": ["error", {"relaxed": True}], "require-sri": "off"}
    config = tmp_path / "rules.json"
    config.write_text(
        json.dumps({"root": True, "extends": ["html-validate:recommended"], "rules": rules})
    )
    answer = tmp_path / "found.json"
    with answer.open("wb") as stream:
        # Into a file: Node ends before a full pipe is read.
        subprocess.run(
            [node, program, "--config", config, "--formatter", "json", *(site / n for n in PAGES)],
            stdout=stream, check=False,
        )  # fmt: skip
    found = json.loads(answer.read_text(encoding="utf-8"))
    said = [
        f"{Path(file['filePath']).name}:{each['line']}: {each['ruleId']}: {each['message']}"
        for file in found
        for each in file["messages"]
    ]
    assert said == []
