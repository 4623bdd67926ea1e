"""Rules of the words of terms: understood or not, present, at odds with the days given."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from innoreg.deadlines import Deadline
from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.model.deadline_messages import caution_words, refusal_words
from innoreg.model.event import Event
from innoreg.model.order import Order
from innoreg.model.pair import Pair, placed_steps
from innoreg.model.registry import Path
from innoreg.model.roadmap import Roadmap
from innoreg.rules.message_quotes import day, subplace
from innoreg.rules.plan_items import Row
from innoreg.rules.registry_view import View, gathered_once
from innoreg.rules.rule import Finding, warning
from innoreg.rules.term_readings import Document

Terms = tuple[Deadline | None, ...]


class Words(NamedTuple):
    """The words of a term, in the document they stand in, and what they mean there."""

    document: Document
    path: Path
    text: str
    term: Deadline


@gathered_once
def cautioned_terms(view: View) -> Iterator[Words]:
    """What was refused or read with a caution where it counts: no days were given by hand."""
    yield from _terms_of_plans(view)
    yield from _terms_of_clauses(view)
    yield from _terms_of_pairs(view)


def _terms_of_plans(view: View) -> Iterator[Words]:
    for plan in view.plans:
        for index, section in enumerate(plan.sections):
            if terms := _only_cautioned(view.parse_in_document(plan, section.deadline)):
                yield from _words_at(plan, ("sections", index, "deadline"), terms)
    for row in view.rows:
        item = row.item
        if item.deadline and not item.windows and (terms := _only_cautioned(row.terms)):
            yield from _words_at(row.plan, (*row.path, "deadline"), terms)
        if item.events:
            yield from _terms_of_extensions(view, row.plan, row.path, item.events)


def _terms_of_clauses(view: View) -> Iterator[Words]:
    for order, placed in view.clauses:
        clause, path = placed.clause, placed.path
        if clause.deadline and (
            terms := _only_cautioned(view.parse_in_document(order, clause.deadline))
        ):
            yield from _words_at(order, (*path, "deadline"), terms)
        if clause.events:
            yield from _terms_of_extensions(view, order, path, clause.events)
        if clause.kind == "set_terms":
            for index, term in enumerate(clause.terms):
                if terms := _only_cautioned(view.parse_in_document(order, term.deadline)):
                    yield from _words_at(order, (*path, "terms", index, "deadline"), terms)


def _terms_of_pairs(view: View) -> Iterator[Words]:
    for pair in view.all(Pair):
        for placed in placed_steps(pair):
            own = placed.step
            if own.deadline and (
                terms := _only_cautioned(view.parse_in_document(pair, own.deadline))
            ):
                yield from _words_at(pair, (*placed.path, "deadline"), terms)
            if own.events:
                yield from _terms_of_extensions(view, pair, placed.path, own.events)


def _only_cautioned(terms: Terms) -> list[tuple[int, Deadline]]:
    """Those refused or read with a caution, and which of the terms they are: most are neither."""
    return [(i, term) for i, term in enumerate(terms) if term and (term.refusal or term.warnings)]


def _words_at(document: Document, path: Path, terms: list[tuple[int, Deadline]]) -> Iterator[Words]:
    for index, term in terms:
        yield Words(document, (*path, index), term.text, term)


def _terms_of_extensions(
    view: View, document: Document, path: Path, events: tuple[Event, ...]
) -> Iterator[Words]:
    for index, event in enumerate(events):
        if event.event == "extended":
            for _index, term in _only_cautioned(view.parse_in_document(document, (event.to,))):
                yield Words(document, (*path, "events", index, "to"), term.text, term)


_NO_WEEK = frozenset({"no-such-week"})
_NO_DAY = frozenset({"no-such-day", "no-such-weekday"})
_PARTLY = "partly-outside-context"
_BEYOND = frozenset({"outside-context", _PARTLY})


def _refusal_findings(view: View, is_wanted: Callable[[str], bool]) -> Iterator[Finding]:
    """A finding at the words that cannot be read for a reason that is wanted, by its code."""
    in_plan = T("the words stay as printed; give the days in `windows:` beside them")
    in_pair = T("correct the words: the plan is the pair's own")
    in_order = T("the words stay as printed; say in `note` what they mean")
    hints: dict[type, T] = {Roadmap: in_plan, Pair: in_pair}
    for words in cautioned_terms(view):
        refusal = words.term.refusal
        if refusal and is_wanted(refusal.code):
            place = view.place(words.document, *words.path)
            yield Finding(
                subplace(place, words.text, refusal.start, refusal.end),
                refusal_words(refusal),
                hints.get(type(words.document), in_order),
            )


@warning
def deadline_not_understood(view: View) -> Iterator[Finding]:
    """The words of a term cannot be read, so the item is never due.

    Leave the words of the document and give the days beside them in `windows:`. A slip of one's
    own pen is corrected in the words.
    """
    return _refusal_findings(view, lambda code: code not in _NO_WEEK | _NO_DAY)


@warning
def week_does_not_exist(view: View) -> Iterator[Finding]:
    """The month has no such week, as this registry counts weeks (`weeks:` in innoreg.yaml).

    Find out which days are meant and give them in `windows:`; the words stay as printed.
    """
    return _refusal_findings(view, _NO_WEEK.__contains__)


@warning
def day_does_not_exist(view: View) -> Iterator[Finding]:
    """The calendar has no such day: 31 April, 29 February of a common year.

    Find out which day is meant and give it in `windows:`; the words stay as printed.
    """
    return _refusal_findings(view, _NO_DAY.__contains__)


@warning
def deadline_warning(view: View) -> Iterator[Finding]:
    """The term is understood, but something in it does not fit: a weekday, a length, a year.

    The dates stand. Check them against the document.
    """
    for words in cautioned_terms(view):
        for caution in words.term.warnings:
            # The period of an order without one is guessed from its date.
            if caution.code in _BEYOND and _has_assumed_period(words.document):
                continue
            # «февраль» of a pair that begins in mid-February is what everybody writes.
            if caution.code == _PARTLY and isinstance(words.document, Pair):
                continue
            # The words may come from the normalised text and then stand nowhere: all of it is marked.
            at = words.text.find(caution.words)
            place = view.place(words.document, *words.path)
            if at >= 0:
                place = subplace(place, words.text, at, at + len(caution.words))
            yield Finding(
                place, caution_words(caution), T("the dates stand; check them in the document")
            )


def _has_assumed_period(document: Document) -> bool:
    """Of an order only the date is known: a year of its own in a term contradicts nothing."""
    return isinstance(document, Order) and document.period is None


@warning
def missing_deadline(view: View) -> Iterator[Finding]:
    """An item has no term, neither its own nor its section's, so it is never due.

    Take the term from the document; if it has none, say so in `note`. Items with rows below them
    need none, nor does a plan without a column of terms.
    """
    for plan in view.plans:
        if plan.columns and plan.columns.deadline is None:
            continue
        bare = [r for r in view.rows_of(plan) if _needs_term(r)]
        if not bare:
            continue
        leaves = [r for r in view.rows_of(plan) if not r.item.items]
        hint = T("take it from the document, or say in `note` that it has none")
        # None at all: that is one fault of the plan and not one of each item.
        if len(bare) == len(leaves) > 1:
            yield Finding(view.place(plan, "title"), T("no item of the plan has a term"), hint)
            continue
        for row in bare:
            place = view.place(plan, *row.path, "number")
            yield Finding(place, T("item {number} has no term", number=row.number), hint)


def _needs_term(row: Row) -> bool:
    return not (row.item.items or row.item.windows or row.placed.duty.deadline)


@warning
def two_deadlines(view: View) -> Iterator[Finding]:
    """One item has several terms, one after another: all of them count.

    Leave them if the document prints both; otherwise keep the right one.
    """
    for row in view.rows:
        if len(row.item.deadline) > 1:
            terms = ", ".join(f"«{words}»" for words in row.item.deadline)
            yield Finding(
                view.place(row.plan, *row.path, "deadline", 1),
                T("item {number} has several terms: {terms}", number=row.number, terms=terms),
                T("all of them count; keep one if the document does not print both"),
                related=(
                    Related(view.place(row.plan, *row.path, "deadline", 0), T("the first term")),
                ),
            )


@warning
def shared_deadline(view: View) -> Iterator[Finding]:
    """One term is printed once for all items of a section.

    Nothing needs doing: each item takes it over. Give an item its own term if it differs.
    """
    for plan in view.plans:
        for index, section in enumerate(plan.sections):
            heirs = [
                row.placed.printed[0]
                for row in (view.rows_of(plan) if section.deadline else ())
                if row.placed.section is section and not (row.item.deadline or row.item.windows)
            ]
            if len(heirs) > 1:
                yield Finding(
                    view.place(plan, "sections", index, "deadline"),
                    T("one term serves {n} items: {items}", n=len(heirs), items=", ".join(heirs)),
                    T("each item takes it over; give an item its own if it differs"),
                )


@warning
def windows_differ(view: View) -> Iterator[Finding]:
    """Days are given by hand though the words are understood and mean other days.

    Delete `windows:` if the words are right. Days given by hand always win.
    """
    for row in view.rows:
        if not row.item.windows:
            continue
        terms = view.parse_in_document(row.plan, row.item.deadline)
        # Words that are not understood are the reason to give days by hand.
        if not terms or any(t is None or not t.windows for t in terms):
            continue
        meant = {(w.start, w.end) for term in terms if term for w in term.windows}
        if meant != {(w.from_, w.to) for w in row.item.windows}:
            words = [w for term in terms if term for w in term.windows]
            meaning = T(
                "the words mean {start} – {end}", start=day(words[0].start), end=day(words[-1].end)
            )
            yield Finding(
                view.place(row.plan, *row.path, "windows", key=True),
                T("the days given are not those the words mean"),
                T("delete `windows:` if the words are right; days given by hand win"),
                related=(Related(view.place(row.plan, *row.path, "deadline"), meaning),),
            )
