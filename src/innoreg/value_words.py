"""Values that are words, as people say them: «школа» for `school`, «завершён» for `done`.

A record holds the one canonical word; people may give it in either language, in any form of
writing that means the same, or by its beginning.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from innoreg.folding import comparison_key
from innoreg.i18n import LANGUAGES, N_, current_language, use_language
from innoreg.i18n import _ as translated
from innoreg.record_kinds import NAMES

_BY_KEY: dict[tuple[str, str], str] = {
    ("type", "additional"): N_("additional education"),
    ("type", "school"): N_("school"),
    ("type", "roadmap"): N_("road map"),
    ("level", "school"): N_("schools"),
    ("level", "basic"): N_("basic level"),
    ("level", "high"): N_("high level"),
    ("stage", "final"): N_("final stage"),
    ("report", "final"): N_("final results"),
    ("report", "interim"): N_("interim results"),
    ("degree", "high"): N_("high"),
    ("share", "high"): N_("high results"),
    ("share", "below"): N_("below the threshold"),
    ("by", "high"): N_("high results"),
    ("by", "below"): N_("below the threshold"),
    ("reason", "reorganised"): N_("reorganisation"),
    ("decision", "complete"): N_("completed"),
    ("status", "active"): N_("active"),
    **{("record", kind): name for kind, name in NAMES.items()},
    ("by", "mean"): N_("mean result"),
    ("addressees", "districts"): N_("all districts"),
    ("compute", "coverage"): N_("schools with a pair, of those listed"),
    ("compute", "with_plan"): N_("pairs with an approved plan"),
    ("compute", "reported"): N_("reports handed in"),
    ("compute", "meetings"): N_("meetings held"),
    ("compute", "improved_share"): N_("schools with better results"),
    ("compute", "left"): N_("schools that left the list"),
    ("nonworking", "none"): N_("the day itself"),
    ("nonworking", "previous"): N_("the working day before"),
    ("nonworking", "next"): N_("the working day after"),
    ("pairs", "this_order"): N_("pairs that the order assigns"),
    ("ties", "include"): N_("all enter"),
    ("from", "worst"): N_("from the worst"),
    ("from", "best"): N_("from the best"),
    ("scale", "mark"): N_("marks"),
    ("school_year_august", "opens"): N_("opens the plan"),
    ("school_year_august", "closes"): N_("closes the plan"),
    ("weeks", "workweek"): N_("rows of the calendar with such a weekday"),
    ("weeks", "calendar"): N_("all rows of the calendar"),
    ("weeks", "seven-day"): N_("days 1-7, 8-14, …"),
    ("season", "extra"): N_("additional"),
    ("site_type", "municipal"): N_("municipal site"),
    ("site", "municipal"): N_("municipal site"),
    ("unit", "number"): N_("count"),
    ("unit", "people"): N_("people"),
}
"""Where a value means different things under different keys."""

_WORDS: dict[str, str] = {
    "municipal_district": N_("municipal district"), "municipal_okrug": N_("municipal okrug"),
    "city_okrug": N_("city okrug"), "public": N_("public"), "internal": N_("internal"),
    "restricted": N_("restricted"), "personal": N_("personal data"), "m": N_("male"),
    "f": N_("female"), "committee": N_("committee"), "institute": N_("institute"),
    "municipal": N_("municipal body"), "methodical_centre": N_("methodical centre"),
    "council": N_("council"), "school": N_("school"), "kindergarten": N_("kindergarten"),
    "college": N_("college"), "university": N_("university"), "other": N_("other"),
    "primary": N_("primary level"), "basic": N_("basic level"), "secondary": N_("secondary level"),
    "city": N_("city"), "village": N_("village"), "low_results": N_("low results"),
    "adverse_conditions": N_("adverse conditions"), "at_risk": N_("at risk"),
    "resilient": N_("resilient"), "stable_high": N_("stably high results"), "leader": N_("leader"),
    "innovation_program": N_("innovation programme"), "regional_project": N_("regional project"),
    "preparatory": N_("preparatory stage"), "main": N_("main stage"), "district": N_("district"),
    "authority": N_("authority"), "teacher": N_("teachers"), "head": N_("heads"),
    "positive": N_("positive"), "remarks": N_("with remarks"), "negative": N_("negative"),
    "visit": N_("visit"), "online": N_("online"), "lesson": N_("open lesson"),
    "consultation": N_("consultation"), "roadmap": N_("plan"), "schedule": N_("schedule"),
    "resolutions": N_("resolutions"), "printed": N_("as printed"), "automatic": N_("automatic"),
    "approve": N_("approve"), "grant": N_("grant a status"), "set_terms": N_("set terms"),
    "complete": N_("deem completed"), "extend": N_("extend"), "terminate": N_("terminate"),
    "accept_results": N_("accept results"), "return_for_revision": N_("return for revision"),
    "appoint": N_("appoint"), "assign_pairs": N_("assign pairs"), "amend_pairs": N_("amend pairs"),
    "list": N_("approve a list of schools"), "instruct": N_("instruct"),
    "take_note": N_("take note"), "inform": N_("inform"), "amend": N_("amend"),
    "repeal": N_("repeal"), "entry_into_force": N_("entry into force"), "control": N_("control"),
    "own_request": N_("own request"), "no_report": N_("no report"),
    "negative_report": N_("negative report"), "breach": N_("breach"),
    "mentor_refused": N_("the mentor refused"), "mentee_refused": N_("the mentee refused"),
    "left_list": N_("left the list"), "no_activity": N_("no activity"),
    "goal_reached": N_("goal reached"), "assignments": N_("list of people"), "sites": N_("sites"),
    "pairs": N_("pairs"), "schools": N_("list of schools"), "text": N_("text"), "lost": N_("lost"),
    "low": N_("low"), "medium": N_("medium"), "support": N_("support"), "revise": N_("revise"),
    "reject": N_("reject"), "recommend": N_("recommend"), "accept": N_("accept"),
    "prolong": N_("prolong"), "end_early": N_("end early"), "percent": N_("percent"),
    "points": N_("points"), "up": N_("growth"), "down": N_("decline"),
    "planned": N_("planned"), "done": N_("done"), "extended": N_("extended"),
    "cancelled": N_("cancelled"), "overdue": N_("overdue"), "done-late": N_("done late"),
    "regional": N_("regional site"), "federal": N_("federal site"),
    "internship": N_("internship site"), "supervisor": N_("supervisor"),
    "consultant": N_("consultant"), "school_curator": N_("school curator"),
    "mentoring_curator": N_("mentoring curator"), "completed": N_("completed"),
    "terminated": N_("terminated"), "replaced": N_("replaced"), "repealed": N_("repealed"),
    "in_force": N_("in force"), "proposed": N_("proposed"), "recommended": N_("recommended"),
    "gen": N_("genitive"), "dat": N_("dative"), "acc": N_("accusative"),
    "ins": N_("instrumental"), "loc": N_("prepositional"), "person": N_("person"),
    "position": N_("post"), "org": N_("organisation"), "order": N_("order"),
    "letter": N_("letter"), "memo": N_("memo"), "certificate": N_("certificate"),
    "below_basic": N_("below the basic level"), "assessed": N_("assessed"), "reopened": N_("on control again"),
    "years_on_list": N_("years on the list"), "count_low": N_("number of low results"),
    "oge": N_("OGE"), "ege": N_("EGE"), "gve": N_("GVE"), "vpr": N_("VPR"),
    "diagnostic": N_("diagnostic work"), "development_concept": N_("development concept"),
    "medium_term_program": N_("medium-term programme"),
    "antirisk_program": N_("programme against risks"), "autumn": N_("autumn"),
    "winter": N_("winter"), "spring": N_("spring"), "summer": N_("summer"),
    "gost-2025": N_("GOST R 7.0.97-2025"), "gost-2016": N_("GOST R 7.0.97-2016"),
    "week": N_("week"), "month": N_("month"), "responsible": N_("who answers"),
}  # fmt: skip

_ALSO: dict[str, tuple[str, ...]] = {
    "done": ("завершено", "выполнено", "сделано"), "overdue": ("просрочено",),
    "cancelled": ("отменено",), "extended": ("продлено",), "planned": ("запланировано",),
    "done-late": ("завершено с опозданием", "с опозданием"), "f": ("ж",), "m": ("м",),
    "roadmap": ("дорожная карта",), "kindergarten": ("доу",),
}  # fmt: skip
"""Other words for the same; of people who keep a register in Russian."""


def words_of(key: str, *values: str) -> dict[str, str]:
    """What values of that key are called, in English: as the catalogs have them."""
    return {value: _BY_KEY.get((key, value)) or _WORDS[value] for value in values}


def value_word(key: str, value: str) -> str:
    """What the reader calls a value of that key; the value itself where it has no word."""
    word = _BY_KEY.get((key, value)) or _WORDS.get(value)
    return translated(word) if word else value


def find_value(key: str, words: str, values: Sequence[str]) -> str | None:
    """The one of `values` that the words mean, in either language; None where none or several do."""
    if words in values:
        return words
    asked = comparison_key(words).replace("_", " ")
    spelt = _spellings(key, tuple(values))
    exact = {value for word, value in spelt if word == asked}
    if exact or asked.isascii():
        # Names of the format are given whole, as in every program.
        return exact.pop() if len(exact) == 1 else None
    begun = sorted((len(word), word, value) for word, value in spelt if word.startswith(asked))
    # «исполнен» is «исполнено», not «исполнено с нарушением срока», which begins with it.
    first = begun[0][1] if begun else ""
    meant = {value for _length, word, value in begun if not word.startswith(f"{first} ")}
    return meant.pop() if len(meant) == 1 else None


def value_texts(key: str, values: Iterable[str]) -> list[str]:
    """Each value as the reader would give it, the canonical one behind where it is another."""
    said = ((value_word(key, value), value) for value in values)
    return [word if word == value else f"{word} ({value})" for word, value in said]


@cache
def _spellings(key: str, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each word in both languages with the value that it means."""
    found = [(comparison_key(value).replace("_", " "), value) for value in values]
    found += [(word, value) for value in values for word in _ALSO.get(value, ())]
    before = current_language()
    for language in LANGUAGES:
        use_language(language)
        found += [(comparison_key(value_word(key, value)), value) for value in values]
    use_language(before)
    return tuple(found)
