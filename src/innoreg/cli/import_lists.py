"""Records of a list that is no appendix of an order: people, schools, pairs, sites, consultants."""

from typing import Any, Literal, get_args

from innoreg.cli.import_records import RecordMaker, period_of, results_refusal, without_headings
from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.importing.drafts import PLANS, DraftTable
from innoreg.importing.proposal.list_records import read_list
from innoreg.importing.proposal.list_rows import Edit, ListSource
from innoreg.importing.results_sheet import is_results_head
from innoreg.ledger import replay
from innoreg.model.program import Program
from innoreg.model.record_models import MODELS
from innoreg.store.file_writer import Change

Raw = dict[str, Any]
ListKind = Literal["people", "schools", "pairs", "sites", "consultants"]


class ListMaker(RecordMaker):
    """Makes the changes of the lists of one kind in a document."""

    def lists(self, kind: ListKind) -> list[Change]:
        """New records for the rows that the register lacks, and what existing ones get more."""
        tables = [table for table in self.found.tables if table.kind == kind]
        if not tables:
            raise Refused(
                T("no such list was recognised in the document"),
                T("`--dry-run` shows what was read; the heads of the columns decide"),
            )
        self.leave(*(table for table in self.found.tables if table.kind != kind))
        if order := self.found.order:
            self._left.append(without_headings(order))
        self.edits = tuple(edit for table in tables for edit in self._read(table))
        return [self._edited(edit) for edit in self.edits]

    def _read(self, table: DraftTable) -> list[Edit]:
        heading = self.wishes.title or table.heading
        basis = " ".join(filter(None, (heading, "" if heading else self.records.source)))
        if table.kind == "consultants" and self.program is None:
            raise Refused(
                T("the list does not say in which programme these people consult"),
                T("say it: --program ID; in an order the appendix says it"),
            )
        if is_results_head(table.heads):
            raise results_refusal()
        period = period_of(self.wishes.period, table, self.found, self.rules)
        source = ListSource(basis, self.program, period, rules=self.rules)
        listed = read_list(table, self.records, source)
        self.notes += listed.notes
        self.read += listed.read
        if table.kind == "consultants":
            return self._consultants(listed.rows, source)
        self._raws.append({"rows": listed.rows})
        return listed.edits

    def _consultants(self, rows: list[Raw], source: ListSource) -> list[Edit]:
        program = self.registry.get(Program, self.program)
        assert program is not None
        state = replay(self.registry, self.session.today)
        held = {(one.person, one.role, tuple(one.scope)) for one in program.assignments}
        held |= {(one.person, one.role, tuple(one.scope)) for one in state.assignments}
        new = [
            {**row, "role": "consultant", **source.term, "basis": source.basis}
            for row in rows
            if (row["person"], "consultant", tuple(row.get("scope", ()))) not in held
        ]
        self._raws.append({"rows": rows})
        if not new:
            return []
        words = f"{program.title}: +{len(new)}"
        return [
            Edit(
                "program",
                program.id,
                lambda raw: {**raw, "assignments": [*(raw.get("assignments") or ()), *new]},
                words,
            )
        ]

    def _edited(self, edit: Edit) -> Change:
        record = self.registry.get(MODELS[edit.kind], edit.id)
        assert record is not None
        made: list[Raw] = []

        def change(raw: Raw) -> Raw:
            made.append(edit.change(raw))
            return made[-1]

        changed = self.session.edit_record(record, change)
        self._raws.append(made[-1])
        return changed


def chosen_list(tables: tuple[DraftTable, ...]) -> ListKind | None:
    """The one kind of list a document without a plan holds; None if it holds none, or several."""
    if any(table.kind in PLANS for table in tables):
        return None
    kinds = {table.kind for table in tables}
    return next((kind for kind in get_args(ListKind) if kinds == {kind}), None)
