"""The record of an order made of its document, with its plans and lists as appendices."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from innoreg.cli.command_context import print_remark
from innoreg.cli.import_records import RecordMaker, period_of
from innoreg.errors import Refused
from innoreg.folding import comparison_key
from innoreg.i18n import T, _
from innoreg.importing.drafts import PLANS, DraftAppendix, DraftOrder, DraftTable
from innoreg.importing.messages import note
from innoreg.importing.proposal.list_records import read_list
from innoreg.importing.proposal.list_rows import ListSource
from innoreg.importing.proposal.order_record import (
    appendix_number,
    build_order_record,
    named_appendices,
    read_day,
    settle_clauses,
)
from innoreg.importing.word_account import split_words
from innoreg.model.authority import Authority
from innoreg.store.file_writer import Change

Raw = dict[str, Any]
_KINDS = {"consultants": "assignments", "pairs": "pairs", "sites": "sites", "schools": "schools"}
# The key of an appendix that holds the rows of a list, by the kind of the list.
_ROWS = {"consultants": "assignments", "pairs": "pairs", "sites": "sites", "schools": "rows"}


class OrderMaker(RecordMaker):
    """Makes the changes of an order; its plan is written as `ID-plan`."""

    def order(self, name: str) -> list[Change]:
        """A new order under the id `name`, its plans (`name`-plan) and lists as appendices."""
        draft = self.found.order
        if draft is None:
            raise Refused(T("this document is no order: it has no clauses"), T("try --as roadmap"))
        self.session.refuse_taken_id(name)
        self._refuse_unreadable(draft)
        raw = build_order_record(draft, self.records)
        signatory = (raw.get("signatory") or {}).get("person", "")
        if mine := self.records.other_name(signatory, draft.signatory):
            self.notes.append(note("differs", text=draft.signatory, mine=mine))
        raw["title"] = self.wishes.title or raw["title"]
        if raw["title"] == "?":
            raise Refused(
                T("the order has no title that was recognised"),
                T("say it: --title «О проведении совещания»"),
            )
        changes: list[Change] = []
        appendices: list[Raw] = []
        for number, table, appendix in self._appended(draft):
            made: Raw = {"number": number, "title": appendix.heading if appendix else ""}
            if table is None:
                made |= {"kind": "text", "text": appendix.text if appendix else ""}
            elif table.kind in PLANS:
                plan_name = f"{name}-plan-{number}" if changes else f"{name}-plan"
                self.session.refuse_taken_id(plan_name)
                made["title"] = table.heading or made["title"]
                plan = self.raw_plan(replace(table, heading=made["title"]))
                changes.append(self.new_file("roadmap", plan_name, plan))
                made |= {"kind": "roadmap", "roadmap": plan_name}
            else:
                made["title"] = table.heading or made["title"]
                made |= self._list_appendix(replace(table, heading=made["title"]))
            if appendix and appendix.lines:
                made["mark"] = list(appendix.lines)
            if made.get("text") == "":
                made["kind"] = "lost"
                del made["text"]
            appendices.append({key: value for key, value in made.items() if value != ""})
        held = {str(appendix["number"]) for appendix in appendices}
        for number in sorted(named_appendices(raw) - held):
            print_remark(_("the file does not hold appendix {n}: it is written as lost", n=number))
            appendices.append({"number": number, "kind": "lost"})
        if appendices:
            raw["appendices"] = sorted(appendices, key=lambda one: _as_number(one["number"]))
        settle_clauses(raw, self.records)
        self._tell_letterhead(draft, raw["issuer"])
        return [*changes, self.new_file("order", name, raw)]

    def _refuse_unreadable(self, draft: DraftOrder) -> None:
        if not any(line.strip() for line in draft.issuer):
            raise Refused(
                T("the order does not say who issued it"),
                T("write its letterhead above the kind of document, or make the record by hand"),
            )
        if draft.date and read_day(draft.date) is None:
            raise Refused(
                T("the date of the order cannot be read: {words}", words=draft.date),
                T("write it as 12.01.2027; nothing was written"),
            )

    def _appended(
        self, order: DraftOrder
    ) -> Iterator[tuple[str, DraftTable | None, DraftAppendix | None]]:
        """The appendices in order: number, its table or None, what the document says of it."""
        count, taken = 0, set()
        for appendix in order.appendices:
            count += 1
            table = None if appendix.table is None else self.found.tables[appendix.table]
            taken.add(appendix.table)
            yield appendix_number(appendix.mark) or str(count), table, appendix
        for place, table in enumerate(self.found.tables):
            if place not in taken:
                count += 1
                yield str(count), table, None

    def _list_appendix(self, table: DraftTable) -> Raw:
        """The keys of an appendix that is a list; one of people without roles is a text."""
        period = period_of(self.wishes.period, table, self.found, self.rules)
        if table.kind == "people":
            return {"kind": "text", "text": "\n".join(_table_lines(table))}
        source = ListSource(
            self.records.source, self.program, period, ordered=True, rules=self.rules
        )
        listed = read_list(table, self.records, source)
        self.notes += listed.notes
        self.read += listed.read
        rows = listed.rows
        if table.kind == "schools":
            rows = [{"school": name} for name in rows]
        if not rows:
            return {"kind": "text", "text": "\n".join(_table_lines(table))}
        made: Raw = {"kind": _KINDS[table.kind], _ROWS[table.kind]: rows}
        if table.kind == "consultants":
            program = {"program": self.program} if self.program else {}
            made |= {"role": "consultant", **program, **source.term}
        return made

    def _tell_letterhead(self, draft: DraftOrder, issuer: str) -> None:
        """Say which words of the letterhead the record of the issuer does not have."""
        known = self.registry.get(Authority, issuer)
        if known is None:  # a new record, which has the letterhead as printed
            return
        names = (known.name, known.short_name or "", *known.aliases, *known.head_lines)
        held = {comparison_key(word) for word in split_words(names)}
        words = split_words(draft.issuer)
        if rest := [word for word in words if comparison_key(word) not in held]:
            self.notes.append(note("head-left-out", text=" ".join(rest)))


def _table_lines(table: DraftTable) -> Iterator[str]:
    """The rows of a list as lines of a text, cells between strokes."""
    if table.heads:
        yield _line_of(table.heads)
    for row in table.rows:
        cells = (row.printed, row.title, row.responsible, row.deadline, row.result)
        yield _line_of((*filter(None, cells), *(cell.text for cell in row.extra)))


def _line_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _as_number(text: str) -> tuple[int, str]:
    return (int(text) if text.isdecimal() else 1000, text)
