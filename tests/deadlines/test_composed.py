"""Wordings composed from days and months mean the days they were composed from."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from deadlines.periods import CALENDAR, SCHOOL
from innoreg.deadlines import Period, Window, parse
from innoreg.deadlines.month_names import MONTHS

DAY = timedelta(days=1)
LATIN = str.maketrans("аеорсх", "aeopcx")
contexts = st.sampled_from([CALENDAR, SCHOOL])

# What layout does to a cell: none of it changes what it means.
NOISE: list[Callable[[str], str]] = [
    lambda text: text,
    str.upper,
    str.capitalize,
    lambda text: text + ".",
    lambda text: f"Срок: {text}",
    lambda text: f"в срок {text}" if text.startswith("до") else text,
    lambda text: f"  {text} ",
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace("-", "–"),
    lambda text: text.replace(" - ", "—"),
    lambda text: text.translate(LATIN),
    lambda text: text.replace(" г.", "г."),
    lambda text: text.replace("е", "ё", 1) if "ё" not in text else text,
    lambda text: "\u00ad".join([text[:4], text[4:]]),
    lambda text: f"({text})",
]
noise = st.sampled_from(NOISE)


def days_in(context: Period) -> st.SearchStrategy[date]:
    """Days that have one place: an August without a year may open a school year or close it."""
    last = context.end if context == CALENDAR else date(context.end.year, 7, 31)
    return st.dates(context.start, last)


def merged(spans: list[tuple[date, date]]) -> tuple[Window, ...]:
    """The rule of windows, written once more: overlapping or adjacent ones are one."""
    every = sorted({start + DAY * i for start, end in spans for i in range((end - start).days + 1)})
    found: list[Window] = []
    for day in every:
        if found and found[-1].end + DAY == day:
            found[-1] = Window(found[-1].start, day)
        else:
            found.append(Window(day, day))
    return tuple(found)


def name(day: date, form: int = 1) -> str:
    return MONTHS[day.month - 1][form]


def spell(day: date, shape: int) -> str:
    """A day as papers write it, with its year or without."""
    shapes = (
        f"{day.day} {name(day)}",
        f"{day:%d.%m}",
        f"{day:%d.%m.%Y}",
        f"{day:%d.%m.%y}",
        f"{day.day} {name(day)} {day.year} г.",
        f"«{day:%d}» {name(day)} {day.year} года",
        f"{day.day}-го {name(day)}",
        f"{day:%Y-%m-%d}",
    )
    return shapes[shape % len(shapes)]


shapes = st.integers(0, 7)


@settings(max_examples=300)
@given(st.data(), contexts, shapes, noise)
def test_a_day(
    data: st.DataObject, context: Period, shape: int, noisy: Callable[[str], str]
) -> None:
    day = data.draw(days_in(context))
    text = noisy(spell(day, shape))
    read = parse(text, context)
    assert (read.kind, read.windows) == ("on", (Window(day, day),)), text


@settings(max_examples=300)
@given(st.data(), contexts, shapes, noise, st.sampled_from(["до", "не позднее", "к", "в срок до"]))
def test_by_a_day(
    data: st.DataObject, context: Period, shape: int, noisy: Callable[[str], str], lead: str
) -> None:
    day = data.draw(days_in(context))
    text = noisy(f"{lead} {spell(day, shape)}")
    read = parse(text, context)
    assert (read.kind, read.windows) == ("by", (Window(None, day),)), text


@settings(max_examples=300)
@given(st.data(), contexts, shapes, noise, st.booleans())
def test_from_day_to_day(
    data: st.DataObject, context: Period, shape: int, noisy: Callable[[str], str], words: bool
) -> None:
    start, end = sorted(data.draw(st.tuples(days_in(context), days_in(context))))
    first, last = spell(start, shape), spell(end, shape)
    text = noisy(f"с {first} по {last}" if words else f"{first} - {last}")
    read = parse(text, context)
    assert (read.kind, read.windows) == ("during", (Window(start, end),)), text


@settings(max_examples=300)
@given(st.data(), contexts, noise, st.sampled_from([", ", "; ", ","]), st.booleans())
def test_lists_of_days(
    data: st.DataObject, context: Period, noisy: Callable[[str], str], comma: str, figures: bool
) -> None:
    days = sorted(data.draw(st.sets(days_in(context), min_size=2, max_size=6)))
    text = noisy(comma.join(spell(day, 1 if figures else 0) for day in days))
    read = parse(text, context)
    assert (read.kind, read.windows) == ("on", merged([(day, day) for day in days])), text


@settings(max_examples=200)
@given(st.data(), contexts, noise)
def test_days_that_share_a_month(
    data: st.DataObject, context: Period, noisy: Callable[[str], str]
) -> None:
    month = data.draw(days_in(context)).replace(day=1)
    last = monthrange(month.year, month.month)[1]
    chosen = sorted(data.draw(st.sets(st.integers(1, last), min_size=2, max_size=5)))
    listed = ", ".join(map(str, chosen[:-1])) + f" и {chosen[-1]}"
    text = noisy(f"{listed} {name(month)} {month.year} г.")
    days = [month.replace(day=day) for day in chosen]
    read = parse(text, context)
    assert (read.kind, read.windows) == ("on", merged([(day, day) for day in days])), text


def months_of(context: Period) -> list[date]:
    days = [date(y, m, 1) for y in (2021, 2022) for m in range(1, 13)]
    return [day for day in days if day in context and (context == CALENDAR or day.month != 8)]


def month_span(first: date, last: date) -> tuple[date, date]:
    return first, last.replace(day=monthrange(last.year, last.month)[1])


@settings(max_examples=300)
@given(st.data(), contexts, noise, st.booleans())
def test_lists_of_months(
    data: st.DataObject, context: Period, noisy: Callable[[str], str], year: bool
) -> None:
    months = data.draw(
        st.lists(st.sampled_from(months_of(context)), min_size=1, max_size=5, unique=True)
    )
    months.sort()
    text = ", ".join(name(month, 0) for month in months)
    text = noisy(f"{text} {months[-1].year} г." if year else text)
    read = parse(text, context)
    expected = merged([month_span(month, month) for month in months])
    assert (read.kind, read.windows) == ("during", expected), text


@settings(max_examples=300)
@given(st.data(), contexts, noise, st.booleans(), st.booleans())
def test_from_month_to_month(
    data: st.DataObject, context: Period, noisy: Callable[[str], str], year: bool, words: bool
) -> None:
    one, two = data.draw(st.tuples(*[st.sampled_from(months_of(context))] * 2))
    first, last = min(one, two), max(one, two)
    text = f"с {name(first)} по {name(last, 0)}" if words else f"{name(first, 0)}-{name(last, 0)}"
    text = noisy(f"{text} {last.year} г." if year else text)
    read = parse(text, context)
    assert (read.kind, read.windows) == ("during", (Window(*month_span(first, last)),)), text


@settings(max_examples=300)
@given(
    st.data(), noise, st.integers(1, 4), st.sampled_from(["{n} квартал", "{n} кв.", "{r} квартал"])
)
def test_quarters(data: st.DataObject, noisy: Callable[[str], str], n: int, form: str) -> None:
    romans = ("I", "II", "III", "IV")
    text = form.format(n=n, r=romans[n - 1])
    months = months_of(CALENDAR)
    expected = month_span(months[n * 3 - 3], months[n * 3 - 1])
    text = noisy(text)
    assert parse(text, CALENDAR).windows == (Window(*expected),), text


@settings(max_examples=300)
@given(
    st.data(),
    contexts,
    noise,
    st.sampled_from(["{o} неделя {g}", "{m}, {o} неделя", "{d}-я неделя {g}"]),
)
def test_weeks_of_a_month(
    data: st.DataObject, context: Period, noisy: Callable[[str], str], form: str
) -> None:
    month = data.draw(st.sampled_from(months_of(context)))
    first, last = month_span(month, month)
    day, rows = first, []
    while day <= last:
        sunday = day + DAY * (6 - day.weekday())
        if day.weekday() < 5:
            rows.append((day, min(sunday, last)))
        day = sunday + DAY
    n = data.draw(st.integers(1, len(rows)))
    ordinal = ("первая", "вторая", "третья", "четвертая", "пятая")[n - 1]
    text = form.format(o=ordinal, d=n, g=name(month), m=name(month, 0))
    text = noisy(text)
    read = parse(text, context)
    assert (read.kind, read.windows) == ("during", (Window(*rows[n - 1]),)), text


@settings(max_examples=200)
@given(st.data(), contexts, st.sampled_from(["с {day}", "начиная с {day}"]))
def test_open_starts_run_to_the_end_of_the_context(
    data: st.DataObject, context: Period, form: str
) -> None:
    day = data.draw(days_in(context))
    read = parse(form.format(day=spell(day, 0)), context)
    assert (read.kind, read.windows) == ("during", (Window(day, context.end),))


@settings(max_examples=300)
@given(st.data(), contexts, shapes)
def test_stages_keep_order_and_labels(data: st.DataObject, context: Period, shape: int) -> None:
    days = sorted(data.draw(st.sets(days_in(context), min_size=2, max_size=4)))
    labels = [f"этап {'абвг'[i]}" for i in range(len(days))]
    text = "; ".join(
        f"до {spell(day, shape)} – {label}" for day, label in zip(days, labels, strict=True)
    )
    expected = tuple(Window(None, day, label) for day, label in zip(days, labels, strict=True))
    assert parse(text, context).windows == expected, text
