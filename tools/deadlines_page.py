"""The tables of deadlines.md: each rule of the grammar with its example; in Russian all the examples."""

import re
from datetime import date
from pathlib import Path

from innoreg.deadlines import Deadline, Period, parse
from innoreg.deadlines.grammar import RULES, Rule
from innoreg.i18n import _, current_language

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "deadlines.md", "ru": DOCS / "ru" / "deadlines.md"}
HEAD = "| rule | text | context | kind | windows |\n|---|---|---|---|---|\n"
IN_RUSSIAN = {
    "rule": "правило",
    "code": "код",
    "text": "текст",
    "context": "контекст",
    "kind": "вид",
    "windows": "окна",
}
_TABLE = re.compile(r"(\| .* \|)\n((?:\|---)+\|)\n((?:\| .* \|\n)*)")
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


def page() -> str:
    """The page with its tables made anew; all the rest is written by hand."""
    english = PAGES["en"].read_text(encoding="utf-8")
    before, after = english.split(HEAD)
    english = before + HEAD + "".join(map(_row, RULES)) + "\n" + after.split("\n\n", 1)[1]
    return english if current_language() == "en" else _in_russian(english)


def _in_russian(english: str) -> str:
    """The Russian page with the examples of the English one; SystemExit where it has other tables."""
    text = PAGES["ru"].read_text(encoding="utf-8")
    tables = [each for each in _TABLE.finditer(english) if "| text |" in each[1]]
    heads = [re.sub(r"\w+", lambda word: IN_RUSSIAN[word[0]], each[1]) for each in tables]
    mine = [each for each in _TABLE.finditer(text) if "| текст |" in each[1]]
    if [each[1] for each in mine] != heads:
        raise SystemExit("docs/ru/deadlines.md has other tables than docs/deadlines.md")
    for old, head, new in reversed([*zip(mine, heads, tables, strict=True)]):
        rows = new[3] if not new[1].startswith("| rule") else "".join(map(_row, RULES))
        text = f"{text[: old.start()]}{head}\n{new[2]}\n{rows}{text[old.end() :]}"
    return text


def _row(rule: Rule) -> str:
    read = parse(rule.example, YEAR)
    cells = (_(rule.name), rule.example, "2022", read.kind or "refused", result(read))
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"


def result(read: Deadline) -> str:
    """The windows, how a recurrence recurs, or why the text was refused."""
    if read.refusal:
        return read.refusal.code
    parts: dict[str, object] = {
        "interval": read.interval if read.interval > 1 else None,
        "count": read.count if read.count > 1 else None,
        "by_day": _listed(read.by_days),
        "by_month": _listed(read.by_month),
        "by_weekday": _listed(read.by_weekdays),
        "by_position": _listed(read.by_positions),
    }
    windows = ";".join(f"{window.start or ''}..{window.end}" for window in read.windows)
    stated = [f"{name}={value}" for name, value in parts.items() if value is not None]
    return " ".join([read.rrule_freq or windows, *stated]).strip()


def _listed(numbers: tuple[int, ...]) -> str | None:
    return ",".join(map(str, numbers)) or None
