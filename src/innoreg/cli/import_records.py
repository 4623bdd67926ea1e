"""Records made of an imported document: a plan, an order with its appendices, an updated plan."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import typer

from innoreg.cli import import_preview as preview
from innoreg.cli.change_session import ChangeSession
from innoreg.cli.command_context import print_remark, show
from innoreg.cli.import_changes import change_lines
from innoreg.cli.term_context import parse_context
from innoreg.deadlines import Calendar, Period
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import T, _
from innoreg.importing.drafts import DraftAppendix, DraftTable, Imported
from innoreg.importing.proposal.order_record import (
    appendix_number,
    build_consultants,
    build_order_record,
    named_appendices,
)
from innoreg.importing.proposal.party_matching import People, UnknownNames
from innoreg.importing.proposal.plan_period import find_period
from innoreg.importing.proposal.plan_record import PLANS, build_plan_record, item_keys
from innoreg.importing.proposal.plan_update import Merged, Question, merge_printed_plan
from innoreg.importing.word_account import words_not_written
from innoreg.model.program import Program
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Registry
from innoreg.model.roadmap import Roadmap
from innoreg.model.term_reading import registry_calendar
from innoreg.queries.record_names import find_by_words
from innoreg.queries.rename_plan import references_to_parts
from innoreg.store.file_writer import Change
from innoreg.store.record_change import file_of, with_texts
from innoreg.store.record_form import form_text
from innoreg.store.record_ids import to_id

Raw = dict[str, Any]


class RecordMaker:
    """Makes changes of one registry from one document; what found no place is told on stderr."""

    def __init__(
        self,
        session: ChangeSession,
        found: Imported,
        period: str | None,
        title: str | None,
        program: str | None,
        table: int | None,
    ) -> None:
        self.session, self.found, self.words, self.number = session, found, period, table
        self.title = title
        self.registry: Registry = session.registry
        self.people, self.unknown = People(session.registry), UnknownNames()
        chosen = find_by_words(session.registry, Program, program)
        self.program = chosen.id if chosen else None

    def plan(self, name: str) -> list[Change]:
        """A new plan under the id `name`."""
        self.session.refuse_taken_id(name)
        return [self._file("roadmap", name, self._raw_plan(self._table()))]

    def _raw_plan(self, table: DraftTable) -> Raw:
        table = replace(table, heading=self.title or table.heading)
        if not table.heading:
            raise Refused(
                T("the document has no heading that names the plan"),
                T("say it: --title «План работы на 2027 год»"),
            )
        period = period_of(self.words, table, self.found, registry_calendar(self.registry.settings))
        if period is None:
            raise Refused(
                T("the document does not say which period it plans"),
                T("say it: --period 2027 or --period 2026-2027"),
            )
        # Said aloud: a period guessed wrongly moves every date of the plan.
        if self.words is None:
            print_remark(
                _(
                    "the period is taken from the document: {start}..{end}",
                    start=period.start,
                    end=period.end,
                )
            )
        raw = build_plan_record(table, period, self.people, self.unknown, self.program)
        if lost := words_not_written(table, raw):
            raise Refused(
                T("words of the document would be lost: {words}", words=" ".join(lost)),
                T("nothing was written; please report this document"),
            )
        return raw

    @property
    def is_only_order(self) -> bool:
        """Whether the document is an order without a plan."""
        return self.found.order is not None and not any(
            table.kind in PLANS for table in self.found.tables
        )

    def free_id(self, words: str) -> str:
        """An id that no record has, made of the name of the file: to try what writing would do."""
        wish = to_id(words) or "document"
        taken = {*self.registry.by_id, *self.registry.broken}
        return next(
            name for name in (wish, *(f"{wish}-{n}" for n in range(2, 1000))) if name not in taken
        )

    def order(self, name: str) -> list[Change]:
        """A new order under the id `name`, its plans (`name`-plan) and consultants as appendices."""
        if self.found.order is None:
            raise Refused(T("this document is no order: it has no clauses"), T("try --as roadmap"))
        self.session.refuse_taken_id(name)
        raw = build_order_record(self.found.order, self.registry, self.people)
        raw["title"] = self.title or raw["title"]
        if raw["title"] == "?":
            raise Refused(
                T("the order has no title that was recognised"),
                T("say it: --title «О проведении совещания»"),
            )
        changes = list(self._issuer(raw))
        appendices: list[Raw] = []
        for number, table, appendix in self._appended():
            made: Raw = {"number": number, "title": appendix.heading if appendix else ""}
            if table is None:
                made |= {"kind": "text", "text": appendix.text if appendix else ""}
            elif table.kind in PLANS:
                known = any(change.file.endswith(f"/{name}-plan.yaml") for change in changes)
                plan_name = f"{name}-plan-{number}" if known else f"{name}-plan"
                self.session.refuse_taken_id(plan_name)
                made["title"] = table.heading or made["title"]
                plan = self._raw_plan(replace(table, heading=made["title"]))
                changes.append(self._file("roadmap", plan_name, plan))
                made |= {"kind": "roadmap", "roadmap": plan_name}
            else:
                made["title"] = table.heading or made["title"]
                made |= self._consultants(table)
            if made.get("text") == "":
                made = {"number": number, "title": made["title"], "kind": "lost"}
            appendices.append({key: value for key, value in made.items() if value != ""})
        held = {str(appendix["number"]) for appendix in appendices}
        for number in sorted(named_appendices(raw) - held):
            print_remark(_("the file does not hold appendix {n}: it is written as lost", n=number))
            appendices.append({"number": number, "kind": "lost"})
        if appendices:
            raw["appendices"] = sorted(appendices, key=lambda one: _as_number(one["number"]))
        return [*changes, self._file("order", name, raw)]

    def _issuer(self, raw: Raw) -> Iterator[Change]:
        """A new authority for an issuer that the register does not know; its id goes into `raw`."""
        assert self.found.order is not None
        if raw["issuer"] != "?":
            return
        printed = " ".join(self.found.order.issuer).strip()
        if not printed:
            raise Refused(
                T("the order does not say who issued it"),
                T("write its letterhead above the kind of document, or make the record by hand"),
            )
        name = to_id(printed)[:40].strip("-") or "issuer"
        self.session.refuse_taken_id(name)
        print_remark(_("a new record: {words} as {id}; see to its type", words=printed, id=name))
        raw["issuer"] = name
        yield self._file(
            "authority", name, {"schema": 1, "name": printed, "type": _issuer_type(printed)}
        )

    def _appended(self) -> Iterator[tuple[str, DraftTable | None, DraftAppendix | None]]:
        """The appendices in order: number, its table or None, what the document says of it."""
        order = self.found.order
        assert order is not None
        written = (*PLANS, "consultants")
        count, taken = 0, set()
        for appendix in order.appendices:
            count += 1
            table = None if appendix.table is None else self.found.tables[appendix.table]
            taken.add(appendix.table)
            known = table is not None and table.kind in written
            if table is not None and not known:
                self._tell_unwritten(table)
            yield appendix_number(appendix.mark) or str(count), table if known else None, appendix
        for place, table in enumerate(self.found.tables):
            if place in taken:
                continue
            if table.kind not in written:
                self._tell_unwritten(table)
                continue
            count += 1
            yield str(count), table, None

    def _tell_unwritten(self, table: DraftTable) -> None:
        what = preview.table_heading(table).replace("\n", " · ")
        print_remark(_("not written: {what}", what=what))

    def _consultants(self, table: DraftTable) -> Raw:
        rows, lost = build_consultants(table, self.registry, self.people)
        for line in lost:
            print_remark(_("no district or person of the register: {line}", line=line))
        period = period_of(self.words, table, self.found, registry_calendar(self.registry.settings))
        term = {"from": period.start.isoformat(), "to": period.end.isoformat()} if period else {}
        program = {"program": self.program} if self.program else {}
        return {"kind": "assignments", "role": "consultant", **program, **term, "assignments": rows}

    def update(self, name: str) -> list[Change]:
        """The changes of an existing plan, row by row by its number."""
        record = self.registry.get(Roadmap, name)
        if record is None:
            raise Refused(
                T("there is no plan “{id}” to update", id=name),
                T("leave out --update to make a new one"),
            )
        fresh = self._raw_plan(self._table())
        merged: list[Merged] = []

        def merge(old: Raw) -> Raw:
            merged.append(merge_printed_plan(old, fresh, ask_person))
            return _with_followed_terms(merged[-1].raw, name, merged[-1].renumbered)

        change = self.session.edit_record(record, merge)
        for line in change_lines(merged[-1].changes):
            show(line)
        # A row may have got another number: whatever names it follows.
        followed = references_to_parts(self.registry, record, merged[-1].renumbered)
        return [
            change,
            *(self.session.edit_record(r, partial(with_texts, texts)) for r, texts in followed),
        ]

    def _table(self) -> DraftTable:
        plans = [table for table in self.found.tables if table.kind in PLANS]
        if not plans:
            raise Refused(
                T("no plan was recognised in the document"),
                T(
                    "`--dry-run` shows what was read; a plan needs a head with columns such as «Мероприятие», «Срок»"
                ),
            )
        if self.number is None and len(plans) > 1:
            listed = "; ".join(f"{n}: {table.spot}" for n, table in enumerate(plans, 1))
            raise Refused(
                T("the document holds {n} plans", n=len(plans)),
                T("say which with --table: {listed}", listed=listed),
            )
        number = self.number or 1
        if not 1 <= number <= len(plans):
            raise WrongUsage(T("there is no plan {n}, only {count}", n=number, count=len(plans)))
        return plans[number - 1]

    def _file(self, kind: str, name: str, raw: Raw) -> Change:
        return Change(
            file_of(self.registry, kind, name, raw), None, form_text(raw, MODELS[kind]).encode()
        )


def period_of(
    words: str | None, table: DraftTable, found: Imported, rules: Calendar
) -> Period | None:
    if words:
        return parse_context(words, rules)
    title = found.order.title if found.order else ""
    return find_period((table.heading, *table.heads, title), rules)


def _as_number(text: str) -> tuple[int, str]:
    return (int(text) if text.isdecimal() else 1000, text)


def _issuer_type(name: str) -> str:
    """What kind of body its name says it is."""
    words = name.casefold()
    kinds = (("школ", "school"), ("сош", "school"), ("гимнази", "school"), ("лице", "school"),
             ("институт", "institute"), ("методическ", "methodical_centre"), ("совет", "council"),
             ("район", "municipal"), ("муниципальн", "municipal"))  # fmt: skip
    return next((kind for stem, kind in kinds if stem in words), "committee")


def _with_followed_terms(plan: Raw, name: str, parts: dict[str, str]) -> Raw:
    """The plan whose own terms are counted from the rows they were, by their new keys."""
    for _key, item in item_keys(plan):
        anchor = str(item.get("counted_from") or "")
        head, _slash, key = anchor.rpartition("/")
        if key in parts and head.rpartition("/")[2] == name:
            item["counted_from"] = f"{head}/{parts[key]}"
    return plan


def ask_person(question: Question, before: str, after: str) -> bool:
    """The answer of the person at the terminal; Refused where nobody can be asked."""
    asked = {
        "same-row": _("Is this one row?\n  here:     {before}\n  document: {after}\nOne row",
                      before=before, after=after),
        "edited-twice": _("These words were changed here and in the document.\n"
                          "  here:     {before}\n  document: {after}\nTake those of the document",
                          before=before, after=after),
    }[question]  # fmt: skip
    if sys.stdin is not None and sys.stdin.isatty():
        return typer.confirm(asked, default=False, err=True)
    reason = {
        "same-row": T(
            "it is not sure that “{before}” is now “{after}”", before=before, after=after
        ),
        "edited-twice": T(
            "“{before}” was edited here and is “{after}” in the document",
            before=before,
            after=after,
        ),
    }[question]
    raise Refused(
        reason, T("nothing was written; run it on a terminal, where it asks, or change it by hand")
    )
