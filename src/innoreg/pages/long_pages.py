"""Long pages cut into several: a browser opens, and a reader finds, no more than so much at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from innoreg.i18n import _
from innoreg.pages.page import Bar, Day, DutyView, Line, Link, Page, PartyView, Section, Timeline

MOST = 250_000
"""Bytes of a page as `_Scales` weighs it; with head and foot a file stays under 300 KB."""
_LEAST = 12_000
"""Of a part that is cut what stays on its page at least."""
_MOST_OF_A_DAY = 30
"""Duties of one day in a calendar; fewer where the page is too long."""
_MARKUP = {DutyView: 380, PartyView: 40, Link: 12, Bar: 150, Line: 150, Day: 60}
"""Bytes of the layout around each part, as the templates here write it."""
_PARTS = ("duties", "table", "cards", "reasons", "links", "timeline")
"""Kinds of sections that are lists, and so can be cut anywhere."""


def cut_long_pages(pages: Iterable[Page]) -> tuple[list[Page], Mapping[str, str]]:
    """The pages, none of them too long, and where those places now are that moved to another page.

    A part that does not fit stands on pages of its own, a page for so many entries; its first
    entries stay where they are, with links to the rest. Places: `path#name` to `path#name`.
    """
    cutter = _Cutter()
    left, done = list(pages)[::-1], list[Page]()
    while left:
        first, *more = cutter.cut(left.pop())
        done.append(first)
        # A page for a full day may itself be too long.
        left += more[::-1]
    return done, cutter.moved


class _Scales:
    """Weighs parts of pages by the bytes that they will take."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def weigh(self, part: Any) -> int:
        """About how many bytes; rather more than less."""
        if isinstance(part, str):
            # A Russian letter takes two.
            return len(part) if part.isascii() else 2 * len(part)
        if not isinstance(part, tuple | list):
            return 0
        if isinstance(part, Line):
            ends = sum(self._weigh_briefly(view) for _day, view in part.ends)
            return _MARKUP[Line] + ends + self.weigh((part.label, part.href, part.bars))
        if isinstance(part, Day):
            return _MARKUP[Day] + sum(map(self._weigh_briefly, part.duties))
        if not isinstance(part, DutyView):
            return _MARKUP.get(type(part), 8) + sum(map(self.weigh, part))
        # The same duty stands on the pages of all whom it concerns. The pages keep it alive.
        if id(part) not in self._known:
            self._known[id(part)] = _MARKUP[DutyView] + sum(map(self.weigh, part))
        return self._known[id(part)]

    def _weigh_briefly(self, view: DutyView) -> int:
        """A duty in a calendar: its reference, day and short title."""
        return 120 + self.weigh((view.ref, view.due, view.short))

    def weigh_section(self, section: Section) -> int:
        """The part as a whole."""
        return self.weigh(_entries(section)) + self.weigh((section.title, section.note))


