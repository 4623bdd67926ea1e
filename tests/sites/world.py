"""Registers of sites made in a few lines: rules, applications, orders, indicators."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from innoreg.cli import main
from support import tree

Said = pytest.CaptureFixture[str]
RULES = """\
schema: 1
site_type: regional
issuer: kopo
window: {from: "12-01", to: "02-01"}
papers: [{id: application}, {id: program}, {id: council-extract}, {id: founder-consent, required: false}]
experts: {min: 2, days: 30, spread: "10"}
criteria: [{id: relevance, max: 10}, {id: novelty, max: 10}, {id: resources, max: 10}, {id: plan, max: 10}, {id: transfer, max: 10}]
pass: "35"
report: {year_ends: "05-31", due: "06-10", time: "17:00", min_days: 90, remind_days: 14}
term: {max_years: 3, prolong_asked_days: 60}
one_per_organisation: true
"""
CRITERIA = ("relevance", "novelty", "resources", "plan", "transfer")
DISTRICT = 'schema: 1\nname: "{0} район"\nshort_name: "{0}"\ntype: municipal_district\n'
BASE = {
    "site-rules/regional-2026.yaml": RULES,
    "authorities/kopo.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\nnonworking: previous\n',
    "authorities/council.yaml": 'schema: 1\nname: "Координационный совет"\ntype: council\n',
    "districts/luga.yaml": DISTRICT.format("Лужский"),
    "schools/school-1.yaml": 'schema: 1\nname: "Школа № 1"\ntype: school\ndistrict: luga\n',
    "schools/school-2.yaml": 'schema: 1\nname: "Школа № 2"\ntype: school\ndistrict: luga\n',
    "people/expert-1.yaml": 'schema: 1\nname: "Первова А.А."\ngender: f\n',
    "people/expert-2.yaml": 'schema: 1\nname: "Второв Б.Б."\ngender: m\n',
    "people/expert-3.yaml": 'schema: 1\nname: "Третьякова В.В."\ngender: f\n',
    "people/insider.yaml": 'schema: 1\nname: "Своева Г.Г."\ngender: f\npositions: [{title: директор, organisation: school-1}]\n',
    "people/head.yaml": 'schema: 1\nname: "Главный Д.Д."\ngender: m\npositions: [{title: председатель комитета, organisation: kopo}]\n',
}


def register(folder: Path, **files: str) -> Path:
    """The base with more files; `applications__one` is applications/one.yaml."""
    more = {
        name.replace("__", "/").replace("_", "-") + ".yaml": text for name, text in files.items()
    }
    return tree(folder, {**BASE, **more})


def scores(*points: int) -> str:
    pairs = (
        f"{{criterion: {name}, points: {n}}}" for name, n in zip(CRITERIA, points, strict=True)
    )
    return f"[{', '.join(pairs)}]"


def review(expert: str, on: str, *points: int, more: str = "") -> str:
    return f'  - {{expert: {expert}, on: "{on}", scores: {scores(*points)}{more}}}\n'


def application(
    received: str = "2026-01-15", reviews: Iterable[str] = (), more: str = "", papers: str = ""
) -> str:
    came = papers or ", ".join(
        f'{{id: {name}, on: "{received}"}}'
        for name in ("application", "program", "council-extract")
    )
    text = "".join(reviews)
    return (
        "schema: 1\nrules: regional-2026\norganisations: [school-1]\n"
        f'theme: "Лаборатория чтения"\nreceived: "{received}"\npapers: [{came}]\n'
        + (f"reviews:\n{text}" if text else "")
        + more
    )


SITE = 'schema: 1\ntype: regional\norganisations: [school-1]\ntheme: "Лаборатория чтения"\n'


def order(date: str, *clauses: str, number: str = "1", more: str = "") -> str:
    """An order of the committee; a clause as a line of YAML in braces."""
    lines = "".join(f"  - {clause}\n" for clause in clauses)
    return (
        f'schema: 1\nissuer: kopo\norder_kind: Распоряжение\nnumber: "{number}-р"\ndate: "{date}"\n'
        f'title: "О площадках"\nclauses:\n{lines}{more}'
        "signatory: {person: head, post: Председатель комитета}\n"
    )


def grant(site: str = "site-1", to: str = "2028-12-31", number: str = "1.") -> str:
    last = f', to: "{to}"' if to else ""
    return (
        f'{{number: "{number}", kind: grant, text: "Присвоить статус.", subjects: [{site}]{last}}}'
    )


def granted(
    folder: Path, date: str, events: str = "", to: str = "2028-12-31", **files: str
) -> Path:
    """One site, its status granted on a day."""
    site = SITE + (f"events:\n{events}" if events else "")
    return register(folder, sites__site_1=site, orders__kopo_1=order(date, grant(to=to)), **files)


def said(capsys: Said, root: Path, today: str, *words: str, lang: str = "ru") -> str:
    main(["-C", str(root), "--lang", lang, "--no-cache", "--today", today, *words])
    return capsys.readouterr().out


def answer(capsys: Said, root: Path, today: str, *words: str) -> Any:
    return json.loads(said(capsys, root, today, *words, "--format", "json"))


def one_application(capsys: Said, root: Path, today: str) -> Any:
    """The only application of a register, as the agenda of the council has it."""
    agenda = answer(capsys, root, today, "council", "--on", today)
    (found,) = agenda["applications"] + agenda["waiting"]
    return found


INDICATOR = (
    'schema: 1\ntitle: "Охват"\nunit: percent\ndirection: {direction}\ntargets: [{targets}]\n'
)


def with_indicator(
    folder: Path, targets: str, rows: Iterable[str], direction: str = "up", districts: int = 0
) -> Path:
    """An indicator `share` and its rows `district;on;numerator;denominator`."""
    files: dict[str, str] = {
        f"districts/d-{n:02}.yaml": DISTRICT.format(f"Район {n:02}")
        for n in range(1, districts + 1)
    }
    if not districts:
        files["districts/luga.yaml"] = DISTRICT.format("Лужский")
    files["indicators/share.yaml"] = INDICATOR.format(direction=direction, targets=targets)
    table = "district;on;numerator;denominator;source\n" + "".join(f"{row};\n" for row in rows)
    files["indicators/share.csv"] = table
    return tree(folder, files)


def target(on: str, value: str, district: str = "") -> str:
    own = f", district: {district}" if district else ""
    return f'{{on: "{on}", value: "{value}"{own}}}'


def cells(capsys: Said, root: Path, today: str, place: str | None, *words: str) -> dict[str, Any]:
    """The cells of a place by checkpoint; None: the region."""
    (found,) = answer(capsys, root, today, "indicators", *words)["rows"]
    (row,) = [each for each in found["rows"] if each["district"] == place]
    return {cell["on"]: cell for cell in row["cells"]}
