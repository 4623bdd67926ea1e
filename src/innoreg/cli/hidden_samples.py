"""Invented records that an answer leaves out beside real ones: how many would have had a place in it."""

from collections.abc import Iterable
from typing import NamedTuple

from innoreg.i18n import ngettext
from innoreg.record_kinds import FOLDERS, kind_of

TERMS = "terms"
"""Stands for every kind whose records may demand something by a term."""
# Of each command that answers of many records, the kinds of those that would stand in it.
_SHOWN = {
    **{name: {TERMS} for name in ("today", "due", "overdue", "discipline", "load", "remind")},
    "status": {"program", "site"},
    "sites": {"site", "application"},
    "council": {"site", "application", "protocol"},
    "indicators": {"indicator"},
    "mentoring": {"pair"},
    "results": {"results"},
    "find": {"district", "person", "authority", "school", "program", "site", "pair", "roadmap",
             "order"},
}  # fmt: skip


class HiddenSample(NamedTuple):
    """An invented record that was left out: its kind, and whether it demands anything."""

    kind: str
    has_terms: bool


def count_hidden(command: str, words: Iterable[str], hidden: Iterable[HiddenSample]) -> int:
    """How many of the hidden ones would have had a place in the answer of the command; 0 of others."""
    shown = _SHOWN.get(command, set())
    if command == "list":
        from innoreg.value_words import find_value

        named = (kind_of(word) or find_value("record", word, list(FOLDERS)) for word in words)
        shown = {kind for kind in named if kind}
    return sum(each.kind in shown or (each.has_terms and TERMS in shown) for each in hidden)


def hidden_line(count: int) -> str:
    """That some are hidden, and how they are seen."""
    return ngettext(
        "{n} invented record is hidden: --samples shows it",
        "{n} invented records are hidden: --samples shows them",
        count,
    )
