"""What a printed order needs: `render` refuses an order without it, so the keeper is told before."""

import re
from collections.abc import Iterator

from innoreg.i18n import T
from innoreg.model.authority import Authority, Letterhead
from innoreg.model.clause import Clause, PlacedClause, subjects_of
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.requisite_words import (
    CONTROL,
    CONTROL_WITHIN,
    FEDERAL_CITY,
    HEADING,
    MENTION,
    NAME,
    ORDER_WORDS,
    ORDERS,
    PLACE,
    RESOLUTIONS,
    TERRITORY,
    compact_text,
)
from innoreg.rules.order_requisites import APPENDIX_NAMED
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, clause_number, info

_SURNAME_FIRST = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s(?:[А-ЯЁ]\.\s?){1,2}")
_TYPED_LEVELS = 4
"""So deep a number that does not follow from Word's own list is seen to be typed by hand."""
_PICTURES = (".png", ".jpg", ".jpeg")


@info
def not_printable(view: View) -> Iterator[Finding]:
    """`render` would refuse the order: something that a printed one must have is not in the record.

    Give it before the order is printed. Of an order that another office signed and nobody will
    print here, accept the finding.
    """
    for order in view.orders:
        kind = compact_text(order.order_kind)
        if kind not in ORDERS | RESOLUTIONS:
            yield Finding(
                view.place(order, "order_kind"),
                T("no printed order is called “{kind}”", kind=order.order_kind),
                T("one of: {expected}", expected=", ".join(sorted(ORDERS | RESOLUTIONS))),
            )
        yield from _wordless_clauses(view, order)
        if kind not in RESOLUTIONS:
            yield from _requisites(view, order)
            yield from _clauses(view, order)
            yield from _appendices(view, order)
    yield from _emblems(view)


def _requisites(view: View, order: Order) -> Iterator[Finding]:
    issuer = view.registry.get(Authority, order.issuer)
    head = issuer.head_lines if issuer else ()
    letterhead = (issuer.letterhead if issuer else None) or Letterhead()
    if issuer and not head:
        yield Finding(
            view.place(order, "issuer"),
            T("nothing stands over the orders of “{id}”", id=issuer.id),
            T("give it `letterhead:` with `lines:`"),
        )
    for index, line in enumerate(letterhead.lines[:-1] if issuer else ()):
        if line.startswith("("):
            assert issuer is not None
            yield Finding(
                view.place(issuer, "letterhead", "lines", index),
                T("the short name does not stand under the full one"),
                T("make it the last of `lines:`"),
            )
    yield from _place(view, order, order.place or letterhead.place or "", head)
    yield from _heading_and_preamble(view, order, order.order_word or letterhead.order_word or ":")
    person = view.registry.get(Person, order.signatory.person) if order.signatory else None
    if person and not (_SURNAME_FIRST.fullmatch(person.name) or NAME.fullmatch(person.name)):
        yield Finding(
            view.place(person, "name"),
            T("“{name}” is no surname with initials, as it stands under an order",
              name=person.name),
            T("write it as «Жуковицкая Н.Н.»; the full one belongs into `full_name`"),
        )  # fmt: skip


def _place(view: View, order: Order, place: str, head: tuple[str, ...]) -> Iterator[Finding]:
    key = "place" if order.place else "title"
    if FEDERAL_CITY.match(place):
        yield Finding(
            view.place(order, key, key=not order.place),
            T("the city of federal importance is named without “г.”"),
            T("write the city alone"),
        )
    if place and not PLACE.fullmatch(place):
        yield Finding(
            view.place(order, key, key=not order.place),
            T("“{place}” is not known as a place of issue", place=place),
            T("write the town alone: «Выборг», «г. Выборг»"),
        )
    if not place and not any(map(TERRITORY.search, head)):
        yield Finding(
            view.place(order, key, key=not order.place),
            T("neither a place of issue nor the author's name says where it was issued"),
            T("give `place:` here or in the letterhead of the issuer"),
        )


def _heading_and_preamble(view: View, order: Order, word: str) -> Iterator[Finding]:
    if not HEADING.match(order.title):
        yield Finding(
            view.place(order, "title"),
            T("the heading does not begin with О, Об or Обо"),
            T("write it as over the text: «О реализации …»"),
        )
    if order.title.endswith("."):
        yield Finding(
            view.place(order, "title"),
            T("the heading ends with a full stop"),
            T("leave the full stop out"),
        )
    if word.strip() == ":":
        if not (order.preamble or order.basis):
            yield Finding(
                view.place(order, "title", key=True),
                T("there is neither a preamble nor an order word"),
                T("give `preamble:`, or `order_word:` such as «ПРИКАЗЫВАЮ:»"),
            )
    elif compact_text(word) not in ORDER_WORDS or not word.endswith(":"):
        key = "order_word" if order.order_word else "title"
        yield Finding(
            view.place(order, key, key=not order.order_word),
            T("“{word}” is not known as an order word with its colon", word=word),
            T(
                "one of: {expected}",
                expected=", ".join(f"{each.upper()}:" for each in sorted(ORDER_WORDS)),
            ),
        )


