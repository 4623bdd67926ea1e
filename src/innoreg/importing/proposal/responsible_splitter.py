"""Splits the cell of responsibles into an ordered list of parties, without losing a word.

Only punctuation and the shapes of names and posts decide; no dictionary or registry is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SURNAME = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ](?:\.|(?=[\s,;)]|$)))?"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:вич|вна|чна|ьич|оглы|кызы)"
_NAME = re.compile(
    rf"(?<![\w-])(?:{_SURNAME}\s[А-ЯЁ][а-яё]+\s{_PATRONYMIC}|[А-ЯЁ][а-яё]+\s{_PATRONYMIC}\s{_SURNAME}"
    rf"|{_SURNAME}\s{_INITIALS}|{_INITIALS}\s?{_SURNAME})(?![\w-])"
)
# Stems of posts in the published plans.
_POSTS = (
    "заведующ|завуч|директор|заместител|зам\\.|начальник|проректор|ректор|методист|доцент|"
    "профессор|преподавател|специалист|учител|педагог|руководител|председател|координатор|"
    "секретар|консультант|куратор|исполняющ|и\\.\\s?о\\.|врио|декан|психолог|логопед|тьютор|"
    "библиотекар|воспитател|социальн|советник|инспектор|эксперт|инженер|лаборант|кандидат|"
    "к\\.\\s?п|д\\.\\s?п|глав[аы]|мастер|тренер|вожат|администратор|менеджер|бухгалтер"
)
_POST = re.compile(
    rf"(?:(?:[А-Яа-яё-]+(?:ый|ий|ой|ая|яя)|первый|временно)\s+){{0,3}}(?:{_POSTS})[а-яё-]*",
    re.IGNORECASE,
)
# Several people of a post are a party of their own, not the post of the person before them.
_PLURAL = re.compile(
    r"(?:руководители|специалисты|учителя|педагоги|консультанты|кураторы|методисты|заместители|"
    r"директора|заведующие|начальники|координаторы|преподаватели|воспитатели|психологи|тьюторы|"
    r"наставники|\w+ые|\w+ие)(?![\w])",
    re.IGNORECASE,
)
# What cannot begin a party: a participle phrase, or a genitive that continues a list.
_CARRIED = re.compile(
    r"(?:\w+(?:ющ|ящ|ущ|ащ|вш|ем|им|нн)(?:ие|ий|ая|ее|их|им|ими|ую|ей|ого)(?:ся)?\s|"
    r"\w+(?:ых|их|ого|его)\s|котор\w+|на базе|в том числе|а также|отвечающ|входящ|курирующ)",
    re.IGNORECASE,
)
_PAIRS = {"(": ")", "[": "]", "«": "»", "„": "“"}
_DASH = re.compile(r"\s*[–—-]\s+")
_GAP = " ,;."


@dataclass(frozen=True, slots=True)
class Party:
    """One responsible: `text` is the slice of the cell that begins at `start`.

    `person` is the name as printed, None for a group or an organisation. `part` is their part
    of the work («обеспечение онлайн-трансляции»), shared by all before one colon; `name` is
    the slice without it.
    """

    text: str
    start: int
    name: str
    person: str | None = None
    position: str = ""
    part: str = ""

    @property
    def end(self) -> int:
        """The index after the slice."""
        return self.start + len(self.text)


def split_responsible(text: str) -> tuple[Party, ...]:
    """The parties of a cell in order; between them are only spaces, «,;./» and «и»."""
    found: list[Party] = []
    for start, end in _split_segments(text):
        found.extend(_split_segment(text, start, end))
    return tuple(found)


def _find_outside_brackets(text: str, start: int, end: int, signs: str) -> Iterator[int]:
    """The indices of the signs outside brackets and quotes; unclosed ones are ignored."""
    depth = 0
    for index in range(start, end):
        sign = text[index]
        if sign in _PAIRS and _is_closed(text, index, end):
            depth += 1
        elif sign in _PAIRS.values() and depth:
            depth -= 1
        elif sign in signs and not depth:
            yield index


def _is_closed(text: str, index: int, end: int) -> bool:
    return text.find(_PAIRS[text[index]], index, end) > 0


def _split_segments(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in (*_find_outside_brackets(text, 0, len(text), ";"), len(text)):
        yield start, cut
        start = cut + 1


def _split_segment(text: str, start: int, end: int) -> Iterator[Party]:
    """The parties between two semicolons; the words after a colon are the part of all of them."""
    colon = next(_find_outside_brackets(text, start, end, ":"), end)
    if not _trim(text, start, colon)[0]:
        colon = end
    part = _trim(text, colon + 1, end)[0] if colon < end else ""
    pieces = list(_split_pieces(text, start, colon))
    for index, (first, last) in enumerate(pieces):
        # The last slice runs to the end of the segment, so that the part is in some slice.
        whole = end if index == len(pieces) - 1 else last
        yield from _make_party(text, first, last, whole, part)


def _trim(text: str, start: int, end: int) -> tuple[str, int]:
    while start < end and text[start] in _GAP:
        start += 1
    while start < end and text[end - 1] in _GAP and not _is_name_dot(text, start, end):
        end -= 1
    return text[start:end], start


def _is_name_dot(text: str, start: int, end: int) -> bool:
    """Whether the last dot belongs to initials («Князева Т.Б.») or to a shortened word."""
    return text[end - 1] == "." and bool(
        re.search(r"(?:\b[А-ЯЁ]|\b(?:г|др|пр|т\.\s?п))\.$", text[start:end])
    )


def _split_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces between cuts; one that cannot be a party is joined to the one before it."""
    cuts = [*_find_cuts(text, start, end), (end, end)]
    first = start
    for (cut, after), following in zip(cuts, [*cuts[1:], (end, end)], strict=True):
        if cut < end and _is_continuation(text, first, cut, after, following[0]):
            continue
        if _trim(text, first, cut)[0]:
            yield first, cut
        first = after


