"""Each dated window of a term and what became of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from innoreg.deadlines import (
    BINDING_KINDS,
    Calendar,
    Offset,
    Period,
    Window,
    day_of_offset,
    expand,
    parse_once,
)
from innoreg.ledger.step import CountedFrom, Step, StepKind

TermKind = Literal["by", "on", "during", "continuous", "recurring", "unscheduled"]


class DatedTerm(NamedTuple):
    """One window of a term. kind and window are None where the words are not understood."""

    words: str
    kind: TermKind | None
    window: Window | None


UNDATED = DatedTerm("", "unscheduled", None)


def dated_windows(
    words: tuple[str, ...], period: Period, calendar: Calendar, counted_from: CountedFrom = ()
) -> list[DatedTerm]:
    """Every window the words give in `period`, by their last days; the undatable last.

    counted_from: what «в течение 10 дней со дня …» is counted from, where that is known.
    """
    # Stable: two texts that end on one day stay in the order of the document.
    found = [term for text in words for term in _read_windows(text, period, calendar, counted_from)]
    return sorted(found, key=_end_of_term)


def windows_by_hand(words: tuple[str, ...], windows: Iterable[Window]) -> list[DatedTerm]:
    """The windows a keeper has set beside words that cannot be dated."""
    text = "; ".join(words)
    return [DatedTerm(text, "by" if w.start is None else "during", w) for w in windows]


def last_day(words: tuple[str, ...], period: Period, calendar: Calendar) -> date | None:
    """The last day of all the windows."""
    return max(
        (t.window.end for t in dated_windows(words, period, calendar) if t.window), default=None
    )


def _read_windows(
    text: str, period: Period, calendar: Calendar, counted_from: CountedFrom
) -> Iterator[DatedTerm]:
    deadline = parse_once(text, period, calendar)
    if deadline.offset and (day := _counted_from(deadline.offset, dict(counted_from))):
        due = day_of_offset(deadline.offset, day, calendar.working_days)
        exact = deadline.offset.exact
        yield DatedTerm(text, "on" if exact else "by", Window(due if exact else None, due))
        return
    windows = expand(deadline, period, calendar)
    for window in windows:
        yield DatedTerm(text, deadline.kind, window)
    if not windows:
        yield DatedTerm(text, deadline.kind, None)


def _counted_from(offset: Offset, days: Mapping[str, date]) -> date | None:
    """The day the term is counted from: set by hand, or of the document itself; None if unknown."""
    return days.get("") or (days.get(offset.anchor) if offset.own else None)


def _end_of_term(term: DatedTerm) -> date:
    return term.window.end if term.window else date.max


Ended = Literal["done", "done-late", "cancelled"]
OccurrenceStatus = Ended | Literal["planned", "extended", "overdue"]


class Occurrence(NamedTuple):
    """One window of a duty, counted from 1.

    window: in force; None for words without a date. first: as it was set. extended: the day it
    was last moved. done: the day the last of those who must report did. done_by: who reported
    and when. missing: who must and did not. taken_off: who must no more and did not, and since
    when. accepted, returned, cancelled: the days.
    """

    number: int
    words: str
    kind: TermKind | None
    window: Window | None
    first: Window | None
    missing: tuple[str, ...] = ()
    done_by: tuple[tuple[str | None, date], ...] = ()
    taken_off: tuple[tuple[str, date], ...] = ()
    extended: date | None = None
    done: date | None = None
    accepted: date | None = None
    returned: date | None = None
    cancelled: date | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done."""
        return bool(self.done or self.accepted or self.cancelled)

    @property
    def ended(self) -> Ended | None:
        """How it was closed; None while it is open."""
        if self.done and self.due and self.done > self.due and self.kind in BINDING_KINDS:
            return "done-late"
        if self.done or self.accepted:
            return "done"
        return "cancelled" if self.cancelled else None

    @property
    def due(self) -> date | None:
        """The last day in force; None for words without a date, and for what goes on all the time."""
        return self.window.end if self.window and self.kind != "continuous" else None

    def overdue(self, day: date) -> bool:
        """Whether it should have been done before `day`; never where no day binds."""
        return (
            not self.is_closed and self.kind in BINDING_KINDS and bool(self.due and self.due < day)
        )

    def status(self, day: date) -> OccurrenceStatus:
        """Where it stands on `day`, which must be the day of the state it comes from."""
        if ended := self.ended:
            return ended
        if self.overdue(day):
            return "overdue"
        return "extended" if self.extended else "planned"


