"""Tags of a Word form: those that must stand alone, and what AutoCorrect makes of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from innoreg.i18n import T
from innoreg.render.docx.docx_parts import Element, W
from innoreg.render.docx.docx_view import text_of

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_ALONE = re.compile(r"\{[{%](p|tr|tc)\s")
_RICH = re.compile(r"\{\{(?P<kind>r|p|tr|tc)\s.*?\}\}")
_OPENED = re.compile(r"\{[{%]")
_DASH = re.compile(r"\{%[–—]|[–—]%\}")
_QUOTES = re.compile(r"[«»„]")
_PLACES = {
    "p": T("a paragraph of its own"),
    "tr": T("a row of its own"),
    "tc": T("a cell of its own"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a tag, and what to do."""

    paragraph: int
    code: str
    message: T
    hint: T


def tag_faults(root: Element) -> Iterator[Fault]:
    """The faults of a part of the form, by the number of the paragraph."""
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        text = text_of(paragraph)
        if _OPENED.search(text):
            yield from _lone_tag_faults(number, paragraph, text)
            yield from _autocorrect_faults(number, text)
            yield from rich_text_faults(number, text)


def rich_text_faults(number: int, text: str) -> Iterator[Fault]:
    """Tags for what data never are, which docxtpl would print as nothing."""
    for found in _RICH.finditer(text):
        rich = found["kind"] == "r"
        yield Fault(
            number,
            "template-rich-text" if rich else "template-sub-document",
            T("the tag “{tag}” is for formatted text, and data are plain", tag=found[0])
            if rich
            else T("the tag “{tag}” is for a document inside of this one, and data are plain",
                   tag=found[0]),
            T("write {{ … }}, and set the format in the form"),
        )  # fmt: skip


def _lone_tag_faults(number: int, paragraph: Element, text: str) -> Iterator[Fault]:
    """Tags like {%p … %} with other words: docxtpl drops the paragraph, row or cell they stand in."""
    for found in _ALONE.finditer(text):
        kind = found[1]
        if text.startswith("{{", found.start()):
            # It is told below that there is no such tag.
            continue
        around = text
        if kind != "p":
            holder = next(paragraph.iterancestors(f"{W}{kind}"), None)
            around = "".join(map(text_of, holder.iter(f"{W}p"))) if holder is not None else ""
        tags = _TAG.findall(around)
        if len(tags) != 1 or around.strip() != tags[0]:
            yield Fault(
                number,
                "template-lone-tag",
                T("the tag “{tag}” does not stand alone: the words around it would be lost",
                  tag=_tag_at(text, found.start())),
                T("give it {place}", place=_PLACES[kind]),
            )  # fmt: skip


def _tag_at(text: str, at: int) -> str:
    found = _TAG.match(text, at)
    return found[0] if found else text[at : at + 20]


def _autocorrect_faults(number: int, text: str) -> Iterator[Fault]:
    """Tags in which Word's AutoCorrect changed a dash, quotes or dots."""
    undo = T("undo it in Word with Ctrl+Z right after typing, or switch AutoCorrect off")
    if found := _DASH.search(text):
        message = T("AutoCorrect made “-” a dash in “{tag}”", tag=found[0])
        yield Fault(number, "template-autocorrect", message, undo)
    for tag in _TAG.findall(text):
        if _QUOTES.search(tag):
            message = T("AutoCorrect made guillemets of the quotes in “{tag}”", tag=tag)
            yield Fault(number, "template-autocorrect", message, undo)
        if "…" in tag:
            message = T("AutoCorrect made one sign of the three dots in “{tag}”", tag=tag)
            yield Fault(number, "template-autocorrect", message, undo)
