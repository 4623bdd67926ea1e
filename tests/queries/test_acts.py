"""What acts say of one another, to whom reports go, and who takes part in a programme."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from innoreg.model.order import Order
from innoreg.store.loader import load
from repository import innoreg
from support import DATA


def asked(*words: str, cwd: Path = DATA) -> dict[str, Any]:
    done = innoreg(*words, "--format", "json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def steps(ref: str, day: str, *names: str) -> list[tuple[str, str | None, str | None]]:
    found = asked("why", ref, "--today", day)["steps"]
    return [(s["step"], s["day"], s.get("subject")) for s in found if s["step"] in names]


def test_number_18_rests_on_number_1925() -> None:
    """№ 18: «…утвержденной распоряжением комитета … от 20.11.2020г. № 1925-р»."""
    rests = steps("loiro-2022-18", "2022-03-01", "rests_on")
    assert rests == [("rests_on", "2022-02-01", "kopo-2020-1925-r")]
    assert steps("kopo-2020-1925-r", "2022-01-31", "basis_of") == []
    later = steps("kopo-2020-1925-r", "2022-03-01", "basis_of")
    assert later == [("basis_of", "2022-02-01", "loiro-2022-18")]
    said = innoreg("why", "loiro-2022-18", "--today", "2022-03-01", "--lang", "ru", cwd=DATA).stdout
    assert "на основании: КОиПО ЛО, распоряжение от 20.11.2020 № 1925-р" in said


def test_an_act_outside_of_the_register_is_named_in_words() -> None:
    said = innoreg("why", "kopo-2023-1585-r", "--today", "2023-07-01", "--lang", "ru", cwd=DATA)
    assert "постановлением Правительства Ленинградской области, 14.11.2013, № 398" in said.stdout


def test_every_numbered_act_of_a_preamble_has_its_key() -> None:
    registry = load(DATA).registry
    for order in registry.all(Order):
        # The decisions of 2019 only mention a decree, in what the meetings spoke of.
        if order.id == "meetings-2019-decisions":
            continue
        named = set(re.findall(r"№ ([\w-]+)", order.preamble or ""))
        acts = [registry.get(Order, act) if isinstance(act, str) else act for act in order.basis]
        known = {str(act.number).removeprefix("протокол № ") for act in acts if act}
        assert named <= known, order.id


def test_a_row_tells_to_whom_it_is_handed_in() -> None:
    rows = asked("due", "--month", "2021-05", "--today", "2021-05-01")["rows"]
    rows += asked("due", "--month", "2021-06", "--today", "2021-05-01")["rows"]
    told = {row["ref"]: row["recipient"]["id"] for row in rows if "recipient" in row}
    # «Представить … в Совет развития образования», «представить в Комитет по образованию».
    assert told == {
        "vsevolozhsk-2021-328/1.2": "vsevolozhsk-council",
        "vsevolozhsk-2021-328/3.3": "vsevolozhsk-committee",
    }
    words = ("show", "vsevolozhsk-methodical-centre", "--today", "2021-05-01", "--lang", "ru")
    assert "кому: в Комитет по образованию" in innoreg(*words, cwd=DATA).stdout


@pytest.mark.parametrize("district", ["tosno", "luga", "sosnovy-bor"])
def test_a_district_finds_the_programme_it_takes_part_in(district: str) -> None:
    """№ 18: «18 муниципальных образовательных систем, включенных в реализацию … программы»."""
    day = ("--district", district, "--today")
    assert [row["ref"] for row in asked("status", *day, "2022-03-01")["rows"]] == [
        "network-mentoring"
    ]
    assert asked("status", *day, "2022-01-31")["rows"] == []


def test_what_is_named_there_must_be_in_the_register(tmp_path: Path) -> None:
    shutil.copytree(DATA / "data", tmp_path / "data")
    shutil.copy(DATA / "innoreg.yaml", tmp_path)
    order = tmp_path / "data" / "orders" / "loiro-2022-18.yaml"
    order.write_text(
        order.read_text("utf-8").replace("- kopo-2020-1925-r\n", "- kopo-2020-1925\n", 1), "utf-8"
    )
    said = innoreg("validate", cwd=tmp_path).stdout
    assert "“kopo-2020-1925” (an order)" in said
    assert "perhaps kopo-2020-1925-r" in said