class _Cutter:
    def __init__(self) -> None:
        self.moved: dict[str, str] = {}
        self._scales = _Scales()

    def cut(self, page: Page) -> list[Page]:
        """The page, and those that its parts are continued on."""
        weights = [self._scales.weigh_section(section) for section in page.sections]
        most = _share(weights) if sum(weights) > MOST else MOST
        sections: list[Section] = []
        more: list[Page] = []
        for section, weight in zip(page.sections, weights, strict=True):
            if section.kind == "days":
                first, rest = self._cut_days(page, section, most)
            elif section.kind in _PARTS and weight > most:
                first, rest = self._cut_list(page, section, most)
            else:
                first, rest = section, []
            sections.append(first)
            more += rest
        return [replace(page, sections=sections), *more] if more else [page]

    def _cut_list(self, page: Page, section: Section, most: int) -> tuple[Section, list[Page]]:
        chunks = list(self._chunks(_entries(section), most))
        paths = [page.path, *(_path(page, section, n) for n in range(2, len(chunks) + 1))]
        count, said = sum(map(len, chunks)), list[str]()
        for chunk in chunks:
            start = sum(map(len, chunks[: len(said)])) + 1
            said.append(
                _("{first}–{last} of {n}", first=start, last=start + len(chunk) - 1, n=count)
            )
        links = [Link(text, f"{path}#{section.id}") for text, path in zip(said, paths, strict=True)]
        parts = []
        for n, chunk in enumerate(chunks):
            others = [*links[:n], Link(said[n]), *links[n + 1 :]]
            part = replace(section, content=_content(section, chunk), more=others)
            if n:
                part = replace(part, folded=False, printed=True)
                self._remember(page.path, paths[n], part)
            parts.append(part)
        pages = [
            replace(page, path=path, sections=[part], lead="")
            for path, part in zip(paths[1:], parts[1:], strict=True)
        ]
        return parts[0], pages

    def _chunks(self, entries: Sequence[Any], most: int) -> Iterator[list[Any]]:
        """The entries in pieces: the first of `most` bytes, the others of whole pages."""
        chunk: list[Any] = []
        weight = 0
        for entry in entries:
            own = self._scales.weigh(entry)
            if chunk and weight + own > most:
                yield chunk
                chunk, weight, most = [], 0, MOST
            chunk.append(entry)
            weight += own
        yield chunk

    def _cut_days(self, page: Page, section: Section, most: int) -> tuple[Section, list[Page]]:
        """The days with the first duties of each; those of a full day stand on a page of their own."""
        days: Sequence[Day] = section.content
        shown = _MOST_OF_A_DAY
        while shown > 3 and self._weigh_days(days, shown) > most:
            shown -= max(1, shown // 4)
        found, pages = [], []
        for n, day in enumerate(days):
            if len(day.duties) > shown:
                path = _path(page, section, n + 1)
                hidden = len(day.duties) - shown
                said = _("and {n} more", n=hidden)
                whole = Section("duties", day.label, "duties", day.duties, len(day.duties))
                pages.append(replace(page, path=path, sections=[whole], lead=""))
                day = day._replace(duties=day.duties[:shown], more=Link(said, path))
            found.append(day)
        return replace(section, content=found), pages

    def _weigh_days(self, days: Sequence[Day], shown: int) -> int:
        return sum(self._scales.weigh(day._replace(duties=day.duties[:shown])) for day in days)

    def _remember(self, old: str, new: str, part: Section) -> None:
        for name in _names(part):
            self.moved[f"{old}#{quote(name)}"] = f"{new}#{quote(name)}"


def _share(weights: Sequence[int]) -> int:
    """How much of each part may stand on the page, so that small ones stay whole and all fit."""
    room, count = MOST, len(weights)
    for weight in sorted(weights):
        if weight * count > room:
            break
        room -= weight
        count -= 1
    return max(room // max(count, 1), _LEAST)


def _path(page: Page, section: Section, n: int) -> str:
    # No id of a record has a dot.
    return f"{PurePosixPath(page.path).with_suffix('')}.{section.id}.{n}.html"


def _entries(section: Section) -> Sequence[Any]:
    if section.kind == "timeline":
        found: Sequence[Any] = section.content.lines
    elif section.kind == "table":
        found = section.content[1:]
    else:
        found = section.content
    return found


def _content(section: Section, entries: Sequence[Any]) -> Any:
    """What a section of these entries alone holds."""
    if section.kind == "timeline":
        timeline: Timeline = section.content
        return timeline._replace(lines=entries)
    return [section.content[0], *entries] if section.kind == "table" else entries


def _names(part: Section) -> Iterator[str]:
    """The names of places in a section, as links lead to them."""
    if part.kind == "duties":
        yield from (duty.anchor for duty in part.content if not duty.document.text)
    elif part.kind == "cards":
        heads = (lines[0][0].href for lines in part.content)
        yield from (href[1:] for href in heads if href.startswith("#"))
