"""The words of a reminder: its subject, its text, and the same as HTML."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from innoreg.hidden_signs import show_hidden_signs
from innoreg.i18n import _, ngettext
from innoreg.model.registry import Registry
from innoreg.queries.due_row import DueRow
from innoreg.queries.reminders import Reminder
from innoreg.report import display_texts
from innoreg.report.citations import duty_basis
from innoreg.report.wrapping import fill_lines

_WIDTH = 76
"""Columns of a text: what every mail program shows without breaking lines anew."""


def subject(found: Reminder) -> str:
    """«Сроки: просрочено 2, впереди 3»."""
    parts = []
    if n := len(found.late):
        parts.append(ngettext("{n} overdue", "{n} overdue", n))
    if n := len(found.ahead):
        parts.append(ngettext("{n} coming", "{n} coming", n))
    return _("Terms – {counts}", counts=", ".join(parts))


def text_body(registry: Registry, found: Reminder, day: date) -> str:
    """The letter as text."""
    lines = [_("Good day!"), "", *_wrapped(_opening(registry, found, day))]
    for head, rows in _sections(found):
        lines += ["", head.upper()]
        for number, row in enumerate(rows, 1):
            lines += ["", *_wrapped(f"{number}. {_what(row)}", after="   ")]
            for words in _facts(registry, row, day):
                lines += _wrapped(f"   {words}", after="   ")
    lines += ["", *_wrapped(_closing())]
    return show_hidden_signs("\n".join(lines)) + "\n"


def html_body(registry: Registry, found: Reminder, day: date) -> str:
    """The letter as HTML: a table for what is late and one for what is coming, no picture, no link."""
    hello, closing = _("Good day!"), _closing()
    parts = [
        '<!DOCTYPE html><html><head><meta charset="utf-8"></head>',
        '<body style="font-family:sans-serif;font-size:15px;color:#222">',
        f"<p>{_safe(hello)}</p><p>{_safe(_opening(registry, found, day))}</p>",
    ]
    for head, rows in _sections(found):
        parts.append(f'<h3 style="margin:1.2em 0 .3em">{_safe(head)}</h3>')
        parts.append('<table cellpadding="6" style="border-collapse:collapse">')
        for row in rows:
            colour = "#c00000" if row in found.late else "#222"
            facts = "<br>".join(_safe(words) for words in _facts(registry, row, day))
            term = _safe(display_texts.day(row.due))
            parts.append(
                '<tr style="border-top:1px solid #ccc;vertical-align:top">'
                f'<td style="white-space:nowrap;color:{colour}"><b>{term}</b></td>'
                f'<td>{_safe(_what(row))}<div style="color:#555;font-size:13px">{facts}</div></td></tr>'
            )
        parts.append("</table>")
    return "\n".join([*parts, f"<p>{_safe(closing)}</p></body></html>", ""])


def _sections(found: Reminder) -> Iterator[tuple[str, Sequence[DueRow]]]:
    if found.late:
        yield _("Overdue"), found.late
    if found.ahead:
        yield _("Falling due"), found.ahead


def _opening(registry: Registry, found: Reminder, day: date) -> str:
    return _(
        "{name}: this is on control on {day} by the register “{title}”.",
        name=found.name,
        day=display_texts.day(day),
        title=registry.settings.title,
    )


def _closing() -> str:
    return _(
        "If it is carried out already, answer this letter with the day and what shows it. The terms"
        " are in the calendar that is attached."
    )


def _what(row: DueRow) -> str:
    title = " ".join(row.title.split())
    return f"{row.label}: {title}" if row.label else title


def _facts(registry: Registry, row: DueRow, day: date) -> Iterator[str]:
    """The term in days and words, who controls, the basis with its number, the reference."""
    left = (row.due - day).days
    state = display_texts.days_left(left) if left >= 0 else display_texts.days_late(-left)
    yield _("term: {day} ({words}), {state}",
            day=display_texts.day(row.due), words=row.words, state=state)  # fmt: skip
    if names := ", ".join(party.text for party in row.controllers):
        yield _("control: {name}", name=names)
    yield f"{duty_basis(registry, row)} [{row.ref}]"


def _wrapped(text: str, after: str = "") -> list[str]:
    return fill_lines(text, _WIDTH, subsequent_indent=after).split("\n")


def _safe(text: str) -> str:
    return escape(show_hidden_signs(text))
