"""Which field each column of a table is, by the words of its head, and the kind of table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from innoreg.importing.drafts import Kind
from innoreg.importing.text_cleaning import compact_key, fold_spaces

# Fields with weights, the preferred first; the others are taken where the first is not free.
# The weights order wishes for one field and are compared with nothing else.
Guess = tuple[tuple[str, int], ...]

FIELDS = frozenset({
    "number", "title", "deadline", "start", "end", "period", "responsible", "result", "section",
    "district", "consultant", "mentor", "mentee", "organisation",
})  # fmt: skip
# Further heads by which a list is known.
LISTED = frozenset({"post", "email", "flag", "theme"})
# Longer texts are sentences. Not measured: the published documents read alike from 20 to 200.
MAX_HEAD = 90
_PLAN = r"(?:планируем\w*|планов\w*|предполагаем\w*|ориентировочн\w*|примерн\w*)?"
_ORGANISATION = r"организаци|учреждени|(?:оо|оу|доу|мбоу|рип|фип)(?:$|рип|фип)|школ|площадк"

# Matched against `head_key` of a head in this order, so the narrower pattern stands first:
# «молодой специалист» before «специалист», «срок начала» before «срок».
_WORDS: tuple[tuple[str, Guess], ...] = (
    (r"^(?:nn?|номер)(?:пп|п|пункта?|меропр\w*|строки)?$|^пп(?:n|$)", (("number", 10),)),
    (
        r"наставляем|молод\w+(?:специалист|педагог|учител)|^стажер|^подшефн|"
        r"школ\w*с(?:низк|нор)|^шно?р|^шнсу",
        (("mentee", 9),),
    ),
    (r"наставник|школ\w*лидер|школ\w*свысок|^базоваяшкол", (("mentor", 9),)),
    (r"факт|^отметк|^выполнен|^статус$|^статусвыполн|^процент", (("mark", 1),)),
    (r"^примечани|^комментари|^ссылк|^основани|^финансиров|^источник|^стоимост", (("note", 1),)),
    (r"^должност", (("post", 1),)),
    (r"^групп\w*риска|^резильент|^шноо?р$|^шнсу$|^низк\w*результат", (("flag", 1),)),
    (r"почт|^email", (("email", 1),)),
    (r"^количеств|^колво|^охват|^объем", (("amount", 1),)),
    (r"^соисполнител|^соответственн", (("coexecutor", 1), ("responsible", 3))),
    (r"^(?:дат|срок)\w*начал|начал(?:о|а)(?:$|работ|реализ|провед|выполн)", (("start", 8),)),
    (
        r"^(?:дат|срок)\w*(?:оконч|заверш)|^(?:окончани|завершени)|^конец",
        (("end", 8),),
    ),
    (rf"^{_PLAN}(?:календарн\w*)?(?:срок|дат[аы]|период|график)", (("deadline", 10),)),
    (r"^(?:когда|месяц|календарн)", (("deadline", 8),)),
    (rf"^{_PLAN}время(?:$|ис|реал|провед)", (("deadline", 4), ("time", 1))),
    (r"ответствен|^отв(?:$|лиц)", (("responsible", 10),)),
    (r"исполнител", (("responsible", 8),)),
    (r"консультант", (("consultant", 9), ("responsible", 5))),
    (r"результат", (("result", 10),)),
    (r"^(?:ожидаем|планируем)\w{0,4}(?:итог|эффект|продукт|выход|показател|$)", (("result", 9),)),
    (
        r"^(?:вид\w*|форм\w*|наименовани\w*)?(?:отчетн\w*|итогов\w*|подтвержд\w*|выходн\w*)?"
        r"документ",
        (("result", 7),),
    ),
    (
        r"^форм\w*(?:представ|предостав|отчет|заверш|предъявл|подведен|контрол|итог)",
        (("result", 6),),
    ),
    (r"^(?:продукт|выход|итог|отчет|подтвержд)|подводит\w*итог|подведени\w*итог", (("result", 6),)),
    (r"^(?:\w*показател|\w*индикатор|эффект|критери)", (("result", 5),)),
    (r"^(?:место|адрес|локаци)", (("place", 1),)),
    (
        r"аудитори|^категори|^участник|^класс|^контингент|^длякого|^целевая|^адресат",
        (("audience", 1),),
    ),
    (
        r"^(?:муниципальн\w*)?(?:район|округ|мо$|мр$|муниципальн\w*(?:район|образован|округ))|"
        r"^(?:наименование|название)(?:муниципальн|район|мо$|мр$)",
        (("district", 8), ("place", 1)),
    ),
    (
        rf"^(?:полное|краткое)?(?:наименование|название|перечень)?(?:базов\w*)?"
        rf"(?:обще)?(?:образовательн\w*)?(?:{_ORGANISATION})",
        (("organisation", 8), ("place", 1)),
    ),
    (r"^(?:раздел|этап|блок|модуль)", (("section", 9), ("title", 3))),
    (r"^направлени", (("section", 6), ("title", 5))),
    (r"мероприят", (("title", 10),)),
    (r"^дел[ао](?:$|событи|класс)|^мер[аы](?:$|по)", (("title", 8),)),
    (r"^содержани", (("title", 9),)),
    (r"^(?:названи|наименовани|событи)", (("title", 8),)),
    (r"^(?:действи|деятельност|работ|перечень|планработ|что)", (("title", 7),)),
    (r"^(?:вопрос|поручени|решени|рекомендаци|предложени)", (("title", 7),)),
    (r"^(?:объект|предмет)", (("title", 5),)),
    (r"^тем[аы]\w*(?:проект|програм|площадк|инновац)", (("theme", 6), ("title", 3))),
    (r"^тем[аы]", (("title", 6), ("theme", 1))),
    (r"^вид(?:ы)?(?:деят|раб|меропр)", (("title", 6), ("form", 1))),
    (r"^цел[ьи](?:контрол|проверк|посещени|проведени)", (("goal", 1),)),
    (r"^(?:задач|цел[ьи])", (("section", 5), ("title", 4))),
    (r"^форм(?:а|ы|ат)", (("title", 2), ("form", 1))),
    (r"^(?:кто|организатор|куратор|руководител|научныйруковод|фио)", (("responsible", 4),)),
)
_COMPILED = tuple((re.compile(pattern), guess) for pattern, guess in _WORDS)
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_MONTHS = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
_PERIOD = re.compile(
    rf"(?:[1-4iv]{{1,3}}|перв\w+|втор\w+|трет\w+|четверт\w+)(?:й|ый|ая|ое)?"
    rf"(?:кв|квартал|полугодие|полуг|четверть|триместр|семестр)\w*|(?:{_MONTHS})[а-я]*|"
    r"20\d\d(?:г|год\w*)?|20\d\d(?:20)?\d\d(?:уч|учебный)?(?:г|год)?"
)
_SITES = re.compile(r"площад(?:к|ок)|рип(?!у)|фип")
_TIME = re.compile(r"срок|месяц|период|дат|график|учебныйгод")
_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]|[ivx]{1,4}")
# Typists put the Ukrainian і and the Cyrillic х for Roman numerals.
_ROMAN_LOOKALIKES = str.maketrans("іх", "ix")


@dataclass(frozen=True, slots=True)
class Columns:
    """The field of each column by index, "" for none, and the kind of table they make."""

    fields: tuple[str, ...]
    kind: Kind

    def index_of(self, field: str) -> int | None:
        """The index of the first column of that field; None if there is none."""
        return self.fields.index(field) if field in self.fields else None


def head_key(text: str) -> str:
    """The head as a key for comparing; «№» becomes «n», which typists put for it."""
    return compact_key(fold_spaces(text).replace("№", "n"))


def is_period(text: str) -> bool:
    """Whether a head names a period: a quarter, a half-year, a month, a year."""
    return bool(_PERIOD.fullmatch(head_key(text).translate(_ROMAN_LOOKALIKES)))


def is_time_head(text: str) -> bool:
    """Whether a head stands over columns of time: «Сроки», «Месяц», «Учебный год»."""
    return bool(_TIME.match(head_key(text)))


def month_of(text: str) -> int:
    """The month whose number a head is («09», «9»), 0 where it is none."""
    key = head_key(text)
    return int(key) if key.isdecimal() and _MONTH_NUMBER.fullmatch(key) else 0


def find_months(texts: tuple[str, ...]) -> frozenset[int]:
    """The places of heads that are the numbers of months one after another: 09, 10 … 05.

    Three of them at least: less may be numbers of anything.
    """
    found: set[int] = set()
    run: list[int] = []
    for place, text in enumerate((*texts, "")):
        month = month_of(text)
        if month and run and month == month_of(texts[run[-1]]) % 12 + 1:
            run.append(place)
            continue
        found |= set(run) if len(run) > 2 else set()
        run = [place] if month else []
    return frozenset(found)


def guess_fields(chain: tuple[str, ...]) -> Guess:
    """The fields that the column under these heads (from the top) may be; () where none fits."""
    if not chain:
        return ()
    if is_period(chain[-1]):
        return (("period", 9),)
    leaf, whole = head_key(chain[-1]), head_key("".join(chain))
    if len(chain) > 1 and _TIME.match(whole):
        if leaf in ("с", "по", "от", "до"):
            return (("start" if leaf in ("с", "от") else "end", 8),)
        if _MONTH_NUMBER.fullmatch(leaf.translate(_ROMAN_LOOKALIKES)):
            return (("period", 9),)
    # A short lowest head («план», «с») says little without the one above it.
    for text in (leaf, whole) if len(leaf) > 4 else (whole, leaf):
        for pattern, found in _COMPILED:
            if text and pattern.search(text):
                return found
    return ()


def assign_fields(guesses: tuple[Guess, ...]) -> Columns | None:
    """The field of every column, each known field once; None if they make no kind of table."""
    fields = ["" for _guess in guesses]
    _assign_periods(guesses, fields)
    wishes = [
        (-weight, order, index, field)
        for index, found in enumerate(guesses)
        for order, (field, weight) in enumerate(found)
    ]
    # The heaviest wish first; of equal ones a column's own preference, then the leftmost.
    for _weight, _order, index, field in sorted(wishes):
        taken = field in FIELDS and field in fields
        if not fields[index] and not taken:
            fields[index] = field
    _choose_main_column(guesses, fields)
    kind = _choose_kind(fields)
    return Columns(tuple(fields), kind) if kind else None


def _assign_periods(guesses: tuple[Guess, ...], fields: list[str]) -> None:
    # One column of a period is no timetable: a «2022» among indicators.
    periods = [i for i, found in enumerate(guesses) if found and found[0][0] == "period"]
    for index in periods:
        fields[index] = "period" if len(periods) > 1 else "other"


def _choose_main_column(guesses: tuple[Guess, ...], fields: list[str]) -> None:
    """Make a column of directions, tasks or themes the title where there is no other."""
    if "title" in fields or "organisation" in fields:
        return
    for index, found in enumerate(guesses):
        if any(field == "title" for field, _weight in found):
            fields[index] = "title"
            return


def _choose_kind(fields: list[str]) -> Kind | None:
    """The kind of table these fields make; renames the main columns of lists to common fields."""
    # Lists before plans: a list of sites may have terms, a list of pairs people who answer.
    has = frozenset(fields)
    timed = bool(has & {"deadline", "period", "start", "end"})
    if {"mentor", "mentee"} <= has:
        _rename_fields(fields, mentee="title", mentor="responsible")
        return "pairs"
    if _is_list_of_people(fields, has, timed=timed):
        _rename_fields(fields, responsible="title")
        return "people"
    person = has & {"consultant", "responsible"}
    if "district" in has and person and not timed and "title" not in has:
        _rename_fields(fields, district="title", consultant="responsible")
        return "consultants"
    if "organisation" in has and "title" not in has:
        _rename_fields(fields, organisation="title", consultant="responsible")
        return "sites"
    if "title" in has and (timed or has & {"responsible", "result", "consultant"}):
        _rename_fields(fields, consultant="responsible")
        return "roadmap" if "responsible" in fields else "schedule"
    return None


def _is_list_of_people(fields: list[str], has: frozenset[str], *, timed: bool) -> bool:
    """Whether the rows are people with their posts: the name stands before the organisation."""
    if timed or has & {"title", "consultant", "theme", "mentor", "mentee", "result"}:
        return False
    named = "responsible" in has and bool(has & {"post", "email"})
    others = [fields.index(name) for name in ("organisation", "district") if name in has]
    return named and all(fields.index("responsible") < place for place in others)


def site_columns(columns: Columns, heading: str, heads: Sequence[str]) -> Columns:
    """The columns of a list of sites whose themes were taken for deeds: «Организация», «Тема», «Срок»."""
    title, holder = columns.index_of("title"), columns.index_of("organisation")
    if title is None or holder is None or not _SITES.search(compact_key(heading)):
        return columns
    if not re.match("тем[аы]|наименованиепро", head_key(heads[title])):
        return columns
    fields = list(columns.fields)
    fields[title], fields[holder] = "theme", "title"
    return Columns(tuple(fields), "sites")


def list_kind(kind: Kind, heading: str, heads: Iterable[str]) -> Kind:
    """The kind of a table; one of organisations is of sites only where it speaks of sites or themes."""
    words = compact_key(" ".join((heading, *heads)))
    speaks = _SITES.search(words) or re.search(r"тем[аыу]", words)
    return "schools" if kind == "sites" and not speaks else kind


def _rename_fields(fields: list[str], **names: str) -> None:
    """Rename columns of a list to common fields; a column that had that field becomes «other»."""
    for old, new in names.items():
        if old not in fields:
            continue
        if new in fields:
            # A responsible person beside a consultant is the one who answers.
            if old == "consultant":
                continue
            fields[fields.index(new)] = "other"
        fields[fields.index(old)] = new
