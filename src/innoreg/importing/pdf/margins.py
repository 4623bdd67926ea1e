"""Where a paragraph of a PDF page begins: gaps, indents, short lines, numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from innoreg.importing.document import Paragraph
from innoreg.importing.pdf.boxes import TextLine
from innoreg.importing.spot import Spot
from innoreg.importing.text import join_lines, split_number

_FLUSH = 3.0
_MARK_END = re.compile(r"от\s.{6,25}№\s?\S+$")
_FIRST = re.compile(
    r"(?:Сроки?|Ответственн\w+|Исполнител\w+)\s?:|По (?:направлени|всем)|Приложени[ея]\b"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of what is printed on a page, in points."""

    left: float
    right: float

    @classmethod
    def of(cls, lines: Sequence[TextLine], tables: Sequence[Sequence[float]]) -> "Margins":
        """The margins of these lines and the boxes of these tables."""
        lefts = [line.x0 for line in lines] + [box[0] for box in tables]
        rights = [line.x1 for line in lines] + [box[2] for box in tables]
        return cls(min(lefts, default=0.0), max(rights, default=0.0))

    def begins(self, above: TextLine, line: TextLine, tops: Sequence[float]) -> bool:
        """Whether `line` begins a paragraph; `tops` are the upper edges of tables."""
        height = above.bottom - above.top
        parted = line.top - above.bottom > 0.9 * height
        if parted or any(above.top < top <= line.top for top in tops):
            return True
        if _MARK_END.match(above.text) or (
            self._right_aligned(above) and self._right_aligned(line)
        ):
            return True
        ended = above.text.endswith((".", ":", ";", "!", "?"))
        if line.text[:1].islower() and not ended:
            return self._room_for(line, above, height)
        indented = line.x0 > self.left + 2 * height and line.x0 > above.x0 + height
        return (
            (indented and not self.centred(line))
            or self._room_for(line, above, _FLUSH)
            or self.centred(line) != self.centred(above)
            or bool(_FIRST.match(line.text) or split_number(line.text)[0])
            or (ended and above.x1 < self.right - _FLUSH and line.text[:1].isupper())
        )

    def _room_for(self, line: TextLine, above: TextLine, spare: float) -> bool:
        """Whether the first word of the line would have fitted above: then the line was ended."""
        first = line.words[0]
        return above.x1 + (first.x1 - first.x0) + spare < self.right

    def _right_aligned(self, line: TextLine) -> bool:
        """A line of a stamp or of a mark of an appendix."""
        indent = 2 * (line.bottom - line.top)
        return line.x1 > self.right - _FLUSH and line.x0 > self.left + indent

    def centred(self, line: TextLine) -> bool:
        """Whether the line stands in the middle and does not fill the width."""
        width = self.right - self.left
        before, after = line.x0 - self.left, self.right - line.x1
        return before > 0.05 * width and abs(before - after) < 0.04 * width

    def paragraph(self, run: Sequence[TextLine], spot: Spot) -> Paragraph:
        """The lines as one paragraph."""
        text = join_lines(line.text for line in run)
        return Paragraph(text, centred=self.centred(run[0]), spot=spot)
