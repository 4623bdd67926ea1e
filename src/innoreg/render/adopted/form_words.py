"""Words put into a paragraph of a form, in the format that stands there."""

import copy
import re

from lxml import etree

from innoreg.render.docx.docx_parts import Element, W


def set_words(paragraph: Element, words: str) -> None:
    """The words in the format of the first run that has any; fields and pictures stay."""
    texts = list(paragraph.iter(f"{W}t"))
    runs = [run for run in (t.getparent() for t in texts) if run is not None]
    for tab in list(paragraph.iter(f"{W}tab", f"{W}br")):
        holder = tab.getparent()
        if holder is not None and holder.tag == f"{W}r":
            holder.remove(tab)
    for text in texts[1:]:
        text.text = ""
    if runs:
        run = runs[0]
        run.remove(texts[0])
    else:
        run = etree.SubElement(paragraph, f"{W}r")
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None:
            run.append(copy.deepcopy(mark))
    for index, piece in enumerate(words.split("\t")):
        if index:
            etree.SubElement(run, f"{W}tab")
        if piece:
            text = etree.SubElement(run, f"{W}t")
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def replace_words(paragraph: Element, pattern: re.Pattern[str], words: str) -> None:
    """Put the words where the pattern matches, over as many runs as it spreads; the rest stays."""
    texts = list(paragraph.iter(f"{W}t"))
    whole = "".join(t.text or "" for t in texts)
    found = pattern.search(whole)
    if found is None:
        set_words(paragraph, words)
        return
    at = 0
    written = False
    for text in texts:
        said = text.text or ""
        start, end = max(found.start() - at, 0), min(found.end() - at, len(said))
        if start < len(said) and end > 0 and start < end:
            text.text = said[:start] + ("" if written else words) + said[end:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            written = True
        at += len(said)
