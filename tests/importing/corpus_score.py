"""Compares what an import found with what stands in a layout: exact, refused, silently wrong."""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from importing.corpus_layouts import FIELDS, Layout
from innoreg.importing.drafts import Imported
from innoreg.importing.drafts import Row as FoundRow
from innoreg.importing.messages import ImportRefused
from innoreg.importing.reader import import_document


@dataclass
class Score:
    """Of one file: how many fields must be found, what differs, what was refused, words lost."""

    fields: int = 0
    wrong: list[str] = field(default_factory=list)
    refused: str = ""
    lost: list[str] = field(default_factory=list)

    def is_clean(self) -> bool:
        """Whether everything was found and nothing lost."""
        return not (self.refused or self.wrong or self.lost)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def as_fields(row: FoundRow) -> tuple[str, ...]:
    further = "; ".join(f"{cell.head}={cell.text}" for cell in row.extra)
    found = (row.kind, row.number, row.title, row.deadline, row.responsible, row.result)
    return (*found, "" if row.kind == "section" else row.section, further)


def score_file(layout: Layout, path: Path) -> Score:
    """The score of one file of the layout."""
    score = Score(fields=1 + len(FIELDS) * len(layout.rows))
    try:
        found = import_document(path)
    except ImportRefused as refused:
        score.refused = str(refused)
        return score
    headings = " + ".join(table.heading for table in found.tables)
    if headings != layout.heading:
        score.wrong.append(f"heading: {headings!r}")
    rows = [as_fields(row) for table in found.tables for row in table.rows]
    matcher = SequenceMatcher(None, [r[2] for r in layout.rows], [r[2] for r in rows], False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            for wanted, got in zip(layout.rows[a:b], rows[c:d], strict=True):
                score.wrong.extend(
                    f"{wanted[2]}: {name}: {right!r} -> {other!r}"
                    for name, right, other in zip(FIELDS, wanted, got, strict=True)
                    if right != other
                )
        else:
            missing = max(b - a, d - c) * len(FIELDS)
            score.wrong.extend([f"rows {layout.rows[a:b]} -> {rows[c:d]}"] * missing)
    score.lost = _lost_words(layout, found)
    return score


def _lost_words(layout: Layout, found: Imported) -> list[str]:
    """Words drawn that stand in no field and no remark, and words that must be remarked and are not."""
    notes = words(" ".join(text for note in found.notes for _key, text in note.params))
    fields = Counter[str]()
    for table in found.tables:
        fields += words(" ".join([table.heading, *table.heads]))
        for row in table.rows:
            # A section is one row; that its items name it, too, is no second place.
            fields += words(" ".join([*as_fields(row)[1:6], row.printed]))
            fields += words(" ".join([row.section, *(cell.text for cell in row.extra)]))
    order = words(str(found.order.as_json())) if found.order else Counter[str]()
    place = set(fields) | set(notes) | set(order)
    heads = {str(n) for n in range(1, 13)} | {f"{n:02}" for n in range(1, 13)}
    lost = [w for text in layout.words() for w in words(text) if w not in place | heads]
    return lost + [
        w for text in layout.noted for w in words(text) if w not in set(notes) | set(order)
    ]
