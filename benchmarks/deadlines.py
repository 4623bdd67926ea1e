"""Cells of plans read in a second on one core: no text twice, shapes as often as plans have them."""

import random
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from statistics import median
from time import process_time

from innoreg.deadlines import Period, parse
from innoreg.deadlines.month_names import MONTHS

YEARS = {year: Period(date(year, 1, 1), date(year, 12, 31)) for year in range(2000, 2041)}
CELLS = 20_000
RUNS = 5
TARGET = 20_000
# Against dateparser: cells, how many in a turn, and the ratio that must hold.
COMPARED, TURN, RATIO = 6_000, 200, 8
# How often each shape was counted in official plans.
SHAPES = {
    "с {d} по {e} {g} {y} года": 51,
    "до {d} {g} {y} г.": 30,
    "не позднее {d} {g} {y} года": 17,
    "в течение {y}-{z} учебного года": 15,
    "{y}-{z} уч. год": 15,
    "{n} {y} года": 30,
    "{d} {g} {y} года": 27,
    "{w} неделя {g} {y} г.": 13,
    "{n}, {w} неделя": 13,
    "{n}-{o} {y} года": 26,
    "{y}-{z} годы": 26,
    "{d:02}.{m:02} – {e:02}.{m:02}.{y}": 19,
    "{n}": 19,
    "{d:02}.{m:02}.{y}": 18,
    "с {d:02}.{m:02} по {e:02}.{m:02}": 16,
    "{d}-{e} {g}": 16,
    "до {d:02}.{m:02}": 14,
    "ежеквартально до {d} числа": 12,
    "постоянно": 12,
    "в течение {d} рабочих дней": 12,
    "ежегодно до {d} {g}": 11,
    "по отдельному плану": 11,
    "II полугодие {y}": 10,
    "{d} {g} – {e} {q}": 10,
    "{n}, {o} {y} года": 10,
    "ежемесячно до {d} числа": 8,
    "начало {g}": 8,
    "{w} декада {g}": 7,
    "до конца {g} {y} г.": 7,
    "{d}, {e} и 28 {g}": 7,
    "{r} квартал {y}": 6,
    "первая половина {g}": 5,
    "за {d} дней до начала": 5,
    "раз в полугодие": 4,
    "В течение года ({d:02}.{m:02}; {e:02}.{m:02}; 07.12)": 4,
    "до {d} {g} {y} г. — проект; до {e} {g} {y} г. - отчет": 4,
}
# What makes two cells of the same words two texts.
AROUND = ("{}", "{}.", "Срок: {}", " {}", "{} ", "Срок {}", "({})", "Срок исполнения: {}.")


def cells(chance: random.Random) -> Iterator[tuple[str, Period]]:
    """Texts without end, in the proportions of the table, each in the year of its plan."""
    shapes, weights = list(SHAPES), list(SHAPES.values())
    while True:
        m, d, y = chance.randrange(11), chance.randint(1, 14), chance.choice(tuple(YEARS))
        text = chance.choices(shapes, weights)[0].format(
            d=d,
            e=chance.randint(d + 1, 27),
            y=y,
            z=y + 1,
            m=m + 1,
            n=MONTHS[m][0],
            g=MONTHS[m][1],
            o=MONTHS[m + 1][0],
            q=MONTHS[m + 1][1],
            w=chance.choice(("1", "2-я", "третья")),
            r=chance.choice(("I", "2", "III")),
        )
        text = chance.choice((text, text.capitalize(), text.upper()))
        yield chance.choice(AROUND).format(text), YEARS[y]


def distinct() -> list[tuple[str, Period]]:
    """The first texts that differ from one another, with their contexts."""
    found: dict[str, Period] = {}
    for text, context in cells(random.Random(1)):
        found.setdefault(text, context)
        if len(found) == CELLS:
            break
    return list(found.items())


def compare(texts: list[tuple[str, Period]]) -> None:
    """Print how many times as many cells a second dateparser reads, turn by turn on the same ones.

    It is no dependency of the project: `pip install dateparser` where the comparison is wanted.
    """
    try:
        dateparser = import_module("dateparser")
    except ImportError:
        print("dateparser is not installed: no comparison")
        return
    dateparser.parse(texts[0][0], languages=["ru"])
    took = [0.0, 0.0]
    for first in range(0, COMPARED, TURN):
        start = process_time()
        for text, context in texts[first : first + TURN]:
            parse(text, context)
        middle = process_time()
        for text, _ in texts[first : first + TURN]:
            dateparser.parse(text, languages=["ru"])
        took[0] += middle - start
        took[1] += process_time() - middle
    print(f"{took[1] / took[0]:.1f} times as many as dateparser (target {RATIO})")


def main() -> None:
    """Print cells a second of processor time: median, slowest and fastest of the runs."""
    texts = distinct()
    parse(*texts[0])  # loads the grammar
    compare(texts)
    rates = []
    for _ in range(RUNS):
        start = process_time()
        for text, context in texts:
            parse(text, context)
        rates.append(CELLS / (process_time() - start))
    print(f"{CELLS} distinct cells: {median(rates):,.0f} cells/s  (target {TARGET:,})")
    print(f"slowest of {RUNS} runs {min(rates):,.0f}, fastest {max(rates):,.0f}")


if __name__ == "__main__":
    main()
