"""The template engine of the pages: the sandbox of all templates, quicker with the data of pages."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from innoreg.hidden_signs import show_hidden_signs
from innoreg.pages.chart import draw_chart
from innoreg.pages.page import (
    Day,
    DutyView,
    Figure,
    Link,
    Page,
    PartyView,
    Reason,
    Section,
    Timeline,
)
from innoreg.pages.timeline import draw_timeline, months_with_duties
from innoreg.render.sandbox import Sandbox, new_sandbox
from innoreg.render.template_files import TemplateFiles, TemplateLoader

_FIELDS: dict[type, frozenset[str]] = {
    **{view: frozenset(view._fields) for view in (Day, DutyView, Figure, Link, PartyView, Reason)},
    Page: frozenset(Page.__slots__),
    Section: frozenset(Section.__slots__),
}


class SiteSandbox(Sandbox):
    """The same limits; the fields of what a page is made of need no look at what they are."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a view at once: a page of a hundred rows asks for thousands."""
        fields = _FIELDS.get(type(obj))
        if fields and attribute in fields:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def new_site_sandbox(files: TemplateFiles, moved: Mapping[str, str]) -> Sandbox:
    """A new environment for the templates of these files.

    moved: places of long pages that stand elsewhere, from `path#name` to `path#name`.
    """

    def address(href: str, page: Page) -> str:
        """The way from a page to a place: counted from the top of the site, or `#name` of its own."""
        if href.startswith("#"):
            new = moved.get(page.path + href)
            return page.root + new if new else href
        return page.root + moved.get(href, href) if href else ""

    def drawing(timeline: Timeline, page: Page) -> Markup:
        return draw_timeline(timeline, lambda href: address(href, page))

    made = new_sandbox(_escape, TemplateLoader(files), SiteSandbox)
    made.filters |= {
        "address": address,
        "drawing": drawing,
        "months": months_with_duties,
        "chart": draw_chart,
    }
    return made


def _escape(value: Any) -> Any:
    """A value as text in which nothing is markup, and no sign is hidden."""
    if isinstance(value, Markup):
        return value
    return escape(show_hidden_signs("" if value is None else str(value)))
