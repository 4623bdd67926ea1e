"""What the search of the site looks through: title, kind and text of every page and duty, as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping

from innoreg.folding import comparison_key
from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import _
from innoreg.pages.page import DutyView, Page
from innoreg.pages.site_context import SiteContext

_MOST = 400
"""Letters of a text that are searched: a title of an item has up to 600, a search word is nearer."""


def search_script(context: SiteContext, pages: Iterable[Page], moved: Mapping[str, str]) -> str:
    """A script that gives the index to `pages.js`: from a folder a page can fetch no file.

    moved: places that stand on another page than their record, as `cut_long_pages` tells.
    """
    entries = [
        [
            moved.get(href, href),
            *map(show_hidden_signs, (title, kind, comparison_key(words)[:_MOST])),
        ]
        for href, title, kind, words in (*_page_entries(pages), *_duty_entries(context))
    ]
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    # A closing tag or a line separator in a title must not end the script.
    for sign, written in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, written)
    return f"window.searchIndex = {text};\n"


def _page_entries(pages: Iterable[Page]) -> Iterator[tuple[str, str, str, str]]:
    for page in pages:
        yield page.path, page.title, page.kicker or _("page"), f"{page.title} {page.lead}"


def _duty_entries(context: SiteContext) -> Iterator[tuple[str, str, str, str]]:
    told: set[str] = set()
    for row in context.rows:
        if row.ref not in told and (href := context.addresses.find(row.ref)):
            told.add(row.ref)
            view: DutyView = context.shown(row)
            people = " ".join(
                link.text for party in view.parties for link in (party.link, *party.behind)
            )
            yield (
                href,
                f"{row.ref} {view.short}",
                view.due,
                f"{row.ref} {row.title} {row.words} {people}",
            )
