"""Duties that no day can be given to: in no list of a month, so they are told here."""

from collections.abc import Iterator
from datetime import date

from innoreg.i18n import T
from innoreg.rules.plan_items import Row
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, info


@info
def duty_without_date(view: View) -> Iterator[Finding]:
    """An open duty has no last day: the document gives none, or one that only an event can bring.

    It is never due or overdue; `innoreg due --undated` lists it. Give its days in `windows:` once
    they are known (of an item), or mark it with `innoreg done`; accept the finding where that is all.
    """
    for duty in view.outcome.duties.values():
        waiting = [o for o in duty.occurrences if o.window is None and not o.is_closed]
        if any(o.kind == "unscheduled" for o in waiting):
            yield Finding(
                view.place(duty.record, *duty.path, "kind"),
                T("{ref} has no date: {words}", ref=duty.ref, words=duty.words[0])
                if any(duty.words)
                else T("{ref} has no date: the document gives no term", ref=duty.ref),
                _HINT,
            )
    for row in view.rows:
        undated = [term for term in row.terms if term and term.kind == "unscheduled"]
        known = row.item.windows or row.item.events or isinstance(row.item.counted_from, date)
        if undated and not known:
            yield Finding(
                view.place(row.plan, *row.path, "deadline"),
                T("{ref} has no date: {words}", ref=_cited(row),
                  words=undated[0].text),
                T("mark {anchor} when it is done: the term begins with that", anchor=anchor)
                if isinstance(anchor := row.item.counted_from, str)
                else T("give its days in `windows:` once they are known, or mark it when it is done"),
            )  # fmt: skip


def _cited(row: Row) -> str | T:
    """The reference that is typed, with the number as printed where that is another."""
    ref, number = f"{row.plan.id}/{row.key}", row.number
    return ref if isinstance(number, str) else T("{ref} (item {number})", ref=ref, number=number)


_HINT = T("mark it when it is done; `innoreg due --undated` lists all such duties")
