"""Numbers that have lost what would make them a date: «заезд 2,3, января», «17.06.2-15.09»."""

import re
from typing import Final

from innoreg.deadlines.month_names import MONTHS
from innoreg.deadlines.parse_state import ParseState, Unreadable
from innoreg.deadlines.tokens import Token, TokenClass

_BEFORE_MONTH: Final = re.compile(r"(?<![\d.,:])\d{1,2}(?:\s*[,и–—-]\s*\d{1,2})*\s*,\s*$")
_GENITIVE: Final = re.compile(rf"(?:{'|'.join(forms[1] for forms in MONTHS)})\b")
_YEAR_OF_ONE_DIGIT: Final = re.compile(
    r"(?<![\d.,:])\d{1,2}\.(?:0[1-9]|1[0-2])\.\d(?![\d:]|[.,]\d)"
)


def check_cut_dates(state: ParseState) -> None:
    """Refuse numbers that are a part of a date no longer whole; raises Unreadable.

    «заезд 2,3, января»: the genitive wants its days, which the comma takes from it.
    «17.06.2-15.09»: the last digit is no day of the next date but what is left of a year.
    """
    text = state.normalized.text
    for token in state.tokens:
        cut = token.cls == TokenClass.STATED and _BEFORE_MONTH.search(text, 0, token.start)
        if cut and _GENITIVE.match(text, token.start):
            raise Unreadable(
                "not-understood", Token(TokenClass.UNKNOWN, None, cut.start(), token.end)
            )
    year = _YEAR_OF_ONE_DIGIT.search(text)
    if year:
        raise Unreadable(
            "not-understood", Token(TokenClass.UNKNOWN, None, year.start(), year.end())
        )
