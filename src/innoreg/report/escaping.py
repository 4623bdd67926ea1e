"""What others wrote, put into Markdown and CSV: words only, no markup, no link, no formula."""

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>|#~!&])")
# Bare addresses become links as well: the sign behind which a reader of Markdown looks for one.
_ADDRESS = re.compile(r":(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\.", re.IGNORECASE)
# Where a spreadsheet begins a cell: also behind the semicolon by which a Russian one parts cells.
_FORMULA = re.compile(r"((?:^|[;\t\r\n])[\s\"]*)(?=[=+\-@＝＋－＠])|^(?=[\t\r])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def escape_markdown(text: str) -> str:
    """The text in one line of Markdown, in which nothing is markup and no address a link."""
    return _ADDRESS.sub(r"\\\g<0>", _MARKUP.sub(r"\\\1", " ".join(text.split())))


def disarm_formula(cell: str) -> str:
    """The cell with a «'» wherever a spreadsheet would begin a formula; a number stays one."""
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub(r"\1'", cell)
