"""Days as documents write them: `01.02.2022` or `1 февраля 2022 г.` (GOST R 7.0.97, date)."""

import datetime as dt

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
    "октября", "ноября", "декабря",
)  # fmt: skip


def short(day: dt.date) -> str:
    """`01.02.2022`."""
    return f"{day:%d.%m}.{day.year:04}"


def long(day: dt.date) -> str:
    """`1 февраля 2022 г.`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."
