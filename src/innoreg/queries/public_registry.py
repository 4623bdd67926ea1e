"""What of a register anybody may see: the registry made anew from the fields that are public.

Starts from nothing and adds what `innoreg.model.privacy` names. Pages and `export --public` show
this registry and no other.
"""

import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, cast

from pydantic import BaseModel

from innoreg.errors import CannotGoOn
from innoreg.i18n import T
from innoreg.model.base import Part, Record, RefTo, reference_fields, references
from innoreg.model.indicator import Indicator
from innoreg.model.indicator_table import values_file
from innoreg.model.moved_source import MovedSource
from innoreg.model.order import Order
from innoreg.model.person import Person
from innoreg.model.privacy import (
    NAMING_CLAUSES,
    PUBLIC_FIELDS,
    PUBLIC_FLAGS,
    class_of,
)
from innoreg.model.program import Program
from innoreg.model.record_models import MODELS
from innoreg.model.registry import Path, Registry, Source
from innoreg.model.roadmap import Roadmap
from innoreg.model.school import School
from innoreg.model.site import Site


def public_registry(registry: Registry) -> Registry:
    """The public records with their public fields, at their places; the settings as they are.

    Raises CannotGoOn where the settings hide a key that no record can have.
    """
    _check_hidden(registry.settings.hidden_from_public)
    view = PublicView(registry)
    shown = (view.shown(record) for record in registry.records)
    kept = [each for each in shown if each]
    # The values of a public indicator are as public as it is; results of schools are not.
    public = [record for record, _source in kept if isinstance(record, Indicator)]
    files = {values_file(registry, record) for record in registry.all(Indicator)} if public else ()
    names = {record.id for record in public}
    tables = {
        file: held
        for file, held in registry.tables.items()
        if file in files and PurePosixPath(file).stem in names
    }
    return Registry(registry.settings, kept, registry.broken, tables=tables)


def _check_hidden(names: Iterable[str]) -> None:
    # What is misspelt would be shown.
    for name in names:
        kind, _dot, key = name.partition(".")
        known = [info.alias or field for field, info in MODELS[kind].model_fields.items()]
        if key and key not in known:
            raise CannotGoOn(
                T("innoreg.yaml, hidden_from_public: no record has the key {name}", name=name),
                T("there are: {names}", names=", ".join(known)),
            )


