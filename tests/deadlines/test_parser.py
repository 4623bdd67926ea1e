"""Whatever the text: an answer or a reasoned refusal, never an exception."""

import gc
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.periods import CALENDAR, SCHOOL, period
from innoreg.deadlines import Calendar, Deadline, Period, deadline_to_dict, expand, explain, parse
from innoreg.deadlines.lexicon import WORDS

YEARS = period("2021-01-01..2024-12-31")
PIECES = [
    *sorted(WORDS),
    *(str(number) for number in range(40)),
    *",;:-()/.%№«»_…\n|\u00ad\u00a0",
    *("2022", "2023", "16.02", "01.09.2022", "31.12.22", "10:00", "15.00", "школа", "я", "x"),
]
contexts = st.sampled_from([CALENDAR, SCHOOL, YEARS])
pieces = st.lists(st.sampled_from(PIECES), max_size=14)


def check(read: Deadline, text: str) -> None:
    assert read.text == text
    assert (read.kind is None) == (read.refusal is not None)
    order = [(window.start or window.end, window.end) for window in read.windows]
    assert order == sorted(order)
    if read.refusal:
        assert read.windows == ()
        assert text[read.refusal.start : read.refusal.end] == read.refusal.words
    for reading in explain(text):
        assert text[reading.start : reading.end] == reading.words


@settings(max_examples=300)
@given(st.text(max_size=80), contexts)
def test_any_letters(text: str, context: Period) -> None:
    check(parse(text, context), text)


@settings(max_examples=800)
@given(pieces, st.sampled_from(["", " "]), contexts)
def test_any_words_of_the_language(words: list[str], between: str, context: Period) -> None:
    text = between.join(words)
    read = parse(text, context)
    check(read, text)
    deadline_to_dict(read)
    for window in expand(read, context, Calendar()):
        assert window.start is None or window.start <= window.end


def test_junk_of_any_length_is_refused() -> None:
    for junk in ("1.01,", "до ", "(", "о", "фев|", "март, "):
        read = parse(junk * 30_000, CALENDAR)
        assert read.refusal is not None
        assert read.refusal.code == "too-long"


@pytest.mark.parametrize("text", ["1 раз в 0 дней", "раз в последний месяц", "0 раз в год"])
def test_a_period_of_no_length_is_refused(text: str) -> None:
    refusal = parse(text, CALENDAR).refusal
    assert refusal is not None
    assert refusal.code == "not-understood"


def test_a_text_of_four_thousand_signs_is_still_read() -> None:
    assert len(parse("до 10 марта".ljust(4000), CALENDAR).windows) == 1
    assert explain("до 10 марта".ljust(4000))
    longer = parse("до 10 марта".ljust(4001), CALENDAR)
    assert (longer.windows, longer.refusal and longer.refusal.code) == ((), "too-long")
    assert explain("до 10 марта".ljust(4001)) == ()


def test_long_lists_are_read() -> None:
    days = ", ".join(f"{day:02}.{month:02}" for month in range(1, 13) for day in range(1, 29, 2))
    assert len(parse(days, CALENDAR).windows) == 12 * 14


@pytest.mark.parametrize(
    "text", ["30 февраля", "с 30 февраля по 3 марта", "шестая неделя мая", "пятая неделя февраля"]
)
def test_reading_leaves_nothing_that_only_a_search_for_cycles_frees(text: str) -> None:
    """A kept error keeps its frame, and with it all that the callers hold: a whole registry."""
    parse(text, SCHOOL)  # what is made once
    gc.collect()
    gc.disable()
    try:
        parse(text, SCHOOL)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_holidays_and_the_grammar_are_not_loaded_with_the_package() -> None:
    code = (
        "import sys, innoreg.deadlines as d; d.parse; d.expand; "
        "late = ('holidays', 'dateutil', 'innoreg.deadlines.grammar', 'innoreg.deadlines.pipeline'); "
        "print([m for m in late if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
