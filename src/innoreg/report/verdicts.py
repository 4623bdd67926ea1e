"""Verdicts of criteria in words: one line for each condition, a list by district, JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from innoreg.criteria.reasons import (
    Gap,
    ListReason,
    RankReason,
    Reason,
    RowFact,
    ShareReason,
    Truth,
    ValueReason,
    Verdict,
)
from innoreg.i18n import N_, _, ngettext
from innoreg.model.exact_numbers import Exact
from innoreg.model.school import FLAG_NAMES
from innoreg.report.results_texts import decimal, share_text

TRUTH_WORDS = {True: N_("yes"), False: N_("no"), None: N_("not known")}
VERDICT_WORDS = {True: N_("on the list"), False: N_("not on it"), None: N_("not known")}
VERDICT_KEYS = {True: "in", False: "out", None: "unknown"}


def reason_lines(reason: Reason) -> Iterator[str]:
    """The condition in the words of its author, if it has any, then why it holds or not."""
    indent = ""
    if reason.text:
        yield reason.text
        indent = "  "
    for line in _explanation(reason):
        yield indent + line


def _explanation(reason: Reason) -> Iterator[str]:
    match reason:
        case ShareReason():
            yield f"{_truth(reason.truth)}: {_share_words(reason)}"
            yield from _left_out_lines(reason.left_out, reason.condition.years != (0,))
            if reason.truth is None and not reason.levels_known:
                yield _("the levels of the school are not given (`levels`)")
        case RankReason():
            yield f"{_truth(reason.truth)}: {_rank_words(reason)}"
            yield from _left_out_lines(reason.left_out)
        case ValueReason():
            yield f"{_truth(reason.truth)}: {_value_words(reason)}"
        case ListReason():
            yield f"{_truth(reason.truth)}: {_list_words(reason)}"


def _truth(truth: Truth) -> str:
    return _(TRUTH_WORDS[truth])


def _share_words(reason: ShareReason) -> str:
    years = reason.condition.years != (0,)
    if reason.truth:
        return ", ".join(_fact_text(fact, years) for fact in reason.reached)
    if reason.truth is None:
        found = [_gap_text(gap) for gap in reason.gaps]
        return "; ".join([*found, *_found_so_far(reason)])
    words = _count_words(reason)
    if reason.nearest:
        fact = reason.nearest
        words += "; " + _nearest_text(fact, years, at_most=reason.condition.at_most is not None)
    return words


def _found_so_far(reason: ShareReason) -> Iterator[str]:
    if reason.found:
        yield _count_words(reason)


def _count_words(reason: ShareReason) -> str:
    wanted = reason.condition.min
    if reason.kind == "same":
        return ngettext(
            "{n} procedure reaches the threshold in each of the years, of {wanted} wanted",
            "{n} procedures reach the threshold in each of the years, of {wanted} wanted",
            reason.found,
            wanted=wanted,
        )
    return ngettext(
        "{n} row reaches the threshold, of {wanted} wanted",
        "{n} rows reach the threshold, of {wanted} wanted",
        reason.found,
        wanted=wanted,
    )


def _nearest_text(fact: RowFact, years: bool, *, at_most: bool) -> str:
    what = _name(fact, years)
    facts = {"what": what, "part": fact.part, "whole": fact.participants, "n": fact.lacking}
    if at_most:
        return _("the nearest is {what}: {part} of {whole}, {n} too many", **facts)
    return _("the nearest is {what}: {part} of {whole}, {n} short", **facts)


def _name(fact: RowFact, years: bool) -> str:
    return f"{fact.name} {fact.year}" if years else fact.name


def _fact_text(fact: RowFact, years: bool) -> str:
    share = share_text(fact.part, fact.participants)
    return _(
        "{what} {part} of {whole} ({share})",
        what=_name(fact, years),
        part=fact.part,
        whole=fact.participants,
        share=share,
    )


def _gap_text(gap: Gap) -> str:
    if not gap.procedures:
        return _("no results of {year}", year=gap.year)
    return _("no rows of {year}: {ids}", year=gap.year, ids=", ".join(gap.procedures))


def _left_out_lines(facts: Iterable[RowFact], years: bool = False) -> Iterator[str]:
    for fact in facts:
        yield ngettext(
            "left out: {what}, {n} participant",
            "left out: {what}, {n} participants",
            fact.participants,
            what=f"{fact.procedure} {fact.year}" if years else fact.procedure,
        )


def _rank_words(reason: RankReason) -> str:
    if reason.truth is None:
        return "; ".join(_gap_text(gap) for gap in reason.gaps)
    if reason.measure is None or reason.place is None:
        return _("it is not in the row: no results that count")
    return _(
        "place {place} of {schools}, {limit} enter; {measure}",
        place=reason.place,
        schools=reason.schools,
        limit=reason.limit,
        measure=_measure_text(reason),
    )


def _measure_text(reason: RankReason) -> str:
    assert reason.measure
    if reason.condition.by != "mean":
        return share_text(reason.measure.numerator, reason.measure.denominator)
    return _hundredths(reason.measure)


def _hundredths(value: Exact) -> str:
    """A mean with two decimals, half up."""
    found = (200 * value.numerator + value.denominator) // (2 * value.denominator)
    return decimal(f"{found // 100},{found % 100:02}")


def _value_words(reason: ValueReason) -> str:
    condition = reason.condition
    wanted = (
        _("less than {n}", n=decimal(condition.below))
        if condition.below
        else _("not less than {n}", n=decimal(condition.at_least or ""))
        if condition.at_least
        else ", ".join(condition.is_)
    )
    field = condition.field.partition(".")[2]
    parts = [
        _("{field} of {year} is not known", field=field, year=year)
        if value is None
        else _("{field} of {year} is {value}", field=field, year=year, value=decimal(value))
        for year, value in reason.values
    ]
    return "; ".join([*parts, _("wanted: {wanted}", wanted=wanted)])


def _list_words(reason: ListReason) -> str:
    name = _(FLAG_NAMES[reason.condition.flag])
    words = {
        True: N_("on the list “{name}” in {year}"),
        False: N_("not on the list “{name}” in {year}"),
        None: N_("no list “{name}” of {year} is known"),
    }
    return "; ".join(_(words[truth], name=name, year=year) for year, truth in reason.years)


def reason_fields(reason: Reason) -> dict[str, Any]:
    """A condition as JSON: kind, where it stands in the criteria, truth, facts, and the lines."""
    fields: dict[str, Any] = {
        "kind": reason.kind,
        "path": ".".join(map(str, reason.path)),
        "truth": reason.truth,
        "text": reason.text,
        "lines": list(_explanation(reason)),
    }
    if isinstance(reason, ShareReason):
        fields |= {
            "found": reason.found,
            "wanted": reason.condition.min,
            "reached": [_row_fields(fact) for fact in reason.reached],
            "nearest": _row_fields(reason.nearest) if reason.nearest else None,
        }
    if isinstance(reason, RankReason):
        fields |= {"place": reason.place, "limit": reason.limit, "schools": reason.schools}
    if isinstance(reason, ShareReason | RankReason):
        fields["missing"] = [
            {"year": gap.year, "procedures": list(gap.procedures)} for gap in reason.gaps
        ]
        fields["left_out"] = [_row_fields(fact) for fact in reason.left_out]
    if isinstance(reason, ValueReason):
        fields["values"] = [{"year": year, "value": value} for year, value in reason.values]
    if isinstance(reason, ListReason):
        fields["years"] = [{"year": year, "listed": truth} for year, truth in reason.years]
    return fields


def _row_fields(fact: RowFact) -> dict[str, Any]:
    return {
        "year": fact.year,
        "procedure": fact.procedure,
        "part": fact.part,
        "participants": fact.participants,
        "lacking": fact.lacking,
    }


def verdict_fields(verdict: Verdict) -> dict[str, Any]:
    """A school's verdict as JSON."""
    return {
        "school": verdict.school,
        "verdict": VERDICT_KEYS[verdict.truth],
        "reasons": [reason_fields(reason) for reason in verdict.reasons],
    }


def telling(verdict: Verdict) -> Sequence[Reason]:
    """The conditions that made the verdict: of one that is not known those that are not known."""
    found = [reason for reason in verdict.reasons if reason.truth == verdict.truth]
    return found or verdict.reasons
