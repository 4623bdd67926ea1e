"""What others wrote commands no terminal and turns no line round, whatever shows it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from changing import INNOREG, bytes_of, environment, git, run, with_git
from innoreg.hidden_signs import HIDDEN
from support import roadmap, tree

SIGNS = {
    "escape": "\x1b]0;взлом\x07",
    "colour": "\x1b[8m",
    "c1": "\x9b31m",
    "delete": "\x7f",
    "bell": "\x07",
    "override": "\u202e",
    "isolate": "\u2067",
    "separator": "\u2028",
    "tag": "\U000e0041",
}
HOSTILE = "".join(SIGNS.values())
ESCAPED = "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in HOSTILE)
"""As YAML writes them between quotes."""
ORDER = (
    'schema: 1\nissuer: comm\norder_kind: "Приказ"\nnumber: "1"\ndate: "2022-01-10"\n'
    f'title: "О сроках {ESCAPED}"\nclauses:\n  - number: "1."\n    kind: instruct\n'
    f'    text: "Перенести {ESCAPED}."\n'
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry and a history full of signs that nobody sees."""
    root = tmp_path_factory.mktemp("hostile")
    plan = roadmap(f"1. | март | Провести {ESCAPED} | note: '{HOSTILE[16:17]}x'")
    tree(
        root,
        {
            "roadmaps/plan.yaml": plan.replace("title: План", f'title: "План {ESCAPED}"'),
            "orders/order-1.yaml": ORDER,
            "authorities/comm.yaml": f'schema: 1\nname: "Комитет {ESCAPED}"\ntype: committee\n',
        },
    )
    (root / "innoreg.yaml").write_text(f'schema: 1\ntitle: "Проба {ESCAPED}"\n', encoding="utf-8")
    with_git(root)
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    (root / "data/roadmaps/plan.yaml").write_text(
        (root / "data/roadmaps/plan.yaml").read_text("utf-8").replace("март", "апрель"), "utf-8"
    )
    subject = f"Срок {SIGNS['escape']}{SIGNS['c1']}{SIGNS['override']}"
    git(root, "-c", f"user.name=Кто{SIGNS['colour']}", "commit", "-qam", subject)
    return root


READING = [
    "due --year 2022", "due --year 2022 --format csv", "due --year 2022 --format md",
    "due --year 2022 --format json", "overdue", "show plan", "show plan/1", "show order-1",
    "show order-1 --format json", "why plan/1", "list roadmaps", "list orders --format csv",
    "list orders --format md", "list orders --format json", "status", "load", "discipline",
    "mentoring", "history plan", "history plan --format json", "diff HEAD~1", "diff HEAD~2 HEAD",
    "diff HEAD~1 --format md", "diff HEAD~1 --format json", "validate", "validate --format json",
    "validate --format github", "validate --format gitlab", "validate --format sarif",
    "validate --format junit", "forms check", "merge-check HEAD~1", "render order-1 --draft",
    "render --check", "fmt --check", "fmt --dry-run", "rename plan plan-2 --dry-run",
    "done plan/1 --on 2022-04-01 --dry-run", "paper plan-fact plan --draft",
    f"show {SIGNS['override']}", f"deadline {SIGNS['c1']}", f"due --rev {SIGNS['colour']}",
    f"-C {SIGNS['colour']} due", f"decline {SIGNS['override']} dat",
]  # fmt: skip


@pytest.mark.parametrize("words", READING)
def test_no_hidden_sign_reaches_the_screen(words: str, hostile: Path) -> None:
    done = run(hostile, *words.split(" "))
    shown = (done.stdout + done.stderr).replace("\r\n", "\n")
    assert not HIDDEN.search(shown), repr(shown)
    assert shown
    assert "mistake in innoreg" not in shown
    if "--format json" in words:
        json.loads(done.stdout)


def test_json_keeps_the_text_as_it_is(hostile: Path) -> None:
    rows = json.loads(run(hostile, "due", "--year", "2022", "--format", "json").stdout)["rows"]
    assert rows[0]["title"] == f"Провести {HOSTILE}"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(
    "words", ["due --year 2022", "list orders", "show plan", "why plan/1", "validate", "status"]
)
def test_on_a_terminal_only_our_own_colours_come_out_raw(words: str, hostile: Path) -> None:
    import pty
    import re

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [INNOREG, *words.split()], cwd=hostile, stdout=theirs, stderr=theirs,
        env=environment(TERM="xterm-256color", COLUMNS="100"),
    ) as process:  # fmt: skip
        os.close(theirs)
        raw = b""
        try:
            while more := os.read(ours, 65536):
                raw += more
        except OSError:
            # So Linux says that the program has ended.
            pass
        process.wait()
    os.close(ours)
    shown = re.sub(r"\x1b\[(?:0|[1-3][0-9]?|1;3\d)m", "", raw.decode().replace("\r\n", "\n"))
    shown = re.sub(r"\r[^\n]* *\r", "", shown)
    assert shown
    assert not HIDDEN.search(shown), repr(shown)


def test_validate_names_the_sign_and_its_place(hostile: Path) -> None:
    found = json.loads(run(hostile, "validate", "--format", "json").stdout)["diagnostics"]
    hidden = [d for d in found if d["code"] == "hidden-sign"]
    assert {d["severity"] for d in hidden} == {"error"}
    assert {d["file"] for d in hidden} == {
        "data/roadmaps/plan.yaml",
        "data/orders/order-1.yaml",
        "data/authorities/comm.yaml",
    }
    assert all("U+" in d["message"] for d in hidden)


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign != "separator"])
@pytest.mark.parametrize(
    "words",
    [
        ("done", "plan/1", "--on", "2022-04-01", "--evidence"),
        ("cancel", "plan/1", "--on", "2022-04-01", "--reason"),
        ("new", "person", "new-one", "schema=1"),
        ("accept", "plan", "--reason"),
    ],
    ids=lambda words: words[0],
)
def test_no_command_takes_one_in(words: tuple[str, ...], sign: str, tmp_path: Path) -> None:
    plain = ORDER.replace(ESCAPED, "")
    root = tree(
        tmp_path,
        {
            "roadmaps/plan.yaml": roadmap("1. | март | Провести"),
            "orders/order-1.yaml": plain,
            "authorities/comm.yaml": 'schema: 1\nname: "Комитет"\ntype: committee\n',
        },
    )
    before = bytes_of(root)
    text = f"Отчёт {SIGNS[sign]}"
    done = run(root, *words, f"name={text}" if words[0] == "new" else text)
    assert done.returncode == 1, done.stdout + done.stderr
    assert bytes_of(root) == before
    assert "nobody sees" in done.stderr or words[0] == "accept", done.stderr
