"""The cells of a row of a list by what their heads say; what nobody asks for is told."""

import re
from collections.abc import Callable

from innoreg.folding import comparison_key
from innoreg.importing.drafts import Extra, Row

# What the head of a further column begins with, or holds, by the key that the column fills.
_HEADS = {
    "theme": r"^тема|^направлени|^наименование (?:проект|програм)",
    "district": r"район|округ|муниципальн|^мо$",
    "post": r"должност",
    "organisation": r"^(?:место работы|организаци|оо$|образовательн|учреждени|школ|наименование о)",
    "email": r"почт|e-?mail",
    "flag": r"^(?:список|категори|признак|перечень|статус)",
    "curator": r"куратор",
    "inn": r"^инн",
    "ogrn": r"^огрн",
    "type": r"^(?:тип|вид)",
    "short_name": r"^(?:краткое|сокращ)",
    "term": r"^срок|^период",
}
_YES = frozenset({"+", "да", "x", "х", "v", "✓", "✔", "1"})
_NO = frozenset({"-", "–", "—", "нет", "0"})


class RowCells:
    """The further cells of one row."""

    def __init__(self, row: Row) -> None:
        self._left = list(row.extra)

    def take(self, name: str) -> str:
        """The text under the first head of that name; "" where the row has none."""
        return next(iter(self.take_all(name, 1)), "")

    def take_all(self, name: str, most: int = 100) -> list[str]:
        """The texts under all heads of that name, in the order of their columns."""
        found = [cell for cell in self._left if is_head(name, cell.head)][:most]
        for cell in found:
            self._left.remove(cell)
        return [cell.text for cell in found]

    def take_ticks(self, fits: Callable[[str], str]) -> dict[str, str]:
        """What `fits` makes of heads over a cell that says yes or no, with that word.

        Cells under heads of which it makes "" stay.
        """
        found = {}
        for cell in list(self._left):
            said, meant = comparison_key(cell.text).rstrip("."), fits(cell.head)
            if meant and said in _YES | _NO:
                self._left.remove(cell)
                found[meant] = cell.text
        return found

    @property
    def rest(self) -> str:
        """The cells nobody asked for, each behind its head."""
        every = ((cell.head, cell.text) for cell in self._left)
        return "; ".join(f"{head}: {text}" if head else text for head, text in every)


def says_yes(text: str) -> bool:
    """Whether a cell that says yes or no says yes."""
    return comparison_key(text).rstrip(".") in _YES


def is_head(name: str, head: str) -> bool:
    """Whether the head of a column is one of that name."""
    return bool(re.search(_HEADS[name], comparison_key(head.rpartition(" / ")[2])))


def is_side(cell: Extra) -> bool:
    """Whether a further cell of a list of schools names one side of pairs, as its head says."""
    return cell.field in ("mentor", "mentee") and comparison_key(cell.text) not in _YES | _NO