class Course(NamedTuple):
    """Occurrences so far, the context of words to come, and the steps that found none to change."""

    expected: tuple[str, ...]
    calendar: Calendar
    period: Period | None = None
    occurrences: tuple[Occurrence, ...] = ()
    stray: tuple[Step, ...] = ()

    def with_terms(self, terms: Iterable[DatedTerm]) -> "Course":
        """Closed occurrences stay; what was open gives way to the new terms."""
        # Numbers go on after the closed ones, because events in the files name them.
        kept = tuple(o for o in self.occurrences if o.is_closed)
        number = max((o.number for o in kept), default=0)
        new = tuple(
            Occurrence(number + i, t.words, t.kind, t.window, t.window, self.expected)
            for i, t in enumerate(terms, 1)
        )
        return self._replace(occurrences=(*kept, *new))

    def with_step(self, step: Step) -> "Course":
        """The course once `step` is taken."""
        change = _CHANGES.get(step.kind)
        return change(self, step) if change else self

    def change_occurrences(
        self,
        step: Step,
        which: Callable[[Occurrence], bool],
        to: Callable[[Occurrence], Occurrence],
    ) -> "Course":
        """Change the occurrences the step names (all of them where it names none)."""
        if step.occurrence and all(o.number != step.occurrence for o in self.occurrences):
            return self._replace(stray=(*self.stray, step))
        return self._replace(
            occurrences=tuple(
                to(o) if step.occurrence in (None, o.number) and which(o) else o
                for o in self.occurrences
            ),
        )


def _is_open(occurrence: Occurrence) -> bool:
    return not occurrence.is_closed


def _set_terms(course: Course, step: Step) -> Course:
    course = course._replace(period=step.period)
    return course.with_terms(_terms_of_step(course, step) or [UNDATED])


def _move(course: Course, step: Step) -> Course:
    if step.kind == "amended" and step.other != "deadline":
        return course
    day = [DatedTerm("", "by", Window(None, step.end))] if step.end else []
    terms = _terms_of_step(course, step) or day
    moved = [o for o in course.occurrences if _is_open(o) and step.occurrence in (None, o.number)]
    if not terms or (not moved and not step.occurrence):
        return course
    # Several new days for another number of old ones: nothing says which is which, so the open
    # ones are set anew.
    if len(terms) > 1 and len(terms) != len(moved):
        return course.with_terms(terms)
    # One new day serves all that were moved; several are as many as they, so zip pairs them.
    to = dict(zip((o.number for o in moved), terms * len(moved), strict=False))
    return course.change_occurrences(
        step, lambda o: o.number in to, lambda o: _move_one(o, to[o.number], step)
    )


def _terms_of_step(course: Course, step: Step) -> list[DatedTerm]:
    period = step.period or course.period
    if period is None:
        return []
    return dated_windows(step.words, period, course.calendar, step.counted_from)


def _move_one(occurrence: Occurrence, term: DatedTerm, step: Step) -> Occurrence:
    """An amendment puts new words in place of the printed ones; an extension leaves those."""
    words = term.words if step.kind == "amended" and term.words else occurrence.words
    kind, window = term.kind, term.window
    return occurrence._replace(words=words, kind=kind, window=window, extended=step.day)


def _do(course: Course, step: Step) -> Course:
    return course.change_occurrences(
        step, lambda o: not (o.done or o.cancelled), lambda o: _do_one(o, step)
    )


