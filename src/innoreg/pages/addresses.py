"""Where the page of each record stands, and texts in which references are links."""

import re
from functools import cache
from urllib.parse import quote

from innoreg.model.registry import Registry
from innoreg.pages.page import Link
from innoreg.queries.record_names import title_of
from innoreg.record_kinds import FOLDERS

PAGED = (
    "roadmap", "person", "district", "school", "authority", "site", "program", "pair", "order",
)  # fmt: skip
"""The kinds whose records have a page each."""
_REFERENCE = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[\w.-]*\w)?")


class Addresses:
    """The pages of one registry's records."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.find = cache(self._find)

    def _find(self, ref: str | None) -> str:
        """The page of what a reference names, with a place in it; empty where there is none."""
        target = self._registry.find(ref) if ref else None
        if target is None and ref and "/" in ref:
            # A report of a site stands on the page of its site.
            target = self._registry.find(ref.rpartition("/")[0], ("site",))
        if target is None or target.record.kind_name not in PAGED:
            return ""
        path = record_path(target.record.kind_name, target.record.id)
        part = target.ref.partition("/")[2]
        return f"{path}#{quote(part)}" if part else path

    def link(self, ref: str | None, text: str | None = None) -> Link:
        """A link to what a reference names, under its name or another text."""
        if text is None:
            target = self._registry.find(ref) if ref else None
            text = title_of(target.record) if target else ref or ""
        return Link(text, self.find(ref))

    def linked(self, text: str) -> tuple[Link, ...]:
        """The text in pieces; those that are references of the registry lead to their pages."""
        pieces: list[Link] = []
        last = 0
        for match in _REFERENCE.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if (before.isalnum() or before in "-/.«") or not (href := self.find(match[0])):
                continue
            pieces += [Link(text[last : match.start()]), Link(match[0], href)]
            last = match.end()
        return tuple(piece for piece in (*pieces, Link(text[last:])) if piece.text)


def record_path(kind: str, id: str) -> str:
    """The file of a record's page."""
    return f"{FOLDERS[kind]}/{id}.html"
