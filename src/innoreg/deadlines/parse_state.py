"""A text under reading: its tokens, and what is set aside on the way to its deadline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from innoreg.deadlines.deadline import (
    Caution,
    Deadline,
    Frequency,
    Kind,
    Period,
    RefusalCode,
    Window,
)
from innoreg.deadlines.normalizer import NormalizedText
from innoreg.deadlines.resolver import Resolver
from innoreg.deadlines.tokens import Token, class_set

TEMPORAL: Final = class_set("STATED RECUR MONTHDAY FOLLOWING")
UNDATED: Final = class_set("ALWAYS UNSCHEDULED LENGTH EVENT")
SIGNS: Final = class_set("COMMA SEMI COLON DASH SLASH AND OPEN CLOSE NUMERO")
# Words, and halves of phrases, that state no date by themselves.
WORDS_ASIDE: Final = class_set(
    "UNKNOWN LEAD RUNNING OUTCOME PAPER ONDEMAND TERMWORD ACCORDING HOUR"
)
_TRIM = " \t\n\r\u00a0\u202f,;:-–—/|"


class Unreadable(Exception):
    """The text gives no deadline: a code and the token at fault."""

    def __init__(self, code: RefusalCode, token: Token) -> None:
        super().__init__(code)
        self.code = code
        self.token = token


@dataclass(slots=True)
class RecurrenceFields:
    """What the words of a cell say of its recurrence."""

    freq: Frequency | None = None
    by_day: int | None = None
    by_month: tuple[int, ...] = ()
    by_weekday: int | None = None
    by_position: int | None = None
    until: bool = False


_NO_RECURRENCE: Final = RecurrenceFields()


@dataclass(slots=True)
class ParseState:
    """A text with the statements found in it."""

    text: str
    normalized: NormalizedText
    tokens: tuple[Token, ...]
    context: Period
    resolver: Resolver
    remarks: list[tuple[int, str]] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    def place(self, first: Token, last: Token | None = None) -> tuple[int, int]:
        """Offsets in the verbatim text of the words from one token to another."""
        end = self.normalized.place((last or first).end - 1) + 1
        return self.normalized.place(first.start), min(end, len(self.text))

    def verbatim(self, first: Token, last: Token | None = None) -> str:
        """The verbatim words from one token to another, signs around them cut off."""
        start, end = self.place(first, last)
        words = self.text[start:end].strip(_TRIM)
        return words if words.count("(") == words.count(")") else words.strip("() ")

    def add_remark(self, tokens: Sequence[Token]) -> None:
        """Keep these words beside the deadline."""
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
        """The deadline, with the remarks and warnings gathered so far."""
        recurrence = recurrence or _NO_RECURRENCE
        return Deadline(
            self.text,
            kind,
            windows,
            recurrence.freq,
            recurrence.by_day,
            recurrence.by_month,
            recurrence.by_weekday,
            recurrence.by_position,
            recurrence.until,
            within,
            self._joined_remarks(),
            tuple(dict.fromkeys(self.cautions)),
        )

    def _joined_remarks(self) -> str | None:
        return "; ".join(words for _, words in sorted(self.remarks)) if self.remarks else None


def has_any(tokens: Sequence[Token], wanted: frozenset[str]) -> bool:
    """Whether any token is of these classes."""
    return not wanted.isdisjoint([token.cls for token in tokens])


def phrases_and_gaps(
    tokens: Sequence[Token],
) -> Iterator[tuple[Token | None, list[Token], Token | None]]:
    """What stands between the phrases: the phrase before, the tokens, the phrase after."""
    before: Token | None = None
    run: list[Token] = []
    for token in tokens:
        if token.cls in TEMPORAL or token.cls in UNDATED:
            yield before, run, token
            before, run = token, []
        else:
            run.append(token)
    yield before, run, None
