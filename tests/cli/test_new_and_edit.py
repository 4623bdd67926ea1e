"""A new record as a form to fill in, and any record in the user's own editor."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from changing import INNOREG, bytes_of, copied, environment, errors, git, run, with_git
from innoreg.cli import main
from innoreg.model.record_models import FOLDERS
from innoreg.store.loader import load
from support import tree

PERSON = "schema: 1\nname: Образцова А.А.\n"
FILLED = {
    "district": ["name=Лужский район", "short_name=Лужский", "type=municipal_district"],
    "person": ["name=Иванов А.А.", "gender=m", "protected=true"],
    "authority": ["name=Комитет", "type=committee"],
    "school": ["name=Школа № 1", "type=school", "aliases=СОШ № 1", "aliases=Первая"],
    "program": ["title=Программа"],
    "site": ["type=regional", "organisations=vsevolozhsk-agro-college", "theme=Тема"],
    "pair": ["level=school", "mentors.school=x", "mentees.school=y"],
    "roadmap": ["type=schedule", "title=План", "period.from=2022-01-01", "period.to=2022-12-31"],
    "group": ["title=Районы", "query.kind=district"],
    "results": ["year=2026", "procedures.id=x"],
    "profile": ["school=vsevolozhsk-agro-college", "year=2026", "deficits=math"],
    "criteria": ["title=Перечень", "flag=low_results", "rule.text=x"],
    "site-rules": ["site_type=regional", "issuer=kopo", "window.from=12-01", "window.to=02-01"],
    "protocol": ["council=coordination-council", "on=2022-03-01", "number=1"],
    "indicator": ["title=Охват", "unit=percent", "basis=meetings-2019/2.3"],
    "order": ["issuer=loiro", "order_kind=Приказ", "number=7", "date=2022-03-01", "title=О том"],
}


def said(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--lang", "en", *words])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_form_names_every_key_that_is_still_to_be_filled_in(
    root: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(root, "new", kind, "fresh-one") == 0
    told = capsys.readouterr().out.partition("to be filled in: ")[2].splitlines()[0].split(", ")
    path = root / f"data/{FOLDERS[kind]}/fresh-one.yaml"
    text = path.read_text("utf-8")
    assert text.startswith("schema: 1\n# ")
    assert text.count('""') == len(told)
    file = f"data/{FOLDERS[kind]}/fresh-one.yaml"
    blank = {n for n, line in enumerate(text.splitlines(), 1) if '""' in line}
    found = [place.split(":") for place in errors(root) if place.startswith(file)]
    assert {int(line) for _file, line, *_rest in found} >= blank


@pytest.mark.parametrize(
    "kind",
    [
        k
        for k in FOLDERS
        if k not in ("pair", "roadmap", "results", "profile", "criteria", "matching", "application")
    ],
)
def test_a_form_filled_in_at_once_is_a_valid_record(root: Path, kind: str) -> None:
    wrong = errors(root)
    assert said(root, "new", kind, "fresh-one", *FILLED[kind]) == 0
    assert errors(root) == wrong
    record = load(root).registry.by_id["fresh-one"][0]
    assert record.kind_name == kind
    assert said(root, "fmt", "--check", str(root / f"data/{FOLDERS[kind]}/fresh-one.yaml")) == 0


def test_values_keep_the_shape_of_their_key(root: Path) -> None:
    assert said(root, "new", "schools", "fresh-one", *FILLED["school"]) == 0
    assert (root / "data/schools/fresh-one.yaml").read_text("utf-8") == (
        'schema: 1\nname: "Школа № 1"\naliases:\n  - "СОШ № 1"\n  - "Первая"\ntype: school\n'
    )
    assert said(root, "new", "person", "fresh-two", *FILLED["person"]) == 0
    assert "protected: true\n" in (root / "data/people/fresh-two.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["person", "zhukovitskaya-nn"], 1, "is taken: data/people/zhukovitskaya-nn.yaml"),
        (["school", "loiro"], 1, "is taken: data/authorities/loiro.yaml"),
        (["person", "Иванов"], 1, "“Иванов” is no id"),
        (["person", "../../etc"], 1, "is no id"),
        (["banana", "x"], 2, "no kind of record is called “banana”"),
        (["person", "x", "nmae=А"], 2, "no key “nmae”"),
        (["person", "x", "name"], 2, "“name” is not KEY=VALUE"),
        (["person", "x", "positions.3.title=А"], 2, "“positions.3.title”: there are 0"),
        (["person", "x", "gender=оно"], 2, "“оно” is none of its words"),
        (["person", "x", "--rows", "3"], 2, "--rows is for another kind of record"),
        (["site", "x", "type=regional", "organisations=nobody", "theme=Т"], 1, "would be wrong"),
        (["order", "x", *FILLED["order"][:3], "date=32.3.2022", "title=Т"], 1, "would be wrong"),
        (["person", "x", "--commit"], 1, "still to be filled in: name"),
    ],
)
def test_refusals_of_new_write_nothing(
    root: Path, words: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(root)
    assert said(root, "new", *words) == code
    assert message in capsys.readouterr().err
    assert bytes_of(root) == before


def test_the_form_speaks_the_readers_language(root: Path) -> None:
    answer = run(root, "new", "person", "ivanov-aa", "--lang", "ru")
    assert answer.stdout.splitlines() == [
        "создана запись ivanov-aa",
        "  data/people/ivanov-aa.yaml",
        "  осталось заполнить: name",
        "  дальше: `innoreg edit ivanov-aa name=…`",
    ]
    assert "# Фамилия" in (root / "data/people/ivanov-aa.yaml").read_text("utf-8")
    before = bytes_of(root)
    answer = run(root, "new", "person", "petrov-bb", "--dry-run")
    assert "+++ b/data/people/petrov-bb.yaml" in answer.stdout
    assert bytes_of(root) == before


# An editor that puts in the next of several texts each time it is opened.
EDITOR = """\
import pathlib, sys
texts = pathlib.Path(sys.argv[1])
first, _bar, rest = texts.read_text("utf-8").partition("=====\\n")
texts.write_text(rest or first, "utf-8")
pathlib.Path(sys.argv[2]).write_text(first, "utf-8")
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    return tree(tmp_path / "tree", {"people/one.yaml": PERSON})


