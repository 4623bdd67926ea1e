"""A plan as printed anew against the one in the register: changed row by row, by number."""

from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]
PRINTED = ("title", "deadline", "responsible_text", "responsible", "result")
"""What a document says of a row; events and notes are the register's own and stay."""


def updated(old: Raw, fresh: Raw) -> Raw:
    """The old mapping with the printed fields of `fresh`, new rows added, none taken away.

    Rows are the same where their section and number are. A row that the new document lacks stays:
    what is no longer to be done is cancelled by an event, not deleted.
    """
    rows = dict(_numbered(fresh))
    result = _rows(old, rows, "")
    known = {key for key, _row in _numbered(old)}
    for key, row in rows.items():
        if key not in known:
            _put(result, key, {name: value for name, value in row.items() if name != "items"})
    return result


def _key(part: Raw) -> str:
    return str(part.get("number", "")).rstrip(".")


def _numbered(plan: Raw) -> Iterator[tuple[str, Raw]]:
    """Every row by its reference key, a row before those below it."""
    yield from _below(plan.get("items") or (), "")
    for section in plan.get("sections") or ():
        yield from _below(section.get("items") or (), f"{_key(section)}.")


def _below(items: Any, prefix: str) -> Iterator[tuple[str, Raw]]:
    for item in items:
        yield f"{prefix}{_key(item)}", item
        yield from _below(item.get("items") or (), prefix)


def _rows(part: Raw, fresh: dict[str, Raw], prefix: str) -> Raw:
    """The part with its rows changed; keys keep their order."""
    changed = dict(part)
    if part.get("sections"):
        changed["sections"] = [_rows(s, fresh, f"{_key(s)}.") for s in part["sections"]]
    if part.get("items"):
        changed["items"] = [_row(item, fresh, prefix) for item in part["items"]]
    return changed


def _row(item: Raw, fresh: dict[str, Raw], prefix: str) -> Raw:
    new = fresh.get(f"{prefix}{_key(item)}")
    changed = _rows(item, fresh, prefix)
    if new is None:
        return changed
    for name in PRINTED:
        if name == "responsible" and new.get("responsible_text") == item.get("responsible_text"):
            continue  # the reading of unchanged words may have been mended by hand
        if name in new and _said(new[name]) != _said(changed.get(name)):
            changed[name] = new[name]
    return changed


def _said(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _put(plan: Raw, key: str, row: Raw) -> None:
    """A new row at the end of the row, section or plan it belongs to."""
    holders = dict(_numbered(plan))
    sections = {_key(section): section for section in plan.get("sections") or ()}
    parent = key.rpartition(".")[0]
    while parent and parent not in holders and parent not in sections:
        parent = parent.rpartition(".")[0]
    holder = holders.get(parent) or sections.get(parent) or plan
    holder["items"] = [*(holder.get("items") or ()), row]
