"""Which event may be recorded of a thing, and why not: every refusal says what to do instead."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NoReturn

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.model.event import Cancelled, Done, Event, Extended, Reopened
from innoreg.model.order import Order
from innoreg.model.reading import read
from innoreg.model.registry import Registry
from innoreg.queries.markable import Markable
from innoreg.queries.occurrence import Occurrence

CLOSED = ("done", "done-late", "cancelled")
Raw = dict[str, Any]


class Marking:
    """A thing on a day, and the events that may follow those it has. Events are raw mappings."""

    def __init__(self, registry: Registry, thing: Markable, today: date) -> None:
        self.registry, self.thing, self.today = registry, thing, today
        self.occurrences = thing.occurrences(registry, today)

    def done(
        self,
        on: date,
        occurrence: int | None = None,
        addressee: str | None = None,
        evidence: str | None = None,
    ) -> Raw:
        """It was carried out, as a whole or by one addressee."""
        number = self._one(occurrence)
        who = self._addressee(addressee)
        self._refuse_if_closed(number, who)
        return self._event("done", on, number, who, evidence=evidence)

    def extended(
        self, to: str, basis: str, on: date | None = None, occurrence: int | None = None
    ) -> Raw:
        """Its term was moved by an order; without a day on the day of that order."""
        number = self._one(occurrence)
        ref, day = self._basis(basis)
        if not self.occurrences:
            self._no_term()
        self._refuse_if_closed(number, None)
        deadline = read(to, self.thing.period, self.registry.settings)
        if not deadline.windows:
            words = deadline.refusal.words if deadline.refusal else to
            raise Refused(
                T("the term “{to}” is not understood: “{words}”", to=to, words=words),
                T("write it as documents do: “до 1 июля”; `innoreg deadline` shows how it is read"),
            )
        return self._event("extended", on or day, number, None, to=to, basis=ref)

    def cancelled(
        self,
        on: date | None = None,
        basis: str | None = None,
        reason: str | None = None,
        occurrence: int | None = None,
    ) -> list[Raw]:
        """It was taken off control: all of it that is still open, or one occurrence."""
        ref, day = self._basis(basis) if basis else (None, self.today)
        numbers = [self._known(occurrence)] if occurrence else self._open_numbers()
        for number in numbers:
            self._refuse_if_closed(number, None)
        return [
            self._event("cancelled", on or day, n, None, basis=ref, reason=reason) for n in numbers
        ]

    def reopened(
        self,
        on: date | None = None,
        occurrence: int | None = None,
        addressee: str | None = None,
        reason: str | None = None,
    ) -> Raw:
        """It is on control again."""
        number, who = self._closed_number(occurrence), self._addressee(addressee)
        if not any(self._closing(n, who) for n in self._numbers(number)):
            raise Refused(
                T("{thing} is open: nothing was done or cancelled", thing=self._name(number, who)),
                T("`innoreg show {ref}` lists what happened", ref=self.thing.ref),
            )
        return self._event("reopened", on or self.today, number, who, reason=reason)

    def remarks(self, event: Raw) -> list[T]:
        """What is odd about an event and may still be right."""
        on, since = date.fromisoformat(event["on"]), self.thing.since
        found = []
        if on > self.today:
            found.append(T("{on} lies in the future: today is {today}", on=on, today=self.today))
        if on < since:
            found.append(T("{on} is before the document itself ({since})", on=on, since=since))
        if event["event"] == "done" and "for" not in event:
            found += self._unreported(event)
        if event["event"] == "extended":
            found += self._not_later(event)
        return found

    def _unreported(self, event: Raw) -> list[T]:
        number = event.get("occurrence")
        missing = [who for who in self.thing.addressees if not self._closing(number, who)]
        text = T(
            "recorded for all, though these have not reported: {missing}",
            missing=", ".join(missing),
        )
        return [text] if missing else []

    def _not_later(self, event: Raw) -> list[T]:
        windows = read(event["to"], self.thing.period, self.registry.settings).windows
        old = self.occurrences[(event.get("occurrence") or 1) - 1].due
        new = windows[-1].end
        return [T("the new term {new} is not later than {old}", new=new, old=old)] * (new <= old)

    def check_took_effect(self, event: Raw) -> None:
        """Refuse an event that a later one undoes: asked of the thing with the event in it."""
        number, kind = event.get("occurrence"), event["event"]
        if kind == "extended":
            said = [e for e in self.thing.events if isinstance(e, Extended)]
            last = [e for e in said if e.occurrence in (None, number)][-1]
            stands = last.on.isoformat() == event["on"]
        else:
            closed = [self._closing(n, event.get("for")) for n in self._numbers(number)]
            stands = all(closed) if kind != "reopened" else not any(closed)
        if not stands:
            self._later(event, self.thing.events)

    def _later(self, event: Raw, events: Sequence[Event]) -> NoReturn:
        last = max(e.on for e in events)
        raise Refused(
            T("on {on} is too early: a later event of {last} undoes it", on=event["on"], last=last),
            T("`innoreg show {ref}` lists what happened", ref=self.thing.ref),
        )

    def _event(
        self, kind: str, on: date, number: int | None, who: str | None, **more: str | None
    ) -> Raw:
        said = {"occurrence": number, "for": who, "report": self.thing.report, **more}
        known = {key: value for key, value in said.items() if value is not None}
        return {"event": kind, "on": on.isoformat(), **known}

    def _known(self, number: int) -> int:
        count = len(self.occurrences)
        if number > count:
            message = (
                T(
                    "{ref} has no occurrence {n}, only {count}",
                    ref=self.thing.ref,
                    n=number,
                    count=count,
                )
                if count
                else T("{ref} has no days to choose from", ref=self.thing.ref)
            )
            raise Refused(message, T("open are: {open}", open=self._listed(self._open())))
        return number

    def _one(self, number: int | None) -> int | None:
        """The occurrence that is meant; None where there is but one, or none with a date."""
        if number is not None:
            known = self._known(number)
            return known if len(self.occurrences) > 1 else None
        if len(self.occurrences) > 1:
            raise Refused(
                T(
                    "{ref} has {count} days: which one is meant?",
                    ref=self.thing.ref,
                    count=len(self.occurrences),
                ),
                T("add --occurrence N; open are: {open}", open=self._listed(self._open())),
            )
        return None

    def _open_numbers(self) -> list[int | None]:
        """What a cancellation closes: the whole, or each of those still open beside closed ones."""
        still_open = self._open()
        if len(still_open) == len(self.occurrences):
            return [None]
        return [o.number for o in still_open or self.occurrences]

    def _closed_number(self, number: int | None) -> int | None:
        """The occurrence to reopen; None for all of them, if all are closed."""
        still_open = self._open()
        if number is not None or len(self.occurrences) < 2 or not still_open:
            return self._one(number) if number is not None else None
        closed = [o for o in self.occurrences if o not in still_open]
        if not closed:
            return None
        raise Refused(
            T(
                "{ref} has {count} days: which one is meant?",
                ref=self.thing.ref,
                count=len(self.occurrences),
            ),
            T("add --occurrence N; closed are: {closed}", closed=self._listed(closed)),
        )

    def _numbers(self, number: int | None) -> list[int]:
        """The occurrences an event speaks of: the one named, or all; 1 where there are no days."""
        return [number] if number else [o.number for o in self.occurrences] or [1]

    def _open(self) -> list[Occurrence]:
        return [o for o in self.occurrences if o.status not in CLOSED]

    def _listed(self, occurrences: Iterable[Occurrence]) -> str:
        said = [f"{o.number} ({o.due.isoformat()})" for o in occurrences]
        return ", ".join(said) or "–"

    def _refuse_if_closed(self, number: int | None, who: str | None) -> None:
        event = next(filter(None, (self._closing(n, who) for n in self._numbers(number))), None)
        if event is None:
            return
        params = {"thing": self._name(number, who), "day": event.on}
        cancelled = isinstance(event, Cancelled)
        raise Refused(
            T("{thing} was taken off control on {day}", **params)
            if cancelled
            else T("{thing} was done on {day} already", **params),
            T("if that was wrong: `innoreg reopen {ref}`", ref=self.thing.ref),
        )

    def _closing(self, number: int | None, who: str | None) -> Event | None:
        """What closed an occurrence for an addressee, or for all: each of them, or all at once."""
        number = number or 1
        event = closing(self.thing.events, number, who)
        if event or who or not self.thing.addressees:
            return event
        each = [closing(self.thing.events, number, one) for one in self.thing.addressees]
        return each[-1] if all(each) else None

    def _name(self, number: int | None, who: str | None) -> str:
        name = f"{self.thing.ref} [{number}]" if number else self.thing.ref
        return f"{name} ({who})" if who else name

    def _addressee(self, ref: str | None) -> str | None:
        if ref is None:
            return None
        target = self.registry.find(ref)
        name = target.record.id if target and not target.path else ref
        if name in self.thing.addressees:
            return name
        known = ", ".join(self.thing.addressees)
        raise Refused(
            T("“{ref}” is no addressee of {thing}", ref=ref, thing=self.thing.ref),
            T("addressees are: {known}", known=known)
            if known
            else T("it has no addressees who report apart: leave out --for"),
        )

    def _basis(self, ref: str) -> tuple[str, date]:
        """The order or clause as it is written down, and the day of the order."""
        target = self.registry.find(ref, ("order", "clause"))
        if target is None or not isinstance(target.record, Order):
            raise Refused(
                T("no order or clause is called “{ref}”", ref=ref),
                T("a basis is written order/clause; `innoreg list orders` shows the ids"),
            )
        return target.ref, target.record.date or target.record.in_force_from

    def _no_term(self) -> NoReturn:
        raise Refused(
            T("{ref} has no term that could be moved", ref=self.thing.ref),
            T("give it `deadline:`, or days in `windows:` where its words cannot be dated"),
        )


def closing(events: Iterable[Event], number: int, who: str | None) -> Event | None:
    """The event that holds an occurrence closed for an addressee (None: for all at once)."""
    held: dict[str | None, Event] = {}
    for event in events:
        if event.occurrence not in (None, number):
            continue
        whom = event.for_.rpartition("/")[2] if event.for_ else None
        if isinstance(event, Done | Cancelled):
            held[whom] = event
        elif isinstance(event, Reopened):
            held = {} if whom is None else {k: e for k, e in held.items() if k not in (None, whom)}
    return held.get(who) or held.get(None)


def inserted(events: Sequence[Raw], event: Raw) -> list[Raw]:
    """The list with the event where its day belongs: oldest first, of one day the newest last."""
    at = sum(str(one.get("on", "")) <= event["on"] for one in events)
    return [*events[:at], event, *events[at:]]