def _find_cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where one party may end and the next begin: commas, and «и» or a space between two names."""
    commas = {(index, index + 1) for index in _find_outside_brackets(text, start, end, ",")}
    for left in _NAME.finditer(text, start, end):
        between = re.compile(r"\s+и\s+|\s*/\s*|\s+").match(text, left.end(), end)
        if between and _NAME.match(text, between.end(), end):
            commas.add((left.end(), between.end()))
    yield from sorted(commas)


def _is_continuation(text: str, first: int, cut: int, after: int, end: int) -> bool:
    """Whether the words after the cut belong to the party before it."""
    before, _at = _trim(text, first, cut)
    following, _at = _trim(text, after, end)
    if not before or not following:
        return False
    if _CARRIED.match(following + " "):
        return True
    name = _NAME.search(before)
    post = _POST.match(following)
    if not name or not post or _PLURAL.match(following) or _NAME.search(following):
        return False
    return name.end() == len(before) and not _NAME.match(following)


def _make_party(text: str, first: int, last: int, whole: int, part: str) -> Iterator[Party]:
    named, _at = _trim(text, first, last)
    slice_, start = _trim(text, first, whole)
    if not slice_:
        return
    dash = _find_own_part(named)
    if dash:
        named, part = named[: dash[0]], dash[1]
    found = _NAME.search(named)
    person = found[0].rstrip(",") if found else None
    position = ""
    if found:
        around = f"{named[: found.start()].strip(' ,–—-')} {named[found.end() :].strip(' ,–—-()')}"
        position = around.strip()
    yield Party(slice_, start, named.strip(" ,"), person, position, part)


def _find_own_part(named: str) -> tuple[int, str] | None:
    """The part after a dash («Ванюшкин А.В. – обеспечение …») with its index; None for a post."""
    name = _NAME.match(named)
    dash = _DASH.search(named, name.end() if name else 0)
    if not dash or (name and dash.start() != name.end()) or not dash[0].strip():
        return None
    rest = named[dash.end() :].strip()
    return None if not rest or _POST.match(rest) else (dash.start(), rest)
