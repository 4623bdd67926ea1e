"""Records made of an imported document: a plan, new or updated, and what all imports share."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from innoreg.cli import import_preview as preview
from innoreg.cli.change_session import ChangeSession
from innoreg.cli.command_context import print_remark, show
from innoreg.cli.import_changes import change_lines
from innoreg.cli.import_questions import ask_person
from innoreg.cli.term_context import parse_context
from innoreg.deadlines import Calendar, Period
from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import T, _
from innoreg.importing.drafts import PLANS, DraftOrder, DraftTable, Imported
from innoreg.importing.messages import Note
from innoreg.importing.proposal.list_rows import Edit
from innoreg.importing.proposal.new_records import NewRecord, NewRecords
from innoreg.importing.proposal.order_record import source_words
from innoreg.importing.proposal.plan_period import find_period
from innoreg.importing.proposal.plan_record import build_plan_record, item_keys
from innoreg.importing.proposal.plan_update import Merged, merge_printed_plan
from innoreg.importing.results_sheet import read_results_sheet
from innoreg.importing.word_account import WordAccount, account_of_writing, texts_within
from innoreg.model.base import Record, references
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


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says of the document, where the document does not, or not alone."""

    period: str | None = None
    title: str | None = None
    program: str | None = None
    table: int | None = None


class RecordMaker:
    """Makes changes of one registry from one document; what found no place is told on stderr."""

    edits: tuple[Edit, ...] = ()

    def __init__(
        self, session: ChangeSession, found: Imported, wishes: Wishes, file_name: str
    ) -> None:
        self.session, self.found, self.wishes = session, found, wishes
        self.registry: Registry = session.registry
        source = source_words(found.order, self.registry) if found.order else file_name
        self.records = NewRecords(self.registry, source, to_id)
        chosen = find_by_words(session.registry, Program, wishes.program)
        self.program = chosen.id if chosen else None
        self.rules = registry_calendar(self.registry.settings)
        self.notes: list[Note] = []
        self.read: list[str] = []
        # What is written, and what of the document is not.
        self._raws: list[Raw] = []
        self._left: list[DraftTable | DraftOrder] = []

    def plan(self, name: str) -> list[Change]:
        """A new plan under the id `name`."""
        self.session.refuse_taken_id(name)
        raw = self._lone_plan()
        if self.found.order:
            print_remark(
                _("the document is an order as well: --as order writes it with its plan and lists")
            )
        return [self.new_file("roadmap", name, raw)]

    def _lone_plan(self) -> Raw:
        """The raw plan; the other tables of the document and its order are left and told."""
        table = self._table()
        self.leave(*(other for other in self.found.tables if other is not table))
        if order := self.found.order:
            self._left.append(without_headings(order))
        return self.raw_plan(table)

    def leave(self, *tables: DraftTable) -> None:
        """Say that these tables are not written."""
        for table in tables:
            self._left.append(table)
            what = preview.table_heading(table).replace("\n", " · ")
            print_remark(_("not written: {what}", what=what))

    def raw_plan(self, table: DraftTable) -> Raw:
        """The raw record of a plan; Refused where it has no title or no period."""
        table = replace(table, heading=self.wishes.title or table.heading)
        if not table.heading:
            raise Refused(
                T("the document has no heading that names the plan"),
                T("say it: --title «План работы на 2027 год»"),
            )
        period = period_of(self.wishes.period, table, self.found, self.rules)
        if period is None:
            raise Refused(
                T("the document does not say which period it plans"),
                T("say it: --period 2027 or --period 2026-2027"),
            )
        # Said aloud: a period guessed wrongly moves every date of the plan.
        if self.wishes.period is None:
            print_remark(
                _(
                    "the period is taken from the document: {start}..{end}",
                    start=period.start,
                    end=period.end,
                )
            )
        raw = build_plan_record(table, period, self.records, self.program)
        self._raws.append(raw)
        return raw

    def free_id(self, words: str) -> str:
        """An id that no record has, made of the name of the file: to try what writing would do."""
        wish = to_id(words) or "document"
        taken = {*self.registry.by_id, *self.registry.broken}
        return next(
            name for name in (wish, *(f"{wish}-{n}" for n in range(2, 1000))) if name not in taken
        )

    def update(self, name: str) -> list[Change]:
        """The changes of an existing plan, row by row by its number."""
        record = self.registry.get(Roadmap, name)
        if record is None:
            raise Refused(
                T("there is no plan “{id}” to update", id=name),
                T("leave out --update to make a new one"),
            )
        fresh = self._lone_plan()
        merged: list[Merged] = []

        def merge(old: Raw) -> Raw:
            merged.append(merge_printed_plan(old, fresh, ask_person))
            return _with_followed_terms(merged[-1].raw, name, merged[-1].renumbered)

        change = self.session.edit_record(record, merge)
        for line in change_lines(merged[-1].changes):
            show(line)
        # A person of words that did not change is no new record.
        self._raws = [merged[-1].raw, _printed_part(fresh)]
        # A row may have got another number: whatever names it follows.
        followed = references_to_parts(self.registry, record, merged[-1].renumbered)
        return [
            change,
            *(self.session.edit_record(r, partial(with_texts, texts)) for r, texts in followed),
        ]

    def _table(self) -> DraftTable:
        plans = [table for table in self.found.tables if table.kind in PLANS]
        if self.wishes.table is None and len(plans) > 1:
            listed = "; ".join(f"{n}: {table.spot}" for n, table in enumerate(plans, 1))
            raise Refused(
                T("the document holds {n} plans", n=len(plans)),
                T("say which with --table: {listed}", listed=listed),
            )
        number = self.wishes.table or 1
        if not 1 <= number <= len(plans):
            raise WrongUsage(T("there is no plan {n}, only {count}", n=number, count=len(plans)))
        return plans[number - 1]

    def new_file(self, kind: str, name: str, raw: Raw) -> Change:
        """The change that writes a new record, its keys in the order of the format."""
        order = [info.alias or key for key, info in MODELS[kind].model_fields.items()]
        raw = dict(sorted(raw.items(), key=lambda pair: order.index(pair[0])))
        if raw not in self._raws:
            self._raws.append(raw)
        return Change(
            file_of(self.registry, kind, name, raw), None, form_text(raw, MODELS[kind]).encode()
        )

    def new_records(self) -> list[NewRecord]:
        """The records that the written ones refer to and the register lacks."""
        return self.records.needed_by(self._raws)

    def account(self) -> WordAccount:
        """Where the words of the document are; Refused where one would be nowhere."""
        written = [*self._raws, *(made.raw for made in self.new_records())]
        names = (*_names_of_references(self.registry, written), *self.read)
        account = account_of_writing(self.found, written, names, self.notes, self._left)
        if account.lost:
            raise Refused(
                T("words of the document would be lost: {words}", words=" ".join(account.lost)),
                T("nothing was written; please report this document"),
            )
        return account


