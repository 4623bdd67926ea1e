"""Writes the site: every page through its template, the style and the search beside them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from innoreg.i18n import _, current_language
from innoreg.model.roadmap import Roadmap
from innoreg.output_folder import OutputFolder
from innoreg.pages.first_page import first_page
from innoreg.pages.innovation_pages import innovation_pages
from innoreg.pages.long_pages import cut_long_pages
from innoreg.pages.month_pages import month_pages
from innoreg.pages.page import Link, Page
from innoreg.pages.page_policy import with_policy
from innoreg.pages.plan_pages import plan_page
from innoreg.pages.record_pages import RecordPages
from innoreg.pages.search_index import search_script
from innoreg.pages.site_context import SiteContext
from innoreg.pages.site_sandbox import new_site_sandbox
from innoreg.pages.table_pages import table_pages
from innoreg.render.sandbox import template_errors
from innoreg.render.template_files import TemplateFiles, read_template_text
from innoreg.report import display_texts
from innoreg.report.day_overview import foot

MANIFEST = "_site.json"
_OWN = re.compile(r"(?:[a-z]+/)?[\w.-]+\.(?:html|css|js|ics)")
_FOLDER = "pages"
_PAGE = f"{_FOLDER}/page.html.j2"
_ON_PAPER = 5
"""Rows of a list that the sheet of the first page holds."""
Told = Callable[[int, int], None]


def site_folder(folder: Path) -> OutputFolder:
    """The folder of a site."""
    return OutputFolder(folder, MANIFEST, _OWN)


def all_pages(context: SiteContext) -> Iterator[Page]:
    """Every page of the site, the first one first."""
    yield first_page(context)
    yield from table_pages(context)
    yield from innovation_pages(context)
    yield from month_pages(context)
    yield from (plan_page(context, plan) for plan in context.registry.all(Roadmap))
    yield from RecordPages(context).pages()
    yield Page("search.html", _("Search"), [])


class SiteRenderer:
    """Makes the files of a site. Asked again it lays out only the pages that have changed."""

    def __init__(self) -> None:
        self._about: Any = None
        self._kept: dict[str, tuple[Page, str]] = {}

    def files(
        self, context: SiteContext, templates: TemplateFiles, told: Told
    ) -> Iterator[tuple[str, bytes]]:
        """Each file's path from the top of the site, and its bytes.

        The templates must be those of the last time. told: called with the number of pages so far
        and in all. Raises Refused for templates that fail.
        """
        pages, moved = cut_long_pages(all_pages(context))
        about = _site(context)
        # What stands on every page, and where their links lead, must be the same.
        old = self._kept if (about, moved) == self._about else {}
        self._about, self._kept = (about, moved), {}
        environment = new_site_sandbox(templates, moved)
        for number, page in enumerate(pages, 1):
            kept = old.get(page.path)
            if kept is None or kept[0] != page:
                environment.start_document()
                names = {"page": page, "site": about}
                with template_errors(_PAGE, tuple(names)):
                    text = environment.get_template(_PAGE).render(names)
                kept = page, with_policy(text, _PAGE)
            self._kept[page.path] = kept
            yield page.path, _as_bytes(kept[1])
            told(number, len(pages))
        yield "style.css", _as_bytes(read_template_text(templates.require(f"{_FOLDER}/style.css")))
        # Never a registry's own: what runs in a reader's browser comes with innoreg.
        script = TemplateFiles().require(f"{_FOLDER}/pages.js")
        yield "pages.js", _as_bytes(read_template_text(script))
        yield "search-index.js", _as_bytes(search_script(context, pages, moved))


def write_site(context: SiteContext, folder: Path, templates: TemplateFiles, told: Told) -> int:
    """Write the site into a folder, which appears complete or not at all; the number of its pages.

    Raises Refused for a folder that is in use and for templates that fail, OSError where the disk
    cannot be written.
    """
    target = site_folder(folder)
    count = 0
    with target.replacing() as new:
        for name, raw in SiteRenderer().files(context, templates, told):
            path = new / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(raw)
            count += path.suffix == ".html"
        registry = context.registry
        target.write_manifest(
            new, {"title": registry.settings.title, "today": str(context.state.day)}
        )
    return count


def _as_bytes(text: str) -> bytes:
    # A file's name may hold bytes that are no text.
    return text.encode("utf-8", "backslashreplace")


def _site(context: SiteContext) -> dict[str, Any]:
    """What every page has: title, day, way around, foot, words of the layout."""
    return {
        "title": context.registry.settings.title,
        "day": display_texts.day(context.state.day),
        "language": current_language(),
        "navigation": _navigation(),
        "lacks": context.lacks,
        "foot": foot(context.check, context.revision),
        "words": {
            "due": _("Due"), "what": _("What"), "who": _("Who answers"), "state": _("State"),
            "nothing": _("Nothing"), "search": _("Search"), "menu": _("Contents"),
            "to_content": _("To the content"), "find": _("Words, a name, a number"),
            "no_script": _("The search needs JavaScript; the lists above lead everywhere."),
            "not_found": _("Nothing found"), "filter": _("Only rows with"),
            "shown": _("{n} of {of} shown"), "as_of": _("As of {day}", day=display_texts.day(context.state.day)),
            "term": _("Term"), "today": _("today"), "by_months": _("By months"),
            "on_paper": _("On paper the first {n}", n=_ON_PAPER), "rows_on_paper": _ON_PAPER,
        },
    }  # fmt: skip


def _navigation() -> list[Link]:
    return [
        Link(_("Today"), "index.html"),
        Link(_("Plans"), "roadmaps/index.html"),
        Link(_("Calendar"), "calendar/index.html"),
        Link(_("Programmes and sites"), "programs/index.html"),
        Link(_("Sites and the council"), "sites/index.html"),
        Link(_("Indicators"), "indicators/index.html"),
        Link(_("Mentoring"), "pairs/index.html"),
        Link(_("People"), "people/index.html"),
        Link(_("Districts"), "districts/index.html"),
        Link(_("Organisations"), "schools/index.html"),
        Link(_("Orders"), "orders/index.html"),
        Link(_("Load"), "load.html"),
        Link(_("Discipline"), "discipline.html"),
        Link(_("Check"), "findings.html"),
        Link(_("Search"), "search.html"),
    ]
