"""The answer of `match`: pairs with what speaks for them, schools left alone, loads; JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from innoreg.i18n import N_, _, ngettext
from innoreg.ledger import State
from innoreg.ledger.affiliation import district_of
from innoreg.matching.prices import Change
from innoreg.model.subject_words import subject_words
from innoreg.queries.match_answer import (
    BlockedPair,
    LeftSchool,
    MatchAnswer,
    MentorLoad,
    ProposedPair,
)
from innoreg.queries.match_table import Cell, Criterion, Refusal, Rule, Score
from innoreg.report import display_texts
from innoreg.report.citations import reference_title
from innoreg.report.tables import Line

_RULES: dict[Rule, str] = {
    "no_consent": N_("no consent of {words} on file"),
    "refused": N_("{words} refused"),
    "levels": N_("levels: the mentor does not teach {words}"),
    "levels_unknown": N_("the levels of {words} are not known"),
    "language": N_("no common language of teaching"),
    "language_unknown": N_("the languages of {words} are not known"),
    "too_far": N_("{words} km is too far"),
    "no_coordinates": N_("no coordinates"),
    "same_head": N_("both have one head: {words}"),
    "forbidden": N_("forbidden: {words}"),
}
_CRITERIA: dict[Criterion, str] = {
    "other_district": N_("other district"),
    "other_circle": N_("other circle"),
    "km": N_("{words} km"),
    "other_settlement": N_("city and village"),
    "subject_gap": N_("not covered: {words}"),
    "new_pair": N_("new pair"),
    "not_wished": N_("not wished for"),
}


def heading(answer: MatchAnswer) -> str:
    """The year and the day whose lists count; how many pairs, schools left, places and points."""
    matching, plan = answer.table.matching, answer.plan
    named = _("Mentors for {year}", year=matching.year)
    day = _("lists, sites and earlier pairs of {day}", day=display_texts.day(matching.on))
    pairs = ngettext("{n} pair", "{n} pairs", len(answer.pairs))
    left = _("without a mentor: {n}", n=len(answer.left))
    places = _(
        "mentors: {n}, places: {places}",
        n=len(answer.loads),
        places=sum(each.places for each in answer.loads),
    )
    return " · ".join([named, day, pairs, left, places, points_text(plan.total)])


def cards(state: State, answer: MatchAnswer) -> Iterator[Line]:
    """The whole answer, line by line."""
    yield from _pair_lines(state, answer)
    if answer.left:
        yield from _head(_("Without a mentor"))
        for school in answer.left:
            yield from left_lines(state, school)
    yield from _head(_("Mentors"))
    for load in answer.loads:
        yield _load_line(state, load)
    if answer.blocking:
        yield from _head(_("Both would rather"))
        for blocked in answer.blocking:
            yield Line(_blocking_text(state, blocked), 2)
    yield from _notes(state, answer)


def _head(text: str) -> Iterator[Line]:
    yield Line("")
    yield Line(text, style="bold")


def _pair_lines(state: State, answer: MatchAnswer) -> Iterator[Line]:
    """The pairs under the districts of their mentees, in the order of the register's districts."""
    by_district: dict[str, list[ProposedPair]] = {}
    for pair in answer.pairs:
        by_district.setdefault(district_of(state.registry, pair.mentee) or "", []).append(pair)
    for district in sorted(by_district):
        name = reference_title(state.registry, district) if district else _("District unknown")
        yield from _head(name)
        for pair in by_district[district]:
            yield from _pair_card(state, pair)


