"""How the column of responsible is printed: cut off, with stray commas, with leftovers."""

import re
from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.rules.cells import LEFTOVER, columns, mark
from innoreg.rules.rule import Finding, warning
from innoreg.rules.view import View

# fmt: off
_LITTLE = frozenset({
    "а", "без", "в", "во", "для", "до", "за", "и", "из", "или", "к", "ко", "на", "над",
    "не", "о", "об", "от", "по", "под", "при", "про", "с", "со", "у", "через",
})
# Adjectives in oblique cases stand before their noun; these are nouns all the same.
_ADJECTIVE = re.compile(r"(?:ых|их|ого|его|ому|ему|ыми|ими)$")
_NOUNS = frozenset({
    "заведующих", "управляющих", "служащих", "рабочих", "учащихся", "обучающихся",
    "ведущих", "взрослых", "их", "них", "остальных", "других", "заведующего",
    "управляющего", "исполняющего", "учащимися", "обучающимися", "служащими",
})
# fmt: on
_LOST_DOT = re.compile(r"\b[А-ЯЁ]\.\s?[А-ЯЁ],|,\s*$")


@warning
def responsible_cut_off(view: View) -> Iterator[Finding]:
    """The column breaks off: it ends with a preposition, an adjective or an open bracket.

    Look for the rest on the next page of the document; if the document is printed so, leave it.
    """
    hint = T("look for the rest in the document; leave it if it is printed so")
    for column in columns(view):
        text = column.text.rstrip(" .;,")
        last = "".join(text.rsplit(maxsplit=1)[-1:])
        if last and (_hangs(last) or text.count("(") > text.count(")")):
            for cell in column.cells:
                message = T(
                    "the responsible of {number} break off at “{word}”", number=cell.key, word=last
                )
                yield mark(view, cell, len(text) - len(last), len(text), message, hint)


def _hangs(word: str) -> bool:
    bare = word.strip("«»\"'")
    if not bare or not bare.islower():
        return False
    return bare in _LITTLE or bool(_ADJECTIVE.search(bare) and bare not in _NOUNS)


@warning
def responsible_trailing_comma(view: View) -> Iterator[Finding]:
    """A comma where a full stop belongs: «Жуковицкая Н.Н,».

    Leave it if the document is printed so: the reference in `responsible` says who it is.
    """
    hint = T("leave it if the document is printed so")
    for column in columns(view):
        if "," in column.text and (match := _LOST_DOT.search(column.text)):
            for cell in column.cells:
                message = T("a stray comma among the responsible of {number}", number=cell.key)
                yield mark(view, cell, match.start(), match.end(), message, hint)


@warning
def responsible_leftover(view: View) -> Iterator[Finding]:
    """After the end of a sentence the column goes on in small letters: a leftover of a page break.

    Leave the words if the document is printed so, and take nobody from them.
    """
    hint = T("leave it if the document is printed so; nobody answers for it")
    for column in columns(view):
        if "." in column.text and (match := LEFTOVER.search(column.text)):
            for cell in column.cells:
                message = T(
                    "leftover of a page break after the responsible of {number}", number=cell.key
                )
                yield mark(view, cell, match.end() - 1, len(column.text), message, hint)
