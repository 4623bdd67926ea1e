"""docs/house.svg: the packages of innoreg and who imports whom, drawn from the imports themselves.

A package stands above all it imports. An arrow is left out where a longer way along other arrows
leads to the same package: without these the drawing would be black.
"""

import ast
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "innoreg"
BELOW_ALL = sorted(p.stem for p in SOURCE.glob("*.py") if not p.stem.startswith("__"))
"""Small modules that nearly every package imports: one box at the bottom, without arrows."""
WIDTH, BOX_WIDTH, BOX_HEIGHT, STEP = 860, 112, 34, 78

Arrows = Mapping[str, frozenset[str]]


def imports() -> Arrows:
    """Each package and the packages its modules import, those in functions counted too."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.glob("*/**/*.py"):
        package = path.relative_to(SOURCE).parts[0]
        found.setdefault(package, set()).update(_imported_by(path))
    return {name: frozenset(used & found.keys() - {name}) for name, used in found.items()}


def _imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (name.split(".")[1] for name in names if name.startswith("innoreg."))


def levels(arrows: Arrows) -> list[list[str]]:
    """The packages in rows, each directly above the highest that it imports."""
    height: dict[str, int] = {}

    def measure(name: str) -> int:
        if name not in height:
            height[name] = 1 + max(map(measure, arrows[name]), default=-1)
        return height[name]

    rows: dict[int, list[str]] = {}
    for name in sorted(arrows):
        rows.setdefault(measure(name), []).append(name)
    return [rows[level] for level in sorted(rows, reverse=True)]


def needed(arrows: Arrows) -> Iterator[tuple[str, str]]:
    """The arrows without which some package could no longer be reached from another."""
    for name, used in arrows.items():
        for other in sorted(used):
            if not any(other in _reachable(arrows, third) for third in used - {other}):
                yield name, other


def _reachable(arrows: Arrows, name: str) -> set[str]:
    return {name}.union(*(_reachable(arrows, other) for other in arrows[name]))


def drawing() -> str:
    """The drawing as SVG; it follows the colours of the reader's page."""
    arrows = imports()
    rows = levels(arrows)
    place = {
        name: (round(WIDTH * (i + 1) / (len(row) + 1)), 14 + STEP * level)
        for level, row in enumerate(rows)
        for i, name in enumerate(row)
    }
    bottom = 14 + STEP * len(rows)
    assert all(len(row) * (BOX_WIDTH + 12) < WIDTH for row in rows), "too many packages in a row"
    lines = [_arrow(place[a], place[b]) for a, b in sorted(needed(arrows))]
    boxes = [_box(name, *at, BOX_WIDTH) for name, at in place.items()]
    boxes.append(_box("  ".join(BELOW_ALL), WIDTH // 2, bottom, WIDTH - 40))
    told = "; ".join(f"{name}: {', '.join(sorted(arrows[name])) or '-'}" for name in sorted(arrows))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 50}" role="img">',
            "<title>The packages of innoreg: each imports only what stands below it</title>",
            f"<desc>{escape(told)}</desc>",
            "<style>rect{fill:#eef3f8;stroke:#456}text{font:14px sans-serif;text-anchor:middle;"
            "fill:#123;white-space:pre}line{stroke:#678;stroke-width:1.2}path{fill:#678}"
            "@media(prefers-color-scheme:dark){rect{fill:#233040;stroke:#9ab}text{fill:#def}"
            "line{stroke:#9ab}path{fill:#9ab}}</style>",
            '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
            *lines,
            *boxes,
            "</svg>\n",
        ]
    )


def _box(name: str, x: int, y: int, width: int) -> str:
    left = x - width // 2
    return (
        f'<rect x="{left}" y="{y}" width="{width}" height="{BOX_HEIGHT}" rx="5"/>'
        f'<text x="{x}" y="{y + 22}">{escape(name)}</text>'
    )


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1}" y1="{y1 + BOX_HEIGHT}" x2="{x2}" y2="{y2 - 2}" marker-end="url(#head)"/>'
    )