def _pair_card(state: State, pair: ProposedPair) -> Iterator[Line]:
    sides = _(
        "{mentee} ← {mentor}", mentee=_name(state, pair.mentee), mentor=_name(state, pair.mentor)
    )
    yield Line(sides, 2, "cyan")
    said = [points_text(pair.cell.points), *score_texts(pair.cell)]
    if pair.fixed:
        said.append(_("fixed by hand"))
        said += [refusal_text(state, each) for each in pair.cell.refusals]
    said.append(
        _("place {n} of {of} allowed", n=pair.rank, of=pair.allowed)
        if pair.allowed > 1
        else _("no other is allowed")
    )
    yield Line(" · ".join(said), 4)
    if pair.better:
        better = pair.better
        held = ", ".join(_name(state, ref) for ref in better.held_by) or "–"
        text = _(
            "{mentor} has fewer, {points}; its places: {held}; with it: {change}",
            mentor=_name(state, better.mentor),
            points=better.points,
            held=held,
            change=change_text(state, better.change),
        )
        yield Line(text, 4)


def points_text(points: int) -> str:
    """«24 балла»."""
    return ngettext("{n} point", "{n} points", points)


def score_texts(cell: Cell) -> list[str]:
    """What the points of a pair are for."""
    return [_score_text(score) for score in cell.scores]


def _score_text(score: Score) -> str:
    if score.criterion == "km" and score.unknown:
        named = _("no coordinates")
    else:
        words = score.words
        if score.criterion == "subject_gap":
            words = ", ".join(subject_words(words.split(", ")))
        named = _(_CRITERIA[score.criterion], words=words)
        unknown = _("not known")
        named += f" ({unknown})" if score.unknown else ""
    return f"{named} {score.points}"


def refusal_text(state: State, refusal: Refusal) -> str:
    """Why two schools cannot be a pair."""
    words = refusal.words
    if refusal.rule in ("no_consent", "refused", "levels_unknown", "language_unknown", "same_head"):
        words = _name(state, words)
    elif refusal.rule == "levels":
        words = ", ".join(_(_LEVELS.get(level, level)) for level in words.split(", "))
    return _(_RULES[refusal.rule], words=words)


_LEVELS = {
    "primary": N_("the primary level"),
    "basic": N_("the basic level"),
    "secondary": N_("the secondary level"),
}


def change_text(state: State, change: Change) -> str:
    """«+6 баллов, без наставника: …»."""
    sign = "+" if change.points >= 0 else "−"
    said = [sign + points_text(abs(change.points))]
    if change.alone:
        said.append(_("without a mentor: {names}", names=_names(state, change.alone)))
    if change.served:
        said.append(_("with a mentor: {names}", names=_names(state, change.served)))
    return ", ".join(said)


def left_lines(state: State, school: LeftSchool) -> Iterator[Line]:
    """A school without a mentor: each mentor's refusal, and what one more place would cost."""
    yield Line(_name(state, school.mentee), 2, "yellow")
    for mentor, cell in school.cells.items():
        if cell.refusals:
            said = "; ".join(refusal_text(state, each) for each in cell.refusals)
        else:
            held = _names(state, school.held_by[mentor])
            said = _("{points}; places taken: {held}", points=points_text(cell.points), held=held)
            if not school.held_by[mentor]:
                said = _("{points}; no places", points=points_text(cell.points))
        yield Line(f"{_name(state, mentor)}: {said}", 4)
    if school.place_prices:
        prices = ", ".join(
            f"{_name(state, mentor)} {price}" for mentor, price in school.place_prices.items()
        )
        yield Line(_("one more place would cost, in points: {prices}", prices=prices), 4)


def _load_line(state: State, load: MentorLoad) -> Line:
    name = _name(state, load.mentor)
    count = _("{n} of {of}", n=len(load.mentees), of=load.places)
    if not load.mentees:
        none = _("nobody") if load.places else _("no places")
        return Line(f"{name}: {count} · {none}", 2, "dim")
    said = [f"{name}: {count}", _names(state, load.mentees)]
    if load.points:
        said.append(_("steps of load {n}", n=load.points))
    return Line(" · ".join(said), 2)


def _blocking_text(state: State, blocked: BlockedPair) -> str:
    pair = blocked.pair
    now = "–" if pair.mentee_now is None else str(pair.mentee_now)
    return _(
        "{mentee} ← {mentor}: {points} instead of {now} for the one, of {held} ({displaced}) for the other;"
        " with it: {change}",
        mentee=_name(state, pair.mentee),
        mentor=_name(state, pair.mentor),
        points=pair.points,
        now=now,
        held=pair.mentor_now,
        displaced=_name(state, pair.displaced),
        change=change_text(state, blocked.change),
    )


