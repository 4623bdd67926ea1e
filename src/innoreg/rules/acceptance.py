"""Findings that the keeper of the register lets stand: matched with those of the rules, or left over."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from innoreg.diagnostics import Diagnostic, facts_of
from innoreg.i18n import T
from innoreg.model.base import Accepted, Record
from innoreg.model.registry import Registry
from innoreg.model.results import Results
from innoreg.model.results_book import rows_file
from innoreg.rules.registry_view import View
from innoreg.rules.rule import Finding, info


def with_acceptances(registry: Registry, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings, those that the records or the settings accept with the reason given there.

    Errors are never accepted: what contradicts itself gives no true answer.
    """
    general = {(each.code, each.facts): each.reason for each in registry.settings.accepted}
    records = records_by_file(registry)
    return [_with_acceptance(registry, records, general, each) for each in found]


def _with_acceptance(
    registry: Registry,
    records: Mapping[str, Record],
    general: Mapping[tuple[str, str | None], str],
    found: Diagnostic,
) -> Diagnostic:
    record = records.get(found.place.file)
    if found.severity == "error" or record is None or not (record.accepted or general):
        return found
    own = {(each.code, each.facts): each.reason for each in record.accepted}
    facts = facts_in(registry, record, found)
    known = ((own, facts or None), (general, facts or None), (general, None))
    reason = next((t[found.code, f] for t, f in known if (found.code, f) in t), None)
    return replace(found, accepted=reason) if reason else found


def facts_in(registry: Registry, record: Record, found: Diagnostic) -> str:
    """What `facts:` holds of a finding in the record's file."""
    source = registry.source(record)
    # Of a row in a table beside the record the values of the message tell which it is.
    return facts_of(
        found, source.marked_words(found.place) if found.place.file == source.file else ""
    )


def records_by_file(registry: Registry) -> dict[str, Record]:
    """The record that accepts the findings of a file: its own, or the one whose table it is."""
    found: dict[str, Record] = {rows_file(registry, r): r for r in registry.all(Results)}
    return found | {registry.source(record).file: record for record in registry.records}


@info
def accepted_nothing(view: View) -> Iterator[Finding]:
    """A finding is accepted that there is not, or no longer in these words.

    Where the words of the record changed, look at the finding anew; else take the entry out of
    `accepted:`. Errors cannot be accepted.
    """
    keepers = records_by_file(view.registry)
    told: dict[int, set[tuple[str, str]]] = {}
    for each in view.found:
        if each.accepted and (record := keepers.get(each.place.file)):
            facts = facts_in(view.registry, record, each)
            told.setdefault(id(record), set()).add((each.code, facts))
    for record in view.registry.records:
        for i, entry in _left_over(record, told.get(id(record), set())):
            yield Finding(
                view.place(record, "accepted", i, "code"),
                T("there is no such finding any more: {code} {facts}",
                  code=entry.code, facts=entry.facts or ""),
                T("look at the record once more, then take the entry out"),
            )  # fmt: skip


def _left_over(record: Record, told: Collection[tuple[str, str]]) -> Iterator[tuple[int, Accepted]]:
    for i, entry in enumerate(record.accepted):
        if (entry.code, entry.facts or "") not in told:
            yield i, entry
