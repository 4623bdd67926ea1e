"""What counts as the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoreg.folding import comparison_key, comparison_keys


@pytest.mark.parametrize(
    "variant",
    [
        "Отчёт «Школа – рядом» на 2022-2023 год",
        'ОТЧЕТ "школа - рядом" на 2022–2023 год',
        "отчет “Школа\u2011рядом” на 2022\u22122023 год",
        "Отчёт „Школа—рядом“ на 2022 — 2023\u00a0год",
        "От\u00adчёт «Школа -рядом» на  2022- 2023\nгод ",
        "Отче\u0308т «Школа\u2010рядом»\u200b на 2022‒2023\u202fгод",
    ],
)
def test_case_yo_quotes_dashes_and_spaces_make_no_difference(variant: str) -> None:
    assert comparison_key(variant) == 'отчет "школа-рядом" на 2022-2023 год'


def test_what_differs_still_differs() -> None:
    assert comparison_key("7.10") != comparison_key("7.1")
    assert comparison_key("школа 5") != comparison_key("школа-5")
    assert comparison_key("Иванов И. И.") != comparison_key("Иванов И.И.")


SIGNS = st.sampled_from("аёЁйβß «»“-–— \u00a0\u00ad\u0306\0\x1f\n.1")


@given(st.lists(st.text(SIGNS, max_size=12), max_size=6))
def test_many_texts_are_folded_as_one_by_one(texts: list[str]) -> None:
    assert comparison_keys(texts) == [comparison_key(text) for text in texts]
