"""An item in its plan, with its days."""

from collections.abc import Callable
from datetime import date

from innoreg.deadlines import Deadline, Window
from innoreg.model.registry import Path
from innoreg.model.roadmap import PlacedItem, Roadmap

Read = Callable[[Roadmap, tuple[str, ...]], tuple[Deadline | None, ...]]
Hull = tuple[date | None, date]
_DATED = frozenset({"by", "on", "during"})


class Row:
    """An item in its plan. Its words are read when somebody asks for its days.

    path: its own in the file. terms: what its words, or its section's, mean.
    """

    __slots__ = (
        *("_hull", "_read", "_spans", "_terms", "_windows"),
        *("item", "key", "path", "placed", "plan"),
    )

    def __init__(self, read: Read, plan: Roadmap, placed: PlacedItem) -> None:
        self.plan = plan
        self.placed = placed
        self.item = placed.item
        self.key = placed.key
        self.path: Path = placed.path
        self._read = read
        self._terms: tuple[Deadline | None, ...] | None = None
        self._windows: tuple[Window, ...] | None = None
        self._hull: Hull | None = None
        self._spans = False

    @property
    def terms(self) -> tuple[Deadline | None, ...]:
        """Its words or its section's, read; None for what its plan leaves without a period."""
        if self._terms is None:
            self._terms = self._read(self.plan, self.placed.duty.deadline)
        return self._terms

    @property
    def windows(self) -> tuple[Window, ...]:
        """Its days: given by hand, its own or its section's."""
        if self._windows is None:
            if self.item.windows:
                self._windows = tuple(Window(w.from_, w.to) for w in self.item.windows)
            else:
                self._windows = tuple([w for term in self.terms if term for w in term.windows])
        return self._windows

    @property
    def dated(self) -> bool:
        """Whether its days are known: false for what runs always, recurs or is not understood."""
        if self.item.windows:
            return True
        kinds = [term.kind if term else None for term in self.terms]
        return bool(kinds) and _DATED.issuperset(kinds)

    @property
    def hull(self) -> Hull | None:
        """First and last day of a term of its own; no first where some window is open.

        None for an item without days or with those of its section.
        """
        if not self._spans:
            self._spans = True
            own = self.item.windows or self.item.deadline
            self._hull = _hull(self.windows) if own and self.dated else None
        return self._hull

    @property
    def term_path(self) -> Path:
        """Where its own term stands, else the item."""
        return (*self.path, "windows" if self.item.windows else "deadline")


def _hull(windows: tuple[Window, ...]) -> Hull | None:
    if len(windows) < 2:
        return (windows[0].start, windows[0].end) if windows else None
    starts = [w.start for w in windows if w.start]
    return min(starts) if len(starts) == len(windows) else None, max(w.end for w in windows)
