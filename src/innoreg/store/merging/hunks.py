"""What a merge yields: lines that are decided, and places where people must decide."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts for one place; "" is nothing at all."""

    ours: str
    theirs: str

    def turned(self, change: Callable[[str], str]) -> "Conflict":
        """The same with both texts changed, where there are any."""
        return Conflict(
            change(self.ours) if self.ours else "", change(self.theirs) if self.theirs else ""
        )


Hunk = str | Conflict


def clean(hunks: Iterable[Hunk]) -> str | None:
    """The text, or None where something is to be decided."""
    found = list(hunks)
    return "".join(h for h in found if isinstance(h, str)) if not conflicts(found) else None


def conflicts(hunks: Iterable[Hunk]) -> int:
    """How many places are to be decided."""
    return sum(isinstance(hunk, Conflict) for hunk in hunks)


def shown(hunks: Iterable[Hunk]) -> str:
    """The text with git's markers around what is to be decided."""
    return "".join(hunk if isinstance(hunk, str) else _marked(hunk) for hunk in hunks)


def _marked(conflict: Conflict) -> str:
    ours, theirs = _lines(conflict.ours), _lines(conflict.theirs)
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


def _lines(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"
