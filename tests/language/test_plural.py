"""Which plural a number takes."""

import pytest

from innoreg.language import plural


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (4, "дня"),
        (5, "дней"),
        (11, "дней"),
        (12, "дней"),
        (14, "дней"),
        (21, "день"),
        (22, "дня"),
        (111, "дней"),
        (101, "день"),
        (-1, "день"),
    ],
)
def test_plural(number: int, word: str) -> None:
    assert plural(number, "день", "дня", "дней") == word
