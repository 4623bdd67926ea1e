"""What of an order a template left out: a form of one's own may have no place for it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from innoreg.i18n import T
from innoreg.render.docx.docx_parts import Element, W
from innoreg.render.docx.docx_view import text_of

_FOLDED = re.compile(r"[\s\xa0–—-]+")


def unprinted_parts(context: Mapping[str, Any], root: Element) -> Iterator[T]:
    """A remark for each clause, decision, text or table of an appendix that the document does not have.

    context: of an order; of other documents nothing is asked. root: of word/document.xml.
    """
    if "clauses" not in context or "appendices" not in context:
        return
    printed = _folded(" ".join(text_of(p) for p in root.iter(f"{W}p")))
    for clause in context["clauses"]:
        if _folded(clause["text"]) not in printed:
            yield T(
                "the template prints no clause {key}", key=clause["number"] or clause["text"][:40]
            )
    for direction in context["directions"]:
        if any(_folded(one["text"]) not in printed for one in direction["decisions"]):
            yield T("the template does not print the decisions “{title}”", title=direction["title"])
    for appendix in context["appendices"]:
        said = [part["text"] for part in appendix["parts"]]
        said += [cell for row in appendix["rows"] for cell in row["cells"]]
        if any(_folded(text) not in printed for text in said):
            yield T(
                "the template does not print all of appendix {number}",
                number=appendix["number"] or "1",
            )


def _folded(text: str) -> str:
    """Without what the last pass sets in its own way."""
    return _FOLDED.sub("", text)
