"""`innoreg match`: the worked examples as files, the screen, questions with other values, the draft."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from matching.worlds import base_files, base_world, profile, school
from repository import innoreg
from support import tree


def asked(root: Path, *words: str) -> dict[str, Any]:
    done = innoreg("match", "2026", "--format", "json", *words, cwd=root)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def said(root: Path, *words: str, lang: str = "en") -> str:
    done = innoreg("match", "2026", *words, "--lang", lang, cwd=root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pairs(found: dict[str, Any]) -> dict[str, str]:
    return {row["mentee"]: row["mentor"] for row in found["pairs"]}


def points(found: dict[str, Any], mentee: str) -> int:
    return next(int(row["points"]) for row in found["pairs"] if row["mentee"] == mentee)


def test_a16_from_files(tmp_path: Path) -> None:
    found = asked(base_world(tmp_path))
    assert pairs(found) == {
        "luga-1": "luga-l", "luga-2": "luga-l", "tosno-1": "tosno-l", "tosno-2": "tosno-l",
    }  # fmt: skip
    assert found["total"] == 24
    assert [points(found, name) for name in ("luga-1", "luga-2", "tosno-1", "tosno-2")] == [
        0, 8, 0, 16,
    ]  # fmt: skip
    assert found["left"] == []


def test_a17_from_files(tmp_path: Path) -> None:
    root = base_world(tmp_path, luga=1)
    found = asked(root)
    assert found["total"] == 16
    (left,) = found["left"]
    assert left["mentee"] == "luga-2"
    assert left["one_more_place"] == [
        {"mentor": "luga-l", "points": 8},
        {"mentor": "tosno-l", "points": 32},
    ]
    shown = said(root, lang="ru")
    assert "ещё одно место стоило бы, в баллах: Школа luga-l 8, Школа tosno-l 32" in shown
    # The price is what the same matching costs with that place.
    assert asked(root, "--what-if", "capacity.luga-l=2")["total"] == 16 + 8
    assert asked(root, "--what-if", "capacity.tosno-l=3")["total"] == 16 + 32


def test_a18_from_files(tmp_path: Path) -> None:
    # luga-2 was on the list of 2025 too: the second year in a row against the first of the others.
    files = base_files(luga=1, more="priority: [years_on_list]\n")
    flag = '  - {flag: low_results, from: "2025-02-01", to: "2026-01-31"}\n'
    root = tree(tmp_path, {**files, "schools/luga-2.yaml": files["schools/luga-2.yaml"] + flag})
    found = asked(root)
    assert [row["mentee"] for row in found["left"]] == ["luga-1"]
    assert found["total"] == 24


def test_a19_from_files(tmp_path: Path) -> None:
    root = base_world(tmp_path, tosno=1)
    found = asked(root)
    assert found["total"] == 8
    (left,) = found["left"]
    assert left["mentee"] == "tosno-2"
    refused, taken = left["mentors"]
    assert (refused["mentor"], [r["rule"] for r in refused["refused"]]) == ("luga-l", ["levels"])
    assert (taken["mentor"], taken["refused"], taken["held_by"]) == ("tosno-l", [], ["tosno-1"])
    shown = said(root, lang="ru")
    assert "Школа luga-l: уровни: у наставника нет среднего общего" in shown
    assert "Школа tosno-l: 16 баллов; места заняты: Школа tosno-1" in shown


def test_a21_from_files(tmp_path: Path) -> None:
    # luga-1 worked with tosno-l last year: 34 there, 0 + 40 for a new pair at luga-l.
    files = base_files(tosno=3)
    text = files["matching/matching-2026.yaml"].replace("subject_gap: 8", "new_pair: 40")
    earlier = (
        "schema: 1\nlevel: school\nmentors: [{school: tosno-l}]\nmentees: [{school: luga-1}]\n"
        'opening: {from: "2025-09-01", to: "2025-12-31", basis: "Приказ"}\n'
    )
    root = tree(tmp_path, {**files, "matching/matching-2026.yaml": text, "pairs/old.yaml": earlier})
    found = asked(root)
    assert pairs(found)["luga-1"] == "tosno-l"
    assert points(found, "luga-1") == 34
    assert points(found, "luga-2") == 40


def test_a22_the_same_bytes_whatever_the_order_of_files_and_rows(tmp_path: Path) -> None:
    chance = random.Random(22)
    files = base_files(luga=1)
    first = tree(_folder(tmp_path, "one"), files)
    named = list(files)
    chance.shuffle(named)
    text = files["matching/matching-2026.yaml"]
    rows = [
        line for line in text.splitlines() if line.startswith("  - {mentor: ") and "km:" in line
    ]
    shuffled = chance.sample(rows, len(rows))
    for old, new in zip(rows, [f"@{n}" for n in range(len(rows))], strict=True):
        text = text.replace(old, new)
    for number, row in enumerate(shuffled):
        text = text.replace(f"@{number}", row)
    capacity = text.splitlines()
    at = next(n for n, line in enumerate(capacity) if "luga-l, places" in line)
    capacity[at], capacity[at + 1] = capacity[at + 1], capacity[at]
    others = {name: files[name] for name in named}
    others["matching/matching-2026.yaml"] = "\n".join(capacity)
    # Files in folders whose names turn their order round.
    moved = {}
    for name, content in others.items():
        kind, _slash, file = name.partition("/")
        moved[f"{kind}/{'z' if file.startswith('luga') else 'a'}/{file}"] = content
    second = tree(_folder(tmp_path, "two"), moved)
    for words in ((), ("--format", "json"), ("--school", "luga-2")):
        one, other = (innoreg("match", "2026", *words, cwd=root) for root in (first, second))
        assert (one.stdout, one.stderr) == (other.stdout, other.stderr)
        assert "luga-2" in one.stdout


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


# Further examples, worked by hand.


def rules(found: dict[str, Any], mentee: str, mentor: str) -> list[str]:
    left = next(row for row in found["left"] if row["mentee"] == mentee)
    cell = next(row for row in left["mentors"] if row["mentor"] == mentor)
    return [each["rule"] for each in cell["refused"]]


def changed(folder: Path, old: str, new: str, **files: str) -> Path:
    """The base with other words in its matching, and other files (`_` for `/`)."""
    base = base_files()
    text = base["matching/matching-2026.yaml"]
    assert old in text
    base["matching/matching-2026.yaml"] = text.replace(old, new)
    return tree(folder, {**base, **files})


def test_a_mentor_without_consent_on_file_takes_nobody(tmp_path: Path) -> None:
    consents = 'consents:\n  - {school: luga-l, given: true, on: "2026-02-03"}\n'
    root = changed(tmp_path, "consent: false", "consent: true")
    path = root / "data/matching/matching-2026.yaml"
    path.write_text(path.read_text("utf-8") + consents, "utf-8")
    found = asked(root)
    # luga-l has two places for luga-1, luga-2 and tosno-1; 0 + 8 is the least.
    assert pairs(found) == {"luga-1": "luga-l", "luga-2": "luga-l"}
    assert rules(found, "tosno-1", "tosno-l") == ["no_consent"]
    assert "no consent of Школа tosno-l on file" in said(root)


def test_a_consent_after_the_day_of_the_matching_does_not_count(tmp_path: Path) -> None:
    consents = 'consents:\n  - {school: luga-l, given: true, on: "2026-02-11"}\n'
    root = changed(tmp_path, "consent: false", "consent: true")
    path = root / "data/matching/matching-2026.yaml"
    path.write_text(path.read_text("utf-8") + consents, "utf-8")
    assert asked(root)["pairs"] == []


def test_a_mentee_that_refused_is_left(tmp_path: Path) -> None:
    rows = [("luga-l", "true"), ("tosno-l", "true"), ("luga-1", "false")]
    consents = "consents:\n" + "".join(
        f'  - {{school: {name}, given: {answer}, on: "2026-02-03"}}\n' for name, answer in rows
    )
    root = changed(tmp_path, "consent: false", "consent: true")
    path = root / "data/matching/matching-2026.yaml"
    path.write_text(path.read_text("utf-8") + consents, "utf-8")
    found = asked(root)
    assert [row["mentee"] for row in found["left"]] == ["luga-1"]
    assert rules(found, "luga-1", "luga-l") == ["refused"]


def test_too_far_by_road_refuses_to_the_kilometre(tmp_path: Path) -> None:
    # tosno-1 to luga-l is 149 km, tosno-2 150; with no place at tosno-l tosno-1 goes to luga-l.
    root = changed(tmp_path, "levels: true", "levels: false, max_km: 149")
    found = asked(root, "--what-if", "capacity.tosno-l=0", "--what-if", "capacity.luga-l=9")
    assert pairs(found)["tosno-1"] == "luga-l"
    assert rules(found, "tosno-2", "luga-l") == ["too_far"]
    assert "150 km is too far" in said(root, "--school", "tosno-2")


def test_without_coordinates_a_limit_of_kilometres_refuses(tmp_path: Path) -> None:
    root = changed(tmp_path, "  - {mentor: luga-l, mentee: luga-1, km: 5}\n", "")
    found = asked(root, "--what-if", "hard.max_km=100")
    assert [row["mentee"] for row in found["left"]] == ["luga-1"]
    assert rules(found, "luga-1", "luga-l") == ["no_coordinates"]


def test_coordinates_give_the_distance_as_the_crow_flies(tmp_path: Path) -> None:
    # One degree of latitude is 6371 × π / 180 = 111,19 km: 111 km, 11 points of 10 km.
    def placed(name: str, flag: str, lat: str) -> str:
        return school(name, flag) + f'place: {{settlement: city, lat: "{lat}", lon: "30,0"}}\n'

    root = changed(
        tmp_path, "  - {mentor: luga-l, mentee: luga-1, km: 5}\n", "",
        **{"schools/luga-1.yaml": placed("luga-1", "low_results", "58,0"),
           "schools/luga-l.yaml": placed("luga-l", "leader", "59,0")},
    )  # fmt: skip
    found = asked(root)
    row = next(row for row in found["pairs"] if row["mentee"] == "luga-1")
    assert row["criteria"] == [{"criterion": "km", "points": 11, "words": "111", "known": True}]


def test_points_for_kilometres_are_capped_and_what_is_unknown_costs_the_cap(tmp_path: Path) -> None:
    root = changed(tmp_path, "km: 5}", "km: 250}")
    assert points(asked(root), "luga-1") == 20
    unknown = _folder(tmp_path, "unknown")
    root = changed(unknown, "  - {mentor: luga-l, mentee: luga-1, km: 5}\n", "")
    row = next(row for row in asked(root)["pairs"] if row["mentee"] == "luga-1")
    assert row["criteria"] == [{"criterion": "km", "points": 20, "words": None, "known": False}]


def test_a_wish_is_a_penalty_for_everybody_else(tmp_path: Path) -> None:
    # luga-2 wishes for tosno-l: 32 there, at luga-l 8 + 30 = 38. But tosno-2 needs a place there.
    root = changed(tmp_path, "subject_gap: 8", "subject_gap: 8, not_wished: 30")
    path = root / "data/matching/matching-2026.yaml"
    wishes = "wishes:\n  - {mentee: luga-2, mentors: [tosno-l]}\n"
    path.write_text(path.read_text("utf-8") + wishes, "utf-8")
    found = asked(root, "--what-if", "capacity.tosno-l=3")
    assert pairs(found)["luga-2"] == "tosno-l"
    assert points(found, "luga-2") == 32


def test_one_head_on_both_sides_is_refused(tmp_path: Path) -> None:
    person = (
        'schema: 1\nname: "Образцов В.Г."\npositions:\n'
        '  - {title: "директор", organisation: luga-l}\n'
        '  - {title: "Директор филиала", organisation: luga-1}\n'
    )
    root = changed(
        tmp_path, "levels: true", "levels: true, same_head: false",
        **{"people/head.yaml": person},
    )  # fmt: skip
    shown = said(root, "--school", "luga-1")
    assert "both have one head: Образцов В.Г." in shown
    assert pairs(asked(root)) == {
        "luga-1": "tosno-l", "luga-2": "luga-l", "tosno-1": "luga-l", "tosno-2": "tosno-l",
    }  # fmt: skip


def test_districts_of_one_circle_pay_nothing_for_the_circle(tmp_path: Path) -> None:
    root = changed(tmp_path, "other_district: 20", "other_district: 20, other_circle: 7")
    shown = said(root, "--school", "luga-1")
    assert "other circle 7" in shown
    path = root / "data/matching/matching-2026.yaml"
    circles = "circles:\n  - {include: [luga, tosno]}\n"
    path.write_text(path.read_text("utf-8") + circles, "utf-8")
    assert "other circle" not in said(root, "--school", "luga-1")


def test_low_rows_by_the_criteria_of_the_list_decide_who_is_served(tmp_path: Path) -> None:
    # One place at luga-l, none at tosno-l. luga-1 has one low row of 2025 (5 of 10), luga-2 two.
    head = "".join(
        f"  - {{id: {name}, kind: oge, subject: s, level: basic, scale: mark, low: '2', high: '5'}}\n"
        for name in ("oge-math", "oge-rus")
    )
    rows = "luga-1;oge-math;10;5\nluga-1;oge-rus;10;1\nluga-2;oge-math;10;4\nluga-2;oge-rus;10;3\n"
    order = (
        'schema: 1\nissuer: kopo\norder_kind: "Распоряжение"\nnumber: "1"\ndate: "2026-01-20"\n'
        'title: "О перечне"\nclauses:\n  - {number: "1.", kind: list, flag: low_results,'
        ' from: "2026-02-01", to: "2027-01-31", appendix: "1", text: "Утвердить."}\n'
        'appendices:\n  - number: "1"\n    kind: schools\n    rows: [{school: luga-1}, {school: luga-2}]\n'
        "    evaluated: {criteria: low, year: 2025}\n"
    )
    criteria = (
        'schema: 1\ntitle: "Т"\nflag: low_results\nrule:\n'
        '  count: {share: below, at_least: "30", years: [0]}\n'
    )
    files = base_files(luga=1, tosno=0, more="priority: [count_low]\n")
    for name in ("luga-1", "luga-2"):
        files[f"schools/{name}.yaml"] = school(name, "leader").split("flags:")[0]
    for name in ("tosno-1", "tosno-2", "luga-2-2025"):
        files.pop(f"schools/{name}.yaml", None)
        files.pop(f"profiles/{name}.yaml", None)
    del files["profiles/tosno-2-2025.yaml"]
    text = files["matching/matching-2026.yaml"]
    kept = [line for line in text.splitlines() if "tosno-1" not in line and "tosno-2" not in line]
    root = tree(tmp_path, {
        **files, "matching/matching-2026.yaml": "\n".join(kept) + "\n",
        "authorities/kopo.yaml": KOPO, "orders/list.yaml": order, "criteria/low.yaml": criteria,
        "results/2025.yaml": f"schema: 1\nyear: 2025\nprocedures:\n{head}",
        "results/2025.csv": f"school;procedure;participants;below\n{rows}",
    })  # fmt: skip
    found = asked(root)
    assert [row["mentee"] for row in found["left"]] == ["luga-1"]
    # By points alone it would be the other way round: both 0, and luga-1 first by its name.
    assert [
        row["mentee"] for row in asked(root, "--what-if", "priority=years_on_list")["left"]
    ] == ["luga-2"]


def test_a_forbidden_pair_says_why(tmp_path: Path) -> None:
    root = base_world(
        tmp_path,
        more='forbid: [{mentor: luga-l, mentee: luga-1, reason: "конфликт интересов"}]\n',
    )
    assert "forbidden: конфликт интересов" in said(root, "--school", "luga-1")
    assert pairs(asked(root))["luga-1"] == "tosno-l"


def test_a_fixed_pair_stands_against_the_points(tmp_path: Path) -> None:
    root = base_world(
        tmp_path, more='fix: [{mentor: tosno-l, mentee: luga-1, reason: "пара продолжается"}]\n'
    )
    found = asked(root)
    # tosno-l has one more place, for tosno-2 (16); tosno-1 goes to luga-l (34), luga-2 stays (8).
    assert pairs(found) == {
        "luga-1": "tosno-l", "luga-2": "luga-l", "tosno-1": "luga-l", "tosno-2": "tosno-l",
    }  # fmt: skip
    assert found["total"] == 34 + 8 + 34 + 16
    assert next(row["fixed"] for row in found["pairs"] if row["mentee"] == "luga-1")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("fix: [{mentor: luga-l, mentee: luga-l, reason: x}]\n", "takes no part"),
        (
            "fix: [{mentor: luga-l, mentee: luga-1, reason: x},"
            " {mentor: tosno-l, mentee: luga-1, reason: x}]\n",
            "two mentors",
        ),
        (
            "fix: [{mentor: luga-l, mentee: luga-1, reason: x},"
            " {mentor: luga-l, mentee: luga-2, reason: x}]\n",
            "1 places",
        ),
    ],
)
def test_a_matching_that_contradicts_itself_is_refused(
    tmp_path: Path, more: str, words: str
) -> None:
    done = innoreg("match", "2026", cwd=base_world(tmp_path, luga=1, more=more))
    assert done.returncode == 1
    assert words in done.stderr


def test_a_school_cannot_be_mentor_and_mentee(tmp_path: Path) -> None:
    root = changed(tmp_path, "mentors: {flag: leader}", "mentors: {kind: school}")
    done = innoreg("match", "2026", cwd=root)
    assert done.returncode == 1
    assert "luga-1, luga-2, tosno-1, tosno-2: mentor and mentee" in done.stderr


def test_sites_stand_for_the_schools_that_carry_them(tmp_path: Path) -> None:
    site = 'schema: 1\ntype: internship\norganisations: [luga-l]\ntheme: "Т"\n'
    root = changed(
        tmp_path, "mentors: {flag: leader}", "mentors: {site: internship}",
        **{"sites/site.yaml": site},
    )  # fmt: skip
    assert {row["mentor"] for row in asked(root)["mentors"]} == {"luga-l"}


def test_the_newest_profile_up_to_the_year_counts(tmp_path: Path) -> None:
    root = base_world(tmp_path)
    newer = profile("luga-2", "deficits", ["math", "physics"]).replace("2025", "2026")
    later = profile("luga-2", "deficits", []).replace("2025", "2027")
    tree(root, {"profiles/luga-2-2026.yaml": newer, "profiles/luga-2-2027.yaml": later})
    assert points(asked(root), "luga-2") == 16


def test_a_mentor_named_better_is_told_with_the_price(tmp_path: Path) -> None:
    # luga-l has one place: luga-1 keeps it (0), luga-2 goes to tosno-l (32) when that has three.
    root = base_world(tmp_path, luga=1, tosno=3)
    row = next(row for row in asked(root)["pairs"] if row["mentee"] == "luga-2")
    assert (row["rank"], row["allowed"]) == (2, 2)
    # With luga-2 at luga-l: 8 instead of 32, and luga-1 at tosno-l for 34 instead of 0.
    assert row["better"] == {
        "mentor": "luga-l", "points": 8, "held_by": ["luga-1"],
        "change": {"points": 10, "alone": [], "served": []},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("capacity.luga-1o=3", "luga-1"),
        ("hard.levels", "KEY=VALUE"),
        ("hard.nonsense=1", "hard.nonsense"),
        ("capacity.default=many", "capacity.default"),
        ("load=5,2", "load"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    tmp_path: Path, words: str, complaint: str
) -> None:
    done = innoreg("match", "2026", "--what-if", words, cwd=base_world(tmp_path))
    assert done.returncode == 2
    assert complaint in done.stderr


def test_a_question_changes_no_file_and_no_later_answer(tmp_path: Path) -> None:
    root = base_world(tmp_path)
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    first = said(root)
    said(root, "--what-if", "capacity.default=0", "--what-if", "load=0,9")
    assert said(root) == first
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == before


DRAFT = (
    'term: {from: "2026-02-16", to: "2026-12-31"}\nissuer: kopo\n'
    'consents:\n  - {school: luga-l, given: true, on: "2026-02-03"}\n'
)
KOPO = 'schema: 1\nname: "Комитет образования"\ntype: committee\n'


def test_a_draft_is_valid_names_the_pairs_in_print_order_and_has_no_effect(tmp_path: Path) -> None:
    root = tree(base_world(tmp_path, more=DRAFT), {"authorities/kopo.yaml": KOPO})
    done = innoreg("match", "2026", "--draft", "kopo-2026-31", cwd=root)
    assert done.returncode == 0, done.stderr
    order = yaml.safe_load((root / "data/orders/kopo-2026-31.yaml").read_text("utf-8"))
    assert order["draft"] is True
    assert order["appendices"][0]["pairs"] == [
        "luga-1-luga-l", "luga-2-luga-l", "tosno-1-tosno-l", "tosno-2-tosno-l",
    ]  # fmt: skip
    pair = (root / "data/pairs/luga-1-luga-l.yaml").read_text("utf-8")
    assert '  - school: luga-l\n    given: true\n    on: "2026-02-03"\n' in pair
    assert innoreg("validate", cwd=root).returncode == 0
    shown = json.loads(innoreg("mentoring", "--format", "json", cwd=root).stdout)
    assert {row["state"] for row in shown["rows"]} == {"proposed"}
    # A second draft under the same name is refused, and the first stays as it is.
    again = innoreg("match", "2026", "--draft", "kopo-2026-31", cwd=root)
    assert again.returncode == 1


def test_a_draft_needs_a_term_and_an_issuer_and_writes_nothing_without(tmp_path: Path) -> None:
    root = base_world(tmp_path)
    done = innoreg("match", "2026", "--draft", "kopo-2026-31", cwd=root)
    assert done.returncode == 1
    assert "has no `term`" in done.stderr
    assert not (root / "data/orders").exists()
    assert not (root / "data/pairs").exists()


def test_a_pair_of_last_year_keeps_its_record_and_the_new_one_bears_the_year(
    tmp_path: Path,
) -> None:
    earlier = (
        "schema: 1\nlevel: school\nmentors: [{school: luga-l}]\nmentees: [{school: luga-1}]\n"
        'opening: {from: "2025-09-01", to: "2025-12-31", basis: "Приказ"}\n'
    )
    files = {"authorities/kopo.yaml": KOPO, "pairs/luga-1-luga-l.yaml": earlier}
    root = tree(base_world(tmp_path, more=DRAFT), files)
    assert innoreg("match", "2026", "--draft", "kopo-2026-31", cwd=root).returncode == 0
    assert (root / "data/pairs/luga-1-luga-l.yaml").read_text("utf-8") == earlier
    assert (root / "data/pairs/luga-1-luga-l-2026.yaml").exists()
