"""numbering.xml: one multilevel list for each run of clauses, so that every list starts anew."""

from innoreg.render.layout.profiles import INDENT
from innoreg.render.wordml.xml import HEAD, W

LEVELS = 4


def numbering_xml(lists: int) -> bytes:
    """The part word/numbering.xml with `lists` lists, numbered from 1."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(map(_level, range(LEVELS)))}</w:abstractNum>"
        for n in range(1, lists + 1)
    )
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, lists + 1)
    )
    return f'{HEAD}<w:numbering xmlns:w="{W}">{kinds}{used}</w:numbering>'.encode()


def _level(level: int) -> str:
    text = "".join(f"%{n + 1}." for n in range(level + 1))
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{INDENT}"/></w:pPr></w:lvl>'
    )
