"""Merges a newly printed plan into the one in the register, row by row, by number."""

from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]
# What a document can change of a row. Events and notes belong to the register and stay.
PRINTED = ("title", "deadline", "responsible_text", "responsible", "result")


def merge_printed_plan(old: Raw, fresh: Raw) -> Raw:
    """The raw record `old` with the printed fields of `fresh`; new rows are added, none removed.

    Rows are the same if their section and number are the same.
    """
    # A row that the new document lacks stays: what is no longer to be done is cancelled by an
    # event, not deleted.
    rows = dict(_rows_by_key(fresh))
    result = _merge_rows(old, rows, "")
    known = {key for key, _merge_row in _rows_by_key(old)}
    for key, row in rows.items():
        if key not in known:
            _append_row(
                result, key, {name: value for name, value in row.items() if name != "items"}
            )
    return result


def _part_key(part: Raw) -> str:
    return str(part.get("number", "")).rstrip(".")


def _rows_by_key(plan: Raw) -> Iterator[tuple[str, Raw]]:
    """Every row with its reference key, each before the rows below it."""
    yield from _rows_below(plan.get("items") or (), "")
    for section in plan.get("sections") or ():
        yield from _rows_below(section.get("items") or (), f"{_part_key(section)}.")


def _rows_below(items: Any, prefix: str) -> Iterator[tuple[str, Raw]]:
    for item in items:
        yield f"{prefix}{_part_key(item)}", item
        yield from _rows_below(item.get("items") or (), prefix)


def _merge_rows(part: Raw, fresh: dict[str, Raw], prefix: str) -> Raw:
    """The plan, section or row with its rows changed; keys keep their order."""
    changed = dict(part)
    if part.get("sections"):
        changed["sections"] = [_merge_rows(s, fresh, f"{_part_key(s)}.") for s in part["sections"]]
    if part.get("items"):
        changed["items"] = [_merge_row(item, fresh, prefix) for item in part["items"]]
    return changed


def _merge_row(item: Raw, fresh: dict[str, Raw], prefix: str) -> Raw:
    new = fresh.get(f"{prefix}{_part_key(item)}")
    changed = _merge_rows(item, fresh, prefix)
    if new is None:
        return changed
    for name in PRINTED:
        if name == "responsible" and new.get("responsible_text") == item.get("responsible_text"):
            continue  # a curator may have corrected the parties of these words
        if name in new and _as_list(new[name]) != _as_list(changed.get(name)):
            changed[name] = new[name]
    return changed


def _as_list(value: Any) -> Any:
    # One responsible may be written as a word or as a list of one.
    return [value] if isinstance(value, str) else value


def _append_row(plan: Raw, key: str, row: Raw) -> None:
    """Add a new row at the end of the row, section or plan it belongs to."""
    holders = dict(_rows_by_key(plan))
    sections = {_part_key(section): section for section in plan.get("sections") or ()}
    parent = key.rpartition(".")[0]
    while parent and parent not in holders and parent not in sections:
        parent = parent.rpartition(".")[0]
    holder = holders.get(parent) or sections.get(parent) or plan
    holder["items"] = [*(holder.get("items") or ()), row]
