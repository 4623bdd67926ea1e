"""The short way for plain terms says what the grammar says, to the last sign."""

from itertools import product

import pytest

from deadlines.test_cells import rows
from innoreg.deadlines.grammar_engine import apply_grammar
from innoreg.deadlines.lexicon import WORDS
from innoreg.deadlines.normalizer import normalize
from innoreg.deadlines.plain_terms import read_plain
from innoreg.deadlines.tokenizer import tokenize
from innoreg.deadlines.tokens import Token

SETS = (
    "cells_seen.tsv",
    "cells_blind.tsv",
    "cells_published.tsv",
    "cells_fresh.tsv",
    "cells_blind_3.tsv",
    "cells_blind_4.tsv",
    "cells_blind_5.tsv",
    "cells_blind_6.tsv",
    "cells_blind_7.tsv",
    "wordings.tsv",
    "families.tsv",
)
DAYS = ("5 марта", "05 мая", "31 декабря", "15.03", "07.12", "31.02", "15.03.2022")
RANGES = (
    "с {} по {}", "{} - {}", "{}-{}", "{} по {}", "с {} - {}", "до {}", "не позднее {}", "{}",
    "с 3 по {}", "3-{}", "с 28 по {}", "28 - {}",
)  # fmt: skip
YEARS = ("", " 2022", " 2022 года", " 2022г.", " 2022 г", " 2061 года", " 1989 г.")
MONTHS = (
    "май",
    "май - июнь",
    "май-июнь",
    "июнь-май",
    "май-май",
    "до конца мая",
    "начало мая",
    "конец мая",
)
PARTS = (
    "II квартал", "4 квартал", "5 квартал", "1 полугодие", "3 полугодие", "вторая неделя марта",
    "5-я неделя февраля", "3 декада июня", "4 декада июня", "последняя неделя мая",
    "март, третья неделя", "в течение 2021-2022 учебного года", "2021/2022 уч. год",
    "2021-2024 гг", "2022-2021 годы", "2021/2022 годы", "2020 - 2023 учебный год",
)  # fmt: skip
FORMS = ("{}", "{}.", "Срок: {}", "Срок: {}.", "({})")


def readings(text: str) -> tuple[tuple[Token, ...] | None, tuple[Token, ...]]:
    """What the short way and the grammar make of a text."""
    normalized = normalize(text, WORDS)
    tokens, _ = tokenize(text, normalized)
    return read_plain(normalized.text), tuple(apply_grammar(tokens))


def composed() -> set[str]:
    terms = {
        pattern.format(*pair) + year
        for pattern in RANGES
        for pair in product(DAYS, DAYS)
        for year in YEARS
    }
    terms |= {term + year for term in (*MONTHS, *PARTS) for year in YEARS}
    return {form.format(term) for form, term in product(FORMS, terms)}


def test_plain_terms_mean_what_the_grammar_says() -> None:
    read = {text: readings(text) for text in composed()}
    plain = {text: pair for text, pair in read.items() if pair[0] is not None}
    assert {text: pair for text, pair in plain.items() if pair[0] != pair[1]} == {}
    # The comparison means something: many of them do take the short way.
    assert len(plain) > 500


@pytest.mark.parametrize("name", SETS)
def test_cells_mean_what_the_grammar_says(name: str) -> None:
    texts = {row["text"].replace("\\n", "\n") for row in rows(name)}
    other = {text: pair for text in texts if (pair := readings(text))[0] not in (None, pair[1])}
    assert other == {}
