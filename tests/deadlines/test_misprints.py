"""One letter lost, changed, added or moved: the same meaning or a refusal, hardly ever another."""

import random

from deadlines.periods import period
from deadlines.test_cells import rows
from innoreg.deadlines import Deadline, parse

LETTERS = "абвгдежзийклмнопрстуфхцчшщыьэюя"
PER_CELL = 8
# What is left are other valid texts: «II квартал» without its second I, «к 5 апреля» without «к».
MOST_MISREAD = 0.015


def misprinted(text: str, chance: random.Random) -> str:
    at = chance.choice([i for i, letter in enumerate(text) if letter.isalpha()])
    letter = chance.choice(LETTERS)
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
        )
    )


def meaning(read: Deadline) -> object:
    windows = tuple((window.start, window.end) for window in read.windows)
    return read.kind, windows, read.rrule_freq, read.by_day, read.by_month


def test_misprints_are_seldom_taken_for_something_else() -> None:
    chance = random.Random(1)
    tried, misread = 0, []
    for row in rows("cells_seen.tsv") + rows("cells_blind.tsv"):
        text, context = row["text"].replace("\\n", "\n"), period(row["context"])
        if row["kind"] == "refused" or not any(letter.isalpha() for letter in text):
            continue
        right = meaning(parse(text, context))
        for _ in range(PER_CELL):
            wrong = misprinted(text, chance)
            read = parse(wrong, context)
            tried += 1
            if read.kind and meaning(read) != right:
                misread.append(wrong)
    assert len(misread) <= tried * MOST_MISREAD, misread
