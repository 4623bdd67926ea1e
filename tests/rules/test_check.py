"""The rules as a whole: what they owe to broken files, to the real register, and to any tree."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from innoreg.diagnostics import Diagnostic
from innoreg.model.record_models import KINDS
from innoreg.rules import RULES, check
from innoreg.store.file_diagnostics import SYNTAX_CODES
from innoreg.store.loader import load
from rules.gallery import HERE, findings
from support import DATA, tree

PERSON = 'schema: 1\nname: "Иванов И.И."\ngender: m\n'
SITE = "schema: 1\ntype: regional\norganisations:\n  - school-1\ntheme: Урок\n"


def found(root: Path) -> list[tuple[str, str, int, int]]:
    return [(d.code, d.place.file, d.place.line, d.place.column) for d in findings(root)]


def real() -> list[Diagnostic]:
    return check(load(DATA, salvage=True).registry)


def test_codes_are_unique_and_every_rule_says_what_to_do() -> None:
    codes = [rule.code for rule in RULES]
    assert len({*codes, *SYNTAX_CODES}) == len(codes) + len(SYNTAX_CODES)
    assert all(rule.advice.count("\n") >= 2 for rule in RULES)


def test_a_reference_to_a_file_that_cannot_be_read_is_not_reported_again(tmp_path: Path) -> None:
    files = {"sites/site-1.yaml": SITE, "schools/school-1.yaml": "schema: 1\nname: [\n"}
    assert found(tree(tmp_path, files)) == [("yaml-syntax", "data/schools/school-1.yaml", 3, 1)]


def test_nor_is_one_to_a_part_of_it(tmp_path: Path) -> None:
    program = "schema: 1\ntitle: Мосты\nprojects:\n  - idd: bridge\n    title: Мост\n"
    files = {
        "programs/bridges.yaml": program,
        "schools/school-1.yaml": "schema: 1\nname: Школа\ntype: school\n",
        "sites/site-1.yaml": SITE + "program: bridges\nproject: bridges/bridge\n",
    }
    assert {code for code, *_place in found(tree(tmp_path, files))} == {
        "unknown-key",
        "missing-key",
    }


def test_of_a_broken_part_only_errors_are_told_and_of_the_others_everything(
    tmp_path: Path,
) -> None:
    school = "schema: 1\nname: Школа\ntype: school\ninn: '1'\n{}flags:\n  - flag: leader\n{}"
    broken = {
        "schools/a.yaml": school.format("colour: red\n", ""),
        "schools/b.yaml": school.format("", "    colour: red\n"),
    }
    told = {(code, *place) for code, *place in found(tree(tmp_path, broken))}
    codes = [code for code, *_place in told]
    assert codes.count("unknown-key") == codes.count("inn-check-digit") == 2
    # In b.yaml the flag itself is broken: its period may stand in what could not be read.
    assert codes.count("flag-without-period") == 1


def test_words_inside_a_value_are_marked_by_column(tmp_path: Path) -> None:
    note = PERSON + 'note: "Писать на ivanov@example.org."\n'
    (finding,) = findings(tree(tmp_path, {"people/i.yaml": note}))
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (4, 18, 36)


@pytest.mark.parametrize(
    "text",
    [
        "Распоряжение от 26.04.2021 № 328, протокол № 7, 2019-2020 учебный год",
        "Регистрационный номер 18.04-01-801/2023 и ВХ-КО-02-62/2023",
        "ОКТМО 41633000, ИНН 7707083893, ОГРН 1027700132195",
        "в течение года (16.02; 20.04; 12.10; 07.12), с 10 по 15 марта 2022 года",
        "счет 40702810900000005555, кадастровый номер 47:14:0603001:1234",
        "дети 2010 года рождения, 8 школ, 65 % обучающихся",
        "совещание 12.03.2022 в 14.30, кабинет 8-921, телефонное право",
    ],
)
def test_figures_of_orders_are_no_personal_data(tmp_path: Path, text: str) -> None:
    assert findings(tree(tmp_path, {"people/i.yaml": PERSON + f'note: "{text}"\n'})) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("8 (813-72) 2-11-22", "phone-number"),
        ("8(921)1234567", "phone-number"),
        ("тел. 2-11-22", "phone-number"),
        ("921-123-45-67", "phone-number"),
        ("Иванов_1980@mail.ru", "email-address"),
        ("страховой номер 112-233-445 95", "snils"),
        ("серия 40 00 № 123456", "passport"),
        ("родилась 3 мая 1980 г.", "birth-date"),
        ("03.05.1980 г.р.", "birth-date"),
    ],
)
def test_personal_data_is_found_and_never_repeated(tmp_path: Path, text: str, code: str) -> None:
    (finding,) = findings(tree(tmp_path, {"people/i.yaml": PERSON + f'note: "{text}"\n'}))
    assert finding.code == code
    assert not set(text.split()) & set(str(finding.message).split())


KNOWN_DEFECTS = [
    ("terms-for-unnamed-program", "kopo-2020-1925-r"),
    ("plural-for-one", "kopo-2020-1925-r"),
    ("projects-without-organisation", "kopo-2020-1925-r"),
    ("unnumbered-clause", "vsevolozhsk-2021-328"),
    ("lost-appendix", "vsevolozhsk-2021-328"),
    ("misspelt-name", "vsevolozhsk-2021-328"),
    ("start-before-order", "kopo-2023"),
    ("shared-deadline", "meetings-2019"),
    ("two-deadlines", "meetings-2019"),
    ("undated-order", "meetings-2019-decisions"),
    ("responsible-trailing-comma", "loiro-2022"),
    ("quarter-without-day", "loiro-2022"),
    ("order-of-terms", "loiro-2022"),
    ("child-outside-parent", "loiro-2022"),
    ("number-style", "loiro-2022"),
    ("responsible-cut-off", "loiro-2022"),
    ("title-repeats", "loiro-2022"),
    ("unbalanced-quotes", "loiro-2022"),
    ("misspelt-district", "loiro-2022-18"),
    ("controller-executes", "loiro-2022-18"),
]


@pytest.mark.parametrize(("code", "record"), KNOWN_DEFECTS)
def test_the_known_defects_of_the_real_documents_are_reported(code: str, record: str) -> None:
    assert (code, record) in {(d.code, Path(d.place.file).stem) for d in real()}


def test_the_real_register_has_no_errors_and_not_too_much_is_said_of_it() -> None:
    diagnostics = real()
    assert [d for d in diagnostics if d.severity == "error"] == []
    assert not any(d.code == "deadline-not-understood" for d in diagnostics)
    assert len(diagnostics) < 80


def records() -> Iterator[tuple[str, dict[str, object]]]:
    for path in sorted((HERE / "base" / "data").rglob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        yield path.relative_to(HERE / "base" / "data").as_posix(), data


RECORDS = dict(records())
DAYS = ("9999-12-31", "0001-01-01", "2022-02-30", "до 31.03.9999")
SIGNS = ("", "?", "0", "1.", "1..", "«", "»«", "/", "(", ",", "Н.Н,", "7707083893", "٣", "x" * 300)
ODD = st.sampled_from([*DAYS, *SIGNS, "a/b/c", "plan-2022/", "person/", *KINDS])
VALUES = st.one_of(ODD, st.text(max_size=30), st.lists(ODD, max_size=3))


def spots(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    for key, child in pairs:
        yield (*path, key)
        if isinstance(child, dict | list):
            yield from spots(child, (*path, key))


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """The base with some values replaced, dropped or repeated."""
    files = yaml.load(yaml.dump(RECORDS), yaml.BaseLoader)
    for _round in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        *above, last = draw(st.sampled_from(sorted(spots(files[name]), key=str)))
        here: Any = files[name]
        for step in above:
            here = here[step]
        action = draw(st.sampled_from(["replace", "drop", "repeat"]))
        if action == "replace":
            here[last] = draw(VALUES)
        elif action == "repeat" and isinstance(last, int):
            here.append(here[last])
        elif len(here) > 1:
            del here[last]
    return {name: yaml.dump(data, allow_unicode=True) for name, data in files.items()}


@settings(max_examples=150)
@given(files=mutated())
def test_no_tree_stops_the_rules(
    files: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tree(tmp_path_factory.mktemp("tree"), files)
    first = findings(root)
    assert [str(d.place) for d in first] == [str(d.place) for d in findings(root)]
