"""The one table of what may stand beside a date without changing it, and of what may not.

A remark holds words that change nothing. Nouns change no date; adverbs, verbs and particles may
(«около 9 мая», «15 марта переносится»), so of these only the ones listed here may touch one.
"""

import re
from functools import lru_cache
from typing import Final

from innoreg.deadlines.month_names import MONTHS

# «июнь» and shorter: pieces of these are words.
_LONGEST_SHORT_MONTH = 5
_SHORTEST_PIECE = 4
# Words that say nothing at all: they are passed over.
_FILLERS = (
    "включительно вкл дата даты датой планируемый планируемая планируемые планируемой плановый"
    " плановая окончательный календарного календарный календарном календарных календарные вплоть сразу он она оно они а"
    " но же чем рамках основе режиме общий сам самого том"
)
FILLERS: Final = frozenset(_FILLERS.split())
# Nouns that may stand right before a bare date as what happens then: «семинар 15 марта». Of other
# words nobody knows whether they change it («около 15 марта»), so they are refused. Stems.
_HAPPENINGS = (
    "урок отчет отчёт заяв итог семинар конкурс этап тур турнир заседани совещани педсовет совет"
    " собрани экзамен олимпиад сбор прием подведени проведени выставк конференц фестивал форум"
    " практик открыти закрыти регистрац выезд старт финал смен поток занят лекц вебинар класс"
    " праздник линейк план документ материал информац результат концерт акци"
    " неделя урочн соревнован сдач представлени защит работ начал мероприяти программ консультац"
    " тестирован диктант сочинени экскурси встреч беседа беседы круглый стол слет смотр пробн"
    " каникулы анкетирован мониторинг аттестац апелляц групп отборочн муниципальн"
    " школьн региональн дистанционн резервный резервные дата основной период"
)
HAPPENINGS: Final = tuple(_HAPPENINGS.split())
# Short names of offices, schools, subjects and examinations: a list and no rule, for in a text in
# capitals every word would be one.
_ABBREVIATIONS = (
    "егэ огэ гиа гвэ впр ппэ гэк рцои фипи фцт фгос фоп фгис вшк всош всоко ноко нок нико ико рско"
    " рмо шмо гмо ммо умо моу мбоу маоу мкоу мбдоу мадоу мкдоу гбоу гаоу гку гбу мбу мау мку мбук"
    " доу оу уоо гуо гоо сош оош ноо ооо соо вр увр увп ахч ахр иро лоиро ипк рипк кпк ппк"
    " пмпк тпмпк ппмс кдн пдн гибдд мчс мвд мфц тик овз огрн ип цпмсс рмц рмк имц ммц мц цро цоко"
    " ддт цдт цдо сют сюн дюсш дюц юид рдш рддм дюп ввпод гто чс обж обзр изо мхк икт ит"
    " дк рдк гдк сдк кдц кдк цкд цк нп ано нко чу кз фок бц тц мц црб цгб цбс дши дмш дхш"
    " спо впо вуз вузы ссуз нпо нпк пк рф сзфо спб фз тр фск нпа нко смп смк сми пмо дпо дод"
    " фцп фп рп рпд ооп аооп дооп кту зож пав спид вич лдп лол хг ктд кво мп"
)
ABBREVIATIONS: Final = frozenset(_ABBREVIATIONS.split())
# Short names that are a slip of «до» or «по» as well: refused before a date.
SLIP_OR_NAME: Final = frozenset(
    [
        "дк",
        "оп",
        "доо",
        "доп",
        "поо",
        "др",
        "пр",
        "дом",
        "док",
        "пос",
        "под",
        "про",
        "пол",
        "то",
        "го",
        "ао",
    ]
)
# What stands, with its full stop, before the name or the number of a place: «г. Выборг», «д. 5».
_PLACES = "г п пос д дер с ст пгт мкр ул пер просп пр пр-т наб пл ш корп стр каб ауд обл р-н"
PLACES: Final = frozenset(_PLACES.split())
# «Токсово», «Мурино»: such adverbs change no date.
_PLACE_NAME: Final = re.compile("[а-я]{3,}(?:[ое]во|ино)")
# Words that change the date they touch, whatever their form: beside one they are refused. Stems.
_CHANGING = (
    "около примерн приблизительн ближайш более незадолго вокруг почти едва вслед следом свыше"
    " выходн нерабоч ближе позади сверх чуть немного дважды поздн рань рано изменени редакци заранее"
    " наперед вперед назад ночь ночью где спустя вперёд ровно кроме помимо максимум"
    " перенес перенос отмен отлож отклад продл продол сдви замен исключ приостан возможен возможн вероятн"
    " неизвестн неопределен перерыв пауз пропуск смеща сместит меня измен варьир корректиру чередо"
    " момент сегодняшн полтор полутор нескольк пару четн нечетн чётн нечётн будн столети"
)
CHANGING: Final = tuple(_CHANGING.split())
# The same of short words, which are beginnings of many others.
_SHORT = (
    "если когда пока покуда случае хотя хоть либо или ли бы только лишь даже разве вряд как так минус"
    " плюс век века веке кончая заканчивая через возле вблизи близ под тому якобы будто нет есть уже"
    " еще вскоре дальше сперва сначала снова опять иногда всегда никогда нигде ныне теперь тогда"
    " крайний иной другой другие прежний старый может наверное неполный остаток пара послезавтра длится"
    " полдня полнедели полмесяца будни наст настоящее сегодня сейчас завтра н нв"
)
_PARTICLES: Final = frozenset(_SHORT.split())
# These only right before it or before its days: «рабочие дни марта», not «рабочее совещание 15 марта».
CHANGING_DAYS: Final = ("рабоч", "праздничн")
# Right behind a month numbers are of these and no days. Stems.
COUNTED_THINGS: Final = (
    "класс",
    "кл",
    "групп",
    "команд",
    "педагог",
    "учител",
    "человек",
    "чел",
    "школ",
    "%",
)
# Adverbs, verbs and short participles, by their endings.
_LIKE_ADVERB: Final = re.compile("..(?:[внклмт]о|[дн]ее|ески)$")
# Those of them that change nothing. Stems.
_HARMLESS_STEMS = (
    "ориентировочн предварительн предположительн очно заочно дистанционн совместн индивидуальн"
    " группов онлайн бесплатн письменн устн электронн централизованн публичн торжественн традиционн"
    " отдельн самостоятельн официальн лично обязательн одновременн выборочн планово пофамильн буквальн"
    " провод приним осуществ начина заверш публику издает издаёт издаю представля направля размеща"
    " организу заканч состои открыва закрыва подводя формиру обеспеч выдает выдаё предоставл рассматр"
    " объявл планиру сдает сдаё сдаю готов вступа утвержд оформля заполня пройд проход писать отмеча празднов начнет начнут"
    " стартует стартуют состоял"
    # nouns of these endings
    " место фото кино окно вино слово право письмо утро лето авто число село имен начало дело"
    " отчество молоко зерно правило качеств количеств руковод обществ министерств хозяйств строительств"
    " государств искусств творчеств лидерств наставничеств родительств представительств агентств"
    " сообществ сотрудничеств единств содружеств отечеств детств мастерств производств средств"
)
_HARMLESS: Final = tuple(_HARMLESS_STEMS.split())
# Verbs that look like one of `CHANGING`: «акция продлится с 1 по 10 сентября».
_LASTING: Final = frozenset(("продлится", "продлятся"))
# Signs that put a date in doubt or in relation: «15 марта?», «~15 марта», «<15 марта».
DOUBT_SIGNS: Final = frozenset("?~≈<>=±≤≥^→⇒…")


