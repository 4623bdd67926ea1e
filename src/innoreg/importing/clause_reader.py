"""The clauses of an order: numbered or not, nested, with whom they address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from innoreg.importing.document import Paragraph
from innoreg.importing.drafts import DraftClause
from innoreg.importing.messages import Note, note
from innoreg.importing.text_cleaning import (
    find_parent,
    is_arabic,
    join_pieces,
    number_parts,
    split_number,
    without_dot,
)

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
    """The clauses in these paragraphs, continuation lines joined, and notes."""
    split = [_split_line(line) for line in lines]
    # Without numbers nothing tells a clause from its continuation: each line is one.
    if split and not any(line.number for line in split):
        clauses = [DraftClause("", line.text, spot=line.source.spot) for line in split]
        return tuple(map(_with_addressee, clauses)), (note("clauses-unnumbered", clauses[0].spot),)
    clauses = []
    for line in split:
        if line.number or not clauses:
            clauses.append(_numbered_clause(line, clauses))
        elif _is_sub_clause(line, clauses[-1]):
            clauses.append(_sub_clause(line, clauses))
        else:
            clauses[-1] = replace(clauses[-1], text=join_pieces(clauses[-1].text, line.text))
    return tuple(map(_with_addressee, clauses)), ()


def _split_line(source: Paragraph) -> _Line:
    if source.number:
        return _Line(without_dot(source.number), source.text, source.level + 1, source)
    number, text = split_number(source.text)
    return _Line(without_dot(number), text, len(number_parts(number)), source)


def _numbered_clause(line: _Line, before: Sequence[DraftClause]) -> DraftClause:
    level = len(number_parts(line.number)) if is_arabic(line.number) else line.level
    # «1)» is numbered anew under each clause: it belongs to the last one of another style.
    if line.number.endswith(")"):
        level = next((c.level + 1 for c in reversed(before) if not c.number.endswith(")")), 1)
    known = {number_parts(clause.number): clause.number for clause in before if clause.number}
    parent = find_parent(line.number, known)
    if not parent and level > 1:
        parent = next((c.number for c in reversed(before) if c.level < level and c.number), "")
    return DraftClause(line.number, line.text, max(level, 1), parent, spot=line.source.spot)


def _is_sub_clause(line: _Line, last: DraftClause) -> bool:
    """Whether a line without a number is a sub-clause: after a colon or another such line."""
    listed = last.text.endswith(":") or (not last.number and last.text.endswith((".", ";", ",")))
    return listed or bool(_BULLET.match(line.text))


def _sub_clause(line: _Line, before: Sequence[DraftClause]) -> DraftClause:
    over = next(clause for clause in reversed(before) if clause.number or clause.level == 1)
    return DraftClause("", line.text, over.level + 1, over.number, spot=line.source.spot)


def _with_addressee(clause: DraftClause) -> DraftClause:
    first = clause.text.partition(" ")[0]
    # «Комитету …:» names who must do what follows; «Утвердить:» is a deed.
    addressed = clause.text.endswith(":") and not _INFINITIVE.fullmatch(first)
    return replace(
        clause,
        addressee=clause.text.rstrip(": ") if addressed and clause.level == 1 else "",
        control=bool(_CONTROL.match(clause.text)),
    )
