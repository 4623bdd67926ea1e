"""Filters: whom they find, what they refuse, and what an empty answer says."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from innoreg.cli import main
from support import DATA, tree

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """What a command answers of the project's own data, or of another registry: code, out, err."""
    for name in ("INNOREG_TODAY", "INNOREG_REGISTRY", "INNOREG_REV"):
        monkeypatch.delenv(name, raising=False)

    def say(*words: str, registry: Path = DATA) -> tuple[int, str, str]:
        code = main(["-C", str(registry), "--lang", "ru", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return say


def refs(answer: tuple[int, str, str]) -> list[str]:
    code, out, err = answer
    assert code == 0, err
    return [row["ref"] for row in json.loads(out)["rows"]]


# --- what nobody is called is wrong usage


@pytest.mark.parametrize(
    ("words", "perhaps"),
    [
        (("overdue", "--responsible", "zzzz"), ""),
        (("overdue", "--district", "kingisep"), "возможно, kingisepp"),
        (("discipline", "--responsible", "zzz"), ""),
        (("load", "--responsible", "zzz"), ""),
        (("due", "--responsible", "жуковицкий"), "возможно, zhukovitskaya-nn"),
        (("due", "--responsible", "zhukovitskaya"), "возможно, zhukovitskaya-nn"),
        (("overdue", "--controller", "шеховцов"), "возможно, shekhovtseva-ev"),
        (("due", "--district", "тоснинский"), "возможно, tosno"),
        (("due", "--roadmap", "loiro-2023"), "возможно, loiro-2022"),
        (("paper", "memo", "--for", "ovcharova-mn", "--responsible", "zzz"), ""),
        (("status", "--responsible", "loira"), "возможно, loiro"),
        (("mentoring", "--responsible", "zzz"), ""),
    ],
)
def test_a_name_that_nothing_in_the_register_has_is_wrong_usage(
    ask: Ask, words: tuple[str, ...], perhaps: str
) -> None:
    for cache in ([], ["--no-cache"]):
        code, out, err = ask(*words, "--today", "2022-06-01", *cache)
        assert (code, out) == (2, "")
        assert words[-1] in err
        assert perhaps in err


def test_words_that_a_document_has_name_somebody_though_nothing_is_due(ask: Ask) -> None:
    # № 18 п. 3: «Руководителям кафедр института подключиться …» – without a term.
    code, out, _err = ask(
        "overdue", "--responsible", "руководителям кафедр", "--today", "2022-06-01"
    )
    assert code == 0
    assert "Просроченного нет" in out


# --- an organisation finds what is asked of it, of its units and of its people

# «Ответственные: ГАОУ ДПО «Ленинградский областной институт развития образования»» under these.
LOIRO_2020 = {
    "meetings-2019/2.7": ("2019-12-30", "до 30 декабря 2019 г."),
    "meetings-2019/1.6": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/3.5": ("2020-08-31", "2019-2020 уч.год."),
    "meetings-2019/4.3": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/4.4": ("2020-08-31", "2019-2020 уч. год"),
    "meetings-2019/6.3": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/1.7": ("2020-10-31", "октябрь 2020 года."),
    "meetings-2019/5.3": ("2020-12-31", "2020 г."),
    "meetings-2019/5.4": ("2020-12-31", "2020 г."),
    "meetings-2019/5.5": ("2020-12-31", "2020 г."),
}
# «Ответственные: комитет общего и профессионального образования Ленинградской области» under these;
# 3.4, 3.11, 3.14 and 3.15 are «постоянно».
KOPO_2020 = {
    "meetings-2019/5.2": ("2019-12-31", "октябрь-декабрь 2019 г."),
    "meetings-2019/0.1": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/0.2": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/0.3": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/0.4": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/3.1": ("2020-08-31", "2019-2020 уч.год."),
    "meetings-2019/3.2": ("2020-08-31", "2019-2020 уч.год."),
    "meetings-2019/3.5": ("2020-08-31", "2019-2020 уч.год."),
    "meetings-2019/4.1": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/4.2": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/4.4": ("2020-08-31", "2019-2020 уч. год"),
    "meetings-2019/6.3": ("2020-08-31", "в течение 2019-2020 учебного года."),
    "meetings-2019/5.1": ("2020-12-31", "2019-2020 гг."),
    "meetings-2019/5.7": ("2020-12-31", "2019-2020 гг."),
}


@pytest.mark.parametrize(("who", "expected"), [("loiro", LOIRO_2020), ("kopo", KOPO_2020)])
def test_what_two_bodies_had_to_do_by_the_end_of_2020(
    ask: Ask, who: str, expected: dict[str, tuple[str, str]]
) -> None:
    code, out, err = ask(
        "overdue", "--responsible", who, "--today", "2021-01-01", "--format", "json"
    )
    assert code == 0, err
    rows = json.loads(out)["rows"]
    assert {row["ref"]: (row["due"], row["deadline"]) for row in rows} == expected
    assert ask("overdue", "--responsible", who, "--today", "2021-01-01", "--format", "json", "--no-cache")[1] == out  # fmt: skip


def test_the_institute_answers_for_what_its_people_do_in_their_posts(ask: Ask) -> None:
    """Шеховцева, Князева, Жуковицкая, Ванюшкин hold posts there; № 18 names them without it."""
    found = refs(ask("due", "--month", "2022-02", "--responsible", "loiro", "--format", "json", "--today", "2022-02-01"))  # fmt: skip
    assert {"loiro-2022/1", "loiro-2022/2", "loiro-2022/3", "loiro-2022/4"} <= set(found)
    # 7.1.3: «Научные консультанты районов»: a role is no post in the institute.
    assert "loiro-2022/7.1.3" not in found


ORGANISATIONS = {
    "authorities/committee.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
    "authorities/sector.yaml": "schema: 1\nname: Сектор\ntype: committee\nparent: committee\n",
    "authorities/other.yaml": "schema: 1\nname: Институт\ntype: institute\n",
    "people/head.yaml": """\
        schema: 1
        name: Образцова А.А.
        gender: f
        positions:
          - {title: директор, organisation: school, to: "2022-04-30"}
          - {title: методист, organisation: other, from: "2022-05-01"}
        """,
    "districts/d.yaml": 'schema: 1\ntype: municipal_district\nname: "Район"\nshort_name: "Район"\n',
    "schools/school.yaml": "schema: 1\ntype: school\nname: Школа № 1\nshort_name: Школа\ndistrict: d\n",
    "roadmaps/p.yaml": """\
        schema: 1
        type: roadmap
        title: План
        period: {from: "2022-01-01", to: "2022-12-31"}
        items:
          - {number: "1.", title: "A", deadline: "март", responsible: [{organisation: sector}]}
          - {number: "2.", title: "B", deadline: "март", responsible: [{person: head}]}
          - {number: "3.", title: "C", deadline: "июнь", responsible: [{person: head}]}
          - {number: "4.", title: "D", deadline: "июнь", responsible: [{person: head, organisation: committee}]}
          - {number: "5.", title: "E", deadline: "июнь", responsible: ["все желающие"]}
        """,
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--responsible", "committee"], ["p/1", "p/4"]),
        (["--responsible", "sector"], ["p/1"]),
        (["--responsible", "other"], ["p/3"]),
        (["--responsible", "school"], ["p/2"]),
        (["--responsible", "schools/school"], ["p/2"]),
        (["--school", "school"], ["p/2"]),
        (["--responsible", "институт"], ["p/3"]),
        (["--responsible", "head"], ["p/2", "p/3", "p/4"]),
        (["--responsible", "желающие"], ["p/5"]),
    ],
)
def test_an_organisation_finds_its_units_and_its_people_in_the_days_of_their_posts(
    ask: Ask, tmp_path: Path, words: list[str], expected: list[str]
) -> None:
    root = tree(tmp_path, ORGANISATIONS)
    for cache in ([], ["--no-cache"]):
        said = ask("due", "--year", "2022", *words, *cache, "--format", "json", "--today", "2022-01-01", registry=root)  # fmt: skip
        assert refs(said) == expected


@pytest.mark.parametrize("command", [("load", "--year", "2022"), ("discipline",)])
def test_by_district_one_district_is_told_of_itself_alone(
    ask: Ask, command: tuple[str, ...]
) -> None:
    """The consultants of all eighteen share the same 22 rows of № 18."""
    day = ("--today", "2023-01-01", "--format", "json")
    code, out, err = ask(*command, "--by", "district", "--district", "tosno", *day)
    assert code == 0, err
    assert [row["id"] for row in json.loads(out)["rows"]] == ["tosno"]


# --- who controls


def test_overdue_can_be_asked_by_controller_and_names_them(ask: Ask) -> None:
    """№ 18 п. 5: «Контроль … возложить на Шеховцеву Е.В.»"""
    for who in ("shekhovtseva-ev", "people/shekhovtseva-ev", "шеховцева"):
        code, out, err = ask("overdue", "--controller", who, "--today", "2022-03-01", "--format", "json")  # fmt: skip
        assert code == 0, err
        rows = json.loads(out)["rows"]
        assert rows
        assert {row["roadmap"] for row in rows} == {"loiro-2022"}
        assert all(
            row["controller"] == {"id": "shekhovtseva-ev", "text": "Шеховцева Е.В."} for row in rows
        )
    _code, out, _err = ask("overdue", "--roadmap", "loiro-2022", "--today", "2022-03-01")
    assert out.splitlines()[1].split()[-4:-1] == ["Отвечает", "Контроль", "Что"]
    assert "Шеховцева Е.В." in out


def test_rows_of_a_plan_without_a_controller_have_none(ask: Ask) -> None:
    _code, out, _err = ask(
        "due", "--roadmap", "meetings-2019", "--year", "2019", "--format", "json"
    )
    rows = json.loads(out)["rows"]
    assert rows
    assert {row["controller"] for row in rows} == {None}


def test_a_control_that_passes_to_another_is_seen_on_its_day_with_a_cache(
    ask: Ask, tmp_path: Path
) -> None:
    order = """\
        schema: 1
        issuer: committee
        order_kind: Распоряжение
        number: "{number}"
        date: "{date}"
        title: "О плане"
        clauses:
        {clauses}
        signatory: {{person: head, post: "Директор"}}
        """
    files = {
        **ORGANISATIONS,
        "orders/first.yaml": order.format(
            number="1", date="2022-02-01",
            clauses='  - {number: "1.", kind: approve, text: "Утвердить план.", subjects: [p], appendix: "1"}\n'
            '          - {number: "2.", kind: control, text: "Контроль возложить на Образцову А.А.", person: head}',
        ) + 'appendices:\n          - {number: "1", kind: roadmap, title: "План", roadmap: p}\n',
        "orders/second.yaml": order.format(
            number="2", date="2022-05-01",
            clauses='  - {number: "1.", kind: repeal, text: "Признать п. 2 утратившим силу.", subjects: [first/2]}',
        ),
    }  # fmt: skip
    root = tree(tmp_path, files)
    for day, expected in (("2022-04-30", 3), ("2022-05-01", 0), ("2022-04-30", 3)):
        code, out, _err = ask("due", "--controller", "head", "--month", "2022-06", "--today", day, "--format", "json", registry=root)  # fmt: skip
        assert (code, len(json.loads(out)["rows"])) == (0, expected), day


# --- an empty answer


def test_an_empty_answer_says_what_was_asked_of_how_many_and_what_is_near(ask: Ask) -> None:
    def duties(day: str) -> int:
        ever = ("--from", "1990-01-01", "--to", "2090-01-01")
        _code, out, _err = ask("due", *ever, "--format", "json", "--today", day)
        return len({row["ref"] for row in json.loads(out)["rows"]})

    code, out, _err = ask("due", "--month", "2022-01", "--responsible", "blinova-av", "--roadmap", "loiro-2022", "--today", "2022-02-10")  # fmt: skip
    assert code == 0
    assert "--responsible blinova-av, --roadmap loiro-2022" in out
    assert f"просмотрено {duties('2022-02-10')} обязанност" in out
    assert "март 2022 (20.03.2022)" in out
    code, out, _err = ask("overdue", "--responsible", "vanyushkin-av", "--today", "2022-02-01")
    assert "Просроченного нет." in out
    assert "Ближайшие сроки: 22.02.2022." in out
    assert "--responsible vanyushkin-av" in out
    document = json.loads(
        ask(
            "overdue", "--responsible", "vanyushkin-av", "--today", "2022-02-01", "--format", "json"
        )[1]
    )
    assert document["rows"] == []
    assert document["nothing"] == {
        "asked": ["--responsible vanyushkin-av"], "duties": duties("2022-02-01"), "nearest": ["2022-02-22"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("discipline", "--responsible", "kamenskiy-am"),
        ("load", "--year", "2031", "--responsible", "kamenskiy-am"),
        ("status", "--responsible", "kamenskiy-am"),
        ("mentoring", "--district", "luga"),
        ("paper", "memo", "--for", "shekhovtseva-ev", "--responsible", "kamenskiy-am"),
    ],
)
def test_every_other_empty_answer_says_what_was_asked(ask: Ask, words: tuple[str, ...]) -> None:
    _code, out, err = ask(*words, "--today", "2022-06-01")
    assert " ".join(words[-2:]) in out + err
    assert "просмотрен" in out + err


def test_a_plan_of_later_years_is_not_said_to_have_no_terms(ask: Ask) -> None:
    """The plan of № 1585-р: on an earlier day no document says anything of it."""
    _code, out, _err = ask("overdue", "--roadmap", "kopo-2023", "--today", "2022-05-01")
    assert (
        "По документам, подписанным до 01.05.2022 включительно, подходящих сроков нет ни в какое"
        " время; более поздние ещё не действуют." in out
    )


@pytest.fixture(scope="module")
def mentoring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented region: of eight pairs all but klyuchevets-2-klyuchevets-1 have reported in June."""
    root = tmp_path_factory.mktemp("mentoring") / "region"
    assert main(["init", str(root), "--example", "mentoring"]) == 0
    return root


@pytest.mark.parametrize(
    ("words", "owes"),
    [
        (("--school", "klyuchevets-2"), True),
        (("--school", "klyuchevets-1"), True),
        (("--school", "klyuchevets-3"), False),
        (("--school", "belokamen-4"), False),
        (("--district", "klyuchevets"), True),
        (("--district", "belokamen"), False),
    ],
)
def test_whoever_reported_in_its_pair_is_not_late(
    ask: Ask, mentoring: Path, words: tuple[str, ...], owes: bool
) -> None:
    day = ("--today", "2026-07-15", "--format", "json")
    assert (
        "department-2026-31/3" in refs(ask("overdue", *words, *day, registry=mentoring))
    ) is owes


def test_nothing_is_owed_of_a_plan_that_only_a_draft_carries(ask: Ask, tmp_path: Path) -> None:
    shutil.copy(DATA / "innoreg.yaml", tmp_path)
    shutil.copytree(DATA / "data", tmp_path / "data")
    day = ("--today", "2022-03-01", "--format", "json")
    before = refs(ask("overdue", *day, registry=tmp_path))
    order = tmp_path / "data/orders/loiro-2022-18.yaml"
    text = order.read_text("utf-8")
    order.write_text(text.replace("schema: 1", "schema: 1\ndraft: true", 1), "utf-8")
    after = refs(ask("overdue", *day, registry=tmp_path))
    assert [ref for ref in before if not ref.startswith("loiro-2022/")] == after != before
    _code, out, _err = ask("why", "loiro-2022", registry=tmp_path)
    assert "Его несёт только проект loiro-2022-18" in out