# What a line end inside a month's name leaves: «сентябр», «кабрь», and no word begins with «ь».
_LONG_MONTHS: Final = tuple(forms for forms in MONTHS if len(forms[0]) > _LONGEST_SHORT_MONTH)
_MONTH_PIECES: Final = frozenset(
    piece
    for forms in _LONG_MONTHS
    for form in forms[:4]
    for at in range(_SHORTEST_PIECE, len(form))
    for piece in (form[:at], form[-at:])
) | {"брь", "бря", "бре", "рь"}
_PIECE: Final = re.compile(f"[ьъ]|.+(?:{'|'.join(forms[0][:-1] for forms in _LONG_MONTHS)})")


# What is not settled yet, unless it is something else than the date: «время уточняется».
UNSETTLED: Final = ("уточн", "согласовыва", "согласу", "определя")
SETTLED_APART: Final = (
    "время",
    "место",
    "адрес",
    "состав",
    "формат",
    "тема",
    "темы",
    "форма",
    "ссылка",
    "количество",
)
# These put a date in doubt from anywhere near, or in the bracket beside. Stems.
DOUBTS: Final = (
    *UNSETTLED, "возмож", "вероятн", "перенес", "перенос", "отмен", "отлож", "сдвин", "продл", "измен",
    "приостан", "неизвестн", "корректиру", "вопросом",
)  # fmt: skip


@lru_cache(maxsize=8192)
def is_happening(word: str) -> bool:
    """Whether a word in small letters may stand right before a bare date: «семинар 15 марта»."""
    return word in ABBREVIATIONS or word.startswith(HAPPENINGS + _HARMLESS)


@lru_cache(maxsize=8192)
def is_piece_of_month(word: str) -> bool:
    """Whether a word in small letters is what is left of a month's name: «ьдекабр», «тябрь»."""
    return word in _MONTH_PIECES or bool(_PIECE.match(word))


@lru_cache(maxsize=8192)
def is_changing(word: str) -> bool:
    """Whether a word in small letters may change the date it touches: «около», «переносится»."""
    if "-" in word:
        return any(is_changing(part) for part in word.split("-") if part)
    if word in _LASTING:
        return False
    if is_piece_of_month(word):
        return True
    if word in _PARTICLES or word in DOUBT_SIGNS or word.startswith(CHANGING):
        return True
    if _PLACE_NAME.fullmatch(word):
        return False
    return bool(_LIKE_ADVERB.search(word)) and not word.startswith(_HARMLESS + HAPPENINGS)
