"""What a new document changed in a plan, row by row, with the words that differ."""

import difflib
from collections.abc import Iterable, Iterator

from innoreg.i18n import N_, _
from innoreg.importing.proposal.plan_update import RowChange
from innoreg.model.record_models import field_labels

_KINDS = {
    "added": N_("added:   {row}"),
    "removed": N_("removed: {row}"),
    "kept": N_("the document no longer has {row}; it stays for what is kept on it"),
    "moved": N_("moved:   {row}"),
    "changed": N_("changed: {row}"),
}


def change_lines(changes: Iterable[RowChange]) -> Iterator[str]:
    """A line for each change; of changed words the old ones in [-…-], the new ones in {+…+}."""
    labels = field_labels()
    for change in changes:
        row = f"{change.key}. {change.title}"
        line = _(_KINDS[change.kind], row=row)
        if change.kind == "changed":
            label = _(labels.get(change.field, change.field))
            line += f"\n    {label}: {word_difference(change.before, change.after)}"
        yield line


def word_difference(before: str, after: str) -> str:
    """One text with the words only the first has in [-…-] and those only the second has in {+…+}."""
    old, new = before.split(), after.split()
    pieces: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.extend(old[a:b])
            continue
        if a < b:
            pieces.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            pieces.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(pieces)