def _notes(state: State, answer: MatchAnswer) -> Iterator[Line]:
    points = answer.table.matching.points
    if points.subject_gap and answer.table.without_profile:
        names = _names(state, answer.table.without_profile)
        yield Line("")
        yield Line(_("deficits not known, no profile: {names}", names=names), style="yellow")


def school_lines(state: State, answer: MatchAnswer, school: str) -> Iterator[Line]:
    """Every mentor for one mentee, or every mentee of one mentor: points or what refuses it."""
    as_mentee = school in answer.table.mentees
    yield Line(_name(state, school), style="bold")
    for (mentee, mentor), cell in answer.table.cells.items():
        if school not in (mentee, mentor):
            continue
        other = mentor if as_mentee else mentee
        chosen = answer.plan.mentors.get(mentee) == mentor
        said = "; ".join(refusal_text(state, each) for each in cell.refusals)
        if not said:
            said = " · ".join([points_text(cell.points), *score_texts(cell)])
        mark = "✓ " if chosen else ""
        yield Line(f"{mark}{_name(state, other)}: {said}", 2, "cyan" if chosen else "")


def _name(state: State, ref: str) -> str:
    return reference_title(state.registry, ref)


def _names(state: State, refs: Iterable[str]) -> str:
    return ", ".join(_name(state, ref) for ref in refs)


def as_document(answer: MatchAnswer) -> dict[str, Any]:
    """The document of docs/json.md."""
    table, plan = answer.table, answer.plan
    return {
        "format": 1,
        "matching": table.matching.id,
        "year": table.matching.year,
        "on": table.matching.on,
        "total": plan.total,
        "pairs": [_pair_fields(pair) for pair in answer.pairs],
        "left": [_left_fields(school) for school in answer.left],
        "mentors": [
            {
                "mentor": load.mentor,
                "places": load.places,
                "mentees": list(load.mentees),
                "load": load.points,
            }
            for load in answer.loads
        ],
        "blocking": [_blocking_fields(blocked) for blocked in answer.blocking],
        "without_profile": list(table.without_profile),
    }


def _pair_fields(pair: ProposedPair) -> dict[str, Any]:
    better = pair.better
    return {
        "mentee": pair.mentee,
        "mentor": pair.mentor,
        "points": pair.cell.points,
        "criteria": _score_fields(pair.cell),
        "rank": pair.rank,
        "allowed": pair.allowed,
        "fixed": pair.fixed,
        "better": better
        and {
            "mentor": better.mentor,
            "points": better.points,
            "held_by": list(better.held_by),
            "change": _change_fields(better.change),
        },
    }


def _score_fields(cell: Cell) -> list[dict[str, Any]]:
    return [
        {
            "criterion": s.criterion,
            "points": s.points,
            "words": s.words or None,
            "known": not s.unknown,
        }
        for s in cell.scores
    ]


def _left_fields(school: LeftSchool) -> dict[str, Any]:
    def fields(mentor: str, cell: Cell) -> dict[str, Any]:
        refused = [{"rule": r.rule, "words": r.words or None} for r in cell.refusals]
        return {
            "mentor": mentor,
            "refused": refused,
            "points": None if refused else cell.points,
            "held_by": [] if refused else list(school.held_by[mentor]),
        }

    prices: Mapping[str, int] = school.place_prices
    return {
        "mentee": school.mentee,
        "mentors": [fields(mentor, cell) for mentor, cell in school.cells.items()],
        "one_more_place": [{"mentor": name, "points": price} for name, price in prices.items()],
    }


def _blocking_fields(blocked: BlockedPair) -> dict[str, Any]:
    return {**blocked.pair._asdict(), "change": _change_fields(blocked.change)}


def _change_fields(change: Change) -> dict[str, Any]:
    return {"points": change.points, "alone": list(change.alone), "served": list(change.served)}
