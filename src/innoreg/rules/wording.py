"""Names and titles inside texts: almost right, or with their quotes lost."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from innoreg.diagnostics import Place
from innoreg.folding import folded
from innoreg.i18n import T
from innoreg.model.authority import Authority
from innoreg.model.base import Record
from innoreg.model.order import Order
from innoreg.model.program import Program
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.names import names_of_organisation
from innoreg.rules.rule import Finding, warning
from innoreg.rules.texts import FORM, HEAD, SHORTEST, figures, narrowed, quoted
from innoreg.rules.view import View

_OWN = frozenset({"note", "source", "basis"})
_QUOTE = re.compile("[«»]")
_CLOSE = 0.85


def _printed(view: View) -> Iterator[tuple[Record, Path, str]]:
    """The words of documents, without the remarks of the register's keeper."""
    for record, path, text in view.texts_with_quotes:
        if isinstance(record, Order | Roadmap) and "«" in text and path[-1] not in _OWN:
            yield record, path, text


class _Spellings:
    """Known names, to find the one that some words resemble without being it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_head = defaultdict[str, dict[str, str]](dict)
        self._asked: dict[str, str | None] = {}
        for name in names:
            plain = folded(name)
            self._by_head[plain[:HEAD]][plain] = name

    def almost(self, given: str) -> str | None:
        """The known name, or None where it is known as it stands or resembles none."""
        if given not in self._asked:
            self._asked[given] = self._find(folded(given))
        return self._asked[given]

    def _find(self, plain: str) -> str | None:
        known = self._by_head.get(plain[:HEAD], {})
        if len(plain) < SHORTEST or plain in known:
            return None
        for spelling, name in known.items():
            if figures(spelling) == figures(plain) and _ratio(plain, spelling) >= _CLOSE:
                return name
        return None


def _ratio(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= _CLOSE else 0


@warning
def misspelt_name(view: View) -> Iterator[Finding]:
    """An authority is named almost as it is called: «ГООУ ДПО «ЛОИРО»».

    Leave the words if the document is printed so; add a spelling that is right to `aliases`.
    """
    names = [n for a in view.registry.all(Authority) for n in names_of_organisation(a)]
    spellings = _Spellings(n[start:end] for n in names for start, end in quoted(n))
    forms = defaultdict[str, list[str]](list)
    for match in (m for name in names for m in FORM.finditer(name)):
        forms[folded(match[2])].append(match[1].strip())
    for record, path, text in _printed(view):
        for match in FORM.finditer(text):
            given, known = match[1].strip(), forms.get(folded(match[2]), [])
            if given not in known and (close := difflib.get_close_matches(given, known, 1, 0.6)):
                place = narrowed(view.place(record, *path), text, match.start(1), match.end(1) - 1)
                yield _misspelt(place, given, close[0])
        for start, end in quoted(text):
            if name := spellings.almost(text[start:end]):
                place = narrowed(view.place(record, *path), text, start, end)
                yield _misspelt(place, text[start:end], name)


def _misspelt(place: Place, given: str, right: str) -> Finding:
    return Finding(
        place,
        T("“{given}”: the register knows “{right}”", given=given, right=right),
        T("leave it if the document is printed so; a right spelling belongs into `aliases`"),
    )


@warning
def unlisted_title(view: View) -> Iterator[Finding]:
    """A document gives a programme a title that the register does not know.

    If it is an official wording, add it to `titles` with its source; leave a slip as printed.
    """
    spellings = _Spellings(_titles(view))
    for record, path, text in _printed(view):
        for start, end in quoted(text):
            if close := spellings.almost(text[start:end]):
                title = text[start:end]
                yield Finding(
                    narrowed(view.place(record, *path), text, start, end),
                    T("a wording of the title that is not listed: “{title}”", title=title),
                    T("an official wording belongs into `titles` of “{close}”", close=close),
                )


def _titles(view: View) -> Iterator[str]:
    for program in view.registry.all(Program):
        yield from (program.title, *(variant.text for variant in program.titles))
        yield from (project.title for project in program.projects)


@warning
def unbalanced_quotes(view: View) -> Iterator[Finding]:
    """A quote is closed that was never opened, or none of those opened is closed.

    Leave it if the document is printed so. One closing quote for several inner ones is right.
    """
    for record, path, text in view.texts_with_quotes:
        if not isinstance(record, Order | Roadmap) or path[-1] in _OWN:
            continue
        at = _stray(text)
        if at is not None:
            yield Finding(
                narrowed(view.place(record, *path), text, at, at + 1),
                T("a quote is closed but not opened")
                if text[at] == "»"
                else T("a quote is opened but not closed"),
                T("leave it if the document is printed so"),
            )


def _stray(text: str) -> int | None:
    depth = 0
    for match in _QUOTE.finditer(text):
        depth += 1 if match[0] == "«" else -1
        if depth < 0:
            return match.start()
    return text.index("«") if depth and "»" not in text else None
