"""Plans of our own making as text: how each is drawn, and by hand what a reader must find in it.

A layout of `corpus/*.txt` is `### NAME: DRESS, DRESS …`, its heading, `---`, the document,
`---`, and the rows. In the document `= ` is a centred line, `* ` a bold one, `> ` one at the right;
`| a | b |` is a row of a table, in which `<` is the cell to the left and `^` the cell above,
` // ` parts paragraphs and `[[a;b]]` is a nested table of one row. A row is
`item | number | title | deadline | responsible | result | section | HEAD=text; HEAD=text`;
`note:` are words that must stand in a remark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FIELDS = ("kind", "number", "title", "deadline", "responsible", "result", "section", "further")
CORPUS = Path(__file__).parent / "corpus"
Row = tuple[str, ...]


@dataclass
class Line:
    """A paragraph («centre», «bold», «right», "") or a row of a table («row»)."""

    kind: str
    text: str = ""
    cells: list[str] = field(default_factory=list)


@dataclass
class Layout:
    """One layout: what is drawn, in which dresses, and what must be found."""

    name: str
    dresses: list[str]
    heading: str
    lines: list[Line]
    rows: list[Row]
    noted: list[str]

    def words(self) -> list[str]:
        """Every text that is drawn, a merged cell once."""
        texts: list[str] = []
        for line in self.lines:
            texts.extend(cell for cell in line.cells if cell not in ("<", "^"))
            texts.append(line.text)
        return texts


def read_layouts(path: Path) -> Iterator[Layout]:
    """The layouts of one file."""
    for block in path.read_text(encoding="utf-8").split("### ")[1:]:
        head, drawn, found = (part.strip("\n").splitlines() for part in block.split("\n---\n"))
        name, _colon, dresses = head[0].partition(": ")
        rows = [_row(line) for line in found if line.startswith(("item", "section"))]
        notes = [w for line in found if line.startswith("note: ") for w in line[6:].split()]
        heading = head[1].removeprefix("heading:").strip()
        yield Layout(name, dresses.split(", "), heading, list(map(_line, drawn)), rows, notes)


def read_corpus() -> list[Layout]:
    """All layouts, in the order of their files."""
    return [layout for path in sorted(CORPUS.glob("*.txt")) for layout in read_layouts(path)]


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.split("|")]
    return tuple(cells + [""] * (len(FIELDS) - len(cells)))


def _line(line: str) -> Line:
    if line.startswith("|"):
        return Line("row", cells=[cell.strip() for cell in line.strip().strip("|").split("|")])
    for mark, kind in (("= ", "centre"), ("* ", "bold"), ("> ", "right")):
        if line.startswith(mark):
            return Line(kind, line[2:])
    return Line("", line)
