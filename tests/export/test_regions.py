"""Which region a row is in: the ОКТМО of the district its record belongs to."""

from pathlib import Path

import pytest

from export.exports import export, parquet
from innoreg.cli import main
from support import roadmap, tree

DISTRICT = "schema: 1\nname: {0}\nshort_name: {0}\ntype: municipal_district\n{1}"
SCHOOL = "schema: 1\nname: Школа {0}\ntype: school\ndistrict: {1}\n"
COMMITTEE = "schema: 1\nname: Комитет\ntype: committee\n"
SITE = "schema: 1\ntype: regional\norganisations: [{0}]\ntheme: Тема\n{1}"
ORDER = "schema: 1\nissuer: {0}\norder_kind: Приказ\nnumber: '1'\ndate: 2022-01-01\ntitle: О\n{1}"


def district(name: str, oktmo: str | None) -> str:
    return DISTRICT.format(name, f'oktmo: "{oktmo}"\n' if oktmo else "")


def regions(root: Path, to: Path) -> dict[str, str]:
    """Record -> region, over the kinds of records and the windows."""
    folder = export(to, root=root)
    kinds = ("districts", "schools", "authorities", "people", "programs", "sites", "pairs")
    rows = [r for kind in (*kinds, "orders", "roadmaps", "windows") for r in parquet(folder, kind)]
    return {r.get("id") or r["ref"]: r["region"] for r in rows}


def test_every_kind_finds_its_region(tmp_path: Path) -> None:
    files = {
        "districts/luga.yaml": district("Лужский", "41633000"),
        "districts/pskov.yaml": district("Псковский", "58647000"),
        "schools/s-luga.yaml": SCHOOL.format(1, "luga"),
        "schools/s-pskov.yaml": SCHOOL.format(2, "district/pskov"),
        "authorities/luga-office.yaml": COMMITTEE + "district: luga\n",
        "authorities/luga-centre.yaml": COMMITTEE + "parent: luga-office\n",
        "authorities/committee.yaml": COMMITTEE,
        "people/teacher.yaml": "schema: 1\nname: Т А.А.\npositions:\n"
        "  - {title: учитель, organisation: s-luga, to: 2020-08-31}\n"
        "  - {title: учитель, organisation: s-pskov}\n",
        "people/nobody.yaml": "schema: 1\nname: Н А.А.\n",
        "programs/local.yaml": "schema: 1\ntitle: П\n",
        "programs/wide.yaml": "schema: 1\ntitle: Ш\n",
        "sites/site-luga.yaml": SITE.format("s-luga", "program: local\n"),
        "sites/site-wide-1.yaml": SITE.format("s-luga", "program: wide\n"),
        "sites/site-wide-2.yaml": SITE.format("s-pskov", "program: wide\n"),
        "pairs/pair-1.yaml": "schema: 1\nlevel: teacher\n"
        "mentors: [{school: s-luga, person: nobody}]\nmentees: [{person: teacher}]\n",
        "orders/of-luga.yaml": ORDER.format(
            "luga-office",
            "clauses:\n  - {kind: approve, subjects: [plan-1], text: Утвердить}\n"
            "appendices:\n  - {kind: roadmap, roadmap: plan-1}\n",
        ),
        "orders/of-committee.yaml": ORDER.format(
            "committee", "clauses:\n  - {kind: grant, subjects: [site-wide-2], text: Присвоить}\n"
        ).replace("'1'", "'2'"),
        "roadmaps/plan-1.yaml": roadmap("1 | до 1 марта | А"),
        "roadmaps/plan-2.yaml": roadmap("1 | до 1 марта | А") + "program: local\n",
    }
    found = regions(tree(tmp_path, files), tmp_path / "out")
    assert found == {
        "luga": "41",
        "pskov": "58",
        "s-luga": "41",
        "s-pskov": "58",
        "luga-office": "41",
        "luga-centre": "41",
        "committee": "unknown",
        "teacher": "58",
        "nobody": "unknown",
        "local": "41",
        "wide": "unknown",
        "site-luga": "41",
        "site-wide-1": "41",
        "site-wide-2": "58",
        "pair-1": "58",
        "of-luga": "41",
        "of-committee": "58",
        "plan-1": "41",
        "plan-2": "41",
        "plan-1/1": "41",
        "plan-2/1": "41",
    }


def test_a_register_of_one_region_is_all_that_region(tmp_path: Path) -> None:
    files = {
        "districts/luga.yaml": district("Лужский", "41633000"),
        "districts/lomonosov.yaml": district("Ломоносовский", None),
        "authorities/committee.yaml": COMMITTEE,
    }
    found = regions(tree(tmp_path, files), tmp_path / "out")
    assert found == {"luga": "41", "lomonosov": "41", "committee": "41"}


def test_where_nothing_tells_the_region_it_is_unknown_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(tmp_path, {"districts/lomonosov.yaml": district("Ломоносовский", None)})
    assert regions(root, tmp_path / "out") == {"lomonosov": "unknown"}
    assert "1 row belongs to no known region" in capsys.readouterr().err
    assert main(["-C", str(root), "export", "--to", str(tmp_path / "out"), "--lang", "ru"]) == 0
    assert "1 строка – без известного региона" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("oktmo", "region"),
    [("01603000", "01"), ("11605000", "11"), ("11811000", "118"), ("71819000", "718"),
     ("71951000", "719"), ("71701000", "71")],
)  # fmt: skip
def test_okrugs_inside_another_subject_are_regions(oktmo: str, region: str, tmp_path: Path) -> None:
    root = tree(tmp_path, {"districts/d.yaml": district("Р", oktmo)})
    assert regions(root, tmp_path / "out") == {"d": region}


def test_the_code_of_a_former_name_tells_the_region_too(tmp_path: Path) -> None:
    former = (
        "former:\n  - {name: Район, type: municipal_district, oktmo: '41618000', to: 2024-01-01}\n"
    )
    root = tree(tmp_path, {"districts/gatchina.yaml": district("Гатчинский", None) + former})
    assert regions(root, tmp_path / "out") == {"gatchina": "41"}


def test_records_that_name_each_other_in_a_circle_end(tmp_path: Path) -> None:
    files = {
        "authorities/a.yaml": COMMITTEE + "parent: b\n",
        "authorities/b.yaml": COMMITTEE + "parent: a\n",
    }
    found = regions(tree(tmp_path, files), tmp_path / "out")
    assert found == {"a": "unknown", "b": "unknown"}


def test_a_pair_of_people_has_the_region_of_its_schools_and_is_not_public(tmp_path: Path) -> None:
    teacher = "schema: 1\nname: Т А.А.\nprotected: true\npositions:\n"
    files = {
        "districts/luga.yaml": district("Лужский", "41633000"),
        "districts/pskov.yaml": district("Псковский", "58647000"),
        "schools/s-pskov.yaml": SCHOOL.format(2, "pskov"),
        "people/t-1.yaml": teacher + "  - {title: учитель, organisation: s-pskov}\n",
        "pairs/p.yaml": "schema: 1\nlevel: teacher\n"
        "mentors: [{person: t-1}]\nmentees: [{person: t-1}]\n",
    }
    root = tree(tmp_path, files)
    whole = export(tmp_path / "out", root=root)
    assert [(row["id"], row["region"]) for row in parquet(whole, "pairs")] == [("p", "58")]
    folder = export(tmp_path / "public", "--public", root=root)
    assert parquet(folder, "people") == parquet(folder, "pairs") == []
