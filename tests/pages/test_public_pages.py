"""`pages --public`: every string of the edition against the protected values of a registry full of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.built_site import checked_links, make_site
from repository import innoreg
from results.test_privacy import registry
from support import SETTINGS, tree

DAY = "2026-02-01"


def strings(site: Path) -> Iterator[tuple[str, str]]:
    """Each file of a site by its name, and its text, the name included."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.name, f"{path.relative_to(site)}\n{path.read_text(encoding='utf-8')}"


def told(site: Path, *words: str) -> set[str]:
    """Which of the words stand anywhere in the site."""
    return {word for _name, text in strings(site) for word in words if word in text}


def test_the_public_pages_hold_nothing_that_is_not_public(tmp_path: Path) -> None:
    root = registry(tmp_path)
    secret = ("СЕКРЕТ", "sekret", "low-to-leader")
    assert told(make_site(tmp_path / "whole", root, DAY), *secret) == set(secret) - {"sekret"}
    public = make_site(tmp_path / "public", root, DAY, "ru", "--public")
    assert told(public, *secret) == set()
    assert (public / "schools" / "leader.html").is_file()
    assert checked_links(public) > 100


ORDER = """\
schema: 1
issuer: kopo
order_kind: "Распоряжение"
number: "5"
date: "2026-01-12"
title: "О работе"
published: true
clauses:
  - {number: "1.", kind: approve, subjects: [open-plan, hush-plan], text: "Утвердить планы."}
  - {number: "2.", kind: grant, subjects: [open-site, hush-site], from: "2026-01-12", to: "2026-12-31", text: "Присвоить статус."}
  - number: "3."
    kind: appoint
    text: "Назначить."
    assignments:
      - {person: open-person, role: consultant, scope: [luga]}
      - {person: hush-person, role: consultant, scope: [luga]}
  - number: "4."
    kind: instruct
    text: "Представить отчёт."
    deadline: "до 20 января 2026 года"
    addressees: [{organisation: open-school}, {organisation: hush-school}, {person: hush-person}]
appendices:
  - {number: "1", kind: roadmap, roadmap: open-plan}
  - {number: "2", kind: roadmap, roadmap: hush-plan}
"""


def kept_back(folder: Path, line: str = "visibility: internal\n", settings: str = "") -> Path:
    """A registry in which each kind has a record for all and one with the line; an order names both."""
    files = {
        "districts/luga.yaml": 'schema: 1\nname: "Лужский район"\nshort_name: "Лужский"\ntype: municipal_district\n',
        "authorities/kopo.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        "orders/kopo-5.yaml": ORDER,
        "orders/hush-order.yaml": line + ORDER.replace('"5"', '"6"').replace("О работе", "СКРЫТЫЙ приказ").partition("clauses:")[0]
        + 'clauses:\n  - {number: "1.", kind: instruct, text: "СКРЫТОЕ дело.", deadline: "до 5 февраля 2026 года", addressees: [{organisation: open-school}]}\n',
    }  # fmt: skip
    for id, name, own in (("open", "Открыт", ""), ("hush", "СКРЫТ", line)):
        head = f"schema: 1\n{own}"
        files |= {
            f"people/{id}-person.yaml": f'{head}name: "{name}ова А.А."\n',
            f"schools/{id}-school.yaml": f'{head}name: "{name}ая школа"\ntype: school\ndistrict: luga\n',
            f"sites/{id}-site.yaml": f'{head}type: regional\norganisations: [open-school]\ntheme: "{name}ая тема"\n',
            f"programs/{id}-program.yaml": f'{head}title: "{name}ая программа"\n',
            f"roadmaps/{id}-plan.yaml": f'{head}type: roadmap\ntitle: "{name}ый план"\nprogram: {id}-program\n'
            'period: {from: "2026-01-01", to: "2026-12-31"}\nitems:\n'
            f'  - {{number: "1", title: "{name}ое мероприятие", deadline: "до 15 января",'
            f" responsible: [{{person: {id}-person}}]}}\n",
        }  # fmt: skip
    tree(folder, files)
    (folder / "innoreg.yaml").write_text(SETTINGS + settings, encoding="utf-8")
    return folder


HIDDEN = ("СКРЫТ", "hush")


def test_what_a_record_keeps_back_is_in_no_list_link_index_or_clause(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    root = kept_back(tmp_path / "registry")
    assert told(make_site(tmp_path / "whole", root, DAY), *HIDDEN) == set(HIDDEN)
    public = make_site(tmp_path / "public", root, DAY, "ru", "--public")
    found = {
        name: [line for line in text.splitlines() if any(word in line for word in HIDDEN)]
        for name, text in strings(public)
    }
    assert {name: lines for name, lines in found.items() if lines} == {}
    # What stood beside it is there, with its duties.
    shown = (
        "Открытова А.А.",
        "Открытая школа",
        "Открытая тема",
        "Открытый план",
        "Открытое мероприятие",
    )
    assert told(public, *shown) == set(shown)


def test_settings_hide_more(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    # A kind, a key that a record cannot be without, and one that it can.
    hidden = "hidden_from_public: [person, site.theme, order.title]\n"
    root = kept_back(tmp_path / "registry", settings=hidden)
    public = make_site(tmp_path / "public", root, DAY, "ru", "--public")
    gone = {"Открытова", "Открытая тема", "open-site", "open-person", "О работе"}
    left = {"Открытая школа", "Открытый план", "Открытое мероприятие"}
    assert told(public, *gone, *HIDDEN, *left) == left
    # For those who may read the register nothing is hidden.
    assert told(make_site(tmp_path / "whole", root, DAY), *gone) == gone


def test_what_is_never_public_stays_so_whatever_the_record_says(tmp_path: Path) -> None:
    pair = "schema: 1\nvisibility: public\nlevel: school\nmentors: [{school: leader}]\nmentees: [{school: low}]\n"
    root = registry(tmp_path, **{"pairs__hush.yaml": pair})
    assert told(make_site(tmp_path / "whole", root, DAY), "hush") == {"hush"}
    public = make_site(tmp_path / "public", root, DAY, "ru", "--public")
    assert told(public, "hush", "СЕКРЕТ") == set()


@pytest.mark.parametrize("name", ["persons", "person.nothing", "person.positions.title"])
def test_settings_that_would_hide_nothing_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "registry").mkdir()
    root = kept_back(tmp_path / "registry", settings=f"hidden_from_public: [{name}]\n")
    done = innoreg("pages", "--public", "--to", str(tmp_path / "public"), cwd=root)
    assert done.returncode == 3
    assert "innoreg.yaml" in done.stderr
    assert not (tmp_path / "public").exists()