class PublicView:
    """Says of records and references whether they are public, and what of them is."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._is_public: dict[int, bool] = {}
        self._hidden = frozenset(registry.settings.hidden_from_public)

    @cached_property
    def _named_people(self) -> frozenset[str]:
        """Who is named by orders, plans, programmes or sites; a member of a pair alone is not."""
        found = set()
        for record in self._registry.records:
            if isinstance(record, Order | Roadmap | Program | Site) and self.is_public(record):
                for _path, ref, to in references(record):
                    if "person" in to.kinds and (target := self._registry.find(ref, ("person",))):
                        found.add(target.record.id)
        return frozenset(found)

    def is_public(self, record: Record) -> bool:
        """Whether anything of the record is public."""
        if id(record) not in self._is_public:
            private = self._registry.settings.private
            if private and self._registry.source(record).file.startswith(f"{private}/"):
                # Whoever put it there wants it kept, whatever its kind.
                shown = False
            elif isinstance(record, Person):
                shown = class_of(record) == "public" and record.id in self._named_people
            else:
                shown = class_of(record) == "public" and type(record) in PUBLIC_FIELDS
                shown = shown and not (isinstance(record, Order) and record.draft)
            self._is_public[id(record)] = shown and not self._is_hidden(record)
        return self._is_public[id(record)]

    def _is_hidden(self, record: Record) -> bool:
        """Whether the settings hide the record: its kind, or a key that it cannot do without."""
        required = (
            f"{record.kind_name}.{info.alias or name}"
            for name, info in type(record).model_fields.items()
            if info.is_required()
        )
        return bool(self._hidden & {record.kind_name, *required})

    def names_public(self, ref: str, kinds: Iterable[str] = ()) -> bool:
        """Whether a reference names something public; what it names must be there."""
        target = self._registry.find(ref, tuple(kinds))
        if target is None or not self.is_public(target.record):
            return False
        if target.clause is None:
            return True
        return not self.is_hidden_clause(cast(Order, target.record), target.clause.clause)

    def shows(self, ref: str) -> bool:
        """The same of a report too, `site/interim`: it is as public as its site."""
        if self._registry.find(ref):
            return self.names_public(ref)
        head, _slash, _report = ref.rpartition("/")
        return bool(head) and self.names_public(head, ("site",))

    def shown(self, record: Record) -> tuple[Record, Source] | None:
        """The record with its public fields only, and its file; None where it is not public."""
        if not self.is_public(record):
            return None
        prepared = record
        if isinstance(record, Order) and not record.published:
            prepared = self._without_lists(record)
        elif isinstance(record, School):
            flags = tuple(each for each in record.flags if each.flag in PUBLIC_FLAGS)
            prepared = record.model_copy(update={"flags": flags})
        kept: dict[Path, Sequence[int]] = {}
        part = self._part(prepared, (), kept)
        if part is None:
            return None
        source = self._registry.source(record)
        return cast(Record, part), MovedSource(source, kept) if kept else source

    def _without_lists(self, order: Order) -> Order:
        """An order that was not published; of its clauses and appendices that name schools the frame.

        They stay in their places: what stands behind them keeps its number.
        """
        clauses = tuple(self._framed(order, each) for each in order.clauses)
        hidden = {each.appendix for each in order.clauses if self.is_hidden_clause(order, each)}
        appendices = tuple(
            each.model_copy(update={"rows": (), "evaluated": None, "text": None})
            if each.kind in ("pairs", "schools") and (each.kind == "pairs" or each.number in hidden)
            else each
            for each in order.appendices
        )
        return order.model_copy(update={"clauses": clauses, "appendices": appendices})

    def _framed(self, order: Order, clause: Any) -> Any:
        if not self.is_hidden_clause(order, clause):
            return clause
        below = tuple(self._framed(order, each) for each in clause.clauses)
        return clause.model_copy(update={"text": None, "addressees": (), "clauses": below})

    def is_hidden_clause(self, order: Order, clause: Any) -> bool:
        """Whether a clause names schools or pairs, and its order was not published."""
        if order.published:
            return False
        stigma = clause.kind == "list" and clause.flag not in PUBLIC_FLAGS
        below = any(self.is_hidden_clause(order, each) for each in clause.clauses)
        return stigma or below or clause.kind in NAMING_CLAUSES

    def _part(self, part: Part, path: Path, kept: dict[Path, Sequence[int]]) -> Part | None:
        """A part with its public fields; None where none is, or what it must name is not public."""
        allowed = PUBLIC_FIELDS.get(type(part))
        if allowed is None:
            return None
        refers = _references_of(type(part))
        update: dict[str, Any] = {}
        kind = part.kind_name if isinstance(part, Record) else None
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            if name in allowed and f"{kind}.{info.alias or name}" not in self._hidden:
                here = (*path, info.alias or name)
                shown = self._value(value, refers.get(name), here, kept)
            elif info.is_required():
                return None
            else:
                shown = info.get_default(call_default_factory=True)
            if shown is None and value is not None and info.is_required():
                return None
            if shown is not value:
                update[name] = shown
        copied = part.model_copy(update=update) if update else part
        return None if _says_nothing(copied) and not _says_nothing(part) else copied

    def _value(
        self,
        value: Any,
        to: tuple[RefTo, frozenset[str]] | None,
        path: Path,
        kept: dict[Path, Sequence[int]],
    ) -> Any:
        if isinstance(value, tuple):
            return self._values(value, to, path, kept)
        if isinstance(value, BaseModel):
            return self._part(cast(Part, value), path, kept)
        if to and isinstance(value, str):
            named, own_words = to
            return value if value in own_words or self.names_public(value, named.kinds) else None
        return value

    def _values(
        self,
        values: tuple[Any, ...],
        to: tuple[RefTo, frozenset[str]] | None,
        path: Path,
        kept: dict[Path, Sequence[int]],
    ) -> tuple[Any, ...]:
        """Those that are public. Inside one that moved up places are told under its new number."""
        found: list[Any] = []
        places: list[int] = []
        for index, each in enumerate(values):
            shown = self._value(each, to, (*path, len(found)), kept)
            if shown is not None:
                found.append(shown)
                places.append(index)
        if len(found) < len(values):
            kept[path] = places
        same = len(found) == len(values) and all(map(operator.is_, found, values))
        return values if same else tuple(found)


def _references_of(model: type[BaseModel]) -> Mapping[str, tuple[RefTo, frozenset[str]]]:
    return {name: (to, words) for name, _key, to, words in reference_fields(model) if to}


def _says_nothing(part: Part) -> bool:
    """Whether a part has only default values: a party of whom nothing public is left."""
    if isinstance(part, Record):
        return False
    return all(
        getattr(part, name) == info.get_default(call_default_factory=True)
        for name, info in type(part).model_fields.items()
    )
