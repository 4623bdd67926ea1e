"""Which event may be recorded of a thing, and why not: every refusal says what to do instead."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from innoreg.deadlines import Window
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import TN, T
from innoreg.ledger import Occurrence
from innoreg.model.clause import Amend, Clause, all_clauses, subjects_of
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.model.term_reading import parse_term
from innoreg.queries.event_targets import Markable, closed_on, list_occurrences
from innoreg.queries.lacking_records import refuse_if_lacking

Raw = dict[str, Any]
EventKind = Literal["extended", "cancelled"]
_ABLE: Mapping[EventKind, frozenset[str]] = {
    "extended": frozenset({"extend", "amend", "set_terms", "return_for_revision"}),
    "cancelled": frozenset({"terminate", "complete", "repeal", "amend"}),
}
"""Which clauses can be the basis of such an event."""


class Marking:
    """A thing on a day, and the events that may follow those it has. Events are raw mappings."""

    def __init__(self, registry: Registry, thing: Markable, today: date) -> None:
        self.registry, self.thing, self.today = registry, thing, today
        self.occurrences = thing.duty.occurrences

    def done_events(
        self,
        on: date,
        occurrence: int | None = None,
        addressees: Sequence[str] = (),
        evidence: str | None = None,
        *,
        everyone: bool = False,
        time: str | None = None,
    ) -> list[Raw]:
        """It was carried out: by these addressees, or as a whole.

        Where several must report one by one, the whole is done only if `everyone` says so.
        """
        one = self._pick(occurrence)
        if self.thing.duty.lacks_addressees and not (addressees or everyone):
            refuse_if_lacking(self.registry)
        several = len(self.thing.duty.expected)
        if not addressees and not everyone and several > 1 and len(one.missing) > 1:
            raise Refused(
                TN("{ref}: {n} addressee reports one by one", "{ref}: {n} addressees report one by one",
                   several, ref=self.thing.ref),
                T("name who did it with --for, or say --all; `innoreg behind {ref}` shows who is left",
                  ref=self.thing.ref),
            )  # fmt: skip
        events = []
        for who in dict.fromkeys(map(self._check_addressee, addressees or (None,))):
            self._refuse_if_closed(one, who)
            events.append(self._make_event("done", on, one, who, evidence=evidence, time=time))
        return events

    def extended_event(
        self, to: str, basis: str | None, on: date | None = None, occurrence: int | None = None
    ) -> Raw:
        """Its term was moved by an order; without a day, on the day of that order.

        What a pair planned for itself is moved without any order.
        """
        one = self._pick(occurrence)
        if basis is None and self.thing.duty.kind != "step":
            raise WrongUsage(
                T("what moves the term of {ref} is not said", ref=self.thing.ref),
                T("add --basis ORDER/CLAUSE"),
            )
        ref, day = self._check_basis(basis, "extended") if basis else (None, self.today)
        if one.window is None:
            raise Refused(
                T("{ref} has no term that could be moved", ref=self.thing.ref),
                T("give it `deadline:`, or days in `windows:` where its words cannot be dated"),
            )
        self._refuse_if_closed(one, None)
        self._refuse_same_move(one, self._read_windows(to), ref)
        return self._make_event("extended", on or day, one, None, to=to, basis=ref)

    def cancelled_events(
        self,
        on: date | None = None,
        basis: str | None = None,
        reason: str | None = None,
        occurrence: int | None = None,
        addressee: str | None = None,
    ) -> list[Raw]:
        """It was taken off control, for all or one addressee: what is still open, or one occurrence."""
        if not basis and not reason:
            raise WrongUsage(
                T("what takes {ref} off control is not said", ref=self.thing.ref),
                T("add --basis ORDER/CLAUSE, or --reason with the cause in words"),
            )
        ref, day = self._check_basis(basis, "cancelled") if basis else (None, self.today)
        who = self._check_addressee(addressee)
        still_open = [o for o in self.occurrences if not closed_on(o, who)]
        wanted = [self._pick(occurrence)] if occurrence else still_open or [*self.occurrences]
        for one in wanted:
            self._refuse_if_closed(one, who)
        # All at once is one event without a number, as a person would write it.
        whole = len(wanted) == len(self.occurrences)
        return [
            self._make_event("cancelled", on or day, one, who, basis=ref, reason=reason)
            for one in ([None] if whole else wanted)
        ]

    def reopened_event(
        self,
        on: date | None = None,
        occurrence: int | None = None,
        addressee: str | None = None,
        reason: str | None = None,
    ) -> Raw:
        """It is on control again: one occurrence, or all of them if all are closed."""
        who = self._check_addressee(addressee)
        closed = [o for o in self.occurrences if closed_on(o, who)]
        # Where all or none are closed there is nothing to choose from.
        some = occurrence or 0 < len(closed) < self._count
        one = self._pick(occurrence, closed) if some else None
        wanted = [one] if one else [*self.occurrences]
        if not any(o in closed for o in wanted):
            raise Refused(
                T("{thing} is open: nothing was done or cancelled", thing=self._name_of(one, who)),
                T("`innoreg show {ref}` lists what happened", ref=self.thing.ref),
            )
        return self._make_event("reopened", on or self.today, one, who, reason=reason)

    def doubts(self, event: Raw) -> list[T]:
        """Why the day of an event cannot be right, unless a person insists."""
        on, since = date.fromisoformat(event["on"]), self.thing.since
        found = []
        if on > self.today:
            found.append(T("{on} lies in the future: today is {today}", on=on, today=self.today))
        if on < since:
            found.append(T("{on} is before the document itself ({since})", on=on, since=since))
        return found

    def is_known_on(self, event: Raw) -> bool:
        """Whether the thing is there on the day: what an order sets is not before that order."""
        since = self.thing.duty.since
        return since is None or date.fromisoformat(event["on"]) >= since

    def remarks(self, event: Raw) -> list[T]:
        """What is odd about an event and may still be right."""
        found = []
        concerned = self._occurrence_of(event)
        if event["event"] == "done" and "for" not in event and concerned.missing:
            missing = ", ".join(concerned.missing)
            found.append(
                T("recorded for all, though these have not reported: {missing}", missing=missing)
            )
        if event["event"] == "extended":
            new, old = self._read_windows(event["to"])[-1].end, concerned.due
            if old and new <= old:
                found.append(T("the new term {new} is not later than {old}", new=new, old=old))
        return found

    def check_took_effect(self, event: Raw) -> None:
        """Refuse an event that a later one undoes: asked of the thing with the event in it."""
        number, who, kind = event.get("occurrence"), event.get("for"), event["event"]
        wanted = [o for o in self.occurrences if number in (None, o.number)]
        on = date.fromisoformat(event["on"])
        # A moved term leaves the day of the move; all else is open or closed afterwards.
        if kind == "extended":
            stands = any(o.extended == on for o in self.occurrences)
        else:
            stands = all(bool(closed_on(o, who)) is (kind != "reopened") for o in wanted)
        if not stands:
            last = max(e.on for e in self.thing.events)
            raise Refused(
                T("{on} is too early: a later event of {last} undoes it", on=on, last=last),
                T("`innoreg show {ref}` lists what happened", ref=self.thing.ref),
            )

    @property
    def _count(self) -> int:
        return len(self.occurrences)

    def _make_event(
        self, kind: str, on: date, one: Occurrence | None, who: str | None, **more: str | None
    ) -> Raw:
        # With a single occurrence the number says nothing and would only clutter the file.
        number = one.number if one and self._count > 1 else None
        said = {"occurrence": number, "for": who, "report": self.thing.duty.report, **more}
        known = {key: value for key, value in said.items() if value is not None}
        return {"event": kind, "on": on.isoformat(), **known}

    def _occurrence_of(self, event: Raw) -> Occurrence:
        number = event.get("occurrence") or self.occurrences[0].number
        return next(o for o in self.occurrences if o.number == number)

    def _pick(self, number: int | None, among: Sequence[Occurrence] | None = None) -> Occurrence:
        """The occurrence that is meant; Refused, with those in question, where it is not clear."""
        if among is None:
            among = [o for o in self.occurrences if not o.is_closed]
        ref, count = self.thing.ref, self._count
        if number is None and count == 1:
            return self.occurrences[0]
        listed = list_occurrences(among)
        if number is None:
            raise Refused(
                T("{ref} has {count} days: which one is meant?", ref=ref, count=count),
                T("add --occurrence N: {listed}", listed=listed),
            )
        if found := next((o for o in self.occurrences if o.number == number), None):
            return found
        raise Refused(
            T("{ref} has no occurrence {n}, only {count}", ref=ref, n=number, count=count),
            T("it may be: {listed}", listed=listed),
        )

    def _refuse_if_closed(self, one: Occurrence, who: str | None) -> None:
        day = closed_on(one, who)
        if day is None:
            return
        thing = self._name_of(one, who)
        if one.cancelled or who in dict(one.taken_off):
            message = T("{thing} was taken off control on {day}", thing=thing, day=day)
        elif one.accepted:
            message = T("{thing} was accepted on {day}", thing=thing, day=day)
        else:
            message = T("{thing} was done on {day} already", thing=thing, day=day)
        raise Refused(message, T("if that was wrong: `innoreg reopen {ref}`", ref=self.thing.ref))

    def _name_of(self, one: Occurrence | None, who: str | None) -> str:
        ref = self.thing.ref
        name = f"{ref} [{one.number}]" if one and self._count > 1 else ref
        return f"{name} ({who})" if who else name

    def _check_addressee(self, ref: str | None) -> str | None:
        if ref is None:
            return None
        target, expected = self.registry.find(ref), self.thing.duty.expected
        if target and target.ref in expected:
            return target.ref
        known = ", ".join(expected)
        raise Refused(
            T("“{ref}” is no addressee of {thing}", ref=ref, thing=self.thing.ref),
            T("addressees are: {known}", known=known)
            if known
            else T("it has no addressees who report apart: leave out --for"),
        )

    def _check_basis(self, ref: str, kind: EventKind) -> tuple[str, date]:
        """The order or clause as it is written down, and the day of the order.

        Refused where that document cannot do such a thing, or not to this one.
        """
        target = self.registry.find(ref, ("order", "clause"))
        if target is None or not isinstance(target.record, Order):
            raise Refused(
                T("no order or clause is called “{ref}”", ref=ref),
                T("a basis is written order/clause; `innoreg list orders` shows the ids"),
            )
        order = target.record
        day = order.date or order.in_force_from
        heads = (target.clause.clause,) if target.clause else order.clauses
        able = [clause for clause in all_clauses(heads) if clause.kind in _ABLE[kind]]
        if not able:
            raise Refused(
                T("{basis} moves no term", basis=target.ref)
                if kind == "extended"
                else T("{basis} takes nothing off control", basis=target.ref),
                T(
                    "a clause that does is of one of the kinds {kinds}; `innoreg show {order}` lists"
                    " the clauses",
                    kinds=", ".join(sorted(_ABLE[kind])),
                    order=order.id,
                ),
            )
        if not any(self._is_about(clause) for clause in able):
            raise Refused(
                T(
                    "{basis} is about something else than {ref}",
                    basis=target.ref,
                    ref=self.thing.ref,
                ),
                T("`innoreg show {ref}` shows what its clauses are about", ref=target.ref),
            )
        if order.in_force_from < self.thing.since:
            raise Refused(
                T(
                    "{basis} is of {day}, before the document itself ({since})",
                    basis=target.ref,
                    day=day,
                    since=self.thing.since,
                ),
                T("name the order that decided it"),
            )
        return target.ref, day

    def _is_about(self, clause: Clause) -> bool:
        """Whether the clause names this thing or what it belongs to, or names nothing at all."""
        named = subjects_of(clause)
        if isinstance(clause, Amend):
            named = tuple(change.subject for change in clause.changes)
            named += (clause.order,) if clause.order else ()
        duty, record = self.thing.duty, self.thing.record
        own = {self.thing.ref, record.id, duty.order, duty.site, duty.program, duty.roadmap}
        own.add(f"{duty.order}/{duty.clause}")
        found = (self.registry.find(ref) for ref in named)
        return not named or any(target.ref in own for target in found if target)

    def _refuse_same_move(
        self, one: Occurrence, windows: Sequence[Window], basis: str | None
    ) -> None:
        """Refused where the term is so already, or that document has moved it already."""
        new = windows[-1].end
        # The steps of the ledger hold what clauses of orders did by themselves.
        moved = (
            step
            for step in self.thing.duty.steps
            if basis
            and step.kind in ("extended", "amended")
            and step.other in (None, "deadline", "to")
            and basis in (step.source, step.order)
            and step.occurrence in (None, one.number)
        )
        again = one.extended and one.window and one.window.end == new
        if not again and not next(moved, None):
            return
        raise Refused(
            T("{thing} is moved to {day} already", thing=self._name_of(one, None), day=one.due),
            T("`innoreg show {ref}` lists what happened", ref=self.thing.ref),
        )

    def _read_windows(self, to: str) -> tuple[Window, ...]:
        deadline = parse_term(to, self.thing.period, self.registry.settings)
        if not deadline.windows:
            words = deadline.refusal.words if deadline.refusal else to
            raise Refused(
                T("the term “{to}” is not understood: “{words}”", to=to, words=words),
                T("write it as documents do: “до 1 июля”; `innoreg deadline` shows how it is read"),
            )
        return deadline.windows
