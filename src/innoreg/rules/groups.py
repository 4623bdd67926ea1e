"""Rules of groups: they have as many members as their document says."""

from collections.abc import Iterator

from innoreg.diagnostics import Related
from innoreg.i18n import T
from innoreg.ledger.group_uses import GroupUse, group_uses, named_groups
from innoreg.ledger.groups import as_group, day_of_document
from innoreg.model.group import Group, NamedGroup
from innoreg.model.roadmap import Roadmap
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, error

_Seen = set[tuple[str, tuple[str, ...]]]


@error
def group_size(view: View) -> Iterator[Finding]:
    """A group has more or fewer members than its document says.

    Find out who is missing in the register, or who does not belong: `include:` and `exclude:` of the
    group name them; or correct `expect:`.
    """
    seen: _Seen = set()
    for use in group_uses(view.registry):
        yield from _check_own(view, use)
        for named in named_groups(view.registry, use.group):
            yield from _check_named(view, use, named, seen)


def _check_own(view: View, use: GroupUse) -> Iterator[Finding]:
    expect = use.group.expect
    found = _members(view, use, use.group) if expect is not None else None
    if found is not None and len(found) != expect:
        yield Finding(view.place(use.document, *use.path), *_words(expect, found))


def _check_named(view: View, use: GroupUse, named: NamedGroup, seen: _Seen) -> Iterator[Finding]:
    """Of a group with a name, at its own record: once for those that several documents mean alike."""
    found = _members(view, use, as_group(named)) if named.expect is not None else None
    if found is None or len(found) == named.expect or (named.id, found) in seen:
        return
    seen.add((named.id, found))
    meant = Related(view.place(use.document, *use.path), T("on the day of this document"))
    yield Finding(view.place(named, "expect"), *_words(named.expect, found), related=(meant,))


def _members(view: View, use: GroupUse, group: Group) -> tuple[str, ...] | None:
    """Who they are on the day of the document; None where it has none, or they are not at hand."""
    document = use.document
    if (day := day_of_document(view.registry, document)) is None:
        return None
    if view.outcome.groups.may_lack([group]):
        return None
    order = view.registry.order_of(document) if isinstance(document, Roadmap) else document
    return view.outcome.groups.members([group], day, order.id if order else None)


def _words(expect: int | None, found: tuple[str, ...]) -> tuple[T, T]:
    names = ", ".join(found) or "–"
    return (
        T("{expect} expected, {n} found: {names}", expect=expect, n=len(found), names=names),
        T("name those missing in `include:`, those too many in `exclude:`"),
    )