def _do_one(occurrence: Occurrence, step: Step) -> Occurrence:
    assert step.day is not None  # an event always bears a day; only openings may lack one
    by = (*occurrence.done_by, (step.addressee, step.day))
    left = () if step.addressee is None else _without(occurrence.missing, step.addressee)
    # Whoever reports though it was taken off has reported.
    off = tuple(each for each in occurrence.taken_off if each[0] != step.addressee)
    done = None if left else step.day
    return occurrence._replace(done_by=by, missing=left, taken_off=off, done=done)


def _without(refs: tuple[str, ...], ref: str | None) -> tuple[str, ...]:
    return tuple(each for each in refs if each != ref)


def _cancel(course: Course, step: Step) -> Course:
    return course.change_occurrences(step, _is_open, lambda o: _cancel_one(o, step))


def _cancel_one(occurrence: Occurrence, step: Step) -> Occurrence:
    assert step.day is not None  # as of what was done
    left = () if step.addressee is None else _without(occurrence.missing, step.addressee)
    off = ((ref, step.day) for ref in occurrence.missing if ref not in left)
    taken_off = (*occurrence.taken_off, *off)
    # Taken off for one addressee only: what the others did or have yet to do goes on. Where
    # nobody is left and nobody did anything, the whole of it is off.
    if step.addressee is None or not (left or occurrence.done_by):
        return occurrence._replace(cancelled=step.day, missing=(), taken_off=taken_off)
    last = max((day for _who, day in occurrence.done_by), default=None)
    done = None if left else last
    return occurrence._replace(missing=left, taken_off=taken_off, done=done)


def _reopen(course: Course, step: Step) -> Course:
    return course.change_occurrences(
        step, lambda _o: True, lambda o: _reopen_one(o, step, course.expected)
    )


def _reopen_one(occurrence: Occurrence, step: Step, expected: tuple[str, ...]) -> Occurrence:
    if step.addressee is None:
        cleared = occurrence._replace(done_by=(), missing=expected, taken_off=())
    else:
        by = tuple(each for each in occurrence.done_by if each[0] != step.addressee)
        off = tuple(each for each in occurrence.taken_off if each[0] != step.addressee)
        left = {*occurrence.missing, step.addressee}
        missing = tuple(ref for ref in expected if ref in left)
        cleared = occurrence._replace(done_by=by, missing=missing, taken_off=off)
    return cleared._replace(done=None, accepted=None, cancelled=None)


def _accept(course: Course, step: Step) -> Course:
    waiting = [o for o in course.occurrences if not o.accepted]
    # Reports are often accepted without an event that says they were handed in; then the first
    # one that waits is meant.
    handed = {o.number for o in waiting if o.done}
    chosen = handed or {o.number for o in waiting[:1]}
    if not chosen:
        return course._replace(stray=(*course.stray, step))
    return course.change_occurrences(
        step, lambda o: o.number in chosen, lambda o: o._replace(accepted=step.day)
    )


def _return(course: Course, step: Step) -> Course:
    """Back on control: what was handed in last and not accepted has to be handed in again."""
    handed = [o.number for o in course.occurrences if o.done and not o.accepted]
    return course.change_occurrences(
        step,
        lambda o: o.number == max(handed, default=0),
        lambda o: _return_one(o, step, course.expected),
    )


def _return_one(occurrence: Occurrence, step: Step, expected: tuple[str, ...]) -> Occurrence:
    off = {ref for ref, _day in occurrence.taken_off}
    left = tuple(ref for ref in expected if ref not in off)
    back = occurrence._replace(returned=step.day, done=None, done_by=(), missing=left)
    if step.end is None:
        return back
    # With a day for the corrected report that day is the term.
    return back._replace(kind="by", window=Window(None, step.end), extended=step.day)


def _assess(course: Course, step: Step) -> Course:
    return _return(course, step) if step.other == "remarks" else course


_CHANGES: Mapping[StepKind, Callable[[Course, Step], Course]] = {
    "terms_set": _set_terms,
    "extended": _move,
    "amended": _move,
    "done": _do,
    "submitted": _do,
    "completed": _do,
    "cancelled": _cancel,
    "terminated": _cancel,
    "reopened": _reopen,
    "accepted": _accept,
    "returned": _return,
    "assessed": _assess,
}
