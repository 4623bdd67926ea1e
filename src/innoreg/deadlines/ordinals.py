"""Ordinals whose gender or number says that no day is meant: «первая апреля», «первые числа»."""

from typing import Final

from innoreg.deadlines.tokens import Token, TokenClass, class_set

# What such an ordinal may stand before.
AFTER_ORDINAL: Final = class_set("MONTHGEN DATEWORD")
_PLURAL: Final = ("ые", "ие", "ых", "их")
_FEMININE: Final = ("ую", "ью")


def mend_ordinal(cls: str, tokens: list[Token], text: str) -> str:
    """The class of a word behind an ordinal, by the gender or number of the ordinal.

    «первая апреля» is no day, but a week: it becomes a word that nobody knows. «первые числа» are
    not the first.
    """
    ordinal = tokens[-1]
    ending = text[ordinal.start : ordinal.end][-2:]
    if cls == TokenClass.DATEWORD:
        return TokenClass.DATESWORD if ending in _PLURAL else cls
    if ending.endswith("я") or ending in _FEMININE:
        tokens[-1] = ordinal._replace(
            cls=TokenClass.UNKNOWN, value=text[ordinal.start : ordinal.end]
        )
    return cls
