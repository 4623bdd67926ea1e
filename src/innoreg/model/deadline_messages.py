"""The codes of the deadline language as texts: refusals, cautions and kinds of terms.

The language itself gives codes only; nothing else turns them into texts.
"""

from collections.abc import Mapping

from innoreg.deadlines import Caution, Refusal
from innoreg.i18n import N_, T

REFUSALS: Mapping[str, str] = {
    "empty": N_("the term is empty"),
    "not-understood": N_("the term is not understood: “{words}”"),
    "ambiguous": N_("the term can mean several things: “{words}”"),
    "contradiction": N_("the term contradicts itself: “{words}”"),
    "unfilled": N_("a blank was not filled in: “{words}”"),
    "vague": N_("the term is too vague: “{words}”"),
    "too-long": N_("this is too long for a term: “{words}”"),
    "outside-context": N_("the term lies outside the period of the document: “{words}”"),
    "end-before-start": N_("the term ends before it begins: “{words}”"),
    "relative-to-date": N_("the term is counted from a day that is not given: “{words}”"),
    "no-month": N_("the term names no month: “{words}”"),
    "no-such-day": N_("there is no such day: “{words}”"),
    "no-such-weekday": N_("the month has no such weekday: “{words}”"),
    "no-such-week": N_("there is no such week: “{words}”"),
    "no-such-month": N_("there is no such month: “{words}”"),
    "no-such-part": N_("a month has no such part: “{words}”"),
    "no-such-quarter": N_("there is no such quarter: “{words}”"),
    "no-such-half-year": N_("there is no such half-year: “{words}”"),
    "no-such-school-quarter": N_("there is no such school quarter: “{words}”"),
    "undefined-school-quarter": N_(
        "the settings do not date the school quarters (`school_quarters`): “{words}”"
    ),
    "undefined-school-trimester": N_(
        "the settings do not date the trimesters (`school_trimesters`): “{words}”"
    ),
    "undefined-school-semester": N_(
        "the settings do not date the semesters (`school_semesters`): “{words}”"
    ),
    "undefined-holidays": N_(
        "the settings do not date the school holidays (`school_holidays`): “{words}”"
    ),
    "working-days": N_("working days are not counted: “{words}”"),
}
AMBIGUITIES: Mapping[str, str] = {
    "august": N_("August of which year? Name it, or set `school_year_august`: “{words}”"),
    "turns": N_("ambiguous: every so many of them, or that one of each month? “{words}”"),
    "list": N_("ambiguous: a list, or from one to the other? “{words}”"),
    "nested": N_("ambiguous: the one term inside the other, or both? “{words}”"),
}
CAUTIONS: Mapping[str, str] = {
    "weekday-contradicts": N_("the date falls on another day of the week: “{words}”"),
    "length-contradicts": N_("the dates are not as long as the words say: “{words}”"),
    "outside-context": N_("the term lies outside the period of the document: “{words}”"),
    "partly-outside-context": N_("the term runs beyond the period of the document: “{words}”"),
    "mixed-kinds": N_(
        "these words mean another kind of term; all days are kept under the first one: “{words}”"
    ),
}
KINDS: Mapping[str, str] = {
    "by": N_("by a day, included"),
    "on": N_("on a day"),
    "during": N_("during"),
    "continuous": N_("all the time"),
    "recurring": N_("again and again"),
    "unscheduled": N_("no date can be computed"),
}
# For a caution that this table does not know yet.
_CHECK = N_("check these words: “{words}”")


def refusal_words(refusal: Refusal) -> T:
    """The message that says why a term gives no days."""
    if refusal.readings:
        return T(AMBIGUITIES[refusal.readings], words=refusal.words)
    return T(REFUSALS.get(refusal.code, REFUSALS["not-understood"]), words=refusal.words)


def caution_words(caution: Caution) -> T:
    """The message that says what to check in a term that gives days."""
    return T(CAUTIONS.get(caution.code, _CHECK), words=caution.words)
