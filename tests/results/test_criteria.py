"""Criteria: who belongs on the list of a year; A5 to A12 of the design paper, and more by hand."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from innoreg.cli import main
from results.tables import head, results, school, with_results

Said = pytest.CaptureFixture[str]
LOW = """\
schema: 1
title: "Школы с низкими образовательными результатами"
flag: low_results
minimum_participants: 5
rule:
  all:
    - count: {share: below, at_least: "30", years: [0], min: 2}
      text: "две и более процедуры с долей не ниже 30 %"
    - same: {share: below, at_least: "30", years: [0, -1], min: 1}
      text: "одна и та же процедура два года подряд"
"""
COMMITTEE = 'schema: 1\nname: "Комитет"\ntype: committee\n'


def criteria(rule: str, least: int = 5, flag: str = "low_results") -> str:
    return (
        f'schema: 1\ntitle: "Перечень"\nflag: {flag}\nminimum_participants: {least}\nrule: {rule}\n'
    )


def said(capsys: Said, root: Path, *words: str, lang: str = "ru") -> str:
    main(["-C", str(root), "--lang", lang, "--no-cache", "--today", "2026-01-12", *words])
    return capsys.readouterr().out


def verdicts(capsys: Said, root: Path, name: str = "low", year: int = 2025) -> dict[str, str]:
    answer = json.loads(said(capsys, root, "list", name, "--year", str(year), "--format", "json"))
    return {row["school"]: row["verdict"] for row in answer["rows"]}


def pairs(school: str, cells: str) -> list[str]:
    """«10/3; 20/6» as the rows of oge-math and oge-rus, participants before below."""
    made = []
    for procedure, cell in zip(("oge-math", "oge-rus"), cells.split(";"), strict=True):
        if "/" in cell:
            participants, below = cell.strip().split("/")
            made.append(f"{school};{procedure};{participants};{below}")
    return made


def one_school(folder: Path, now: str, before: str, rule: str = LOW) -> Path:
    rows = {2025: pairs("a", now), 2024: pairs("a", before)}
    return with_results(folder, rows, "a", **{"criteria__low.yaml": rule})


# The cells of 2025 and 2024, the answer, and the lines of `why` in Russian.
EXAMPLES = {
    "a5": ("10/3; 20/6", "12/4; 20/2", "in", (
        "да: ОГЭ математика 3 из 10 (30,0 %), ОГЭ русский язык 6 из 20 (30,0 %)",
        "да: ОГЭ математика 2025 3 из 10 (30,0 %), ОГЭ математика 2024 4 из 12 (33,3 %)",
    )),
    "a6": ("33/9; 10/3", "10/5; 10/5", "out", (
        "нет: порога достигла 1 процедура из нужных 2; ближайшая – ОГЭ математика 9 из 33, не хватает 1",
    )),
    "a7": ("10/4; 10/5", "10/2; 10/2", "out", (
        "да: ОГЭ математика 4 из 10 (40,0 %), ОГЭ русский язык 5 из 10 (50,0 %)",
        "нет: порога во все годы достигло 0 процедур из нужных 1; "
        "ближайшая – ОГЭ математика 2024 2 из 10, не хватает 1",
    )),
    "a8": ("10/4; 10/5", "; ", "unknown", ("не известно: нет строк 2024 г.: oge-math, oge-rus",)),
    "a9": ("4/2; 10/3", "10/5; 10/5", "out", (
        "нет: порога достигла 1 процедура из нужных 2",
        "не учтено: oge-math, 4 участника",
    )),
    "a10": ("10/4; ", "10/4; 10/1", "unknown", (
        "не известно: нет строк 2025 г.: oge-rus; порога достигла 1 процедура из нужных 2",
        "да: ОГЭ математика 2025 4 из 10 (40,0 %), ОГЭ математика 2024 4 из 10 (40,0 %)",
    )),
    "a10-had": ("10/4; 10/1", "10/4; 10/1", "out", (
        "нет: порога достигла 1 процедура из нужных 2; ближайшая – ОГЭ русский язык 1 из 10, не хватает 2",
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_a5_to_a10(name: str, tmp_path: Path, capsys: Said) -> None:
    now, before, verdict, lines = EXAMPLES[name]
    root = one_school(tmp_path, now, before)
    assert verdicts(capsys, root) == {"a": verdict}
    why = said(capsys, root, "why", "a", "--criteria", "low", "--year", "2025").splitlines()
    assert [line for line in lines if line not in {each.strip() for each in why}] == [], why


def test_a11_ties_at_the_border_all_enter(tmp_path: Path, capsys: Said) -> None:
    # Twenty schools, 100 participants each: 90, 80, 70 and 70 below, then 16 down to 1.
    shares = [90, 80, 70, 70, *range(16, 0, -1)]
    ids = [f"s{at:02}" for at in range(1, 21)]
    rows = [f"{id};oge-math;100;{below}" for id, below in zip(ids, shares, strict=True)]
    rule = "{rank: {by: below, procedures: [oge-math], from: worst, percent: 15, ties: include}}"
    files = {"criteria__low.yaml": criteria(rule)}
    root = with_results(tmp_path, {2025: rows}, *ids, **files)
    found = verdicts(capsys, root)
    assert [id for id, verdict in found.items() if verdict == "in"] == ["s01", "s02", "s03", "s04"]
    assert set(found.values()) == {"in", "out"}
    why = said(capsys, root, "why", "s04", "--criteria", "low", "--year", "2025")
    assert "да: место 3 из 20, входят 3; 70,0 %" in why


def order(rows: Iterable[str], *more: str, flag: str = "low_results") -> str:
    listed = "".join(f"      - {row}\n" for row in rows)
    return (
        'schema: 1\nissuer: kopo\norder_kind: "Распоряжение"\nnumber: "77"\ndate: "2026-01-12"\n'
        'title: "О перечне"\nclauses:\n'
        f'  - {{number: "1.", kind: list, flag: {flag}, from: "2026-02-01", to: "2027-01-31",'
        ' appendix: "1", text: "Утвердить перечень."}\n'
        'appendices:\n  - number: "1"\n    kind: schools\n    rows:\n' + listed + "".join(more)
    )


EVALUATED = '    evaluated: {criteria: low, year: 2025, on: "2026-01-12"}\n'


def with_order(folder: Path, text: str) -> Path:
    rows: dict[int, list[str]] = {2025: [], 2024: []}
    for id in ("a", "b"):
        rows[2025] += pairs(id, "10/4; 10/5")
        rows[2024] += pairs(id, "10/4; 10/5")
    for year in rows:
        rows[year] += pairs("c", "10/0; 10/0")
    return with_results(
        folder, rows, "a", "b", "c",
        **{
            "criteria__low.yaml": LOW, "authorities__kopo.yaml": COMMITTEE,
            "orders__kopo-2026-77.yaml": text,
        },
    )  # fmt: skip


def warnings(text: str, code: str) -> list[str]:
    return [line.partition("] ")[2] for line in text.splitlines() if f"[{code}]" in line]


def test_a12_the_order_against_the_computation(tmp_path: Path, capsys: Said) -> None:
    rows = ["{school: a}", '{school: c, reason: "решение Совета, протокол № 3"}']
    root = with_order(tmp_path, order(rows, EVALUATED))
    assert warnings(said(capsys, root, "validate"), "list-differs") == [
        "b – по расчёту в перечне, в распоряжении нет"
    ]
    listed = said(capsys, root, "list", "low", "--year", "2025")
    assert "Школа c (в распоряжении есть: решение Совета, протокол № 3)" in listed
    assert "утверждён: Распоряжение 12.01.2026 № 77" in listed


def test_a12_the_reasons_are_wanted_on_both_sides(tmp_path: Path, capsys: Said) -> None:
    root = with_order(tmp_path, order(["{school: a}", "{school: c}"], EVALUATED))
    assert warnings(said(capsys, root, "validate"), "list-differs") == [
        "b – по расчёту в перечне, в распоряжении нет",
        "c – в распоряжении есть, по расчёту в перечне нет",
    ]
    excused = EVALUATED.replace("}", ', left_out: [{school: b, reason: "реорганизована"}]}')
    path = root / "data/orders/kopo-2026-77.yaml"
    path.write_text(order(["{school: a}"], excused), "utf-8")
    assert warnings(said(capsys, root, "validate"), "list-differs") == []


# Further examples, each worked out by hand from the rules of the paper.
MATH = "{share: below, at_least: '30', years: [0], min: 1, procedures: [oge-math]}"
FURTHER = {
    # any: one true is enough, whatever is not known beside it.
    "any-true": ("10/4; ", "; ", f"{{any: [count: {MATH}, listed: {{flag: low_results, years: [-1]}}]}}", "in"),
    # any: false and unknown (no list of 2024 is known) stay unknown.
    "any-unknown": ("10/1; 10/1", "; ", f"{{any: [count: {MATH}, listed: {{flag: low_results, years: [-1]}}]}}", "unknown"),
    # all: false wins over unknown.
    "all-false": ("10/1; ", "; ", f"{{all: [count: {MATH}, listed: {{flag: low_results, years: [-1]}}]}}", "out"),
    # not: unknown stays unknown, false becomes true.
    "not-unknown": ("; ", "; ", f"{{not: {{count: {MATH}}}}}", "unknown"),
    "not-false": ("10/2; ", "; ", f"{{not: {{count: {MATH}}}}}", "in"),
    # 37,5 % of 8 is 3 exactly.
    "decimal-reached": ("8/3; ", "; ", "{count: {share: below, at_least: '37,5', years: [0], procedures: [oge-math]}}", "in"),
    "decimal-missed": ("80/29; ", "; ", "{count: {share: below, at_least: '37,5', years: [0], procedures: [oge-math]}}", "out"),
    # Nobody below the minimum in both procedures: 0 of 10 is not more than 0 %.
    "at-most": ("10/0; 10/0", "; ", "{count: {share: below, at_most: '0', years: [0], min: 2}}", "in"),
    "at-most-missed": ("10/0; 10/1", "; ", "{count: {share: below, at_most: '0', years: [0], min: 2}}", "out"),
    # Rows of two years together: one of 2025 and two of 2024 are three.
    "two-years": ("10/3; 10/2", "10/3; 10/3", "{count: {share: below, at_least: '30', years: [0, -1], min: 3}}", "in"),
    # No row at all in 2024, two needed of two missing and none known: may be; three never.
    "may-be": ("10/2; 10/2", "; ", "{count: {share: below, at_least: '30', years: [0, -1], min: 2}}", "unknown"),
    "never": ("10/2; 10/2", "; ", "{count: {share: below, at_least: '30', years: [0, -1], min: 3}}", "out"),
    # `high` is not given in the rows: not known.
    "high-not-given": ("10/2; 10/2", "; ", "{count: {share: high, at_least: '10', years: [0], min: 1}}", "unknown"),
    # Five take part, five are wanted: counted. Nobody took part: left out.
    "border-of-few": ("5/2; ", "; ", f"{{count: {MATH}}}", "in"),
    "nobody": ("0/0; ", "; ", f"{{count: {MATH}}}", "out"),
    # No profile, no index.
    "no-profile": ("10/2; ", "; ", "{value: {field: profile.context.value, below: '35'}}", "unknown"),
    # A procedure of another kind is not looked at: nothing can be missing, nothing is there.
    "other-kind": ("10/9; 10/9", "; ", "{count: {share: below, at_least: '30', years: [0], kind: [ege]}}", "out"),
}  # fmt: skip


@pytest.mark.parametrize("name", FURTHER)
def test_further_examples(name: str, tmp_path: Path, capsys: Said) -> None:
    now, before, rule, verdict = FURTHER[name]
    root = one_school(tmp_path, now, before, criteria(rule))
    assert verdicts(capsys, root) == {"a": verdict}


def test_a_year_without_results_is_not_known(tmp_path: Path, capsys: Said) -> None:
    root = one_school(tmp_path, "10/4; 10/5", "10/4; 10/5")
    for name in ("2024.yaml", "2024.csv"):
        (root / "data/results" / name).unlink()
    assert verdicts(capsys, root) == {"a": "unknown"}
    why = said(capsys, root, "why", "a", "--criteria", "low", "--year", "2025")
    assert "не известно: нет строк 2024 г.: oge-math, oge-rus" in why


def test_without_any_results_the_answer_is_that_there_are_none(
    tmp_path: Path, capsys: Said
) -> None:
    root = with_results(tmp_path, {}, "a", **{"criteria__low.yaml": LOW})
    assert main(["-C", str(root), "--lang", "ru", "list", "low"]) == 1
    assert "результаты школ недоступны" in capsys.readouterr().err


def test_a_school_without_levels_may_have_had_any_procedure(tmp_path: Path, capsys: Said) -> None:
    root = one_school(tmp_path, "10/4; ", "10/4; ")
    path = root / "data/schools/a.yaml"
    path.write_text(school("Школа a", levels=""), "utf-8")
    assert verdicts(capsys, root) == {"a": "unknown"}
    why = said(capsys, root, "why", "a", "--criteria", "low", "--year", "2025")
    assert "у школы не указаны уровни образования" in why
    # A primary school sits none of them: nothing is missing.
    path.write_text(school("Школа a", levels="[primary]"), "utf-8")
    (root / "data/results/2025.csv").write_text("school;procedure;participants;below\n", "utf-8")
    (root / "data/results/2024.csv").write_text("school;procedure;participants;below\n", "utf-8")
    assert verdicts(capsys, root) == {"a": "out"}


def test_a_row_that_cannot_be_read_may_be_anybodys(tmp_path: Path, capsys: Said) -> None:
    root = one_school(tmp_path, "10/2; 10/2", "10/2; 10/2")
    path = root / "data/results/2025.csv"
    text = path.read_text("utf-8").replace("a;oge-rus;10;2", "a;oge-rus;10;два")
    path.write_text(text, "utf-8")
    count = "{count: {share: below, at_least: '30', years: [0], min: 1}}"
    (root / "data/criteria/low.yaml").write_text(criteria(count), "utf-8")
    assert verdicts(capsys, root) == {"a": "unknown"}


def test_a_renamed_procedure_is_the_same_through_the_years(tmp_path: Path, capsys: Said) -> None:
    root = one_school(tmp_path, "10/4; 10/5", "; ")
    old = head(2024, "oge-math").replace("id: oge-math", "id: old-math")
    (root / "data/results/2024.yaml").write_text(old, "utf-8")
    (root / "data/results/2024.csv").write_text(
        "school;procedure;participants;below\na;old-math;10;3\n", "utf-8"
    )
    # Another id, and nothing says that they are one: mathematics was not held in 2024.
    assert verdicts(capsys, root) == {"a": "out"}
    path = root / "data/results/2025.yaml"
    joined = path.read_text("utf-8").replace("id: oge-math,", "id: oge-math, continues: old-math,")
    path.write_text(joined, "utf-8")
    assert verdicts(capsys, root) == {"a": "in"}


PROFILE = 'schema: 1\nschool: a\nyear: 2025\ncontext: {method: "ИСБШ", value: "%s"}\n'


@pytest.mark.parametrize(
    ("value", "verdict"), [("34,9", "in"), ("35", "out"), ("35.0", "out"), ("-1", "in")]
)
def test_a_value_of_the_profile_is_compared_as_a_number(
    value: str, verdict: str, tmp_path: Path, capsys: Said
) -> None:
    rule = criteria("{value: {field: profile.context.value, below: '35'}}")
    root = one_school(tmp_path, "10/2; ", "; ", rule)
    (root / "data/profiles").mkdir()
    (root / "data/profiles/a-2025.yaml").write_text(PROFILE % value, "utf-8")
    assert verdicts(capsys, root) == {"a": verdict}


def test_the_mean_is_weighed_by_people_and_the_lowest_is_the_worst(
    tmp_path: Path, capsys: Said
) -> None:
    # a: (3,0·10 + 4,0·30) / 40 = 3,75; b: (3,9·10 + 3,6·30) / 40 = 3,675; c has no mean: unknown.
    rows = [
        "a;oge-math;10;0;;3,0", "a;oge-rus;30;0;;4,0", "b;oge-math;10;0;;3,9",
        "b;oge-rus;30;0;;3,6", "c;oge-math;10;0;;3,0", "c;oge-rus;10;0;;",
    ]  # fmt: skip
    rule = criteria("{rank: {by: mean, from: worst, percent: 50}}")
    root = with_results(tmp_path, {2025: rows}, "a", "b", "c", **{"criteria__low.yaml": rule})
    assert verdicts(capsys, root) == {"a": "out", "b": "in", "c": "unknown"}
    why = said(capsys, root, "why", "b", "--criteria", "low", "--year", "2025")
    assert "да: место 1 из 2, входят 1; 3,68" in why


def test_a_draft_order_carries_the_list_and_becomes_it_once_it_is_signed(
    tmp_path: Path, capsys: Said
) -> None:
    rows = {2025: [*pairs("a", "10/4; 10/5"), *pairs("b", "10/0; 10/0"), *pairs("c", "10/4; ")],
            2024: [*pairs("a", "10/4; 10/5"), *pairs("b", "10/0; 10/0"), *pairs("c", "10/4; 10/4")]}  # fmt: skip
    files = {"criteria__low.yaml": LOW, "authorities__kopo.yaml": COMMITTEE}
    root = with_results(tmp_path, rows, "a", "b", "c", **files)
    words = ("list", "low", "--year", "2025", "--draft", "kopo-2026-77")
    days = ("--from", "2026-02-01", "--to", "2027-01-31")
    told = said(capsys, root, *words, *days)
    assert told.startswith("проект kopo-2026-77: в перечне 1, не известно 1\n")
    path = root / "data/orders/kopo-2026-77.yaml"
    text = path.read_text("utf-8")
    assert "draft: true\n" in text
    assert 'note: "данных нет, школ: 1: c"' in text
    group = ("--today", "2026-03-01", "list", "low", "--year", "2025", "--format", "json")
    # A draft is no list yet.
    assert json.loads(said(capsys, root, *group))["order"] is None
    signed = text.replace("draft: true\n", 'number: "77"\ndate: "2026-01-20"\n')
    path.write_text(signed, "utf-8")
    answer = json.loads(said(capsys, root, *group))
    assert answer["order"] == "kopo-2026-77"
    assert [(r["school"], r["in_order"]) for r in answer["rows"]] == [
        ("a", True), ("b", False), ("c", False),
    ]  # fmt: skip
    assert warnings(said(capsys, root, "validate"), "list-differs") == []
    assert warnings(said(capsys, root, "validate"), "list-outdated") == []
    # One more pupil below the minimum: the list is the order's, and the change is told.
    table = root / "data/results/2025.csv"
    table.write_text(
        table.read_text("utf-8").replace("b;oge-math;10;0", "b;oge-math;10;1"), "utf-8"
    )
    assert warnings(said(capsys, root, "validate"), "list-outdated") == [
        "данные, по которым рассчитан перечень, изменились"
    ]


def test_again_and_left_through_three_years(tmp_path: Path, capsys: Said) -> None:
    """A on the lists of 2024, 2025 and this one; b on the one of 2025; c new; d in 2024 only."""
    low, high = "10/4; 10/5", "10/0; 10/0"
    rows = {
        year: [*pairs("a", low), *pairs("b", high), *pairs("c", low), *pairs("d", low)]
        for year in (2025, 2024)
    }
    orders = {
        f"orders__kopo-{year}-1.yaml": order(rows_of)
        .replace("2026-01-12", f"{year}-01-12").replace("2026-02-01", f"{year}-02-01")
        .replace("2027-01-31", f"{year + 1}-01-31").replace('"77"', f'"{year}"')
        for year, rows_of in ((2024, ["{school: a}", "{school: d}"]), (2025, ["{school: a}", "{school: b}"]))
    }  # fmt: skip
    files = {"criteria__low.yaml": LOW, "authorities__kopo.yaml": COMMITTEE, **orders}
    root = with_results(tmp_path, rows, "a", "b", "c", "d", **files)
    text = said(capsys, root, "list", "low", "--year", "2025")
    lines = [line.strip() for line in text.splitlines()]
    assert "в перечне · Школа a (a) · повторно, 3-й год" in lines
    assert "в перечне · Школа c (c) · впервые" in lines
    # Its list was interrupted in 2025.
    assert "в перечне · Школа d (d) · впервые" in lines
    assert "нет: Школа b (вышла)" in lines
    # A few days after the last list ended it is still the one to compare with.
    answer = said(capsys, root, "--today", "2026-02-05", "list", "low", "--year", "2025")
    assert "в перечне · Школа a (a) · повторно, 3-й год" in [s.strip() for s in answer.splitlines()]


def test_shuffled_files_give_the_same_bytes(tmp_path: Path, capsys: Said) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    rows = [*pairs("a", "10/4; 10/5"), *pairs("b", "10/4; ")]
    files = {"criteria__low.yaml": LOW}
    words = ("list", "low", "--year", "2025", "--format", "json")
    first = said(capsys, with_results(one, {2025: rows, 2024: rows}, "a", "b", **files), *words)
    root = with_results(other, {2025: rows, 2024: rows}, "b", "a", **files)
    for year in (2025, 2024):
        made = results(year, rows)[f"results/{year}.csv"].splitlines()
        shuffled = [made[0], *reversed(made[1:])]
        (root / f"data/results/{year}.csv").write_text("\n".join(shuffled) + "\n", "utf-8")
    assert said(capsys, root, *words) == first
