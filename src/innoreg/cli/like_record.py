"""What `innoreg new --like` begins with: a record of the register, or the newest order of a kind."""

from collections.abc import Mapping
from typing import Any

from innoreg.cli.change_session import ChangeSession
from innoreg.cli.command_context import print_remark
from innoreg.cli.reference_lookup import find_target
from innoreg.errors import WrongUsage
from innoreg.folding import comparison_key
from innoreg.i18n import T, _
from innoreg.model.base import Record
from innoreg.model.clause import all_clauses
from innoreg.model.order import Order
from innoreg.store.file_writer import read_bytes
from innoreg.store.form_like import example_form, form_like, named_people, order_form
from innoreg.store.record_form import key_text
from innoreg.store.record_keys import Raw, clause_kinds
from innoreg.store.record_reader import read_mapping
from innoreg.store.tree import MemoryTree
from innoreg.value_words import find_value, value_texts, value_word

_DOCUMENTS = ("Распоряжение", "Приказ", "Решения", "Постановление")
"""Kinds of document that an example can be given for where the register has none."""


def begin_like(session: ChangeSession, model: type[Record], words: str) -> Raw:
    """The mapping of a new record of that kind, made like the one that the words mean.

    words: a reference; of an order also a kind of clause («утвердить») or of document («приказ»),
    of which the newest signed one is taken.
    """
    registry = session.registry
    found = registry.find(words, (model.kind_name,))
    record = found.record if found else None
    if record is None and model is not Order:
        target = find_target(registry, words)
        raise WrongUsage(
            T("{ref} is another kind of record", ref=target.ref),
            T("name one of the same kind: `innoreg list {kind}`", kind=model.kind_name),
        )
    if record is None:
        return _order_of_kind(session, words)
    print_remark(_("begun like {id}", id=record.id))
    data = _mapping_of(session, record)
    return _order_like(session, data) if model is Order else form_like(data)


def _order_like(session: ChangeSession, old: Raw) -> Raw:
    """The form of an order, with a word on the people that it still names."""
    new = order_form(old, session.today.year)
    kept = [f"{key_text(path)}={value}" for path, value in named_people(new)]
    if kept:
        print_remark(_("kept from it, look whether it still holds: {keys}", keys=", ".join(kept)))
    return new


def _order_of_kind(session: ChangeSession, words: str) -> Raw:
    """An order like the newest of the kind; like the shipped example where there is none."""
    kind, asked = find_value("kind", words, clause_kinds()), comparison_key(words)
    fitting = [
        order
        for order in session.registry.signed_orders
        if any(clause.kind == kind for clause in all_clauses(order.clauses))
        or (not kind and comparison_key(order.order_kind).startswith(asked))
    ]
    # Invented ones only where there are no others.
    fitting = [order for order in fitting if not order.sample] or fitting
    if fitting:
        newest = max(fitting, key=lambda order: (order.exists_from, order.id))
        print_remark(
            _("begun like {id}, the newest of the kind “{kind}”", id=newest.id,
              kind=value_word("kind", kind) if kind else newest.order_kind)
        )  # fmt: skip
        return _order_like(session, _mapping_of(session, newest))
    document = next((name for name in _DOCUMENTS if comparison_key(name).startswith(asked)), None)
    if not (kind or document):
        raise WrongUsage(
            T("“{words}” is no order and no kind of one", words=words),
            T("name an order, a kind of document, or what it does: {expected}",
              expected=", ".join(value_texts("kind", clause_kinds()))),
        )  # fmt: skip
    print_remark(_("the register has no such order yet: begun like the example of `innoreg init`"))

    def is_wanted(clause: Mapping[str, Any]) -> bool:
        return bool(clause["kind"] == (kind or "approve"))

    return example_form(session.today.year, is_wanted, document or _DOCUMENTS[0])


def _mapping_of(session: ChangeSession, record: Record) -> Raw:
    file = session.registry.source(record).file
    data, _source, _found = read_mapping(MemoryTree({file: read_bytes(session.root, file)}), file)
    assert data is not None
    return data
