"""All records of a tree: found by kind, id or reference, each with its place in the files."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from innoreg.diagnostics import Place
from innoreg.file_kinds import FileKind
from innoreg.i18n import T
from innoreg.model.base import Part, Record
from innoreg.model.clause import Approve, PlacedClause
from innoreg.model.order import Order
from innoreg.model.pair import Pair, PlacedStep, placed_steps
from innoreg.model.program import Program, Project
from innoreg.model.record_models import kind_of
from innoreg.model.roadmap import PlacedItem, Roadmap, placed_items
from innoreg.model.settings import Settings

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]


class Source(Protocol):
    """The file a record came from."""

    @property
    def file(self) -> str:
        """Path relative to the root, with `/`."""

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Where the value (or its key) at `path` stands, or its nearest parent that does."""

    def marked_words(self, place: Place) -> str:
        """The words of the file that a place marks."""


class Target(NamedTuple):
    """What a reference names: a record, or an item, clause, project or step of a pair inside one."""

    kind: str
    record: Record
    path: Path = ()
    item: PlacedItem | None = None
    clause: PlacedClause | None = None
    project: Project | None = None
    step: PlacedStep | None = None

    @property
    def part(self) -> Part:
        """What it names, itself, without its place."""
        if self.item:
            return self.item.item
        if self.clause:
            return self.clause.clause
        if self.step:
            return self.step.step
        return self.project or self.record

    @property
    def ref(self) -> str:
        """The shortest reference that names it."""
        key = self.item or self.clause or self.step
        tail = key.key if key else self.project.id if self.project else None
        return f"{self.record.id}/{tail}" if tail else self.record.id


