"""The sheet that others fill in with what they have done: its columns, rows and checks.

It goes out by `due --for-marks` and comes back by `done --from`. What stands in it is compared cell
by cell with what was given out, by a check that each row bears.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from innoreg.folding import comparison_key
from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import current_language
from innoreg.queries.due import Row
from innoreg.report.due_sheets import row_state
from innoreg.report.sheets import Value


class FormColumn(NamedTuple):
    """A column: its key, its head in both languages, its width, whether it is filled in."""

    key: str
    en: str
    ru: str
    width: float
    is_open: bool = False
    is_hidden: bool = False

    @property
    def head(self) -> str:
        """In the reader's language. Read back are both, so it stands in no catalog."""
        return self.ru if current_language() == "ru" else self.en


COLUMNS = (
    FormColumn("ref", "Reference", "Ссылка", 20),
    FormColumn("occurrence", "Which day", "Который срок", 9),
    FormColumn("for", "For", "За кого", 12, is_hidden=True),
    FormColumn("who", "Addressee", "Кто отвечает", 24),
    FormColumn("what", "What is to be done", "Что сделать", 48),
    FormColumn("term", "Term in words", "Срок словами", 18),
    FormColumn("due", "Last day", "Последний день", 12),
    FormColumn("mark", "Mark", "Отметка", 14, is_open=True),
    FormColumn("on", "Done on", "Дата исполнения", 13, is_open=True),
    FormColumn("evidence", "Evidence", "Чем подтверждено", 32, is_open=True),
    FormColumn("check", "Row check", "Контроль строки", 10, is_hidden=True),
)
DONE = ("done", "исполнено")
NOT_DONE = ("not done", "не исполнено")
"""What may stand under «Отметка», in English and Russian."""
GIVEN = tuple(column.key for column in COLUMNS if not column.is_open and column.key != "check")
"""The columns whose cells come back as they went out."""
HEADS = {comparison_key(head): column.key for column in COLUMNS for head in (column.en, column.ru)}


def mark_words() -> tuple[str, str]:
    """What the list under «Отметка» offers, in the reader's language."""
    at = int(current_language() == "ru")
    return DONE[at], NOT_DONE[at]


class FormRow(NamedTuple):
    """One row to be filled in: the cells of `GIVEN` and its state."""

    cells: Sequence[Value]
    state: str


def form_rows(
    rows: Sequence[Row], asked: frozenset[str], name_of: Callable[[str], str]
) -> Iterator[FormRow]:
    """A row for each open duty, of those that several report one by one for each who has yet to.

    asked: only these addressees, where any are named.
    """
    for row in rows:
        window = row.window
        if row.status not in ("planned", "extended", "overdue") or window.is_continuous:
            continue
        members: Sequence[str | None] = [None]
        if window.addressees:
            named = asked & set(window.addressees)
            members = [ref for ref in window.missing if not named or ref in named]
        for member in members:
            who = name_of(member) if member else "; ".join(p.text for p in window.responsible)
            what = f"{window.label}: {window.title}" if window.label else window.title
            cells: list[Value] = [window.ref, window.occurrence if window.occurrences > 1 else None]
            # What nobody sees is shown here already, so that the check is of what stands there.
            cells += [member, *(show_hidden_signs(text) for text in (who, what, window.words))]
            cells.append(window.due if window.is_dated else None)
            yield FormRow(cells, row_state(row))


def row_check(cells: Sequence[Value]) -> str:
    """The check of a row by its `GIVEN` cells, eight signs for each."""
    return " ".join(f"{zlib.crc32(_bare(cell).encode()):08x}" for cell in cells)


def _bare(cell: Value) -> str:
    """The signs of a cell that programs keep when they write and read it: no spaces, none unseen."""
    text = f"{cell:%d.%m.%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)
    visible = (sign for sign in text if sign.isprintable() and not sign.isspace())
    return "".join(visible).replace("\u2011", "-")


def changed_cells(texts: Sequence[str], check: str) -> list[int] | None:
    """Which of the cells are not as they were given out; None where the check is none."""
    marks = check.split()
    if len(marks) != len(GIVEN):
        return None
    now = row_check(texts).split()
    return [at for at, (was, is_) in enumerate(zip(marks, now, strict=True)) if was != is_]