def _clauses(view: View, order: Order) -> Iterator[Finding]:
    placed = view.clauses_of(order)
    if not placed:
        place = view.place(order, "title", key=True)
        yield Finding(place, T("there are no clauses"), T("enter its `clauses:`"))
        return
    counters: list[int] = []
    for each in placed:
        level = len(each.path) // 2
        counters = [*counters[:level], *[0] * (level - len(counters))]
        counters[-1] += 1
        wanted = ".".join(map(str, counters))
        if level <= _TYPED_LEVELS and each.key != wanted:
            yield Finding(
                view.place(order, *each.path, "number"),
                T("clause {key} would be printed with the number {wanted}",
                  key=clause_number(each), wanted=wanted),
                T("number the clauses one after the other"),
            )  # fmt: skip
    yield from _unended_clauses(view, order, placed)
    last = placed[-1]
    text = last.clause.text
    says = CONTROL.search(text[:CONTROL_WITHIN]) if text else last.clause.kind == "control"
    # An order without such a clause is told by another rule, but for a council, which needs none.
    issuer = view.registry.get(Authority, order.issuer)
    needs_none = issuer is not None and issuer.type == "council"
    if not says and (needs_none or any(each.clause.kind == "control" for each in placed)):
        yield Finding(
            view.place(order, *last.path),
            T("the last clause does not say “Контроль за исполнением …”"),
            T("put the clause of control last"),
        )


def _unended_clauses(
    view: View, order: Order, placed: tuple[PlacedClause, ...]
) -> Iterator[Finding]:
    """Every clause without sub-clauses, and the last one of each group of them, ends with a stop."""
    levels = [len(each.path) // 2 for each in placed]
    for index, each in enumerate(placed):
        level = levels[index]
        after = levels[index + 1] if index + 1 < len(placed) else None
        closes = after is None or (after <= level and (level == 1 or after < level))
        text = (each.clause.text or ".").rstrip()
        if closes and not text.endswith((".", ":")):
            yield Finding(
                view.place(order, *each.path, "text"),
                T("clause {key} does not end with a full stop", key=clause_number(each)),
                T("end it with a full stop"),
            )


def _wordless_clauses(view: View, order: Order) -> Iterator[Finding]:
    for each in view.clauses_of(order):
        if not (each.clause.text or _can_be_written(order, each.clause)):
            yield Finding(
                view.place(order, *each.path, "kind"),
                T("clause {key}: there is neither a text nor fields to write it from",
                  key=clause_number(each)),
                T("give the clause a `text:`"),
            )  # fmt: skip


def _can_be_written(order: Order, clause: Clause) -> bool:
    """Whether the fields of a clause suffice for its sentence."""
    subjects = subjects_of(clause)
    named = any(a.number == clause.appendix for a in order.appendices) or len(order.appendices) == 1
    appendix = bool(clause.appendix) and named
    if clause.kind in ("take_note", "inform"):
        return False
    if clause.kind in ("approve", "complete"):
        return bool(subjects)
    if clause.kind == "set_terms":
        return bool(clause.terms or clause.appendix)
    if clause.kind == "extend":
        return bool(subjects)
    if clause.kind == "accept_results":
        return bool(subjects or clause.appendix)
    if clause.kind == "return_for_revision":
        return bool(subjects or clause.addressees)
    if clause.kind == "appoint":
        return bool(clause.assignments) or (appendix and any(a.role for a in order.appendices))
    if clause.kind == "assign_pairs":
        return bool(subjects) or appendix
    if clause.kind == "instruct":
        return bool(clause.addressees and clause.clauses)
    if clause.kind == "amend":
        return bool(clause.order and clause.changes)
    if clause.kind == "control":
        return bool(clause.by_signatory or clause.post or clause.person)
    return True


def _appendices(view: View, order: Order) -> Iterator[Finding]:
    """Where the words of clauses and the appendices differ though the keys agree."""
    texts = [placed.clause.text for placed in view.clauses_of(order)]
    # What is written from fields names its appendix itself.
    written = {p.clause.appendix for p in view.clauses_of(order) if p.clause.text is None}
    named = {found[1] for text in texts if text for found in MENTION.finditer(text)}
    keys = {placed.clause.appendix for placed in view.clauses_of(order)}
    numbers = [appendix.number for appendix in order.appendices]
    if len(numbers) != 1:
        yield from _missing_appendices(view, order, {*numbers})
    if len(numbers) == 1 and named:
        # The only one bears no number in print, so any mention means it.
        named.add(numbers[0])
    for index, number in enumerate(numbers):
        if number in keys and number not in named | written:
            yield Finding(
                view.place(order, "appendices", index),
                T("the text does not name appendix {number}", number=number or ""),
                T("say «(приложение {number})» in the clause", number=number or ""),
            )


def _missing_appendices(view: View, order: Order, there: set[str | None]) -> Iterator[Finding]:
    """Those that the words name in another way than «(приложение 2)», which another rule reads."""
    for placed in view.clauses_of(order):
        text = placed.clause.text or ""
        told = {found[1] or found[2] for found in APPENDIX_NAMED.finditer(text)}
        for number in dict.fromkeys(found[1] for found in MENTION.finditer(text)):
            if number and number not in there | told:
                yield Finding(
                    view.place(order, *placed.path, "text"),
                    T("the text names appendix {number}, and it is not there", number=number),
                    T(
                        "add it to `appendices:`, or accept the finding where it is of another order"
                    ),
                )


def _emblems(view: View) -> Iterator[Finding]:
    for issuer in view.all(Authority):
        emblem = issuer.letterhead.emblem if issuer.letterhead else None
        if emblem is None:
            continue
        path = f"{view.registry.settings.templates}/{emblem}"
        if not view.registry.has_file(path):
            yield Finding(
                view.place(issuer, "letterhead", "emblem"),
                T("there is no picture “{path}” among the templates", path=emblem),
                T("put it there, or take `emblem` out of the letterhead"),
            )
        elif not emblem.lower().endswith(_PICTURES):
            yield Finding(
                view.place(issuer, "letterhead", "emblem"),
                T("“{path}” is neither a PNG nor a JPEG picture", path=emblem),
                T("save the picture as PNG or JPEG"),
            )