def refuse_without_plan(file: Path) -> NoReturn:
    """Raise Refused: the document holds no plan; a table of results has a command of its own."""
    is_results = False
    if file.suffix.lower() in (".xlsx", ".csv"):
        with suppress(Refused):
            is_results = bool(read_results_sheet(file))
    if is_results:
        raise results_refusal()
    raise Refused(
        T("no plan was recognised in the document"),
        T(
            "`--dry-run` shows what was read; a plan needs a head with columns such as «Мероприятие», «Срок»"
        ),
    )


def results_refusal() -> Refused:
    """Results of schools have a command of their own, for they go by year."""
    return Refused(
        T("these are results of schools, which go by year"),
        T("`innoreg results import FILE --year 2026` takes them in"),
    )


def without_headings(order: DraftOrder) -> DraftOrder:
    """The order with no more than the marks of its appendices: their headings are those of tables."""
    return replace(order, appendices=tuple(replace(one, heading="") for one in order.appendices))


def period_of(
    words: str | None, table: DraftTable, found: Imported, rules: Calendar
) -> Period | None:
    """The period a plan or list is for: of the command line, its heading or the order's title."""
    if words:
        return parse_context(words, rules)
    title = found.order.title if found.order else ""
    return find_period((table.heading, *table.heads, title), rules)


def _names_of_references(registry: Registry, written: Iterable[Raw]) -> Iterator[str]:
    """What the records are called that raw ones refer to by their ids."""
    for text in texts_within(list(written)):
        for record in registry.by_id.get(text, ()):
            yield from _names_of(record)
            # A pair has no name of its own: its members do.
            for _path, ref, _to in references(record):
                if target := registry.find(ref):
                    yield from _names_of(target.record)


def _names_of(record: Record) -> Iterator[str]:
    for key in ("name", "short_name", "full_name", "title", "theme", "email", "inn", "ogrn"):
        if value := getattr(record, key, None):
            yield str(value)
    yield from getattr(record, "aliases", ())
    yield from getattr(record, "head_lines", ())
    yield from (position.title for position in getattr(record, "positions", ()))


def _printed_part(plan: Raw) -> Raw:
    """The plan without the people in it: of an update only the merged record says who is meant."""
    return {
        key: [_printed_part(one) for one in value] if key in ("items", "sections") else value
        for key, value in plan.items()
        if key != "responsible"
    }


def _with_followed_terms(plan: Raw, name: str, parts: dict[str, str]) -> Raw:
    """The plan whose own terms are counted from the rows they were, by their new keys."""
    for _key, item in item_keys(plan):
        anchor = str(item.get("counted_from") or "")
        head, _slash, key = anchor.rpartition("/")
        if key in parts and head.rpartition("/")[2] == name:
            item["counted_from"] = f"{head}/{parts[key]}"
    return plan
