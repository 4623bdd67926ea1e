"""A new record made from an older one: the form is kept, what was only the old one's is not."""

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from typing import Any

from innoreg.model.base import TO_FILL
from innoreg.store.record_reader import read_mapping
from innoreg.store.tree import MemoryTree

Raw = dict[str, Any]
Path = tuple[str | int, ...]
_KEPT = ("schema", "issuer", "order_kind", "published", "place", "order_word", "numbering",
         "signatory", "cosignatories", "distribution")  # fmt: skip
_NAMES = {"subjects", "program", "order", "sites", "pairs", "roadmap", "site", "pair", "school"}
"""Keys of what the old order was about."""
_DAYS = {"from", "to", "on", "date"}
_GONE = {"events", "note", "counted_from", "evaluated", "mark", "reason", "left_out"}
_NAMING = ("name", "short_name", "full_name", "title", "theme", "oktmo")
_SPELLINGS = ("aliases", "forms", "former")
_ROWS = {"assignments": {"person": ""}, "rows": {"school": ""}, "changes": {"subject": "", "field": "", "now": ""}}  # fmt: skip
_OFFICIALS = {"control", "addressees", "recipient"}
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PERSON = re.compile(rf"{_SURNAME}\s{_INITIALS}|{_INITIALS}\s?{_SURNAME}")
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_OWN = re.compile(
    rf"\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?"
    r"|(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?(?=\D|$)"
    # Of an act, but not of an appendix to this one.
    r"|(?<!приложение № )(?<!приложению № )(?<!приложения № )(?<!приложением № )(?<=№ )[\w/-]*\d[\w/-]*"
)
_EXAMPLE = "starter/data/orders/sample-order.yaml"


def order_form(old: Raw, year: int) -> Raw:
    """A draft with the clauses, appendices and signatory of `old`.

    Names of what the old order was about, its days and lists are empty; in its words they are
    replaced by a mark that `validate` finds. Who signs, controls and is addressed stays.
    """
    new: Raw = {key: old[key] for key in ("schema", "issuer", "order_kind") if key in old}
    new |= {"draft": True, "year": year}
    new |= {key: old[key] for key in _KEPT if key in old and key not in new}
    new["title"] = ""
    if preamble := old.get("preamble"):
        new["preamble"] = mark_own_words(str(preamble))
    if basis := old.get("basis"):
        new["basis"] = [_emptied_act(act) for act in basis]
    for key in ("clauses", "appendices"):
        if parts := old.get(key):
            new[key] = [_emptied(part) for part in parts]
    return new


def named_people(part: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The people that a mapping names, each with the path of its key."""
    pairs = part.items() if isinstance(part, Mapping) else enumerate(part)
    for step, value in pairs:
        if step == "person" and value:
            yield (*path, step), value
        elif isinstance(value, Mapping | list):
            yield from named_people(value, (*path, step))


def form_like(old: Raw) -> Raw:
    """A record with the keys and words of `old`, without its names, days and events."""
    new: Raw = {
        k: v for k, v in old.items() if k not in (*_GONE, "accepted", "sample", *_SPELLINGS)
    }
    for key in (*_NAMING, *_DAYS, "period", "email"):
        if key in new:
            new[key] = {"from": "", "to": ""} if key == "period" else ""
    for key in ("items", "sections"):
        if key in new:
            new[key] = [_without_events(row) for row in new[key]]
    return new


def _without_events(row: Raw) -> Raw:
    """A row of a plan and those below it, as they were planned."""
    new = {k: v for k, v in row.items() if k not in (*_GONE, "windows", "imported")}
    if "items" in new:
        new["items"] = [_without_events(below) for below in new["items"]]
    return new


def example_form(year: int, wanted: Callable[[Raw], bool], order_kind: str) -> Raw:
    """A draft from the example that every new registry has: clauses of one kind, and the control.

    For a register that has no such order yet. The words of clauses are left to be written from
    their keys.
    """
    text = resources.files("innoreg").joinpath(_EXAMPLE).read_bytes()
    old, _source, _found = read_mapping(MemoryTree({"order.yaml": text}), "order.yaml")
    assert old is not None
    clauses = [c for c in old["clauses"] if wanted(c)] or [old["clauses"][0]]
    clauses = [
        *clauses,
        *(c for c in old["clauses"] if c["kind"] == "control" and c not in clauses),
    ]
    named = {clause.get("appendix") for clause in clauses}
    new = order_form(
        {
            **{key: old[key] for key in ("schema", "order_kind", "order_word", "preamble")},
            "clauses": [{**c, "number": f"{n}."} for n, c in enumerate(clauses, 1)],
            "appendices": [a for a in old["appendices"] if a["number"] in named],
        },
        year,
    )
    new |= {"issuer": "", "order_kind": order_kind, "preamble": ""}
    for clause in new["clauses"]:
        clause.pop("text", None)
        if clause["kind"] == "control":
            clause["person"] = ""
    for appendix in new["appendices"]:
        appendix.pop("title", None)
    if not new["appendices"]:
        del new["appendices"]
    return {**new, "signatory": {"person": "", "post": ""}}


def mark_own_words(text: str) -> str:
    """The text with a mark for what is in quotes, and for days, years and numbers of acts."""
    outside, depth, marked = [], 0, False
    for sign in text:
        if sign == "«":
            depth += 1
            if depth == 1:
                outside.append(f"«{TO_FILL}»")
                marked = True
        elif sign == "»" and depth:
            depth -= 1
        elif not depth:
            outside.append(sign)
    # A quote that is not closed would swallow the rest.
    kept = text if depth and marked else "".join(outside)
    return _OWN.sub(TO_FILL, kept)


def _emptied_act(act: Any) -> Any:
    """An act that the order rests on: of a law the words stay, its day and number do not."""
    if not isinstance(act, Mapping):
        return ""
    return {key: mark_own_words(str(value)) if key == "text" else "" for key, value in act.items()}


def _emptied(part: Any, officials: bool = False) -> Any:
    """A clause or an appendix without what the old order was about."""
    new: Raw = {}
    stay = officials or part.get("kind") == "control"
    for key, value in part.items():
        if key in _GONE:
            continue
        if key in _NAMES:
            new[key] = [""] if isinstance(value, list) else ""
        elif key in _DAYS:
            new[key] = ""
        elif key in _ROWS:
            new[key] = [dict(_ROWS[key])]
        elif key in _OFFICIALS:
            new[key] = value
        elif key == "deadline":
            new[key] = _emptied_terms(value)
        elif isinstance(value, list):
            new[key] = [_emptied(one, stay) if isinstance(one, Mapping) else one for one in value]
        elif key in ("text", "title", "words"):
            said = mark_own_words(str(value))
            new[key] = said if stay else _PERSON.sub(TO_FILL, said)
        elif key == "person" and not stay:
            new[key] = ""
        else:
            new[key] = value
    return new


def _emptied_terms(value: Any) -> Any:
    """Terms in words: those of every year stay."""
    if isinstance(value, list):
        return [_emptied_terms(one) for one in value]
    return "" if re.search(r"\d", str(value)) else value
