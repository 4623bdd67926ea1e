"""The plan of a matching as raw records: its pairs, and the draft of the order that assigns them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from innoreg.errors import Refused
from innoreg.i18n import T
from innoreg.ledger import State
from innoreg.ledger.affiliation import district_of
from innoreg.model.matching import Matching
from innoreg.model.profile import Profile
from innoreg.model.school import School
from innoreg.queries.match_answer import MatchAnswer, ProposedPair
from innoreg.queries.record_names import title_of
from innoreg.queries.usual_signatory import usual_signatory

Raw = dict[str, Any]
# Model clauses in the manner of the published orders: a draft, which its author words anew.
_ASSIGN = (
    "Закрепить школы-наставники за школами с низкими образовательными результатами на {year} год"
    " согласно приложению."
)
_PLAN = (
    "Руководителям школ-наставников и школ, указанных в приложении, {term} разработать и утвердить"
    " план совместной работы."
)
_REPORT = (
    "Руководителям школ-наставников и школ, указанных в приложении, представить отчёт о совместной"
    " работе: {terms}."
)
_CONSULT = "Научным консультантам районов обеспечить сопровождение совместной работы школ."
_DISTRICTS = (
    "Районным методическим центрам до 10 числа месяца, следующего за кварталом, представлять"
    " сведения о ходе совместной работы школ."
)
_TITLE = "О закреплении школ-наставников за школами с низкими образовательными результатами на {year} год"
_APPENDIX = (
    "Распределение школ-наставников по школам с низкими образовательными результатами на {year} год"
)
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


def draft_records(state: State, answer: MatchAnswer, order: str) -> Iterator[tuple[str, str, Raw]]:
    """Kind, id and mapping of each new record, the pairs first; Refused where data is missing.

    order: the id of the order.
    """
    matching = answer.table.matching
    if matching.term is None or matching.issuer is None:
        key = "term" if matching.term is None else "issuer"
        raise Refused(
            T("the matching {id} has no `{key}`", id=matching.id, key=key),
            T("the order needs it: `innoreg edit {id}`", id=matching.id),
        )
    if not answer.pairs:
        raise Refused(
            T("no pair came out: there is nothing to assign"),
            T("`innoreg match {year}` tells why each school is left", year=matching.year),
        )
    names = []
    for pair in sorted(answer.pairs, key=lambda each: _printed_order(state, each)):
        name = _free_id(state, f"{pair.mentee}-{pair.mentor}", matching.year)
        names.append(name)
        yield "pair", name, _pair(state, matching, pair)
    lists = sorted(set(_orders_of_lists(state, matching, answer)))
    yield "order", order, {**_order(matching, names, lists), **_signatory(state, matching)}


def _printed_order(state: State, pair: ProposedPair) -> tuple[str, str, str]:
    """Districts as the register lists them, in each the mentees by name."""
    school = state.registry.get(School, pair.mentee)
    return (
        district_of(state.registry, pair.mentee) or "",
        title_of(school) if school else "",
        pair.mentee,
    )


def _free_id(state: State, name: str, year: int) -> str:
    """The id, with the year where an earlier pair has it."""
    taken = state.registry.by_id
    return f"{name}-{year}" if name in taken else name


def _pair(state: State, matching: Matching, pair: ProposedPair) -> Raw:
    assert matching.term is not None
    raw: Raw = {
        "schema": 1,
        "level": "school",
        "mentors": [{"school": pair.mentor}],
        "mentees": [{"school": pair.mentee}],
    }
    if matching.program:
        raw["program"] = matching.program
    if subjects := _subjects(state, matching, pair):
        raw["subjects"] = subjects
    raw["from"] = matching.term.from_.isoformat()
    raw["to"] = matching.term.to.isoformat()
    if matching.curator:
        raw["curator"] = matching.curator
    if consents := _consents(state, matching, pair):
        raw["consents"] = consents
    if matching.plan:
        rows = [row.model_dump(mode="json", exclude_defaults=True) for row in matching.plan]
        raw["plan"] = {"rows": rows}
    return _as_sample(matching, raw)


def _subjects(state: State, matching: Matching, pair: ProposedPair) -> list[str]:
    """The deficits of the mentee in which the mentor is strong."""
    newest: dict[str, Profile] = {}
    for profile in sorted(state.registry.all(Profile), key=lambda each: each.year):
        target = state.registry.get(School, profile.school)
        if target and profile.year <= matching.year:
            newest[target.id] = profile
    wanted, offered = newest.get(pair.mentee), newest.get(pair.mentor)
    strong = offered.strong if offered else ()
    return [subject for subject in (wanted.deficits if wanted else ()) if subject in strong]


def _consents(state: State, matching: Matching, pair: ProposedPair) -> list[Raw]:
    """The facts of the matching that concern the two schools."""
    both = (pair.mentor, pair.mentee)
    return [
        {"school": school.id, "given": row.given, "on": row.on.isoformat()}
        for row in matching.consents
        if (school := state.registry.get(School, row.school)) and school.id in both
    ]


def _orders_of_lists(state: State, matching: Matching, answer: MatchAnswer) -> Iterator[str]:
    """The orders that put the mentees on the lists they were taken from."""
    for flag in {group.flag for group in matching.mentees if group.flag}:
        for pair in answer.pairs:
            for each in state.lists.of_school(flag, pair.mentee):
                if each.clause and each.covers(matching.on):
                    yield each.clause.partition("/")[0]


def _order(matching: Matching, pairs: list[str], lists: Iterable[str]) -> Raw:
    assert matching.term is not None
    year = matching.year
    first, last = matching.term.from_, matching.term.to
    plan = f"до 1 {_MONTHS[first.month % 12]} {first.year + first.month // 12} года"
    pairs_of_order = [{"group": {"pairs": "this_order"}}]
    clauses: list[Raw] = [
        {
            "kind": "assign_pairs",
            "text": _ASSIGN.format(year=year),
            "appendix": "1",
            "from": first.isoformat(),
            "to": last.isoformat(),
        },
        {
            "kind": "instruct",
            "text": _PLAN.format(term=plan),
            "deadline": plan,
            "addressees": pairs_of_order,
        },
    ]
    if terms := _report_terms(first, last):
        said = ", ".join(f"{term} – {what}" for term, what in terms)
        clauses.append(
            {
                "kind": "instruct",
                "text": _REPORT.format(terms=said),
                "deadline": [term for term, _what in terms],
                "addressees": pairs_of_order,
            }
        )
    clauses.append({"kind": "instruct", "text": _CONSULT, "addressees": [{"role": "consultant"}]})
    clauses.append(
        {
            "kind": "instruct",
            "text": _DISTRICTS,
            "deadline": "до 10 числа месяца, следующего за кварталом",
            "addressees": ["районные методические центры"],
        }
    )
    clauses.append({"kind": "control", "by_signatory": True})
    raw: Raw = {
        "schema": 1,
        "issuer": matching.issuer,
        "draft": True,
        "order_kind": "Распоряжение",
        "year": year,
        "title": _TITLE.format(year=year),
    }
    if basis := list(dict.fromkeys((*matching.basis, *lists))):
        raw["basis"] = basis
    raw["clauses"] = [{"number": f"{n}.", **clause} for n, clause in enumerate(clauses, 1)]
    raw["appendices"] = [
        {"number": "1", "kind": "pairs", "title": _APPENDIX.format(year=year), "pairs": pairs}
    ]
    return _as_sample(matching, raw)


def _signatory(state: State, matching: Matching) -> Raw:
    """Who signed the issuer's newest order: most likely this one, too."""
    found = usual_signatory(state.registry, matching.issuer)
    return {"signatory": {"person": found.person, "post": found.post}} if found else {}


def _report_terms(first: date, last: date) -> list[tuple[str, str]]:
    """The usual days of the reports that lie in the term of the pairs, and what each is on."""
    found = []
    for year in range(first.year, last.year + 1):
        for day, words, what in (
            (date(year, 6, 30), f"до 30 июня {year} года", "за первое полугодие"),
            (date(year, 12, 20), f"до 20 декабря {year} года", "за год"),
        ):
            if first <= day <= last:
                found.append((words, what))
    return found


def _as_sample(matching: Matching, raw: Raw) -> Raw:
    # What rests on invented records is invented itself.
    return {**raw, "sample": True} if matching.sample else raw
