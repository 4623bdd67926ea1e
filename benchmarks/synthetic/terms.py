"""The words of terms, as plans print them: one month said in twenty ways, and terms of a whole year."""

import calendar
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.synthetic.words import MONTHS, OF_MONTHS

_WEEKS = ("первая", "вторая", "третья", "четвертая")


@dataclass(frozen=True, slots=True)
class Year:
    """The year of a plan: a calendar year, or a school year that begins in September."""

    first: date
    school: bool

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.first.year + 1, 8, 31) if self.school else date(self.first.year, 12, 31)

    @property
    def name(self) -> str:
        """As headings say it."""
        year = self.first.year
        return f"{year}-{year + 1} учебный год" if self.school else f"{year} год"

    def month(self, place: int) -> date:
        """The first day of its month, counted from 0."""
        month = self.first.month - 1 + place
        return date(self.first.year + month // 12, month % 12 + 1, 1)


def in_month(random: Random, year: Year, place: int) -> str:
    """A term that ends in the month, or in the one after it where the year has one more."""
    first = year.month(place)
    month, of_month, y, m = MONTHS[first.month - 1], OF_MONTHS[first.month - 1], first.year, first.month  # fmt: skip
    day = random.randint(10, calendar.monthrange(y, m)[1])
    following = MONTHS[m % 12]
    months = [month, month.capitalize(), f"{month} {y} года", f"{month.capitalize()} {y} г."]
    weeks = [
        f"{month}, {_WEEKS[day % 4]} неделя", f"{month}, в течение месяца",
        f"{1 + day % 3} декада {of_month}",
    ]  # fmt: skip
    days = [
        f"до {day}.{m:02}", f"до {day} {of_month}", f"До {day} {of_month} {y} года",
        f"до {day}.{m:02}.{y}", f"не позднее {day} {of_month} {y} г.", f"{day}.{m:02}.{y}",
        f"{day} {of_month} {y} года", f"с {day - 9} по {day} {of_month}",
        f"{day - 5}-{day} {of_month} {y} года",
    ]  # fmt: skip
    if place < 11:
        months += [f"{month}-{following}", f"{month}, {following}"]
    if not year.school:
        weeks.append(f"{'I' * ((m + 2) // 3) if m < 10 else 'IV'} квартал {y} г.")
    return random.choice(random.choice((months, months, weeks, days)))


def all_year(random: Random, year: Year) -> str:
    """A term as long as the plan, or one that recurs in it."""
    whole = "в течение учебного года" if year.school else f"в течение {year.first.year} года"
    return random.choice((whole, "в течение года", "постоянно", "ежемесячно", "ежеквартально"))


def four_days(random: Random, year: Year) -> tuple[str, list[date]]:
    """Days in brackets, each an occurrence of its own."""
    days = [year.month(place).replace(day=random.randint(5, 25)) for place in (1, 4, 7, 10)]
    said = "; ".join(f"{day:%d.%m}" for day in days)
    return f"В течение года ({said}).", days
