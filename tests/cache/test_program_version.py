"""A rule or a field of the rows that is added later is right at once, without a word to the cache."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import innoreg
from support import roadmap, tree

PERSON = "schema: 1\nname: {}\ngender: f\n"
ORDER = """\
    schema: 1
    issuer: kopo
    order_kind: Распоряжение
    number: "1"
    date: "2021-12-01"
    title: О плане
    clauses:
      - {number: "1.", kind: approve, subjects: [p]}
      - {number: "2.", kind: instruct, text: Исполнить., deadline: до 1 мая 2022, addressees: [{organisation: kopo}]}
    """
FILES = {
    "authorities/kopo.yaml": "schema: 1\nname: Комитет\ntype: committee\n",
    "people/obraztsova-aa.yaml": PERSON.format("Образцова А.А."),
    "orders/o.yaml": ORDER,
    "roadmaps/p.yaml": roadmap("1. | март | Дело | responsible: [{person: obraztsova-aa}]"),
    "roadmaps/q.yaml": roadmap("1. | май | Другое"),
}
RULE = '''
from innoreg.model.person import Person

@warning
def on_the_fly(view: View) -> Iterator[Finding]:
    """Somebody wrote this rule after the cache was made."""
    words = sum(len(plan.items[0].title) for plan in view.plans)
    for person in view.all(Person):
        yield Finding(view.place(person), T("{n} signs in all plans", n=words), None)
'''
FIELDS = {
    "of people": "len([p.name for p in registry.all(Person) if 'Новая' in p.name])",
    "of all plans": "sum(len(plan.items[0].title) for plan in registry.all(Roadmap))",
    "of the plan in the order": "len(registry.get(Roadmap, 'p').items[0].title)",
}
"""What is added to the title of every row."""
SESSION = """
import contextlib, io, json, pathlib, sys
from innoreg.cli import main
root, steps = sys.argv[1], json.loads(sys.argv[2])

def told(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["-C", root, *words])
    return code, out.getvalue(), err.getvalue()

for path, was, now, day in steps:
    if path:
        file = pathlib.Path(root, "data", path)
        file.write_bytes(file.read_bytes().replace(was.encode(), now.encode()))
    for words in (["due", "--year", "2022", "--format", "json"], ["validate"], ["overdue"]):
        kept = told(*words, "--today", day)
        assert kept == told(*words, "--today", day, "--no-cache"), (words, path, kept)
        print(kept[1])
"""
STEPS = (
    (None, "", "", "2022-03-01"),
    ("roadmaps/q.yaml", "Другое", "Совсем другое", "2022-03-01"),
    ("roadmaps/p.yaml", "Дело", "Дела", "2022-03-01"),
    (None, "", "", "2022-07-01"),
    ("people/obraztsova-aa.yaml", "Образцова", "Новая", "2022-03-01"),
    ("roadmaps/q.yaml", "Совсем другое", "Другое", "2022-07-01"),
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of our own, to be changed."""
    there = Path(innoreg.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(there, tmp_path / "program" / "innoreg", ignore=ignored))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "register").mkdir()
    return tree(tmp_path / "register", FILES)


def session(program: Path, root: Path, steps: object) -> str:
    """What the program says at every step, with the cache as without it."""
    env = os.environ | {
        "PYTHONPATH": str(program.parent),
        "PYTHONUTF8": "1",
        "INNOREG_CACHE": str(root.parent / "cache"),
        "INNOREG_LANG": "en",
        "PYTHONDONTWRITEBYTECODE": "1",  # Python itself tells an edit by size and time
    }
    words = [sys.executable, "-c", SESSION, str(root), json.dumps(steps)]
    done = subprocess.run(words, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_rule_is_asked_at_once_and_after_every_edit(program: Path, root: Path) -> None:
    before = session(program, root, STEPS[:1])
    module = program / "rules" / "misspelt_names.py"
    source = module.read_text(encoding="utf-8")
    module.write_text(source + RULE, encoding="utf-8")
    after = session(program, root, STEPS)
    assert "on-the-fly" not in before
    assert [n for n in (10, 17, 16, 9) if f"{n} signs in all plans" in after] == [10, 17]


@pytest.mark.parametrize("field", FIELDS)
def test_a_new_field_of_the_rows_is_right_at_once_and_after_every_edit(
    program: Path, root: Path, field: str
) -> None:
    before = session(program, root, STEPS[:1])
    module = program / "queries" / "occurrence_rows.py"
    source = module.read_text(encoding="utf-8")
    plain, longer = "title=obligation.title", 'title=f"{obligation.title} {ADDED}"'
    changed = source.replace(plain, longer.replace("ADDED", FIELDS[field]))
    assert changed != source
    module.write_text(f"{changed}\nfrom innoreg.model.roadmap import Roadmap\n", encoding="utf-8")
    after = session(program, root, STEPS)
    titles = {line for line in after.splitlines() if '"title"' in line}
    assert len(titles) > len({line for line in before.splitlines() if '"title"' in line})


def test_an_edit_of_the_program_that_keeps_size_and_time_counts(program: Path, root: Path) -> None:
    before = session(program, root, STEPS[:1])
    module = program / "queries" / "occurrence_rows.py"
    stat, source = module.stat(), module.read_bytes()
    module.write_bytes(source.replace(b"title=obligation.title,", b"title=obligation.ref,  "))
    os.utime(module, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert module.stat().st_size == stat.st_size
    assert session(program, root, STEPS[:1]) != before
