"""Which plural a number takes."""


def plural(number: int, one: str, few: str, many: str) -> str:
    """The word beside a number: `plural(5, "день", "дня", "дней")` is «дней»."""
    last_two, last = abs(number) % 100, abs(number) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many