def editing(people: Path, *texts: str) -> dict[str, Any]:
    """The environment with an editor that will write these texts, one each time."""
    script, later = people.parent / "editor.py", people.parent / "texts"
    script.write_text(EDITOR, "utf-8")
    later.write_text("=====\n".join(texts), "utf-8")
    return {"EDITOR": f'"{sys.executable}" "{script}" "{later}"', "TMPDIR": str(people.parent)}


def test_what_was_edited_takes_the_old_ones_place(people: Path) -> None:
    new = PERSON + "# примечание\ngender: f\n"
    answer = run(people, "edit", "person/one", **editing(people, new))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert (people / "data/people/one.yaml").read_text("utf-8") == new


def test_a_mistake_is_shown_and_may_be_mended(people: Path) -> None:
    wrong, right = PERSON + "gendr: f\n", PERSON + "gender: f\n"
    answer = run(people, "edit", "one", stdin="\n", **editing(people, wrong, right))
    assert answer.returncode == 0
    assert "data/people/one.yaml:3:1: unknown key “gendr”" in answer.stderr
    assert "Enter: go on editing; r: restore" in answer.stderr
    assert (people / "data/people/one.yaml").read_text("utf-8") == right


@pytest.mark.parametrize("answered", ["r\n", "в\n", ""])
def test_a_mistake_may_be_given_up_and_what_was_typed_is_kept(people: Path, answered: str) -> None:
    wrong = PERSON + "gendr: f\n"
    answer = run(people, "edit", "one", stdin=answered, **editing(people, wrong))
    assert answer.returncode == 1
    assert "data/people/one.yaml is as it was" in answer.stderr
    assert (people / "data/people/one.yaml").read_text("utf-8") == PERSON
    (kept,) = people.parent.glob("innoreg-one-*.yaml")
    assert str(kept) in answer.stderr
    assert kept.read_text("utf-8") == wrong
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    # A second refusal keeps its own text beside the first.
    run(people, "edit", "one", stdin=answered, **editing(people, wrong + "x: y\n"))
    both = {path.read_text("utf-8") for path in people.parent.glob("innoreg-one-*.yaml")}
    assert both == {wrong, wrong + "x: y\n"}


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
def test_a_link_that_waits_in_the_folder_for_temporary_files_is_not_followed(people: Path) -> None:
    victim = people.parent / "victim"
    victim.write_text("mine", "utf-8")
    (people.parent / "innoreg-one.yaml").symlink_to(victim)
    run(people, "edit", "one", stdin="r\n", **editing(people, PERSON + "gendr: f\n"))
    assert victim.read_text("utf-8") == "mine"


