"""Findings that the keeper of the register lets stand: matched with those of the rules, or left over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from innoreg.diagnostics import Diagnostic, facts_of
from innoreg.i18n import T
from innoreg.model.base import Accepted, Record
from innoreg.model.registry import Registry
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, info


def with_acceptances(registry: Registry, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, those that the records or the settings accept with the reason given there.

    Errors are never accepted: what contradicts itself gives no true answer.
    """
    general = {(each.code, each.facts): each.reason for each in registry.settings.accepted}
    records = {registry.source(r).file: r for r in registry.records if r.accepted or general}
    return [_with_acceptance(registry, records, general, each) for each in found]


def _with_acceptance(
    registry: Registry,
    records: Mapping[str, Record],
    general: Mapping[tuple[str, str | None], str],
    found: Diagnostic,
) -> Diagnostic:
    record = records.get(found.place.file)
    if found.severity == "error" or record is None:
        return found
    own = {(each.code, each.facts): each.reason for each in record.accepted}
    facts = facts_in(registry, record, found)
    known = ((own, facts or None), (general, facts or None), (general, None))
    reason = next((t[found.code, f] for t, f in known if (found.code, f) in t), None)
    return replace(found, accepted=reason) if reason else found


def facts_in(registry: Registry, record: Record, found: Diagnostic) -> str:
    """What `facts:` holds of a finding in the record's file."""
    return facts_of(found, registry.source(record).marked_words(found.place))


@info
def accepted_nothing(view: View) -> Iterator[Finding]:
    """A finding is accepted that there is not, or no longer in these words.

    Where the words of the record changed, look at the finding anew; else take the entry out of
    `accepted:`. Errors cannot be accepted.
    """
    accepted = [each for each in view.found if each.accepted]
    for record in view.registry.records:
        for i, entry in _left_over(view.registry, record, accepted):
            yield Finding(
                view.place(record, "accepted", i, "code"),
                T("there is no such finding any more: {code} {facts}",
                  code=entry.code, facts=entry.facts or ""),
                T("look at the record once more, then take the entry out"),
            )  # fmt: skip


def _left_over(
    registry: Registry, record: Record, accepted: Iterable[Diagnostic]
) -> Iterator[tuple[int, Accepted]]:
    if not record.accepted:
        return
    file = registry.source(record).file
    told = {
        (each.code, facts_in(registry, record, each))
        for each in accepted
        if each.place.file == file
    }
    for i, entry in enumerate(record.accepted):
        if (entry.code, entry.facts or "") not in told:
            yield i, entry
