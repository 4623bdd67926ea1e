"""A row asked of consultants one by one is found by the districts they consult."""

import json
from pathlib import Path

import pytest

from innoreg.cli import main
from support import roadmap, tree

TODAY = ("--today", "2022-06-01")
DISTRICT = 'schema: 1\nname: "{0} район"\nshort_name: "{0}"\ntype: municipal_district\n'
PERSON = "schema: 1\nname: {}\ngender: f\n"
# The consultant of Luga and Kirishi has reported, the one of Tosno has not; Gatchina has none.
PLAN = roadmap(
    "1. | до 5 мая | Записки | responsible: [{person: head}];"
    "addressees: [{group: {role: consultant}, text: консультантам}];"
    'events: [{event: done, on: "2022-05-01", for: first}]'
).replace("title: План", "title: План\nprogram: mentoring")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def role(person: str, districts: str) -> str:
        return f'  - {{person: {person}, role: consultant, scope: [{districts}], from: "2022-01-01", basis: письмо}}\n'

    names = {"luga": "Лужский", "kirishi": "Киришский", "tosno": "Тосненский", "gatchina": "Гатчинский"}  # fmt: skip
    return tree(
        tmp_path_factory.mktemp("consultants"),
        {
            "programs/mentoring.yaml": "schema: 1\ntitle: Наставничество\ntype: regional_project\n"
            "assignments:\n" + role("first", "luga, kirishi") + role("second", "tosno"),
            "roadmaps/plan.yaml": PLAN,
            **{f"districts/{each}.yaml": DISTRICT.format(name) for each, name in names.items()},
            "people/first.yaml": PERSON.format("Первая П.П."),
            "people/second.yaml": PERSON.format("Вторая В.В."),
            "people/head.yaml": PERSON.format("Главная Г.Г."),
        },
    )


@pytest.mark.parametrize(
    ("district", "late", "due"),
    [("tosno", 1, 1), ("luga", 0, 1), ("kirishi", 0, 1), ("gatchina", 0, 0)],
)
def test_a_district_is_late_only_while_its_own_consultant_has_not_reported(
    capsys: pytest.CaptureFixture[str], root: Path, district: str, late: int, due: int
) -> None:
    found = {}
    for command in (["overdue"], ["due", "--year", "2022"]):
        main(["-C", str(root), *command, "--district", district, "--format", "json", *TODAY])
        found[command[0]] = len(json.loads(capsys.readouterr().out)["rows"])
    assert found == {"overdue": late, "due": due}
