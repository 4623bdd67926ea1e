"""What may be noted of a pair: answers of its sides, meetings, its approved plan; else why not."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from innoreg.errors import Refused, WrongUsage
from innoreg.i18n import T
from innoreg.ledger.affiliation import canonical_ref
from innoreg.ledger.journal import sides_asked
from innoreg.model.pair import Pair
from innoreg.model.person import Person
from innoreg.model.registry import Registry
from innoreg.model.school import School
from innoreg.queries.record_names import find_by_words

Raw = dict[str, Any]


def consents_of(
    registry: Registry, pair: Pair, named: Sequence[str], on: date, *, given: bool, everyone: bool
) -> list[Raw]:
    """An answer of each that is named by id or words, or of `everyone` whom the pair asks.

    Refused where nobody is named though several are asked, or where the answer stands there already.
    """
    asked = sides_asked(registry, pair)
    if named and everyone:
        raise WrongUsage(T("--of and --all do not go together"), T("keep one of them"))
    if not named and not everyone and len(asked) > 1:
        raise WrongUsage(
            T("{pair} asks {names}: whose answer is it?", pair=pair.id, names=", ".join(asked)),
            T("name one with --of, or say --all"),
        )
    who = [_side(registry, pair, asked, words) for words in named] if named else asked
    key = "school" if pair.level == "school" else "person"
    rows = [{key: ref, "given": given, "on": on.isoformat()} for ref in dict.fromkeys(who)]
    known = {(canonical_ref(registry, c.who), c.given, c.on) for c in pair.consents}
    for row in rows:
        if (row[key], given, on) in known:
            raise Refused(T("the answer of {who} stands there already", who=row[key]))
    return rows


def _side(registry: Registry, pair: Pair, asked: Iterable[str], words: str) -> str:
    found = (
        find_by_words(registry, School, words)
        if pair.level == "school"
        else find_by_words(registry, Person, words)
    )
    if found and found.id in asked:
        return found.id
    raise Refused(
        T("the pair {pair} does not ask “{words}”", pair=pair.id, words=words),
        T("it asks: {names}", names=", ".join(asked)),
    )


def check_meeting(pair: Pair, start: date | None, row: Raw) -> T | None:
    """Why the day of a meeting cannot be right; Refused where that meeting stands there already.

    start: the first day of the pair.
    """
    on = date.fromisoformat(row["on"])
    for each in pair.meetings:
        if each.on == on and each.form == row["form"] and each.topic == row.get("topic"):
            raise Refused(
                T("{pair} has this meeting of {on} already", pair=pair.id, on=on),
                T("another one on that day has another --topic"),
            )
    if start and on < start:
        return T("{on} is before the pair began ({since})", on=on, since=start)
    return None


def approved_plan(pair: Pair, on: date, like: Pair | None) -> Raw:
    """The plan of the pair with the day of its approval; its rows are those of `like`, if given.

    Refused where the plan is approved already, or has rows of its own beside those of `like`.
    """
    plan = pair.plan
    if plan and plan.approved:
        raise Refused(
            T("the plan of {pair} was approved on {on} already", pair=pair.id, on=plan.approved),
            T("`innoreg edit {pair}` changes the day", pair=pair.id),
        )
    if like and plan and plan.rows:
        raise Refused(
            T("the plan of {pair} has rows of its own", pair=pair.id), T("leave out --like")
        )
    source = like.plan if like else plan
    rows = source.rows if source else ()
    if like and not rows:
        raise Refused(T("the plan of {pair} has no rows", pair=like.id), T("name another pair"))
    # What happened to the other pair's rows is its own.
    without = {"events"} if like else set()
    raw: Raw = {"approved": on.isoformat()}
    if rows:
        raw["rows"] = [
            row.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=without)
            for row in rows
        ]
    return raw
