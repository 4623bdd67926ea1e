"""What the words of terms mean in their documents, read once."""

from innoreg.deadlines import Calendar, Deadline, Period, names_august, parse_once
from innoreg.model.order import Order
from innoreg.model.pair import Pair
from innoreg.model.roadmap import Roadmap
from innoreg.model.settings import Settings
from innoreg.model.term_reading import (
    calendar_for,
    document_period,
    pair_period,
    registry_calendar,
)

Document = Roadmap | Order | Pair


class _Terms(dict[str, Deadline]):
    """What words mean in one period, each read once."""

    def __init__(self, calendar: Calendar, period: Period) -> None:
        super().__init__()
        self._calendar = calendar
        self._period = period

    def __missing__(self, words: str) -> Deadline:
        self[words] = term = parse_once(words, self._period, self._calendar)
        return term


class Readings:
    """The periods of documents and the terms in them, each worked out once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._calendar = registry_calendar(settings)
        self._periods: dict[int, Period | None] = {}
        self._terms: dict[int, _Terms] = {}
        self._by_period: dict[Period, _Terms] = {}

    def period(self, document: Document) -> Period | None:
        """The days in which its terms without a year lie; None where they contradict."""
        known = id(document)
        if known not in self._periods:
            try:
                self._periods[known] = (
                    pair_period(document, None)
                    if isinstance(document, Pair)
                    else document_period(document)
                )
            except (ValueError, OverflowError):
                self._periods[known] = None
        return self._periods[known]

    def parse_in_document(
        self, document: Document, words: tuple[str, ...]
    ) -> tuple[Deadline | None, ...]:
        """What the words mean in that document; None where its own period is impossible."""
        known = self._terms.get(id(document))
        if known is None:
            period = self.period(document)
            if period is None:
                return (None,) * len(words)
            if period not in self._by_period:
                self._by_period[period] = _Terms(self._calendar, period)
            known = self._terms[id(document)] = self._by_period[period]
        if any(map(names_august, words)):
            # The other rows of the plan say which August is meant.
            rules = calendar_for(words, document, self._settings)
            period = self.period(document)
            return tuple([parse_once(text, period, rules) if period else None for text in words])
        return tuple([known[text] for text in words])
