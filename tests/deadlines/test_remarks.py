"""What is kept besides the windows: labels, remarks, warnings, the words at fault."""

import pytest

from deadlines.periods import CALENDAR, SCHOOL
from innoreg.deadlines import parse


def test_staged_terms_keep_their_labels() -> None:
    text = (
        "до 1 ноября 2022 года — 65% обучающихся, от общего количества обучающихся от 5 до 18 лет; "
        "до 15 ноября 2022 года - 75% обучающихся"
    )
    assert [window.label for window in parse(text, CALENDAR).windows] == [
        "65% обучающихся, от общего количества обучающихся от 5 до 18 лет",
        "75% обучающихся",
    ]


def test_labels_may_come_first() -> None:
    read = parse("заявки – до 1 марта, итоги – до 15 апреля", CALENDAR)
    assert [window.label for window in read.windows] == ["заявки", "итоги"]


def test_merged_windows_join_their_labels() -> None:
    read = parse("15 марта – семинар; 16 марта – круглый стол", CALENDAR)
    assert [window.label for window in read.windows] == ["семинар; круглый стол"]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("февраль, далее ежеквартально", "далее ежеквартально"),
        ("март (отчёт до 10.04)", "отчёт до 10.04"),
        ("ежемесячно с сентября по май", "с сентября по май"),
        ("по мере необходимости, но не реже 1 раза в квартал", "по мере необходимости"),
        ("16.02 в 12.10", "в 12.10"),
        ("октябрь, в течение месяца", "в течение месяца"),
        ("2 раза в год: до 15 января, до 15 июля", "2 раза в год"),
        ("март", None),
        ("постоянно", None),
    ],
)
def test_remarks(text: str, remark: str | None) -> None:
    assert parse(text, SCHOOL).remark == remark


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("16.02 (четверг)", "weekday-contradicts", "16.02 (четверг)"),
        ("12, 13 января (вторник, четверг)", "weekday-contradicts", "12"),
        ("с 10 по 15 марта (5 дней)", "length-contradicts", "(5 дней)"),
        ("до 1 марта 2019 г.", "outside-context", "до 1 марта 2019 г."),
        ("до 10 апреля и в мае", "mixed-kinds", "мае"),
    ],
)
def test_contradictions_warn_and_the_dates_stand(text: str, code: str, words: str) -> None:
    read = parse(text, CALENDAR)
    assert read.refusal is None
    assert (code, words) in [(c.code, c.words.split(",")[0]) for c in read.warnings]


def test_agreeing_weekdays_and_lengths_are_silent() -> None:
    for text in ("16.02 (среда)", "12, 13 января (среда, четверг)", "10-15 марта (6 дней)"):
        assert parse(text, CALENDAR).warnings == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10, 20, 31 июня", "31 июня"),
        ("март, шестая неделя", "шестая неделя"),
        ("до 15 матра, 20 апреля", "матра"),
        ("ежемесячно, кроме июля", "кроме"),
        ("до «___» марта", "___"),
        ("15\u00a0марта – 10\u00a0марта", "15\u00a0марта – 10\u00a0марта"),
    ],
)
def test_a_refusal_names_the_very_words(text: str, words: str) -> None:
    refusal = parse(text, CALENDAR).refusal
    assert refusal is not None
    assert refusal.words == words
    assert text[refusal.start : refusal.end] == words
