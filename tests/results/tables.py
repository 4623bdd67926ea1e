"""Registers with results: schools, the head of a year, its rows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from support import tree

DISTRICTS = {
    "luga": "Лужский",
    "tosno": "Тосненский",
}
HEAD = """\
schema: 1
year: {year}
procedures:
"""
PROCEDURE = """\
  - {{id: {id}, kind: {kind}, subject: "{subject}", level: {level}, scale: {scale}, low: "«2»", high: "«5»"}}
"""
OGE = {
    "oge-math": ("oge", "математика", "basic", "mark"),
    "oge-rus": ("oge", "русский язык", "basic", "mark"),
    "ege-rus": ("ege", "русский язык", "secondary", "points"),
}
COLUMNS = "school;procedure;participants;below;high;mean;note"


def head(year: int, *procedures: str) -> str:
    names = ("id", "kind", "subject", "level", "scale")
    rows = [dict(zip(names, (id, *OGE[id]), strict=True)) for id in procedures]
    return HEAD.format(year=year) + "".join(PROCEDURE.format(**row) for row in rows)


def school(name: str, district: str | None = "luga", levels: str = "[basic]", **more: Any) -> str:
    lines = [f'schema: 1\nname: "{name}"\ntype: school']
    lines += [f"district: {district}"] if district else []
    lines += [f"levels: {levels}"] if levels else []
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in more.items())]) + "\n"


def results(year: int, rows: Iterable[str], *procedures: str) -> dict[str, str]:
    """The files of a year; a row is `school;procedure;participants;below`, perhaps with more cells."""
    held = procedures or ("oge-math", "oge-rus")
    filled = [row + ";" * (6 - row.count(";")) for row in rows]
    table = "\n".join([COLUMNS, *sorted(filled)]) + "\n"
    return {f"results/{year}.yaml": head(year, *held), f"results/{year}.csv": table}


def with_results(
    folder: Path, years: Mapping[int, Iterable[str]], *schools: str, **files: str
) -> Path:
    """A registry of schools in the district Luga with the rows of some years."""
    made: dict[str, str] = {}
    for id, name in DISTRICTS.items():
        made[f"districts/{id}.yaml"] = (
            f'schema: 1\nname: "{name} район"\nshort_name: "{name}"\ntype: municipal_district\n'
        )
    for id in schools:
        made[f"schools/{id}.yaml"] = school(f"Школа {id}")
    for year, rows in years.items():
        made |= results(year, rows)
    made |= {name.replace("__", "/"): text for name, text in files.items()}
    return tree(folder, made)
