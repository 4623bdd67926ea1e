"""The commands as a person or a CI job meets them: words, exit codes, streams."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from innoreg.cli import main
from innoreg.record_kinds import FOLDERS
from support import DATA, roadmap, tree

PERSON = "schema: 1\nname: Образцова А.А.\ngender: f\n"
INNOREG = Path(sys.executable).with_name("innoreg")


def run(*words: str, cwd: Path = DATA, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("INNOREG", "LC_", "LANG"))}
    return subprocess.run(
        [INNOREG, *words],
        cwd=cwd,
        env=clean | {"PYTHONUTF8": "1"} | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def bytes_of(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted((root / "data").rglob("*")):
        digest.update(f"{path}{path.stat().st_mtime_ns}".encode())
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def test_reading_commands_never_change_a_byte() -> None:
    before = bytes_of(DATA)
    for words in (
        ["validate"],
        ["due", "--month", "march"],
        ["overdue"],
        ["list", "orders"],
        ["show", "loiro-2022"],
    ):
        assert run(*words).returncode == 0
    assert bytes_of(DATA) == before


def test_the_contract_of_due_as_json() -> None:
    answer = run(
        "due", "--month", "march", "--year", "2022", "--format", "json", "--today", "2022-03-10"
    )
    document = json.loads(answer.stdout)
    assert {k: document[k] for k in ("format", "today", "period")} == {
        "format": 1,
        "today": "2022-03-10",
        "period": {"start": "2022-03-01", "end": "2022-03-31"},
    }
    row = next(r for r in document["rows"] if r["ref"] == "loiro-2022/7.1.1")
    line = (
        (DATA / row["source"]["file"])
        .read_text(encoding="utf-8")
        .splitlines()[row["source"]["line"] - 1]
    )
    assert "7.1.1" in line
    told_elsewhere = ("source", "title", "responsible", "districts", "people", "schools")
    assert {k: row[k] for k in row if k not in told_elsewhere} == {
        "ref": "loiro-2022/7.1.1",
        "number": "7.1.1",
        "deadline": "март, третья неделя",
        "kind": "during",
        "window": ["2022-03-14", "2022-03-20"],
        "occurrence": 1,
        "occurrences": 1,
        "due": "2022-03-20",
        "match": "due",
        "status": "planned",
        "days_left": 10,
        "program": "network-mentoring",
        "roadmap": "loiro-2022",
        "order": "loiro-2022-18",
        "controller": {"id": "shekhovtseva-ev", "text": "Шеховцева Е.В."},
    }
    assert row["responsible"][0] == {"id": None, "text": "Научные консультанты районов"}
    assert len(row["districts"]) == 18
    assert "karvelis-ov" in row["people"]


def test_json_is_all_there_is_on_stdout_and_the_chosen_year_is_said_on_stderr() -> None:
    answer = run(
        "due", "--month", "march", "--format", "json", "--today", "2026-11-22", "--lang", "ru"
    )
    assert json.loads(answer.stdout)["period"]["start"] == "2022-03-01"
    assert "2022" in answer.stderr


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
@pytest.mark.parametrize(
    ("words", "remark"),
    [
        (["due", "--month", "march"], "this is 2022, the nearest year"),
        (["due", "--month", "2031-03"], "The nearest with something due: December 2023"),
        (["overdue", "--today", "2001-01-01"], "Nothing is overdue"),
        (["load"], "this is 2023, the nearest year"),
    ],
)
def test_a_remark_stands_once(words: list[str], remark: str, form: str) -> None:
    answer = run("--today", "2026-11-22", *words, "--format", form, INNOREG_LANG="en")
    assert (answer.stdout + answer.stderr).count(remark) == 1
    assert form not in ("csv", "json") or remark in answer.stderr


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_stand_before_or_after_the_command(place: str) -> None:
    common = ["-C", str(DATA), "--today", "01.06.2022", "--lang", "ru"]
    words = [*common, "overdue"] if place == "before" else ["overdue", *common]
    answer = run(*words, cwd=Path("/"))
    assert answer.returncode == 0, answer.stderr
    assert "сегодня 01.06.2022" in answer.stdout


def test_the_environment_says_what_options_do() -> None:
    answer = run(
        "overdue",
        cwd=Path("/"),
        INNOREG_REGISTRY=str(DATA),
        INNOREG_TODAY="2022-06-01",
        INNOREG_LANG="ru",
    )
    assert "сегодня 01.06.2022" in answer.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["due", "--month", "march"], 0),
        (["validate"], 0),
        (["nosuch"], 2),
        (["due", "--nosuch"], 2),
        (["due", "--month", "brumaire"], 2),
        (["due", "--format", "xml"], 2),
        (["due", "--year", "x"], 2),
        (["due", "extra"], 2),
        (["show"], 2),
        (["show", "nosuch"], 2),
        (["list", "nosuch"], 2),
        (["overdue", "--today", "31.02.2022"], 2),
        (["overdue", "--lang", "de"], 2),
        (["overdue", "--status", "late"], 2),
        (["-C"], 2),
        (["-C", "/nowhere", "due"], 3),
        (["schema", "order"], 0),
        (["--help"], 0),
        (["due", "--help"], 0),
        (["--version"], 0),
        ([], 0),
    ],
)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_exit_codes_and_no_traceback(words: list[str], code: int, lang: str) -> None:
    answer = run(*words, INNOREG_LANG=lang)
    assert (answer.returncode, "Traceback" in answer.stderr) == (code, False), answer.stderr
    if code:
        assert answer.stderr.startswith("innoreg: ")
        assert answer.stdout == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["due", "a", "b"], "лишние слова: a b"),
        (["due", "--year", "x"], "--year – целое число"),
        (["due", "--within="], "--within – целое число"),
        (["--version=1"], "у параметра --version не бывает значения"),
        (["show"], "не указано: ССЫЛКА"),
        (["list"], "не указано: ВИД|КРИТЕРИИ"),
        (["init"], "не указано: ПАПКА"),
    ],
)
def test_wrong_usage_is_told_in_plain_russian(words: list[str], said: str) -> None:
    assert run(*words, INNOREG_LANG="ru").stderr.splitlines()[0] == f"innoreg: {said}"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["check"], "возможно, `validate`"),
        (["lint"], "возможно, `validate`"),
        (["todo"], "возможно, `due`"),
        (["overdeu"], "возможно, `overdue`"),
        (["due", "march"], "возможно, `innoreg due --month march`"),
        (["due", "март", "2022"], "возможно, `innoreg due --month 'март 2022'`"),
        (["show", "loiro2022/2"], "возможно, loiro-2022/2, loiro-2022-18/2"),
        (["show", "kopo-2020-1925/5.1"], "возможно, kopo-2020-1925-r/5.1"),
        (["due", "tosno"], "см. `innoreg due --help`"),
    ],
)
def test_what_is_meant_is_offered(words: list[str], hint: str) -> None:
    assert run(*words, INNOREG_LANG="ru").stderr.splitlines()[1] == f"  → {hint}"


def test_help_and_version_as_others_have_them() -> None:
    assert run("help", "due").stdout == run("due", "--help").stdout != ""
    assert run("help").stdout == run("--help").stdout
    assert run("-V").stdout == run("--version").stdout
    assert "Март 2022" in run("due", "--month", "мартом 2022", INNOREG_LANG="ru").stdout


def test_python_runs_it_too_under_the_same_name() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "innoreg", "show", "--lang", "en"],
        cwd=DATA,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 2
    assert answer.stderr == "innoreg: REF is missing\n  → see `innoreg show --help`\n"


def test_a_day_is_understood_as_people_type_it() -> None:
    for day in ("01.03.2022", "1.3.2022", "2022-03-01"):
        assert json.loads(run("overdue", "--today", day, "--format", "json").stdout)["today"] == (
            "2022-03-01"
        )


def test_a_file_name_that_is_no_text_is_told_in_every_form(tmp_path: Path) -> None:
    root = tree(tmp_path, {})
    (root / "data/people").mkdir(parents=True)
    (root / os.fsdecode(b"data/people/\xff.yaml")).write_bytes(b"schema: 1\n")
    for form in ("text", "json", "github", "gitlab", "sarif", "junit"):
        answer = run("validate", "--format", form, cwd=root)
        assert (answer.returncode, answer.stderr) == (1, "")
        assert "bad-id" in answer.stdout


def test_files_to_validate_are_named_from_here_or_from_the_root(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/A.yaml": PERSON, "people/B.yaml": PERSON})
    for words, cwd in (
        (["validate", "A.yaml"], root / "data/people"),
        (["-C", str(root), "validate", "data/people/A.yaml"], Path("/")),
        (["-C", str(root), "validate", str(root / "data/people/A.yaml")], Path("/")),
    ):
        found = json.loads(run(*words, "--format", "json", cwd=cwd).stdout)["diagnostics"]
        assert {d["file"] for d in found} == {"data/people/A.yaml"}
    assert run("-C", str(root), "validate", "data/none.yaml", cwd=Path("/")).returncode == 2


def test_ci_paths_begin_at_the_top_of_the_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "register").mkdir()
    root = tree(tmp_path / "register", {"people/Bad.yaml": "schema: 1\nname: А\n"})
    for words in (["-C", str(root)], []):
        found = run(*words, "validate", "--format", "github", cwd=root if not words else tmp_path)
        assert "file=register/data/people/Bad.yaml" in found.stdout


def test_outside_a_registry_the_next_step_is_named(tmp_path: Path) -> None:
    answer = run("due", cwd=Path(tmp_path.anchor), INNOREG_LANG="en")
    assert answer.returncode == 3
    assert "innoreg init" in answer.stderr


def test_complaints_come_in_the_language_asked_for() -> None:
    assert "нет команды" in run("duee", "--lang", "ru").stderr
    assert "no command" in run("duee", "--lang", "en").stderr
    assert "Параметры" in run("due", "--help", "--lang=ru").stdout


def test_a_long_option_does_not_run_into_its_description() -> None:
    lines = run("decline", "--help", "--lang", "ru").stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if "--case" in line)
    assert lines[at].endswith("|loc")
    assert lines[at + 1].strip().startswith("падеж")


def test_a_close_command_is_suggested() -> None:
    assert "`overdue`" in run("overdu").stderr


def test_a_mistake_of_ours_says_so_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("innoreg.queries.due.due", broken)
    assert main(["-C", str(DATA), "due", "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "Report" in said
    assert "Traceback" not in said


def test_a_reader_that_stops_early_is_no_failure() -> None:
    line = f"'{INNOREG}' list districts | head -1"
    answer = subprocess.run(
        line, shell=True, cwd=DATA, capture_output=True, encoding="utf-8", check=False
    )
    assert answer.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("words", ["--help", "list districts", "due --year 2022 --format json"])
def test_an_answer_that_cannot_be_written_says_why(words: str) -> None:
    line = f"'{INNOREG}' {words} --lang ru > /dev/full"
    answer = subprocess.run(
        line, shell=True, cwd=DATA, capture_output=True, encoding="utf-8", check=False
    )
    assert answer.returncode == 3
    assert answer.stderr == "innoreg: вывод не записать: на диске нет места\n"


def test_unreadable_files_are_counted_beside_the_answer(tmp_path: Path) -> None:
    root = tree(
        tmp_path, {"roadmaps/a.yaml": roadmap("1. | март | Дело"), "roadmaps/b.yaml": "a: ["}
    )
    answer = run("due", "--year", "2022", cwd=root, INNOREG_LANG="en")
    assert answer.returncode == 0
    assert "1 file could not be read" in answer.stderr
    assert "a/1" in answer.stdout
    assert "data/roadmaps/b.yaml" in answer.stdout


def test_in_a_pipe_every_row_is_one_plain_line() -> None:
    answer = run("due", "--month", "2022-03", NO_COLOR="", INNOREG_LANG="ru")
    lines = answer.stdout.splitlines()
    assert sum(line.startswith("loiro-2022/") for line in lines) == 7
    assert "\x1b" not in answer.stdout


def test_csv_opens_in_a_spreadsheet_and_markdown_in_a_merge_request() -> None:
    rows = run("due", "--month", "2022-03", "--format", "csv").stdout.splitlines()
    assert rows[0].startswith("ref,due,match,status")
    assert len(rows) == 8
    table = run("due", "--month", "2022-03", "--format", "md").stdout
    assert table.count("\n| 7") == 5


def test_what_due_imports_for_json() -> None:
    code = (
        "import sys; from innoreg.cli import main; main(['due','--month','2022-03','--format','json']);"
        "print(','.join(m for m in ('rich','jinja2','docx','docxtpl','ruamel.yaml','pymorphy3','lxml','holidays',"
        "'openpyxl','pdfplumber','pytrovich','icalendar','xlsxwriter','smtplib','email') if m in sys.modules), file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=DATA, capture_output=True, encoding="utf-8", check=True
    )
    assert answer.stderr.strip() == ""


def test_init_makes_a_registry_that_is_clean_and_answers(tmp_path: Path) -> None:
    root = tmp_path / "реестр с пробелом"
    assert run("init", str(root)).returncode == 0
    checked = json.loads(run("validate", "--format", "json", cwd=root).stdout)
    files = len(list((root / "data").rglob("*.yaml")))
    assert (checked["errors"], checked["warnings"], checked["records"]) == (0, 0, files)
    assert {p.name for p in (root / "data").iterdir()} == {*FOLDERS.values()}
    due = run("due", "--month", "2026-03", cwd=root, INNOREG_LANG="ru")
    assert "sample-roadmap/1" in due.stdout
    again = run("init", str(root))
    assert again.returncode == 1


def test_init_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    assert run("init", str(tmp_path)).returncode == 1
    assert [p.name for p in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_schemas_are_written_anew_and_nothing_else_is_touched(tmp_path: Path) -> None:
    root = tmp_path / "a b"
    assert "-C 'a b' validate" in run("init", "a b", cwd=tmp_path, INNOREG_LANG="en").stdout
    settings, schema = root / ".vscode/settings.json", root / "schemas/order.json"
    settings.write_text("mine", encoding="utf-8")
    schema.write_text("old", encoding="utf-8")
    assert run("schema", "--write", cwd=root, INNOREG_LANG="ru").returncode == 0
    assert settings.read_text(encoding="utf-8") == "mine"
    assert json.loads(schema.read_text(encoding="utf-8"))["title"] == "распоряжение"
    assert run("schema", "--write", cwd=tmp_path).returncode == 3
    assert not (tmp_path / "schemas").exists()


def test_a_folder_inside_a_registry_is_answered_with_the_registry_above(tmp_path: Path) -> None:
    root = tree(tmp_path, {"people/a.yaml": "schema: 1\nname: А\n"})
    answer = run("-C", str(root / "data"), "overdue", INNOREG_LANG="en")
    assert (answer.returncode, f"perhaps {root}\n" in answer.stderr) == (3, True)


def test_schemas_describe_every_key_in_both_languages() -> None:
    for lang, words in (("ru", "Полное официальное название."), ("en", "Full official name.")):
        document = json.loads(run("schema", "districts", "--lang", lang).stdout)
        assert document["properties"]["name"]["description"] == words
        assert "id" not in document["properties"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", ""),
        ("title", " "),
        ("deadline", 16.02),
        ("deadline", [""]),
        ("number", 7.1),
        ("windows", [{"to": "31.12.2022"}]),
        ("events", [{"event": "don", "on": "2022-01-01"}]),
        ("titel", "x"),
    ],
)
def test_a_schema_alone_finds_what_an_editor_should_underline(key: str, value: object) -> None:
    import jsonschema

    document = json.loads(run("schema", "roadmap").stdout)
    item = {"number": "1", "title": "Дело", "deadline": "март", "responsible": ["школы"]}
    period = {"from": "2022-01-01", "to": "2022-12-31"}
    plan = {"schema": 1, "type": "roadmap", "title": "План", "period": period, "items": [item]}
    jsonschema.Draft202012Validator.check_schema(document)
    assert jsonschema.Draft202012Validator(document).is_valid(plan)
    broken = {**plan, "items": [{**item, key: value}]}
    assert not jsonschema.Draft202012Validator(document).is_valid(broken)


def test_the_real_records_satisfy_their_schemas() -> None:
    import jsonschema
    from ruamel.yaml import YAML

    # As editors read it, by YAML 1.2, in which `on` is a word and not true.
    yaml = YAML(typ="safe", pure=True)
    for kind in (
        "district",
        "person",
        "authority",
        "school",
        "program",
        "site",
        "pair",
        "roadmap",
        "order",
    ):
        document = json.loads(run("schema", kind).stdout)
        folder = run("list", kind, "--format", "json").stdout
        for row in json.loads(folder)["rows"]:
            text = (DATA / row["source"]["file"]).read_text(encoding="utf-8")
            jsonschema.validate(yaml.load(text), document)


@pytest.mark.parametrize(
    "words", [["due", "--week", "9999-12-31"], ["--today", "0001-01-01", "overdue"]]
)
def test_days_no_register_speaks_of_are_wrong_usage(words: list[str]) -> None:
    answer = run(*words)
    assert (answer.returncode, "Traceback" in answer.stderr) == (2, False)


def test_render_check_tries_every_order_and_writes_nothing() -> None:
    before = bytes_of(DATA)
    answer = run("render", "--check", INNOREG_LANG="en")
    assert (answer.returncode, answer.stdout) == (0, "5 orders rendered\n")
    assert bytes_of(DATA) == before


def test_render_check_names_the_order_that_cannot_be_rendered(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        {
            "orders/x.yaml": "schema: 1\nissuer: no\norder_kind: Приказ\ndate: 2022-01-01\ntitle: О\n"
        },
    )
    answer = run("render", "--check", cwd=root, INNOREG_LANG="en")
    assert answer.returncode == 1
    assert "x:" in answer.stderr
