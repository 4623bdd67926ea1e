"""What layout and typing habits do to a cell changes nothing of what it means."""

import re
from collections.abc import Callable

import pytest

from deadlines.periods import period, result
from deadlines.test_cells import rows
from innoreg.deadlines import Deadline, parse

ROMANS = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def roman(text: str) -> str:
    return re.sub(r"\b([1-4]) (?=(?:квартал|полугоди))", lambda m: ROMANS[m[1]] + " ", text)


PARAPHRASES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "a capital at the start": lambda text: text[:1].upper() + text[1:],
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "spaces around": lambda text: f"  {text} ",
    "е for ё": lambda text: text.replace("ё", "е"),
    "en dashes": lambda text: text.replace("-", "–"),
    "em dashes": lambda text: text.replace("–", "—"),
    "a full stop": lambda text: text + ".",
    "a semicolon": lambda text: text + ";",
    "«г.» for «года»": lambda text: re.sub(r"(?<=\d) года\b", " г.", text),
    "«года» for «г.»": lambda text: re.sub(r"(?<=\d) г\.(?=\s|$|[,;)])", " года", text),
    # «1) … 2) …» has a bracket already.
    "brackets": lambda text: text if re.match(r"\d\)|\(", text) else f"({text})",
    "a split й": lambda text: text.replace("й", "и\u0306"),
    "Roman numerals": roman,
}
CELLS = [
    (row["context"], row["text"].replace("\\n", "\n"))
    for name in (
        "cells_seen.tsv",
        "cells_blind.tsv",
        "wordings.tsv",
        "families.tsv",
        "cells_published.tsv",
        "cells_fresh.tsv",
        "cells_blind_3.tsv",
        "cells_blind_4.tsv",
        "cells_blind_5.tsv",
        "cells_blind_6.tsv",
        "cells_blind_7.tsv",
    )
    for row in rows(name)
]


def meaning(read: Deadline) -> object:
    # Which of several faults is named first may change.
    return read.kind, None if read.refusal else result(read)


@pytest.mark.parametrize("name", PARAPHRASES)
def test_paraphrases_mean_the_same(name: str) -> None:
    change = PARAPHRASES[name]
    other = []
    for context, text in CELLS:
        changed = change(text)
        if changed == text:
            continue
        before, after = (meaning(parse(each, period(context))) for each in (text, changed))
        if before != after:
            other.append((text, before, after))
    assert other == []
