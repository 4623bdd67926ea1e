"""Titles that fit a line: an order's prose takes three, and a page shows many of them."""

from innoreg.model.program import Program
from innoreg.model.registry import Registry
from innoreg.report.citations import reference_title

_ROOM = 90
"""Characters: what one line of a page and two of a phone hold."""
_LEAST = 30
"""What is cut shorter than this says nothing."""
_ENDS = (", ", "; ", " (", ": ", ". ", " – ", " — ")


def short_title(registry: Registry, ref: str) -> str:
    """The short title of what a reference names: its own, else the title cut at a clause."""
    target = registry.find(ref)
    own = target.item.item.short if target and target.item else None
    if target and isinstance(target.record, Program) and not target.project:
        own = target.record.short
    return own or cut_title(reference_title(registry, ref))


def cut_title(text: str, room: int = _ROOM) -> str:
    """The text up to the last end of a clause that fits, else the last word; «…» where it was cut."""
    text = " ".join(text.split())
    if len(text) <= room:
        return text
    head = text[: room - 1]
    clause = max(head.rfind(end) for end in _ENDS)
    return head[: clause if clause >= _LEAST else head.rfind(" ")].rstrip(" ,;:.–—(") + "…"
