"""Names and titles inside texts: almost right, or with their quotes lost."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator

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
from innoreg.rules.texts import narrowed, quoted
from innoreg.rules.view import View

_OWN = frozenset({"note", "source", "basis"})
_FORM = r"((?:[А-ЯЁ]{2,9} )+)«([^«»]+)"
_CLOSE = 0.85


def _printed(view: View) -> Iterator[tuple[Record, Path, str]]:
    """The words of documents, without the remarks of the register's keeper."""
    for record, path, text in view.texts:
        if isinstance(record, Order | Roadmap) and "«" in text and path[-1] not in _OWN:
            yield record, path, text


@warning
def misspelt_name(view: View) -> Iterator[Finding]:
    """An authority is named almost as it is called: «ГООУ ДПО «ЛОИРО»».

    Leave the words if the document is printed so; add a spelling that is right to `aliases`.
    """
    forms, cores = _known(view)
    for record, path, text in _printed(view):
        for match in re.finditer(_FORM, text):
            known = forms.get(folded(match[2]), {})
            given = match[1].strip()
            if known and given not in known and difflib.get_close_matches(given, known, 1, 0.6):
                place = narrowed(view.place(record, *path), text, match.start(1), match.end(1) - 1)
                yield _misspelt(place, given, difflib.get_close_matches(given, known, 1, 0.6)[0])
        for start, end in quoted(text):
            if close := _almost(text[start:end], cores):
                place = narrowed(view.place(record, *path), text, start, end)
                yield _misspelt(place, text[start:end], close)


def _misspelt(place: Place, given: str, right: str) -> Finding:
    return Finding(
        place,
        T("“{given}”: the register knows “{right}”", given=given, right=right),
        T("leave it if the document is printed so; a right spelling belongs into `aliases`"),
    )


def _known(view: View) -> tuple[dict[str, dict[str, None]], dict[str, list[str]]]:
    """Legal forms that may precede a quoted name; quoted names by the letters they begin with."""
    forms = defaultdict[str, dict[str, None]](dict)
    cores = defaultdict[str, list[str]](list)
    for authority in view.registry.all(Authority):
        for name in names_of_organisation(authority):
            for match in re.finditer(_FORM, name):
                forms[folded(match[2])][match[1].strip()] = None
            for start, end in quoted(name):
                cores[_head(name[start:end])].append(name[start:end])
    return forms, cores


def _head(text: str) -> str:
    return folded(text)[:5]


def _almost(given: str, known: dict[str, list[str]]) -> str | None:
    """The known words that these resemble without being them; figures must agree."""
    candidates = known.get(_head(given), [])
    plain = folded(given)
    if len(plain) < 8 or any(folded(name) == plain for name in candidates):
        return None
    figures = re.findall(r"\d+", given)
    for name in candidates:
        if re.findall(r"\d+", name) != figures or abs(len(name) - len(given)) > len(name) // 3:
            continue
        if difflib.SequenceMatcher(None, plain, folded(name)).ratio() >= _CLOSE:
            return name
    return None


@warning
def unlisted_title(view: View) -> Iterator[Finding]:
    """A document gives a programme a title that the register does not know.

    If it is an official wording, add it to `titles` with its source; leave a slip as printed.
    """
    known = defaultdict[str, list[str]](list)
    for program in view.registry.all(Program):
        titles = (program.title, *(v.text for v in program.titles))
        for title in (*titles, *(p.title for p in program.projects)):
            known[_head(title)].append(title)
    for record, path, text in _printed(view):
        for start, end in quoted(text):
            if close := _almost(text[start:end], known):
                yield Finding(
                    narrowed(view.place(record, *path), text, start, end),
                    T(
                        "a wording of the title that is not listed: “{title}”",
                        title=text[start:end],
                    ),
                    T("an official wording belongs into `titles` of “{close}”", close=close),
                )


@warning
def unbalanced_quotes(view: View) -> Iterator[Finding]:
    """A quote is closed that was never opened, or none of those opened is closed.

    Leave it if the document is printed so. One closing quote for several inner ones is right.
    """
    for record, path, text in view.texts:
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
    for at, sign in enumerate(text):
        depth += (sign == "«") - (sign == "»")
        if depth < 0:
            return at
    return text.index("«") if depth and "»" not in text else None
