"""Changes of the register in words: as text, Markdown for a merge request, and JSON."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from innoreg.i18n import N_, _
from innoreg.queries.diff import Change
from innoreg.record_kinds import NAMES
from innoreg.report import field_values
from innoreg.report.escaping import escape_markdown
from innoreg.report.field_values import Name

SUBJECTS = {
    **NAMES,
    "section": N_("section"),
    "item": N_("item"),
    "clause": N_("clause"),
    "project": N_("project"),
    "settings": N_("settings"),
}
_PLAIN = {
    "added": N_("added: {subject} “{title}”"),
    "removed": N_("removed: {subject} “{title}”"),
    "unreadable": N_("cannot be compared: the file is broken on one side"),
    "renamed": N_("renamed: {was} → {now}"),
    "renumbered": N_("renumbered: {was} → {now}"),
}


def change_sentence(change: Change, name: Name) -> str:
    """What happened, without the reference: «срок перенесён: апрель → до 20 мая, основание …»."""
    if change.what in _PLAIN:
        title = field_values.short_title(change.title)
        subject = _(SUBJECTS[change.subject])
        return _(_PLAIN[change.what], subject=subject, title=title, was=change.was, now=change.now)
    if change.what == "happened":
        return event_text(change.now, change.was, name)
    if change.what == "undone":
        return _("no longer so: {event}", event=event_text(change.was, change.now, name))
    return _changed_field(change, name)


def _changed_field(change: Change, name: Name) -> str:
    field, key = field_values.key_text(change.field), change.field.rpartition(".")[2]
    was, now = (field_values.value_text(side, name, key) for side in (change.was, change.now))
    if change.was is None:
        return _("{field} added: {now}", field=field, now=now)
    if change.now is None:
        return _("{field} removed: {was}", field=field, was=was)
    if _is_text_list(change.was) and _is_text_list(change.now) and change.field != "deadline":
        return _list_change(field, change.was, change.now)
    return f"{field}: {field_values.change_text(was, now)}"


def _is_text_list(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) for one in given)


def _list_change(field: str, was: list[str], now: list[str]) -> str:
    come, gone = [x for x in now if x not in was], [x for x in was if x not in now]
    parts = [_("added {names}", names="; ".join(come))] if come else []
    parts += [_("removed {names}", names="; ".join(gone))] if gone else []
    said = ", ".join(parts) or _("order: {names}", names="; ".join(now))
    return f"{field}: {said}"


_EVENTS = {
    "done": N_("done on {on}"),
    "extended": N_("term moved: {was} → {to}"),
    "cancelled": N_("taken off control on {on}"),
    "reopened": N_("on control again from {on}"),
}


def event_text(given: dict[str, Any], was: str | None, name: Name) -> str:
    """One event of an item, clause or site, with what the file says of it."""
    on = field_values.value_text(given["on"], name)
    parts = [_(_EVENTS[given["event"]], on=on, was=was or "?", to=given.get("to"))]
    if "occurrence" in given:
        parts.append(_("occurrence {n}", n=given["occurrence"]))
    if "for" in given:
        parts.append(_("for {who}", who=name(given["for"])))
    for key in ("report", "basis", "reason", "evidence", "note"):
        if key in given:
            parts.append(
                f"{field_values.key_text(key)} {field_values.value_text(given[key], name, key)}"
            )
    return ", ".join(parts)


def as_lines(changes: Iterable[Change], name: Name, indent: str = "") -> list[str]:
    """One line a change, begun with its reference."""
    return [f"{indent}{change.ref}: {change_sentence(change, name)}" for change in changes]


def as_text(changes: Sequence[Change], name: Name) -> str:
    """The changes for people; a sentence where there are none."""
    lines = as_lines(changes, name) or [_("Nothing has changed in the records.")]
    return "\n".join(lines) + "\n"


def as_markdown(changes: Sequence[Change], name: Name, heading: str) -> str:
    """For a merge request: a heading, a list for each record."""
    lines = [f"### {escape_markdown(heading)}", ""]
    if not changes:
        lines += [_("Nothing has changed in the records."), ""]
    for _file, group in groupby(changes, key=lambda change: change.file):
        several = list(group)
        ref = several[0].ref.partition("/")[0]
        title = field_values.short_title(name(ref)) if name(ref) != ref else ""
        lines += [f"**{escape_markdown(ref)}** {escape_markdown(title)}".strip()]
        lines += [""] + [_bullet(change, name) for change in several] + [""]
    return "\n".join(lines[:-1]) + "\n"


def _bullet(change: Change, name: Name) -> str:
    # Between the signs of code nothing can be escaped.
    tail = change.ref.partition("/")[2].replace("`", "'")
    what = escape_markdown(change_sentence(change, name))
    if change.what in ("added", "removed", "unreadable") or not tail:
        return f"- {f'`{tail}` ' if tail else ''}{what}"
    return f"- `{tail}` {escape_markdown(field_values.short_title(change.title))}: {what}"


def change_fields(change: Change) -> dict[str, Any]:
    """A change as JSON."""
    return {
        "what": change.what,
        "subject": change.subject,
        "ref": change.ref,
        "title": change.title,
        "file": change.file,
        "field": change.field or None,
        "was": change.was,
        "now": change.now,
    }


def as_document(changes: Sequence[Change], sides: dict[str, Any]) -> dict[str, Any]:
    """All changes with the two revisions they lie between."""
    return {"format": 1, **sides, "changes": [change_fields(change) for change in changes]}
