"""An item in its plan, with its days."""

from collections.abc import Callable
from datetime import date
from functools import cached_property

from innoreg.deadlines import Deadline, Window
from innoreg.i18n import T
from innoreg.model.registry import Path
from innoreg.model.roadmap import PlacedItem, Roadmap

Read = Callable[[Roadmap, tuple[str, ...]], tuple[Deadline | None, ...]]
Hull = tuple[date | None, date]
_DATED = frozenset({"by", "on", "during"})


class Row:
    """An item in its plan. Its words are read when somebody asks for its days.

    path: its own in the file. terms: what its words, or its section's, mean.
    """

    def __init__(self, read: Read, plan: Roadmap, placed: PlacedItem) -> None:
        self.plan, self.placed = plan, placed
        self.item, self.key = placed.item, placed.key
        self.path: Path = placed.path
        self._read = read

    @property
    def number(self) -> str | T:
        """As a message says it: «6 раздела 5 (5.6)» where the document counts anew in each section."""
        number, section, title = self.placed.printed
        if title:
            return T("{number} of the section “{title}” ({key})",
                     number=number, title=title, key=self.key)  # fmt: skip
        if section:
            return T("{number} of section {section} ({key})",
                     number=number, section=section, key=self.key)  # fmt: skip
        return number

    @cached_property
    def terms(self) -> tuple[Deadline | None, ...]:
        """Its words or its section's, read; None for what its plan leaves without a period."""
        return self._read(self.plan, self.placed.duty.deadline)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Its days: given by hand, its own or its section's."""
        if self.item.windows:
            return tuple(Window(w.from_, w.to) for w in self.item.windows)
        return tuple([w for term in self.terms if term for w in term.windows])

    @property
    def is_dated(self) -> bool:
        """Whether its days are known: false for what runs always, recurs or is not understood."""
        if self.item.windows:
            return True
        kinds = [term.kind if term else None for term in self.terms]
        return bool(kinds) and _DATED.issuperset(kinds)

    @cached_property
    def hull(self) -> Hull | None:
        """First and last day of a term of its own; no first where some window is open.

        None for an item without days or with those of its section.
        """
        own = self.item.windows or self.item.deadline
        return _hull(self.windows) if own and self.is_dated else None

    @property
    def term_path(self) -> Path:
        """Where its own term stands, else the item."""
        return (*self.path, "windows" if self.item.windows else "deadline")


def _hull(windows: tuple[Window, ...]) -> Hull | None:
    if len(windows) < 2:
        return (windows[0].start, windows[0].end) if windows else None
    starts = [w.start for w in windows if w.start]
    return min(starts) if len(starts) == len(windows) else None, max(w.end for w in windows)
