"""The clauses of an order with their numbers, levels and addressees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from innoreg.importing.document import Paragraph
from innoreg.importing.drafts import DraftClause
from innoreg.importing.notes import Note, note
from innoreg.importing.text import bare, is_arabic, join_two, parent_of, parts, split_number

_CONTROL = re.compile(r"Контроль\s+(?:за\s+)?(?:исполнени|выполнени)", re.IGNORECASE)
_INFINITIVE = re.compile(r"\w+(?:ть|ти|чь)(?:ся|сь)?\b")
_BULLET = re.compile(r"[-–—•]\s")


@dataclass(frozen=True, slots=True)
class _Line:
    number: str
    text: str
    level: int
    source: Paragraph


def read_clauses(
    lines: Sequence[Paragraph],
) -> tuple[tuple[DraftClause, ...], tuple[Note, ...]]:
    """The clauses of these paragraphs; lines that carry a clause on are joined to it."""
    split = [_line(line) for line in lines]
    if split and not any(line.number for line in split):
        clauses = [DraftClause("", line.text, spot=line.source.spot) for line in split]
        return tuple(map(_described, clauses)), (note("clauses-unnumbered", clauses[0].spot),)
    clauses = []
    for line in split:
        if line.number or not clauses:
            clauses.append(_numbered(line, clauses))
        elif _is_sub_clause(line, clauses[-1]):
            clauses.append(_unnumbered(line, clauses))
        else:
            clauses[-1] = replace(clauses[-1], text=join_two(clauses[-1].text, line.text))
    return tuple(map(_described, clauses)), ()


def _line(source: Paragraph) -> _Line:
    if source.number:
        return _Line(bare(source.number), source.text, source.level + 1, source)
    number, text = split_number(source.text)
    return _Line(bare(number), text, len(parts(number)), source)


def _numbered(line: _Line, before: Sequence[DraftClause]) -> DraftClause:
    level = len(parts(line.number)) if is_arabic(line.number) else line.level
    if line.number.endswith(")"):
        level = next((c.level + 1 for c in reversed(before) if not c.number.endswith(")")), 1)
    known = {parts(clause.number): clause.number for clause in before if clause.number}
    parent = parent_of(line.number, known)
    if not parent and level > 1:
        parent = next((c.number for c in reversed(before) if c.level < level and c.number), "")
    return DraftClause(line.number, line.text, max(level, 1), parent, spot=line.source.spot)


def _is_sub_clause(line: _Line, last: DraftClause) -> bool:
    """A line without a number that stands under a colon, or beside another such line."""
    listed = last.text.endswith(":") or (not last.number and last.text.endswith((".", ";", ",")))
    return listed or bool(_BULLET.match(line.text))


def _unnumbered(line: _Line, before: Sequence[DraftClause]) -> DraftClause:
    over = next(clause for clause in reversed(before) if clause.number or clause.level == 1)
    return DraftClause("", line.text, over.level + 1, over.number, spot=line.source.spot)


def _described(clause: DraftClause) -> DraftClause:
    first = clause.text.partition(" ")[0]
    addressed = clause.text.endswith(":") and not _INFINITIVE.fullmatch(first)
    return replace(
        clause,
        addressee=clause.text.rstrip(": ") if addressed and clause.level == 1 else "",
        control=bool(_CONTROL.match(clause.text)),
    )