class Registry:
    """The records of one revision; never changed after it was made."""

    def __init__(
        self,
        settings: Settings,
        records: Iterable[tuple[Record, Source]],
        broken: frozenset[str] = frozenset(),
        file_kind: Callable[[str], FileKind] = lambda _path: "picture",
        doubts: Mapping[str, frozenset[int]] | None = None,
        tables: Mapping[str, bytes | T] | None = None,
    ) -> None:
        self.settings = settings
        self.left_out: tuple[Record, ...] = ()
        """Invented records that `without_samples` took out."""
        self.tables = tables or {}
        """Of each table beside the records its bytes, or why they cannot be read, by its path from the root.

        Read with the records: what the disk holds later may be of another state.
        """
        # Of the tree the records came from: it may be a revision in git.
        self._file_kind = file_kind
        self.papers: dict[str, FileKind] = {}
        """What `file_kind` was asked, and what it said."""
        self.broken = broken
        """Ids of the files with errors: their records are absent here, or cut down."""
        self.doubts = doubts or {}
        """Of each file with errors that was read for the rest the lines of the parts that lack something."""
        # By file, so that answers do not depend on the order of reading.
        pairs = sorted(records, key=lambda pair: pair[1].file)
        self.records = tuple(record for record, _source in pairs)
        # By identity: comparing records compares all their fields, and none is ever replaced here.
        self._sources: Mapping[int, Source] = {id(record): source for record, source in pairs}
        # Rules and rows ask for the same references again and again.
        self._found_targets: dict[tuple[str, tuple[str, ...]], Target | None] = {}
        self._parts: dict[int, Mapping[str, Target]] = {}

    def file_kind(self, path: str) -> FileKind:
        """What lies at a path from the root; records name papers as evidence and emblems."""
        self.papers[path] = self._file_kind(path)
        return self.papers[path]

    @cached_property
    def samples(self) -> tuple[Record, ...]:
        """The invented records that stand beside real ones; none where all records are invented."""
        invented = tuple(record for record in self.records if record.sample)
        return invented if len(invented) < len(self.records) else ()

    def without_samples(self) -> "Registry":
        """The registry as answers look at it: invented records are not there beside real ones."""
        if not self.samples:
            return self
        kept = ((r, self._sources[id(r)]) for r in self.records if not r.sample)
        shown = Registry(self.settings, kept, self.broken, self.file_kind, self.doubts, self.tables)
        shown.left_out = self.samples
        return shown

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Record, ...]]:
        """The records of each id; more than one is a finding of the rules."""
        # Ids are unique but for mistakes, so a tuple is nearly always of one.
        found: dict[str, tuple[Record, ...]] = {}
        for record in self.records:
            found[record.id] = (*found.get(record.id, ()), record)
        return found

    @cached_property
    def _by_kind(self) -> Mapping[type[Record], tuple[Record, ...]]:
        found = defaultdict[type[Record], list[Record]](list)
        for record in self.records:
            found[type(record)].append(record)
        return {model: tuple(several) for model, several in found.items()}

    def all(self, model: type[R]) -> tuple[R, ...]:
        """Every record of one kind, by file name: `registry.all(Order)`."""
        return self._by_kind.get(model, ())  # type: ignore[return-value]

    def ids(self, kinds: Collection[str]) -> Sequence[str]:
        """The ids that a reference to these kinds may mean."""
        return [record.id for record in self.records if record.kind_name in kinds]

    def get(self, model: type[R], ref: str | None) -> R | None:
        """The record of that kind that `ref` names, or None."""
        if ref is None:
            return None
        target = self.find(ref, (model.kind_name,))
        return target.record if target and isinstance(target.record, model) else None

    def is_damaged(self, record: Record) -> bool:
        """Whether its file has errors, so that it may lack something."""
        return record.id in self.broken

    def source(self, record: Record) -> Source:
        """The file of a record."""
        return self._sources[id(record)]

    def place(self, record: Record, *path: str | int, key: bool = False) -> Place:
        """Where a value of the record (or its key) stands."""
        return self.source(record).place(path, key=key)

    def find(self, ref: str, kinds: Iterable[str] = ()) -> Target | None:
        """What `ref` names: `id`, `kind/id`, `roadmap/number`, `order/number`, `program/project`.

        `kinds` narrows the answer to these; empty, anything may be meant.
        """
        asked = (ref, tuple(kinds))
        try:
            return self._found_targets[asked]
        except KeyError:
            self._found_targets[asked] = found = self._find(*asked)
            return found

    def _find(self, ref: str, wanted: tuple[str, ...]) -> Target | None:
        # `roadmap/plan` and `plan/1`: the first word is a kind, unless that leads nowhere.
        words = ref.split("/")
        kind = kind_of(words[0]) if len(words) > 1 else None
        if kind and (found := self._find_record(kind, words[1:], wanted)):
            return found
        return self._find_record(None, words, wanted)

    def _find_record(
        self, kind: str | None, words: list[str], wanted: tuple[str, ...]
    ) -> Target | None:
        for record in self.by_id.get(words[0], ()):
            if kind not in (None, record.kind_name):
                continue
            target = Target(record.kind_name, record) if len(words) == 1 else None
            if len(words) == 2:
                target = self.parts(record).get(words[1].rstrip("."))
            if target and (not wanted or target.kind in wanted):
                return target
        return None

    def parts(self, record: Record) -> Mapping[str, Target]:
        """The items of a plan, clauses of an order, projects of a programme or steps of a pair, by key.

        Of two with the same key the first one counts; the rules report the second.
        """
        cached = self._parts.get(id(record))
        if cached is None:
            cached = self._parts[id(record)] = _index_parts(record)
        return cached

    @cached_property
    def signed_orders(self) -> tuple[Order, ...]:
        """The orders that are no drafts, by file name: nothing follows from a draft."""
        return tuple(order for order in self.all(Order) if not order.draft)

    @cached_property
    def _order_of(self) -> Mapping[str, Order]:
        return self._carriers(self.signed_orders)

    @cached_property
    def _draft_of(self) -> Mapping[str, Order]:
        drafts = self._carriers(order for order in self.all(Order) if order.draft)
        return {id: order for id, order in drafts.items() if id not in self._order_of}

    def _carriers(self, orders: Iterable[Order]) -> Mapping[str, Order]:
        """By the id of each plan the first of these orders that approves it, or has it as an appendix."""
        found: dict[str, Order] = {}
        for order in sorted(orders, key=lambda each: each.exists_from):
            for ref in self._plans_of(order):
                if roadmap := self.get(Roadmap, ref):
                    found.setdefault(roadmap.id, order)
        return found

    def _plans_of(self, order: Order) -> Iterator[str]:
        for appendix in order.appendices:
            if appendix.roadmap:
                yield appendix.roadmap
        for placed in order.placed_clauses():
            if isinstance(placed.clause, Approve):
                yield from placed.clause.subjects

    def draft_of(self, roadmap: Roadmap) -> Order | None:
        """The draft that alone carries the plan: until it is signed nothing of the plan is owed."""
        return self._draft_of.get(roadmap.id)

    def order_of(self, roadmap: Roadmap) -> Order | None:
        """The order that approves the plan or carries it as its appendix; of several the first one signed."""
        return self._order_of.get(roadmap.id)

    def is_unapproved(self, roadmap: Roadmap) -> bool:
        """Whether no order approves the plan or is drafted to: what it lists counts as owed all the same.

        False where that is not known, since an order may be in a file that could not be read whole.
        """
        carried = roadmap.id in self._order_of or roadmap.id in self._draft_of
        return not carried and not any(
            all(isinstance(record, Order) for record in self.by_id.get(id, ()))
            for id in self.broken
        )


def _index_parts(record: Part) -> Mapping[str, Target]:
    """The numbered parts of a record by their key; of equal keys the first."""
    found: dict[str, Target] = {}
    if isinstance(record, Roadmap):
        for item in placed_items(record):
            found.setdefault(item.key, Target("item", record, item.path, item=item))
    elif isinstance(record, Order):
        for clause in record.placed_clauses():
            found.setdefault(clause.key, Target("clause", record, clause.path, clause=clause))
    elif isinstance(record, Program):
        for index, project in enumerate(record.projects):
            found.setdefault(
                project.id, Target("project", record, ("projects", index), project=project)
            )
    elif isinstance(record, Pair):
        for step in placed_steps(record):
            found.setdefault(step.key, Target("step", record, step.path, step=step))
    return found
