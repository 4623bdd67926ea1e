"""Names and titles inside texts: almost right, or with their quotes lost."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from innoreg.folding import comparison_key, comparison_keys
from innoreg.i18n import T
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.roadmap import Roadmap
from innoreg.rules.message_quotes import FORM, HEAD, SHORTEST, find_figures, quoted_spans, subplace
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, warning
from innoreg.rules.spellings import names_of_organisation

# Keys that hold words of the register's keeper and not of a document.
_OWN = frozenset({"note", "source", "basis"})
_QUOTE = re.compile("[«»]")
# Bounds how much two spellings share: of twenty letters three may differ.
_CLOSE = 0.85


@gathered_once
def _quoted_texts(view: View) -> Iterator[tuple[str, list[Record]]]:
    """The texts of documents that have quotes."""
    for text, records in view.record_texts.signed.items():
        if "«" in text or "»" in text:
            yield text, [record for record in records if isinstance(record, (Order, Roadmap))]


class _Phrase(NamedTuple):
    """Words between quotes: as they stand, folded, and in which texts, from where to where."""

    given: str
    plain: str
    where: list["_Words"]


class _Words(NamedTuple):
    """Some words of a text, and who says it."""

    start: int
    end: int
    text: str
    records: list[Record]


@gathered_once
def _phrases(view: View) -> Iterator[_Phrase]:
    """Every phrase that documents quote, those too short for a name or title left out."""
    found = defaultdict[str, list[_Words]](list)
    for text, records in _quoted_texts(view):
        for start, end in quoted_spans(text):
            found[text[start:end]].append(_Words(start, end, text, records))
    for (given, where), plain in zip(found.items(), comparison_keys(found), strict=True):
        if len(plain) >= SHORTEST:
            yield _Phrase(given, plain, where)


def _findings_at(view: View, words: _Words, message: T, hint: T) -> Iterator[Finding]:
    """A finding at the words wherever they stand.

    The remarks of the register's keeper are none of the document's words.
    """
    for record, path in view.where(words.text, words.records):
        if path[-1] not in _OWN:
            place = subplace(view.place(record, *path), words.text, words.start, words.end)
            yield Finding(place, message, hint)


class _Spellings:
    """Known names, to find the one that some words resemble without being it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_head = defaultdict[str, dict[str, str]](dict)
        every = list(names)
        for name, plain in zip(every, comparison_keys(every), strict=True):
            self._by_head[plain[:HEAD]][plain] = name

    def almost(self, plain: str) -> str | None:
        """The known name, or None where it is known as it stands or resembles none."""
        known = self._by_head.get(plain[:HEAD])
        if not known or plain in known:
            return None
        # «Школа № 3» is not «школа № 4», however close the letters are.
        for spelling, name in known.items():
            if _do_resemble(plain, spelling) and find_figures(spelling) == find_figures(plain):
                return name
        return None


def _do_resemble(one: str, other: str) -> bool:
    """Cheap bounds come first: most that begin alike go on otherwise."""
    # `ratio` can never exceed twice the shorter length by the sum of both.
    if 2 * min(len(one), len(other)) < _CLOSE * (len(one) + len(other)):
        return False
    matcher = difflib.SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE


@warning
def misspelt_name(view: View) -> Iterator[Finding]:
    """An authority is named almost as it is called: «ГООУ ДПО «ЛОИРО»».

    Leave the words if the document is printed so; add a spelling that is right to `aliases`.
    """
    names = [n for a in view.registry.all(Authority) for n in names_of_organisation(a)]
    for words, right in _find_misspelt_forms(view, names):
        yield from _misspelt_findings(view, words, right)
    spellings = _Spellings(n[start:end] for n in names for start, end in quoted_spans(n))
    for phrase in _phrases(view):
        if name := spellings.almost(phrase.plain):
            for words in phrase.where:
                yield from _misspelt_findings(view, words, name)


def _find_misspelt_forms(view: View, names: list[str]) -> Iterator[tuple[_Words, str]]:
    """Capitals before a known name that are almost the right ones, and these."""
    forms = defaultdict[str, list[str]](list)
    for match in (m for name in names for m in FORM.finditer(name)):
        forms[comparison_key(match[2])].append(match[1].strip())
    for text, records in _quoted_texts(view):
        for match in FORM.finditer(text) if _has_form(text) else ():
            given, known = match[1].strip(), forms.get(comparison_key(match[2]), [])
            if given not in known and (close := difflib.get_close_matches(given, known, 1, 0.6)):
                yield _Words(match.start(1), match.end(1) - 1, text, records), close[0]


def _has_form(text: str) -> bool:
    """Whether a capital stands before a quote: most texts need no closer look."""
    at = text.find(" «")
    while at > 0 and not text[at - 1].isupper():
        at = text.find(" «", at + 1)
    return at > 0


def _misspelt_findings(view: View, words: _Words, right: str) -> Iterator[Finding]:
    given = words.text[words.start : words.end]
    message = T("“{given}”: the register knows “{right}”", given=given, right=right)
    hint = T("leave it if the document is printed so; a right spelling belongs into `aliases`")
    return _findings_at(view, words, message, hint)


@warning
def unlisted_title(view: View) -> Iterator[Finding]:
    """A document gives a programme a title that the register does not know.

    If it is an official wording, add it to `titles` with its source; leave a slip as printed.
    """
    spellings = _Spellings(_titles(view))
    for phrase in _phrases(view):
        if close := spellings.almost(phrase.plain):
            message = T("a wording of the title that is not listed: “{title}”", title=phrase.given)
            hint = T("an official wording belongs into `titles` of “{close}”", close=close)
            for words in phrase.where:
                yield from _findings_at(view, words, message, hint)


def _titles(view: View) -> Iterator[str]:
    for program in view.registry.all(Program):
        yield from (program.title, *(variant.text for variant in program.titles))
        yield from (project.title for project in program.projects)


@warning
def unbalanced_quotes(view: View) -> Iterator[Finding]:
    """A quote is closed that was never opened, or none of those opened is closed.

    Leave it if the document is printed so. One closing quote for several inner ones is right.
    """
    hint = T("leave it if the document is printed so")
    for text, records in _quoted_texts(view):
        at = _stray_quote(text)
        if at is not None:
            message = (
                T("a quote is closed but not opened")
                if text[at] == "»"
                else T("a quote is opened but not closed")
            )
            yield from _findings_at(view, _Words(at, at + 1, text, records), message, hint)


def _stray_quote(text: str) -> int | None:
    # One pair in the right order, as most texts have it.
    if text.find("«") < text.find("»") and text.count("«") == 1 == text.count("»"):
        return None
    depth = 0
    for match in _QUOTE.finditer(text):
        depth += 1 if match[0] == "«" else -1
        if depth < 0:
            return match.start()
    return text.index("«") if depth and "»" not in text else None
