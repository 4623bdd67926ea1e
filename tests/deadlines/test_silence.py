"""A word that may change a term never leaves its answer as it was: it refuses the term."""

import pytest

from deadlines.periods import CALENDAR, result
from innoreg.deadlines import Deadline, parse

TERMS = (
    "15 марта",
    "15 марта 2022 года",
    "с 10 по 15 марта",
    "до 15 марта",
    "15.03.2022",
    "март",
    "март, апрель",
    "сентябрь - ноябрь",
    "II квартал",
    "вторая неделя марта",
    "ежемесячно",
    "ежеквартально до 5 числа",
    "ежегодно до 1 марта",
    "2 раза в год",
    "по вторникам",
)
# Particles, adverbs, verbs, adjectives and signs, none of them a noun.
DOUBTS = (
    "около примерно приблизительно почти едва лишь только даже пока если когда хотя разве вряд якобы"
    " будто вскоре позже раньше ближе дальше сперва снова опять повторно редко иногда никогда тогда"
    " вокруг возле близ свыше сверх кончая заканчивая помимо минус"
    " плюс нечетный четный выходной нерабочие ближайший крайний иной другой прежний возможно вероятно"
    " желательно ровно максимум полтора несколько продлено продлевается сдвигается смещается изменено"
    " откладывается переносится перенесено отменяется отменено приостановлено послезавтра"
    " ? ~ ≈ ± > < = ^"
)
PLACES = (
    "{doubt} {term}",
    "{term} {doubt}",
    "{term}, {doubt}",
    "{term} ({doubt})",
    "{term} – {doubt}",
)
# In brackets words of the language that say nothing by themselves are as doubtful.
HALF_SAID = (
    "кроме после перед через вместо или исключая спустя накануне каждый следующий прошлый рабочий"
    " дважды половина менее позднее ранее без между"
)


def said(read: Deadline) -> tuple[object, ...]:
    return read.kind, result(read)


@pytest.mark.parametrize("term", TERMS)
def test_a_doubtful_word_is_never_passed_over(term: str) -> None:
    plain = said(parse(term, CALENDAR))
    texts = [place.format(doubt=doubt, term=term) for doubt in DOUBTS.split() for place in PLACES]
    texts += [f"{term} ({doubt})" for doubt in HALF_SAID.split()]
    passed = [text for text in texts if said(read := parse(text, CALENDAR)) == plain and read.kind]
    assert passed == []


@pytest.mark.parametrize(
    "text",
    [
        "с 1 марта в течение 10 дней",
        "три дня, начиная с 15 марта",
        "по вторникам через неделю",
        "март и далее",
        "по 15 марта и далее до особого распоряжения",
        "раз в неделю до 15 марта, потом ежедневно",
        "ежемесячно до 5 числа отчёт, до 10 числа план",
        "ежемесячно до 5 числа, за декабрь – до 25 декабря",
        "ежегодно до 15 января и до 20 июля",
        "до 15 марта (4 классы – до 20)",
        "первая неделя каждого второго месяца",
        "раз в первый квартал",
        "такой год, март",
        "вторая неделя марта: 14-18.03",
        "четыре вторника марта",
        "«   » марта 2022 г.",
    ],
)
def test_what_no_rule_can_hold_whole_is_refused(text: str) -> None:
    assert parse(text, CALENDAR).kind is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("декабрь, затем апрель", "2022-04-01..2022-04-30;2022-12-01..2022-12-31"),
        ("март (начало)", "2022-03-01..2022-03-10"),
        ("2 раза в неделю (вторник, четверг)", "weekly by_weekday=1,3"),
        ("ежедневно по будням", "daily by_weekday=0,1,2,3,4"),
        ("будущий год, март", "2023-03-01..2023-03-31"),
    ],
)
def test_what_was_passed_over_is_read(text: str, answer: str) -> None:
    assert result(parse(text, CALENDAR)) == answer
