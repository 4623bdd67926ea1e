"""The table of rules in deadlines.md: each rule of the grammar with its example and what it means."""

from datetime import date
from pathlib import Path

from innoreg.deadlines import Deadline, Period, parse
from innoreg.deadlines.grammar import RULES, Rule
from innoreg.i18n import _, current_language

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "deadlines.md", "ru": DOCS / "ru" / "deadlines.md"}
HEADS = {
    "en": "| rule | text | context | kind | windows |\n|---|---|---|---|---|\n",
    "ru": "| правило | текст | контекст | вид | окна |\n|---|---|---|---|---|\n",
}
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))


def page() -> str:
    """The page with its table of rules made anew; all the rest is written by hand."""
    language = current_language()
    text, head = PAGES[language].read_text(encoding="utf-8"), HEADS[language]
    before, after = text.split(head)
    rest = after.split("\n\n", 1)[1]
    return before + head + "\n".join(map(_row, RULES)) + "\n\n" + rest


def _row(rule: Rule) -> str:
    read = parse(rule.example, YEAR)
    cells = (_(rule.name), rule.example, "2022", read.kind or "refused", result(read))
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


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