def test_a_refused_text_is_kept_where_stdin_is_closed(people: Path) -> None:
    env = environment(**editing(people, PERSON + "gendr: f\n"))
    command = [
        sys.executable,
        "-c",
        "import os, sys; os.close(0); os.execv(sys.argv[1], sys.argv[1:])",
    ]
    done = subprocess.run(
        [*command, INNOREG, "edit", "one"], cwd=people, env=env, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, "mistake in innoreg" in done.stderr) == (1, False), done.stderr
    assert list(people.parent.glob("innoreg-one-*.yaml"))


@pytest.mark.parametrize(
    ("editor", "said"), [('unclosed " x', "quote"), ("rm -f", "cannot be read after the editor rm")]
)
def test_an_editor_that_leaves_nothing_is_named(people: Path, editor: str, said: str) -> None:
    answer = run(people, "edit", "one", EDITOR=editor)
    assert (answer.returncode, said in answer.stderr) == (3, True), answer.stderr
    assert (people / "data/people/one.yaml").read_text("utf-8") == PERSON


def test_a_record_with_errors_can_be_edited_for_that_is_how_they_go(people: Path) -> None:
    path = people / "data/people/one.yaml"
    path.write_text(PERSON + "gendr: f\n", "utf-8")
    assert run(people, "edit", "one", **editing(people, PERSON)).returncode == 0
    assert path.read_text("utf-8") == PERSON


def test_nothing_edited_nothing_done(people: Path) -> None:
    answer = run(people, "edit", "one", EDITOR="true")
    assert (answer.returncode, answer.stdout) == (0, "Nothing to change.\n")


def test_editors_that_fail_and_references_to_nothing(people: Path) -> None:
    assert "ended with code 1" in run(people, "edit", "one", EDITOR="false").stderr
    missing = run(people, "edit", "one", EDITOR="no-such-editor")
    assert missing.returncode == 3
    assert "no-such-editor does not start: no such file or folder" in missing.stderr
    assert run(people, "edit", "nobody", EDITOR="true").returncode == 2
    assert run(people, "edit", "one", PATH=str(people)).returncode == 3


def test_a_colleagues_change_meanwhile_is_not_lost(people: Path) -> None:
    path = people / "data/people/one.yaml"
    script = people.parent / "late.py"
    script.write_text(
        f"import pathlib, sys\npathlib.Path({str(path)!r}).write_text({PERSON + '# коллега'!r}, 'utf-8')\n"
        f"pathlib.Path(sys.argv[1]).write_text({PERSON + 'gender: f'!r}, 'utf-8')\n",
        "utf-8",
    )
    env: dict[str, Any] = {"VISUAL": f'"{sys.executable}" "{script}"', "TMPDIR": str(people.parent)}
    answer = run(people, "edit", "one", **env)
    assert answer.returncode == 1
    assert "changed by somebody else meanwhile" in answer.stderr
    assert path.read_text("utf-8") == PERSON + "# коллега"


def test_edited_and_committed_or_refused_before_the_editor_opens(people: Path) -> None:
    with_git(people)
    env = editing(people, PERSON + "gender: f\n")
    assert run(people, "edit", "one", "--commit", **env).returncode == 0
    assert git(people, "show", "--format=", "--name-only").split() == ["data/people/one.yaml"]
    (people / "data/people/one.yaml").write_text(PERSON, "utf-8")
    answer = run(people, "edit", "one", "--commit", **env)
    assert answer.returncode == 1
    assert "not committed before" in answer.stderr
    assert "go on editing" not in answer.stderr
