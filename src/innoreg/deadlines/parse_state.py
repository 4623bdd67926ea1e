"""The state of one parse: the statements of a text, its remarks and cautions so far, its faults."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from innoreg.deadlines.deadline import (
    Caution,
    Deadline,
    Frequency,
    Kind,
    Period,
    Readings,
    RefusalCode,
    Window,
)
from innoreg.deadlines.normalizer import NormalizedText
from innoreg.deadlines.resolver import Resolver
from innoreg.deadlines.time_expressions import Term, UnitKind
from innoreg.deadlines.tokens import Token, class_set

# Phrases that state dates, or how often.
TEMPORAL: Final = class_set("STATED RECUR MONTHDAY FOLLOWING")
# Phrases that say why there is no date.
UNDATED: Final = class_set("ALWAYS UNSCHEDULED LENGTH EVENT")
SIGNS: Final = class_set("COMMA SEMI COLON DASH SLASH AND OPEN CLOSE NUMERO")
# Words, and halves of phrases, that state no date by themselves.
WORDS_ASIDE: Final = class_set(
    "UNKNOWN LEAD RUNNING OUTCOME PAPER ONDEMAND TERMWORD ACCORDING ASOF HOUR EXTRA"
)
# What is cut off around words that are shown to the reader.
_TRIM = " \t\n\r\u00a0\u202f,;:-–—/|"


_INNER_BRACKET: Final = re.compile(r"\s*[()]\s*")
_QUOTES: Final = ("«»", "“”")


class Unreadable(Exception):
    """Raised where the text gives no deadline: the code of the reason, the token at fault."""

    def __init__(self, code: RefusalCode, token: Token, readings: Readings = "") -> None:
        super().__init__(code)
        self.code = code
        self.token = token
        self.readings = readings


@dataclass(slots=True)
class RecurrenceFields:
    """How a deadline recurs; the fields are those of `Deadline`, filled in one after another."""

    freq: Frequency | None = None
    by_days: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_weekdays: tuple[int, ...] = ()
    by_positions: tuple[int, ...] = ()
    until: bool = False
    interval: int = 1
    times: int = 1
    working: bool = False


@dataclass(slots=True)
class ParseState:
    """A text with the statements found in it.

    tokens: as the grammar left them. doubtful: words of the text that may change a date they touch,
    wherever the grammar put them. remarks: the words kept, each with its offset in the
    normalised text. cautions: what the reader should look at.
    """

    text: str
    normalized: NormalizedText
    tokens: tuple[Token, ...]
    doubtful: tuple[Token, ...]
    context: Period
    resolver: Resolver
    remarks: list[tuple[int, str]] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    def place(self, first: Token, last: Token | None = None) -> tuple[int, int]:
        """[start, end) in the verbatim text of the words from one token to another."""
        # By the last character and one more: what was dropped behind it is no part of the words.
        end = self.normalized.place((last or first).end - 1) + 1
        return self.normalized.place(first.start), min(end, len(self.text))

    def verbatim(self, first: Token, last: Token | None = None) -> str:
        """The verbatim words from one token to another, signs around them cut off."""
        start, end = self.place(first, last)
        words = self.text[start:end].strip(_TRIM)
        # One bracket or quote without the other would look like a mistake of the document.
        if words.count("(") != words.count(")"):
            words = _INNER_BRACKET.sub("; ", words.strip("() "))
        for opening, closing in _QUOTES:
            if (
                words.count(opening) == words.count(closing) + 1
                and self.text[end : end + 1] == closing
            ):
                words += closing
            elif words.count(closing) == words.count(opening) + 1 and self.text[:start].endswith(
                opening
            ):
                words = opening + words
        return words

    def is_line_broken(self, first: Token, second: Token) -> bool:
        """Whether a line end or the bar of a table stands between two tokens."""
        start, end = self.place(first)[1], self.place(second)[0]
        return any(sign in self.text[start:end] for sign in "\n\r|<")

    def add_remark(self, tokens: Sequence[Token]) -> None:
        """Keep the words of these tokens beside the deadline."""
        words = self.verbatim(tokens[0], tokens[-1]) if tokens else ""
        if words:
            self.remarks.append((tokens[0].start, words))

    def make_deadline(
        self,
        kind: Kind,
        windows: tuple[Window, ...] = (),
        recurrence: RecurrenceFields | None = None,
        within: tuple[Window, ...] = (),
    ) -> Deadline:
        """The deadline of this text, with the remarks and cautions gathered so far."""
        remark = self._joined_remarks() if self.remarks else None
        cautions = tuple(dict.fromkeys(self.cautions)) if self.cautions else ()
        if recurrence is None:
            return Deadline(self.text, kind, windows, remark=remark, warnings=cautions)
        return Deadline(
            self.text,
            kind,
            windows,
            recurrence.freq,
            recurrence.by_days,
            recurrence.by_month,
            recurrence.by_weekdays,
            recurrence.by_positions,
            recurrence.until,
            within,
            remark,
            cautions,
            interval=recurrence.interval,
            count=recurrence.times,
            working=recurrence.working,
        )

    def _joined_remarks(self) -> str:
        """The remarks in the order of the text, each once."""
        return "; ".join(dict.fromkeys(words for _, words in sorted(self.remarks)))


def has_any(tokens: Sequence[Token], wanted: frozenset[str]) -> bool:
    """Whether any token is of these classes."""
    # A loop: of the few tokens between two dates `any` and sets take twice as long.
    for token in tokens:  # noqa: SIM110
        if token.cls in wanted:
            return True
    return False


def phrases_and_gaps(
    tokens: Sequence[Token],
) -> Iterator[tuple[Token | None, list[Token], Token | None]]:
    """Each run of tokens between phrases: the phrase before it, the run, the phrase after it.

    None stands for the phrase before the first run and after the last; runs may be empty.
    """
    before: Token | None = None
    run: list[Token] = []
    for token in tokens:
        if token.cls in TEMPORAL or token.cls in UNDATED:
            yield before, run, token
            before, run = token, []
        else:
            run.append(token)
    yield before, run, None


def term_form(token: Token) -> str:
    """The form of a dated statement («by», «point», …); empty for any other token."""
    return token.value.form if isinstance(token.value, Term) else ""


def is_point(token: Token, kind: UnitKind) -> bool:
    """Whether the token states one unit of this kind: «25 марта» a day, «март» a month."""
    term = token.value
    return isinstance(term, Term) and term.form == "point" and term.units[0].kind == kind
