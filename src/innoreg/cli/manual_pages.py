"""The pages of the manual for the terminal, in the reader's language."""

import re
from collections.abc import Iterator
from pathlib import Path

from innoreg.i18n import current_language

TOPICS = (
    "first-month", "how-to", "changes", "deadlines", "import", "documents", "sites", "mentoring",
    "mail", "calendar", "spreadsheets", "pages", "editor", "history", "export", "commands", "data-format",
    "diagnostics", "json", "python", "cache", "security",
)  # fmt: skip
"""The pages in the order in which they are offered: the first ones for everybody."""
_LINK = re.compile(r"\[([^][]*)\]\(([^()]+)\)")
_FENCE = re.compile(r"^```\S.*$", re.MULTILINE)


def list_topics() -> Iterator[tuple[str, str]]:
    """Each topic with the title of its page."""
    for topic in TOPICS:
        yield topic, read_page(topic).partition("\n")[0].removeprefix("# ")


def read_page(topic: str) -> str:
    """The page as Markdown; its links name the topics they lead to."""
    folder = _manual_folder()
    translated = folder / current_language() / f"{topic}.md"
    page = translated if translated.is_file() else folder / f"{topic}.md"
    return _LINK.sub(_told, page.read_text(encoding="utf-8"))


def plain_text(page: str) -> str:
    """The page for a pipe: as it is, without the fences around blocks of code."""
    return re.sub(r"^```.*\n", "", page, flags=re.MULTILINE)


def drawn_text(page: str) -> str:
    """The page for a terminal: Markdown whose blocks of code are shown as they are."""
    return _FENCE.sub("```text", page)


def _told(link: re.Match[str]) -> str:
    words, target = link[1], link[2].partition("#")[0]
    topic = Path(target).stem
    if target.endswith(".md") and topic in TOPICS:
        way = f"`innoreg help topics {topic}`"
        return way if words.endswith(".md") else f"{words} ({way})"
    # Of addresses elsewhere people need to see where they lead; of headings and files only the words.
    return f"{words} ({link[2]})" if link[2].startswith("http") else words


def _manual_folder() -> Path:
    """Where the pages lie: in the package, or in the sources it is used from."""
    packed = Path(__file__).parents[1] / "manual"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "docs"
