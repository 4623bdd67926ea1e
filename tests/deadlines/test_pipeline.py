"""How the words of a term were read: mended words and the rules that matched."""

import pytest

from innoreg.deadlines import explain
from innoreg.deadlines.spelling import MENDINGS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("сентбярь", "slip"),
        ("маpт", "look-alike letters"),
        ("c 1 сентября", "look-alike letters"),
        ("до10марта втечение года", "lost space"),
        ("сен тябрь", "broken word"),
        ("20221 года", "footnote mark"),
    ],
)
def test_mended_words_say_why(text: str, name: str) -> None:
    assert name in MENDINGS
    assert name in {reading.rule for reading in explain(text)}


def test_mended_words_are_seen_in_the_readings() -> None:
    assert ("slip", "сентбярь") in [(one.rule, one.words) for one in explain("до 5 сентбярь")]
    assert explain("фев|раль 2022¹ г.")[0].words.startswith("фев|раль")


def test_readings_go_from_left_to_right() -> None:
    starts = [reading.start for reading in explain("с 10 по 15 марта, до 1 мая")]
    assert starts == sorted(starts)
    assert len(starts) >= 3
